"""One answer as one line of the log: JSON with `v, id, at, who, key, answer, note, undoes`."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from typing import Any, Literal, TypeGuard, get_args

from queries.text import clean

VERSION = 1
LONGEST_NOTE = 200  # letters
LONGEST_LINE = 16_384  # bytes; what is longer is no answer
Answer = Literal["yes", "no", "not applicable"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer, as it was given.

    `at` is an instant in UTC; `answer` None takes the answer back; `undoes` is the id of an earlier entry of
    the same practice that does not count any more.
    """

    id: str
    at: dt.datetime
    who: str
    key: str
    answer: Answer | None
    note: str = ""
    undoes: str | None = None

    def line(self) -> bytes:
        """Return the entry as a line of the log, its end included."""
        fields = {
            "v": VERSION,
            "id": self.id,
            "at": self.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "who": self.who,
            "key": self.key,
            "answer": self.answer,
            "note": self.note,
            "undoes": self.undoes,
        }
        return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def new_entry(
    who: str, key: str, answer: Answer | None, note: str = "", undoes: str | None = None
) -> Entry:
    """Return an answer that is given now, with an id of its own."""
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return Entry(
        secrets.token_hex(8), now, who, key, answer, clean(note, LONGEST_NOTE).strip(), undoes
    )


def parse_entry(line: bytes) -> Entry | None:
    """Return the entry that a line of the log says, its text made harmless; None where it says none."""
    try:
        found: Any = json.loads(line) if len(line) <= LONGEST_LINE else None
        return _entry(found) if isinstance(found, dict) and found.get("v") == VERSION else None
    except (ValueError, RecursionError):
        return None


def _entry(found: dict[str, Any]) -> Entry | None:
    name, when, who, key = (found.get(field) for field in ("id", "at", "who", "key"))
    answer, note, undoes = (found.get(field) for field in ("answer", "note", "undoes"))
    texts = (name, when, who, key, note or "", undoes or "")
    if not all(isinstance(text, str) for text in texts) or not (
        answer is None or _is_answer(answer)
    ):
        return None
    at = dt.datetime.fromisoformat(str(when))
    if at.tzinfo is None:
        return None
    try:
        at = at.astimezone(dt.UTC)
    except OverflowError:
        return None
    return Entry(
        id=clean(str(name), 64),
        at=at,
        who=clean(str(who), 80),
        key=clean(str(key), 80),
        answer=answer,
        note=clean(str(note or ""), LONGEST_NOTE),
        undoes=clean(undoes, 64) if undoes else None,
    )


def _is_answer(answer: object) -> TypeGuard[Answer]:
    return answer in get_args(Answer)
