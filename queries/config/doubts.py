"""The doubts that data can raise about a level; doubts.yaml says how each is seen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, TypeAdapter

from queries.config.catalogue import Cases
from queries.config.model import Section

# A condition takes the place of its name in a statement, in the comments there too.
OneLine = Annotated[str, AfterValidator(lambda text: " ".join(text.split()))]


class DoubtEntry(Section):
    """How one doubt is seen; doubts.yaml says what each field means."""

    by: Literal["all", "agent", "channel"]
    among: OneLine
    doubtful: OneLine
    least: int
    share: float
    than_others: float | None = None
    measured: str
    worst: str

    @property
    def cases(self) -> Cases:
        """The list behind it: exactly the doubtful tickets."""
        where = f"({self.among}) and ({self.doubtful})"
        return Cases(of="tickets", where=where, measured=self.measured, worst=self.worst)


_FILE = Path(__file__).with_name("doubts.yaml")
_ENTRIES = TypeAdapter(dict[str, DoubtEntry])


@cache
def doubt_entries() -> Mapping[str, DoubtEntry]:
    """Return every doubt by its key."""
    return _ENTRIES.validate_python(yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader))
