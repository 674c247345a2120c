"""What is wrong with a settings file, file, line, key, what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from queries.said import Said


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a settings file; `line` is 1-based, 0 where no line can be named."""

    file: str
    line: int
    key: str
    told: Said


class ConfigError(Exception):
    """A settings file cannot be used; carries every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults."""
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
