"""How an export comes into DuckDB: the view `raw`, by the fast road or the careful one."""

from __future__ import annotations

from pathlib import Path

import duckdb

from queries.exports.careful import Careful, Keys, rewrite
from queries.exports.physical import Physical
from queries.exports.reading import Reading
from queries.exports.source import Source, scan_parquet
from queries.exports.statements import Statements
from queries.sqltext import identifier, literal, path_literal


def open_parquet(statements: Statements, source: Source) -> None:
    """Create the view `raw`: the file's columns as text by place (c0, c1 …), and `line`, NULL."""
    columns = ", ".join(
        f"{identifier(name)}::varchar as c{place}" for place, name in enumerate(source.header)
    )
    scan = scan_parquet(source.path)
    statements.view("raw", f"select {columns}, null::bigint as line from {scan}")


def open_as_it_is(statements: Statements, source: Source) -> None:
    """Create the view `raw` over a text whose lines are taken for records; `line` is NULL."""
    statements.view(
        "raw",
        f"select *, null::bigint as line from read_csv({path_literal(source.path)}, "
        f"columns = {{{_columns(source)}}}, header = false, skip = {source.first_line - 1}, "
        f"delim = {literal(source.delimiter)}, quote = '\"', escape = '\"', "
        "auto_detect = false, strict_mode = true)",
    )


def every_line_was_a_record(
    statements: Statements, source: Source, physical: Physical, rows: int
) -> bool:
    """Whether a strict scan that found so many rows left no line over, swallowed none and cut none."""
    if physical.odd or physical.doubtful or source.surplus:
        return False
    if rows != physical.lines - (source.first_line - 1) - physical.blank_at_end:
        return False
    return not physical.ends_empty or _no_field_too_many(statements, source)


def open_carefully(statements: Statements, reading: Reading) -> None:
    """Read the file line by line, and create the views `raw`, with `line` and `spans`, and `bad_lines`."""
    source, recognised = reading.source, reading.recognised

    def places(field: str) -> tuple[int, ...]:
        column = recognised.columns.get(field)
        return tuple(map(source.header.index, recognised.header(column))) if column else ()

    keys = Keys(places(reading.table.time), next(iter(places(reading.table.id or "")), None))
    reading.careful = open_by_lines(statements, source, keys)


def open_by_lines(statements: Statements, source: Source, keys: Keys) -> Careful:
    """Read a text line by line as the view `raw`; return what became of its lines."""
    target = statements.work / "careful.csv"
    careful = rewrite(source, keys, target, bad_lines(statements), statements.progress)
    statements.view(
        "raw",
        f"from read_csv({literal(str(target))}, header = false, quote = '\"', escape = '\"', "
        f"delim = {literal(source.delimiter)}, auto_detect = false, strict_mode = true, "
        "max_line_size = 4000000, "
        f"columns = {{'line': 'bigint', 'spans': 'bigint', {_columns(source)}}})",
    )
    return careful


def bad_lines(statements: Statements) -> Path:
    """Return where the careful road lists the lines that are no records: line, text, reason."""
    return statements.work / "bad_lines.csv"


def _no_field_too_many(statements: Statements, source: Source) -> bool:
    """Whether no line whose last field is empty has a field too many: DuckDB passes over that."""
    mark = literal(source.delimiter)
    # A line in one column: \x01 as the delimiter stands in no text.
    question = f"""
      select count(*) from (
        select case when contains(line, '"') then regexp_replace(line, '"[^"]*"', '', 'g')
                    else line end as bare
        from read_csv({path_literal(source.path)}, columns = {{'line': 'varchar'}},
                      delim = '\x01', quote = '', escape = '', header = false,
                      auto_detect = false)
        where suffix(line, {mark}) or suffix(rtrim(line), '""'))
      where strlen(bare) - strlen(replace(bare, {mark}, '')) <> $delimiters"""
    try:
        return statements.run(question, {"delimiters": len(source.header) - 1}) == [(0,)]
    except duckdb.InterruptException:
        raise
    except duckdb.Error:  # not UTF-8, or a line too long: the careful road says which
        return False


def _columns(source: Source) -> str:
    return ", ".join(f"'c{i}': 'varchar'" for i in range(len(source.header)))
