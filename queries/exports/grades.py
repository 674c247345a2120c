"""What of the ladder an export can grade: the fields it fills, held against what each figure is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from queries.config.catalogue import catalogue
from queries.config.ladder import Ladder
from queries.exports.helpdesks import presets


@dataclass(frozen=True, slots=True)
class Grades:
    """The figures of the ladder, by their keys and in its order, that an export can give and cannot.

    `second` says which export has what is missing, and where its menu is; '' where none is known.
    """

    can: tuple[str, ...]
    cannot: tuple[str, ...]
    second: str


def grades(preset: str, ladder: Ladder) -> Grades:
    """Return what an export of this preset can grade with all its columns; KeyError for an unknown one."""
    known = presets()[preset]
    fields = ((known.table or "", field) for field in known.columns)
    return graded(fields, ladder, known.second_file)


def graded(fields: Iterable[tuple[str, str]], ladder: Ladder, second: str = "") -> Grades:
    """Return what `fields`, (table, field), can grade; a figure that no export can give is left out."""
    filled = {f"{table}.{field}" for table, field in fields}
    asked = {
        figures.part_of or line.measure: figures.made_of
        for dimension in ladder.dimensions.values()
        for criteria in dimension.levels.values()
        for criterion in criteria
        for line in criterion.parts()
        if line.measure is not None and (figures := catalogue()[line.measure]).made_of
    }
    can = tuple(
        key for key, made_of in asked.items() if all(filled & set(any_) for any_ in made_of)
    )
    return Grades(can, tuple(key for key in asked if key not in can), second)
