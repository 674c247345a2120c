"""Why a setting that `rung init` writes is as it is, in words: the comments of the settings file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.language import mark, number, say
from tui.words.setup import bot_words, night_words

if TYPE_CHECKING:
    from queries.setup.facts import BotFacts
    from queries.setup.settings import Remark

_YOURS = {
    "same_tickets": mark("the same tickets stand in several files, and count once"),
    "zone_said": mark("the exports say so"),
    "practices": mark("your answers; the keys stand under ladder → practices"),
    "answered": mark("your answer"),
    "one_channel": mark("your answer: no column names a channel"),
    "zone": mark("your answer. {night}"),
    "zone_elsewhere": mark("your answer. {night}"),
    "channel": mark("your answer; tickets: {n}"),
    "case_chosen": mark("a contact opens a case: {k} of {n} were solved within 30 min"),
    "case_told": mark("a contact opens a case: {k} of {n} were solved within 30 min"),
    "recognised": mark("{files}: recognised, {system}"),
    "proposed": mark("{files}: proposed by the names and values of its columns"),
    "bots": mark("no people: {bots}"),
}
_UNASKED = {
    "one_channel": mark("taken unasked: no column names a channel"),
    "zone": mark("taken unasked: change it where it is another. {night}"),
    "zone_elsewhere": mark("taken unasked: change it where it is another. {night}"),
    "channel": mark("taken unasked; tickets: {n}"),
}


def remark(one: Remark) -> str:
    """Return why a setting is as it is: what was answered, by which evidence."""
    told = dict(one.arguments)
    if one.code.startswith("zone"):
        told["night"] = night_words(one.code, told)
    for key in ("n", "k"):
        if key in told:
            told[key] = number(told[key])
    if "files" in told:
        files: Sequence[str] = told["files"]
        told["files"] = ", ".join(files)
    if "bots" in told:
        bots: Sequence[BotFacts] = told["bots"]
        told["bots"] = "; ".join(bot_words(b.name, b.n, b.median, b.p90) for b in bots)
    unasked = not told.get("asked", True) and one.code in _UNASKED
    return say((_UNASKED if unasked else _YOURS)[one.code], **told)
