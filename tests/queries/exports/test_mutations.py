"""A damaged cell or a repeated row changes no figure in silence: it is listed, or superseded with its line.

Half a dozen exports here, 5,000 in a soak.
"""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import Any

import pytest

from queries.session import open_session
from tests.conftest import TICKET_COLUMNS, config_with, report
from tests.said import told
from tests.soak import tries

MUTATIONS = tries(6, 5000)
AT_ONCE = 100  # so that a long run has work for every core
JUNK = (
    "##",
    "n.v.",
    "2026-13-45",
    "99:99",
    "-1",
    "1e99",
    "☃",
    "open?",
    "7 of 5",
    "yes/no",
    '"',
    "a,b",
    "\x00",
)
COLUMNS = ("ticket_id", "created_at", "channel", "agent", "status", "first_response_at", "resolved_at", "agent_replies", "csat")  # fmt: skip


def rows() -> list[list[str]]:
    """Forty tickets of four days, answered within the hour, solved within the day, each rated."""
    return [
        [
            f"T{n}",
            f"2026-03-{1 + n % 4:02d} {8 + n % 10:02d}:00",
            ("email", "chat")[n % 2],
            ("Ann", "Bob", "Cem")[n % 3],
            "solved" if n % 5 else "open",
            f"2026-03-{1 + n % 4:02d} {8 + n % 10:02d}:{10 + n:02d}",
            f"2026-03-{1 + n % 4:02d} {9 + n % 10:02d}:{10 + n:02d}" if n % 5 else "",
            str(1 + n % 3),
            str(1 + n % 5),
        ]
        for n in range(40)
    ]


def text_of(table: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *table])
    return out.getvalue()


def mutated(chance: random.Random) -> tuple[str, int]:
    """Return the export with one cell damaged or one row repeated, and the line that it was done to."""
    table = rows()
    place = chance.randrange(len(table))
    match chance.randrange(3):
        case 0:
            table[place][chance.randrange(1, len(COLUMNS))] = chance.choice(JUNK)
        case 1:
            again = list(table[place])
            again[4:7] = "open", "", ""
            table.insert(chance.randrange(place + 1, len(table) + 1), again)
        case _:
            lines = text_of(table).splitlines()
            cut = lines[place + 1]
            at = chance.randrange(1, len(cut))
            lines[place + 1] = cut[:at] + chance.choice(('"', "\t", ",", ";")) + cut[at:]
            return "\n".join(lines) + "\n", place + 2
    return text_of(table), place + 2


def read(folder: Path, text: str) -> tuple[dict[str, Any], str, int]:
    """Return the figures, all that is said, and how many things are listed."""
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    columns = {name: TICKET_COLUMNS[name] for name in COLUMNS}
    config = config_with(folder, {"exports": [{"paths": [str(path)], "columns": columns}]})
    with open_session([str(path)], config) as session:
        card, ledger = report(session), session.ledger
    notes = (note for file in ledger.files for note in told(file.notes))
    said = "\n".join((*told(ledger.warnings), *told(ledger.notes), *notes))
    figures = {"measures": card["measures"], "agents": card["agents"], "channels": card["channels"]}
    return figures, said, ledger.rejects_total


@pytest.mark.parametrize("begin", range(0, MUTATIONS, AT_ONCE))
def test_no_figure_changes_in_silence(tmp_path: Path, begin: int) -> None:
    whole, _, _ = read(tmp_path, text_of(rows()))
    chance = random.Random(10 + begin)
    changed, tried = 0, min(AT_ONCE, MUTATIONS - begin)
    for _ in range(tried):
        text, line = mutated(chance)
        figures, said, listed = read(tmp_path, text)
        if figures != whole:
            changed += 1
            told = listed or f"line {line}" in said or "is not known and not graded" in said
            assert told or _a_name_or_a_count(text, line), (
                f"line {line} changed in silence:\n{text}"
            )
    assert changed > tried / 3


def _a_name_or_a_count(text: str, line: int) -> bool:
    """Whether what was written into a line is another agent or another count: words as good as any."""
    [cells] = csv.reader([text.splitlines()[line - 1]])
    before = rows()[line - 2]
    return len(cells) == len(before) and any(cells[place] != before[place] for place in (0, 3, 7))
