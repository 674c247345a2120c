"""Files that look like an export that nobody ever saw whole: asked once before their figures count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from queries.setup.look import Found
from queries.setup.questions import Item, Question


def unseen(found: tuple[Found, ...]) -> Question | None:
    """Return the question whether each is what it looks like; None where none is unseen."""
    items = tuple(
        Item(file.name, "yes", {"name": file.name, "system": file.system})
        for file in found
        if file.unseen
    )
    return Question("unseen", items, ("yes", "no")) if items else None


def seen(found: tuple[Found, ...], chosen: Mapping[str, str]) -> tuple[Found, ...]:
    """Return the files after the answers: those that are confirmed, the others left aside."""
    return tuple(
        file
        if not file.unseen
        else replace(file, unseen=False)
        if chosen.get(file.name) == "yes"
        else replace(file, how="left aside", table="", entry={}, unseen=False)
        for file in found
    )
