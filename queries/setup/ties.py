"""Files whose columns are those of several presets: asked once for all of the same presets."""

from __future__ import annotations

from collections.abc import Mapping

from queries.setup.look import Found
from queries.setup.questions import Item, Question


def ties(found: tuple[Found, ...]) -> tuple[Question, ...]:
    """Return a question for each set of presets between which nothing decides; the likeliest is proposed."""
    tied: dict[tuple[str, ...], list[Found]] = {}
    for file in found:
        if file.between:
            tied.setdefault(tuple(one.preset for one in file.between), []).append(file)
    return tuple(
        Question(
            "tie",
            (Item("preset", presets[0]),),
            presets,
            form="one",
            arguments={
                "files": tuple(file.name for file in files),
                "systems": {one.preset: one.system for one in files[0].between},
            },
        )
        for presets, files in tied.items()
    )


def settled(
    found: tuple[Found, ...], question: Question, chosen: Mapping[str, str]
) -> tuple[Found, ...]:
    """Return the files with those of a question as the chosen preset reads them."""
    return tuple(
        next(one for one in file.between if one.preset == chosen["preset"])
        if tuple(one.preset for one in file.between) == question.choices
        else file
        for file in found
    )
