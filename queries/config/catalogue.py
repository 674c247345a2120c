"""The catalogue of figures: what each is called, who asks for it, in what unit, which way is better."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BeforeValidator, Field, TypeAdapter

from queries.config.model import Section

Unit = Literal["seconds", "share", "score", "count"]
Grouping = Literal["class", "channel", "agent", "team", "reason", "promise"]


class Cases(Section):
    """The list behind a figure: SQL over the cases of queries/sql/cases.

    `where` says which are its cases, `measured` what its value is computed from, `worst` which comes first.
    """

    of: Literal["tickets", "ratings", "replies", "open"]
    where: str
    measured: str
    worst: str


class FigurePart(Section):
    """What is told beside a figure: the column it stands in, its unit and a sentence, where they are said."""

    column: str
    unit: Unit | Literal["yes_no"] | None = None
    definition: str = ""


def _column(part: object) -> object:
    return {"column": part} if isinstance(part, str) else part


class Entry(Section):
    """One figure; figures.yaml says what each field means."""

    name: str
    short: str
    definition: str
    question: str | None = None
    part_of: str | None = None
    value: str = "value"
    n: str = "n"
    parts: Mapping[str, Annotated[FigurePart, BeforeValidator(_column)]] = Field(
        default_factory=dict
    )
    unit: Unit
    better: Literal["higher", "lower"] | None = None
    by: tuple[Grouping, ...] = ()
    trend: bool = False
    least: str | None = None
    needs: str | None = None
    made_of: tuple[tuple[str, ...], ...] = ()
    reach: bool = False
    lower_bound: bool = False
    as_it_stood: bool = True
    cases: Cases | None = None
    pieces: Literal["hours", "channels"] | None = None

    @property
    def lower_is_better(self) -> bool:
        """Whether less is better."""
        return self.better == "lower"


Catalogue = Mapping[str, Entry]
_FILE = Path(__file__).with_name("figures.yaml")
_ENTRIES = TypeAdapter(dict[str, Entry])


@cache
def catalogue() -> Catalogue:
    """Return every figure by its key, a part of another with that one's question, grouping and cases."""
    entries = _ENTRIES.validate_python(yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader))
    return {key: _whole(entry, entries) for key, entry in entries.items()}


def _whole(entry: Entry, entries: Catalogue) -> Entry:
    if entry.part_of is None:
        return entry
    whole = entries[entry.part_of]
    taken = {
        "question": whole.question,
        "by": whole.by,
        "cases": entry.cases or whole.cases,
        "needs": whole.needs,
        "made_of": whole.made_of,
    }
    return entry.model_copy(update=taken)
