"""What an export can grade, in words: known from its header, before a row is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.config.catalogue import catalogue
from queries.text import SHOWN, clean
from tui.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.exports.grades import Grades


def grades_line(file: str, found: Grades) -> str:
    """Return what of the ladder a file can and cannot grade, and which export to fetch beside it."""
    told = {
        "file": file,
        "can": _figures(found.can),
        "cannot": _figures(found.cannot),
        "export": clean(say(found.second), SHOWN),
    }
    if not found.cannot:
        return say("{file} can grade every figure of the ladder", **told)
    if not found.can:
        if not found.second:
            return say("{file} can grade nothing of the ladder", **told)
        return say("{file} can grade nothing of the ladder; fetch beside it: {export}", **told)
    if not found.second:
        return say("{file} can grade: {can}; cannot: {cannot}", **told)
    return say("{file} can grade: {can}; cannot: {cannot}; fetch beside it: {export}", **told)


def _figures(keys: Iterable[str]) -> str:
    return ", ".join(say(catalogue()[key].name) for key in keys)
