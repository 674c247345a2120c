"""The contact reasons as a table: tickets now and before, late, CSAT, one-touch; each line its tickets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from queries.inside.cases import Own
from tui import words
from tui.language import number, say
from tui.panes.targets import Back, OpenOwn
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line, View
from tui.widgets.table import Column, table
from tui.words.inside import hundredth

if TYPE_CHECKING:
    from queries.inside.reasons import Reason
    from queries.scorecard import Scorecard

_MOVED = {1: "▲", -1: "▼", 0: ""}


def reasons_view(card: Scorecard, found: Sequence[Reason], level: int) -> View:
    """Return the reasons, the most tickets first; `v` goes back to the channels."""
    heads = (
        Column(say("Reason"), least=14),
        Column(say("Tickets"), "right"),
        Column(say("before"), "right", rank=1),
        Column("", rank=1),
        Column(say("late"), "right"),
        Column(say("CSAT"), "right", rank=2),
        Column(say("1-touch"), "right", rank=3),
    )

    def draw(width: int) -> Sequence[Line]:
        limits = words.limits(card, "first_response_time", level)
        told = say(
            "Late: no first answer within {limits}. ▲ ▼: more, fewer, beyond chance.", limits=limits
        )
        rows = [(OpenOwn(_own(one, level)) if one.volume else None, _cells(one)) for one in found]
        return [Line((Span(f" {cell(told)}", "muted"),)), *table(heads, rows, width)]

    return View(say("Reasons"), draw, fixed=2, turn=Back())


def _own(one: Reason, level: int) -> Own:
    return Own("tickets", level=level, reason=one.name, without_reason=one.name is None)


def _cells(one: Reason) -> Sequence[str]:
    return (
        one.name or say("none given"),
        number(one.volume),
        words.NOTHING if one.before is None else number(one.before),
        _MOVED[one.moved],
        _of(one.late),
        _of(one.good),
        _of(one.once),
    )


def _of(part: tuple[int, int]) -> str:
    """Return a share with what it is of: "30 % of 58"."""
    k, n = part
    return say("{share} of {n}", share=hundredth(k / n), n=number(n)) if n else words.NOTHING
