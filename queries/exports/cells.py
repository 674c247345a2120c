"""The SQL for the words of a cell: what stands for nothing, how a number is written, what words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from queries.config.mapping import THOUSANDS, Column
from queries.config.schema import Config
from queries.said import Said, said
from queries.sqltext import literal, literals

# What stands around a placeholder: (unassigned), --None--.
_AROUND = ("{}", "({})", "[{}]", "<{}>", "-{}-", "--{}--", "- {} -", "*{}*", "_{}_")


@dataclass(frozen=True, slots=True)
class Nothing:
    """The words that say nothing in any column, and those that are nobody's name; in lower case."""

    words: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()

    @classmethod
    def of(cls, config: Config) -> Nothing:
        """Return what the settings say; a bot's name is somebody's."""
        nothing = {word.casefold() for word in config.reading.nothing}
        nobody = {around.format(w.casefold()) for w in config.team.nobody for around in _AROUND}
        return cls(frozenset(nothing), frozenset(nobody - {b.casefold() for b in config.team.bots}))

    def test(self, column: Column, text: str, *, name: bool = False) -> str:
        """Return the SQL for whether `text` says nothing (`name`: or is nobody), NULL for NULL.

        What the mapping gives a meaning has it. Few texts begin like one of the words and are as long,
        which is seen at once (letters of both cases end in the same five bits).
        """
        words = self.words | self.nobody if name else self.words
        words -= {word.casefold() for word in (*column.values, *column.when, *column.sent)}
        letters = {word for word in words if word[0].isalpha()}
        tests = []
        for some, like, kind in (
            (letters, f"(unicode({text}) & 31) * 256 + strlen({text})", _beginning_and_length),
            (words - letters, f"unicode({text})", _beginning),
        ):
            if some:
                kinds = ", ".join(map(str, sorted({kind(word) for word in some})))
                hashes = ", ".join(f"hash({literal(word)})" for word in sorted(some))
                tests.append(f"{like} in ({kinds}) and hash(lower({text})) in ({hashes})")
        return f"({' or '.join(tests) or 'false'})"


def _beginning(word: str) -> int:
    return ord(word[0])


def _beginning_and_length(word: str) -> int:
    return (ord(word[0]) & 31) * 256 + len(word.encode())


def text_of(column: Column, parts: list[str], empty: Iterable[str]) -> str:
    """Return the SQL for a column's words, NULL where one is a declared word for nothing."""
    text = parts[0] if len(parts) == 1 else f"nullif(concat_ws(' ', {', '.join(parts)}), '')"
    if declared := sorted({word.casefold() for word in (*column.empty, *empty)}):
        words = literals(declared)
        there = " and ".join(f"coalesce(lower({part}), '') not in {words}" for part in parts)
        text = f"case when {there} then {text} end"
    if column.extract is not None:
        # A text that is otherwise written stays as it is, and is listed where it cannot be read.
        found = f"regexp_extract({text}, {literal(column.extract)}, 1)"
        text = f"coalesce(nullif(trim({found}), ''), {text})"
    if column.blank is not None:
        entry = text if column.filled is None else literal(column.filled)
        text = f"case when {text} is not null then {entry} else {literal(column.blank)} end"
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


def how_written(column: Column) -> Iterator[Said]:
    """Yield how a column's numbers are written; nothing where plainly."""
    if column.decimal:
        yield said("decimal", mark=column.decimal)
    if column.thousands:
        yield said("thousands", mark=column.thousands)
    if column.suffix:
        yield said("suffix", words=said("or", parts=tuple(column.suffix)))


def mapped(column: Column, text: str, other: str = "") -> str:
    """Return `text` with the words under `values` replaced; `other` (or themselves) for the rest."""
    if column.others is not None:
        other = f"case when {text} is not null then {literal(column.others)} end"
    if not column.values:
        return other or text
    cases = " ".join(
        f"when {literal(word.casefold())} then {literal(meaning)}"
        for word, meaning in column.values.items()
    )
    return f"case lower({text}) {cases} else {other or text} end"
