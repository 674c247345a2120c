"""What of one export could not be read: listed row by row, told in groups, and which columns it spoils."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from queries.config.mapping import Column
from queries.exports.cells import Nothing
from queries.exports.errors import ExportError
from queries.exports.ratings import rating_words
from queries.exports.reading import Reading
from queries.exports.recognise import Recognised
from queries.exports.roads import bad_lines
from queries.exports.statements import Statements
from queries.said import Said, said
from queries.sqltext import identifier, literal
from queries.text import clean

_TOLD = 12  # values of one kind in a note
_HIGHEST = (3, 4, 5, 7, 10, 100)  # where scales end


@dataclass(frozen=True, slots=True)
class Unread:
    """How much is listed, how many `values` of how many `rows` that are kept, and what to say of it.

    `damaged` are the fields of which too little could be read: what is left of them is not a sample.
    """

    rejects: int = 0
    values: int = 0
    rows: int = 0
    damaged: tuple[str, ...] = ()
    notes: tuple[Said, ...] = ()


def list_unread(statements: Statements, reading: Reading, number: int, target: Path) -> Unread:
    """List what could not be read of the rows in `target` beside them, and return what to say of it.

    Reads the views `raw` and `part_rows`. Raises ExportError where the scores of a survey are damaged.
    """
    bad = reading.careful.bad if reading.careful else 0
    if not bad and not statements.ask("any_faults")[0][0]:
        return Unread()
    rejected = target.with_suffix(".rejects.parquet")
    headers = headers_of(reading.recognised)
    listed = write_rejects(
        statements,
        rejected,
        headers,
        number,
        reading.source.first_line,
        bad_lines(statements) if bad else None,
    )
    statements.view("reject_rows", f"from read_parquet({literal(str(rejected))})")
    [(rows, values)] = statements.ask("unread_values")
    damaged = dict(_damaged(statements, reading, headers)) if listed else {}
    groups = list(_groups(statements))
    if "score" in damaged:  # a survey is nothing else
        raise ExportError(
            reading.source.origin, said("sentences", parts=(damaged["score"], *groups))
        )
    notes = (*damaged.values(), *groups, *_nothings(statements, reading, headers))
    return Unread(listed, values, rows, tuple(damaged), notes)


def headers_of(recognised: Recognised) -> dict[str, str]:
    """Return by field what it is read from, in the words of the export; its own name where from no column."""
    return {
        name: clean(" + ".join(recognised.header(column))) or name
        for name, column in recognised.columns.items()
    }


def write_rejects(
    statements: Statements,
    target: Path,
    headers: Mapping[str, str] | None = None,
    number: int = -1,
    first_line: int = 0,
    unreadable: Path | None = None,
) -> int:
    """Write what of `part_rows` could not be used, and the lines listed in `unreadable`; return how many."""
    statements.run("create or replace temp table headers (field varchar, header varchar)")
    for pair in (headers or {}).items():
        statements.run("insert into headers values (?, ?)", pair)
    listed = "(select null::bigint as line, '' as value, '' as reason, '' as arguments limit 0)"
    if unreadable is not None:
        listed = (
            f"read_csv({literal(str(unreadable))}, header = false, delim = ',', quote = '\"', "
            "escape = '\"', auto_detect = false, "
            "columns = {'line': 'bigint', 'value': 'varchar', 'reason': 'varchar', 'arguments': 'varchar'})"
        )
    statements.view("bad_lines", f"from {listed}")
    return statements.write("rejects", target, part=number, first_line=first_line)


def why_rejected(reason: str, arguments: str | None) -> Said:
    """Return what is to be said of a reject: its code, and the arguments that are listed beside it."""
    return said(reason, **json.loads(arguments or "{}"))


def _damaged(
    statements: Statements, reading: Reading, headers: Mapping[str, str]
) -> Iterator[tuple[str, Said]]:
    """Yield the fields of which more than the limit could not be read, and what to say of each."""
    for field, n, reason in statements.ask("unread_fields"):
        read = reading.table.fields[field].read or f"{identifier(field)} is not null"
        [(good,)] = statements.run(
            f"select count(*) from part_rows where not rejected and ({read})"
        )
        if n <= statements.config.reading.damaged * (n + good):
            continue
        column, header = reading.recognised.columns[field], headers[field]
        share = n / (n + good)
        told = _off_scale(statements, column, header, n + good) or _unusable(
            column, header, share, reason
        )
        yield field, said("figures_unknown", what=told)


def _off_scale(statements: Statements, column: Column, header: str, filled: int) -> Said | None:
    """Return the question whether ratings are on another scale, None where they are no numbers."""
    if column.range is None:
        return None
    low, high = sorted(column.range)
    [(above, below, least, most)] = statements.ask("off_scale", header=header, low=low, high=high)
    if not above and not below:
        return None
    told = said(
        "above_scale" if above >= below else "below_scale",
        share=max(above, below) / filled,
        column=header,
        bound=str(high if above >= below else low),
    )
    lowest = min(low, int(least))
    highest = next((n for n in _HIGHEST if n >= max(most, high)), None)
    if highest and lowest >= 0:
        return said("is_it_scale", what=told, scale=f"{lowest}-{highest}")
    return told


def _unusable(column: Column, header: str, share: float, reason: str) -> Said:
    """Say how much of a column cannot be used, and what would read its values where they are words."""
    why = said(reason)
    meanings = dict.fromkeys(rating_words().scales.get(column.scale or "", {}).values())
    if not meanings:
        return said("not_usable", share=share, column=header, reason=why)
    words = said("or", parts=tuple(meaning[0] for meaning in meanings))
    return said("not_usable_words", share=share, column=header, reason=why, words=words)


def _groups(statements: Statements) -> Iterator[Said]:
    """Yield what was rejected, for each column and reason: every value once."""
    rows = statements.ask("reject_groups", most=_TOLD)
    for (column, reason, arguments), group in groupby(rows, key=lambda row: row[:3]):
        values = list(group)
        told = [_counted(value, n, first) for *_, value, n, first in values]
        if more := values[0][3] - len(values):
            told.append(said("others", n=more))
        rejected = said("values", values=tuple(told), reason=why_rejected(reason, arguments))
        yield said("of_column", column=column, what=rejected) if column else rejected


def _counted(value: str | None, n: int, first: int) -> Said:
    if value is None:
        return said("nothing_times", times=n, line=first)
    return said("value_times", value=clean(value, 40), times=n, line=first)


def _nothings(
    statements: Statements, reading: Reading, headers: Mapping[str, str]
) -> Iterator[Said]:
    """Yield which words were taken for nothing or for nobody, each once."""
    nothing = Nothing.of(statements.config)
    rows = statements.ask("nothing_words", first_line=reading.source.first_line)
    for word, fields, n, first in rows:
        yield said(
            "read_as_nothing" if word.casefold() in nothing.words else "is_nobody",
            word=word,
            times=n,
            columns=tuple(headers[field] for field in fields),
            line=first,
            setting=json.dumps(word, ensure_ascii=False),
        )
