"""The SQL for the words of a cell: what stands for nothing, how a number is written, what words mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from queries.config.mapping import THOUSANDS, Column
from queries.config.schema import Config
from queries.sqltext import literal, literals

_AROUND = " ()[]{}<>-–—_*."  # what stands around a placeholder: (unassigned), --None--


@dataclass(frozen=True, slots=True)
class Nothing:
    """The words that say nothing in any column, and those that are nobody's name; in lower case."""

    words: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()

    @classmethod
    def of(cls, config: Config) -> Nothing:
        """Return what the settings say; a bot's name is somebody's."""
        folded = (word.casefold() for word in config.reading.nothing)
        nobody = {word.casefold().strip(_AROUND) for word in config.team.nobody}
        return cls(frozenset(folded), frozenset(nobody - {b.casefold() for b in config.team.bots}))

    def test(self, column: Column, text: str, *, name: bool = False) -> str:
        """Return the SQL for whether `text` says nothing (`name`: or is nobody), NULL for NULL.

        What the mapping gives a meaning has it.
        """
        meant = {word.casefold() for word in (*column.values, *column.when, *column.sent)}
        tests = [_among(f"lower({text})", self.words - meant)]
        if name:
            bare = f"trim(lower({text}), {literal(_AROUND)})"
            tests.append(_among(bare, self.nobody - meant))
        return f"({' or '.join(tests)})"


def _among(text: str, words: Collection[str]) -> str:
    return f"{text} in {literals(sorted(words))}" if words else "false"


def text_of(column: Column, parts: list[str], empty: Iterable[str]) -> str:
    """Return the SQL for a column's words, NULL where one is a declared word for nothing."""
    text = parts[0] if len(parts) == 1 else f"nullif(concat_ws(' ', {', '.join(parts)}), '')"
    if declared := sorted({word.casefold() for word in (*column.empty, *empty)}):
        words = literals(declared)
        there = " and ".join(f"coalesce(lower({part}), '') not in {words}" for part in parts)
        text = f"case when {there} then {text} end"
    return text


def numeral(column: Column, text: str) -> str:
    """Return the SQL for a number's words as DuckDB writes numbers, NULL where they are none."""
    if column.suffix:
        end = rf"(?i)\s*(?:{'|'.join(map(re.escape, column.suffix))})$"
        text = f"regexp_replace({text}, {literal(end)}, '')"
    if column.decimal or column.thousands:
        mark, digits = column.decimal or ".", r"\d+"
        if column.thousands:
            between = THOUSANDS[column.thousands]
            digits = rf"(?:\d{{1,3}}(?:{between}\d{{3}})+|\d+)"
        pattern = rf"[+-]?{digits}(?:{re.escape(mark)}\d+)?"
        plain = text
        if column.thousands:
            plain = f"regexp_replace({text}, {literal(THOUSANDS[column.thousands])}, '', 'g')"
        text = (
            f"case when regexp_full_match({text}, {literal(pattern)}) "
            f"then replace({plain}, {literal(mark)}, '.') end"
        )
    return text


def how_written(column: Column) -> str:
    """Return how a column's numbers are written, in words; '' where plainly."""
    said = [
        f"decimal {column.decimal}" if column.decimal else "",
        f"thousands {column.thousands}" if column.thousands else "",
        f"suffix {' or '.join(column.suffix)}" if column.suffix else "",
    ]
    return "".join(f", {words}" for words in said if words)


def mapped(column: Column, text: str, other: str = "") -> str:
    """Return `text` with the words under `values` replaced; `other` (or themselves) for the rest."""
    if not column.values:
        return other or text
    cases = " ".join(
        f"when {literal(word.casefold())} then {literal(meaning)}"
        for word, meaning in column.values.items()
    )
    return f"case lower({text}) {cases} else {other or text} end"
