"""What is wrong with a settings file, in words: file, line, key, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from queries.text import SHOWN, clean


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a settings file; `line` is 1-based, 0 where no line can be named."""

    file: str
    line: int
    key: str
    words: str

    def __str__(self) -> str:
        words = clean(self.words, 500)
        place = (
            f"{clean(self.file, SHOWN)}, line {self.line}" if self.line else clean(self.file, SHOWN)
        )
        return f"{place}: {clean(self.key, SHOWN)}: {words}" if self.key else f"{place}: {words}"


class ConfigError(Exception):
    """A settings file cannot be used; carries every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults; the message is one line each."""
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ' (did you mean …?)' for the nearest of `known`, or ''."""
    near = difflib.get_close_matches(word[:SHOWN], list(known), n=1, cutoff=0.6)
    return f" (did you mean {clean(near[0], SHOWN)}?)" if near else ""
