"""The columns of the dimensions and of one dimension's criteria, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui import words
from tui.language import mark, number, say
from tui.report.columns import Column

if TYPE_CHECKING:
    from queries.ladder.criteria import Result
    from queries.scorecard import DimensionRow, Scorecard


@dataclass(frozen=True, slots=True)
class Standing:
    """A dimension, of the scorecard whose words and bounds it needs."""

    card: Scorecard
    row: DimensionRow


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion of a dimension, of the scorecard whose words and bounds it needs."""

    card: Scorecard
    result: Result


def _name(of: Standing) -> str:
    return say(of.row.result.name)


def _level_dots(of: Standing) -> str:
    level = of.row.result.level
    return words.dots(level) + (f" {level}" if level else "")


def _level_named(of: Standing) -> str:
    result = of.row.result
    if not result.level:
        told = say("not assessed")
    else:
        told = f"{result.level} {say(of.card.level_names[result.level])}"
    if not result.counts:
        return say("{level}, counts once response and resolution are at 4", level=told)
    return told


def _now(of: Standing) -> str:
    if not of.row.result.counts:
        return say("counts once both are at 4")
    return words.headline(of.card, of.row, short=True)[0]


def _next(of: Standing) -> str:
    return words.headline(of.card, of.row)[1] if of.row.result.counts else ""


def _change(of: Standing) -> str:
    shown = of.row.result.counts and not (of.row.result.level is None and of.row.result.why)
    return words.change(of.row.change, _unit(of), short=True) if shown else ""


def _unit(of: Standing) -> str | None:
    return of.row.headline.unit if of.row.headline else None


def _trend(of: Standing) -> str:
    return words.sparkline(of.row.trend)


DIMENSIONS: tuple[Column[Standing], ...] = (
    Column("", mark("Dimension"), mark("Dimension"), lambda s: s, _name, side="left"),
    Column("", mark("Level"), mark("Level"), lambda s: s, _level_dots, _level_named, side="left"),
    Column(
        "",
        mark("Now"),
        mark("Now"),
        lambda s: s,
        _now,
        lambda s: words.headline(s.card, s.row)[0],
        side="left",
        least=18,
    ),
    Column(
        "",
        mark("Next"),
        mark("For the next"),
        lambda s: s,
        _next,
        lambda s: words.headline(s.card, s.row)[1],
        side="left",
        rank=1,
    ),
    Column(
        "",
        mark("Change"),
        mark("Change"),
        lambda s: s,
        _change,
        lambda s: words.change(s.row.change, _unit(s)),
        side="left",
        rank=2,
    ),
    Column("", mark("Trend"), mark("Over the period"), lambda s: s, _trend, side="left", rank=3),
)


def _mark(of: Asked) -> str:
    return words.STATE_MARKS[of.result.state]


def _named(of: Asked) -> str:
    return words.named(of.card, of.result)


def _needed(of: Asked) -> str:
    return words.bound(of.result) if of.result.bound else ""


CRITERIA: tuple[Column[Asked], ...] = (
    Column("", " ", "", lambda a: a, _mark, side="left"),
    Column("level", mark("Level"), "", lambda a: a.result.level),
    Column("", mark("Criterion"), "", lambda a: a, _named, side="left", least=20, whole=True),
    Column("", mark("Now"), "", lambda a: words.stands(a.result), side="left", least=12, whole=True),
    Column("", mark("Asked"), "", lambda a: a, _needed, side="left", rank=1),
    Column("n", mark("n"), "", lambda a: a.result.n, lambda n: number(n) if n else "", rank=2),
)  # fmt: skip
