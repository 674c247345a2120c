"""How old what waits and what is open is, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.language import mark, number, say
from tui.words.amounts import age

if TYPE_CHECKING:
    from queries.inside.ages import Aged, What

_HEADS: Mapping[str, str] = {
    "waiting": mark("{n} wait for a first answer, the oldest {age}"),
    "open": mark("{n} open at the end, of any period, the oldest {age}"),
}
_NONE: Mapping[str, str] = {
    "waiting": mark("Nobody waits for a first answer."),
    "open": mark("Nothing is open at the end, or no export says what is."),
}
_NAMES: Mapping[str, str] = {"waiting": mark("Waiting"), "open": mark("Open")}
_BANDS: Mapping[int, str] = {
    30: mark("30 days and more"),
    7: mark("7 to 30 days"),
    2: mark("2 to 7 days"),
    1: mark("1 to 2 days"),
    0: mark("under a day"),
}


def aged_head(what: What, bands: list[Aged]) -> str:
    """Return how many there are in all, and the oldest."""
    if not bands:
        return say(_NONE[what])
    n, oldest = sum(band.n for band in bands), max(band.oldest for band in bands)
    return say(_HEADS[what], n=number(n), age=age(oldest))


def aged_name(what: What, days: int | None) -> str:
    """Return what a band, or all of them, is called."""
    return say(_NAMES[what]) if days is None else say(_BANDS[days])


def aged_means(what: What) -> str:
    """Return what such tickets are, for the head of their list."""
    if what == "waiting":
        return say("waiting for a first answer")
    return say("open when the period ends")
