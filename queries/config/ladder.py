"""The ladder as data: dimensions, levels, criteria, rules. See config.yaml, ladder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from queries.config.bounds import Bound
from queries.config.catalogue import catalogue
from queries.config.model import BoundText, Section, Share, refuse
from queries.said import nearest, said

Level = Annotated[int, Field(ge=1, le=5)]
ChannelClass = Literal["email", "social", "live", "none"]
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class Criterion(Section):
    """One line of the ladder: a measure with its bound, a practice, or N of several lines."""

    measure: str | None = None
    bound: BoundText | None = None
    channel_class: ChannelClass | None = Field(default=None, alias="class")
    otherwise: Criterion | None = None
    practice: str | None = None
    evidence: Criterion | None = None
    against: Criterion | None = None
    any_of: Annotated[int, Field(ge=1)] | None = Field(default=None, alias="any")
    of: tuple[Criterion, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Criterion:
        kinds = [self.measure is not None, self.practice is not None, self.any_of is not None]
        if sum(kinds) != 1:
            refuse(said("no_criterion"))
        if (self.measure is None) != (self.bound is None):
            refuse(said("measure_and_bound"))
        if self.any_of is not None and len(self.of) < self.any_of:
            refuse(said("too_few_lines", any=self.any_of))
        if self.measure is not None and self.bound is not None:
            self._check_bound(self.measure, self.bound)
        return self

    def _check_bound(self, measure: str, bound: Bound) -> None:
        figures = catalogue()
        if measure not in figures:
            refuse(nearest(said("no_measure", measure=measure), measure, figures))
        unit = figures[measure].unit
        if bound.unit != (unit if unit in {"seconds", "share"} else None):
            codes = {"seconds": "takes_a_time", "share": "takes_a_share"}
            code = codes.get(unit or "", "takes_a_number")
            refuse(said(code, bound=bound.words, measure=measure))
        if self.channel_class is not None and not figures[measure].reach:
            refuse(said("takes_no_class", measure=measure))

    def parts(self) -> Iterator[Criterion]:
        """Yield this line and every line inside it."""
        yield self
        for part in (*self.of, *filter(None, (self.otherwise, self.evidence))):
            yield from part.parts()


class Dimension(Section):
    """One dimension: what each of its levels asks for."""

    name: str
    group: Literal["core", "supporting", "delight"]
    figure: str | None = None
    counts_from: dict[str, Level] = Field(default_factory=dict)
    levels: dict[Level, tuple[Criterion, ...]]

    @model_validator(mode="after")
    def _bounds_get_stricter(self) -> Dimension:
        last: dict[tuple[str, str | None], tuple[int, Bound]] = {}
        for level, criteria in sorted(self.levels.items()):
            for line in criteria:
                if line.measure is None or line.bound is None:
                    continue
                key = (line.measure, line.channel_class)
                if key in last and not line.bound.implies(last[key][1]):
                    refuse(
                        said(
                            "looser_than_below",
                            level=level,
                            measure=line.measure,
                            bound=line.bound.words,
                            below=last[key][0],
                            bound_below=last[key][1].words,
                        )
                    )
                last[key] = (level, line.bound)
        return self


class Rules(Section):
    """From criteria to one level; `ladder.md` §2."""

    graded_tickets: Count
    ratings: Count
    latest_days: Annotated[int, Field(ge=1, le=3650)]
    slipping: Share
    early: Share
    unclassified: Share
    rated: Share
    core_unknown_cap: Level
    in_use_contacts: Count
    in_use_days: Annotated[int, Field(ge=1, le=3650)]
    in_use_answered: Share
    hours_written: Annotated[int, Field(ge=0, le=168)]
    late_after_days: Count
    least_open_hours: Annotated[int, Field(ge=0, le=168)]
    agent_ratings: Count
    agent_shrinkage: Count
    answers_lapse_days: Annotated[int, Field(ge=1, le=3650)]


class Ladder(Section):
    """The whole ladder."""

    levels: dict[Level, str]
    rules: Rules
    dimensions: dict[str, Dimension]
    practices: dict[str, str]
    level_facts: dict[Level, tuple[str, ...]] = Field(default_factory=dict)
    advice_for_leaving: dict[Level, tuple[str, ...]] = Field(default_factory=dict)
    standards: tuple[str, ...] = ()
    personal_service: tuple[str, ...] = ()
    advice_for_measures: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def graded_practices(self) -> Mapping[str, tuple[str, ...]]:
        """The practices that a level can hang on, by dimension, in the order of its levels."""
        return {
            key: tuple(
                dict.fromkeys(
                    part.practice
                    for _, lines in sorted(dimension.levels.items())
                    for line in lines
                    for part in line.parts()
                    if part.practice
                )
            )
            for key, dimension in self.dimensions.items()
        }

    def _one_home_for_a_time(self) -> None:
        """Refuse a time of single customers that two dimensions hold against bounds of their own."""
        homes: dict[str, str] = {}
        for key, dimension in self.dimensions.items():
            for lines in dimension.levels.values():
                for line in lines:
                    if line.measure and catalogue()[line.measure].reach:
                        home = homes.setdefault(line.measure, key)
                        if home != key:
                            refuse(said("bounds_twice", measure=line.measure, one=home, other=key))

    @model_validator(mode="after")
    def _known_practices(self) -> Ladder:
        named = [
            part.practice
            for dimension in self.dimensions.values()
            for lines in dimension.levels.values()
            for line in lines
            for part in line.parts()
            if part.practice
        ]
        named += [
            key
            for keys in (*self.level_facts.values(), *self.advice_for_leaving.values())
            for key in keys
        ]
        named += [*self.standards, *self.personal_service]
        self._one_home_for_a_time()
        for key in self.advice_for_measures:
            if key not in catalogue() and key not in self.practices:
                known = (*catalogue(), *self.practices)
                refuse(nearest(said("advice_for_nothing", key=key), key, known))
        for key in named:
            if key not in self.practices:
                told = said("practice_without_words", practice=key)
                refuse(nearest(told, key, self.practices))
        return self
