"""What became of every line and row of one export, once its rows are written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from queries.config.mapping import Table
from queries.exports.advice import advice
from queries.exports.errors import ExportError
from queries.exports.part import Lines, MappedColumn, Part, what_it_exports
from queries.exports.reading import Reading
from queries.exports.roads import bad_lines
from queries.exports.statements import Statements
from queries.sqltext import literal
from queries.text import clean


def account(statements: Statements, reading: Reading, number: int, target: Path) -> Part:
    """Write the rejects beside the rows in `target`, and return what is known of the part, its ratings apart.

    Reads the views `raw` and `part_rows`. Raises ExportError where the lines do not add up.
    """
    recognised, source = reading.recognised, reading.source
    table = recognised.table
    columns = tuple(
        MappedColumn(
            name,
            clean(" + ".join(recognised.header(column)) or f"always {column.value}"),
            reading.projection.words.get(name, ""),
        )
        for name, column in recognised.columns.items()
    )
    [(rows, excluded, rejected, values, first_id, last_id, first, last, lists_unanswered)] = (
        statements.ask(f"{table}_facts")
    )
    lines = _lines(statements, reading, rows, rejected)
    if lines is not None and not lines.balanced:
        raise ExportError(
            source.origin,
            f"its lines do not add up ({lines}), so nothing of it is used; please report this",
        )
    bad = reading.careful.bad if reading.careful else 0
    rejects = 0
    if bad or rejected or statements.ask("any_faults")[0][0]:
        rejects = write_rejects(
            statements,
            target.with_suffix(".rejects.parquet"),
            columns,
            number,
            source.first_line,
            bad_lines(statements) if bad else None,
        )
    help_ = advice(statements, reading) if values or rejected else ()
    names: dict[str, dict[str, int]] = {"agent": {}, "assignee": {}, "channel": {}}
    for kind, name, n in statements.ask(f"{table}_names"):
        names[kind][name] = n
    return Part(
        number=number,
        origin=str(source.origin),
        recognised_as=recognised.as_what,
        table=table,
        columns=columns,
        exports=what_it_exports(recognised.columns),
        unused=tuple(clean(name) for name in recognised.unused),
        notes=(*reading.notes, *_notes(reading), *help_),
        lines=lines,
        first_line=source.first_line,
        rows=rows + bad,
        excluded=excluded,
        rejected=rejected + bad,
        values_rejected=values,
        rejects=rejects,
        ratings=0,
        lists_unanswered=lists_unanswered,
        repeated=_repeated(statements, table),
        first_id=first_id,
        last_id=last_id,
        first=first,
        last=last,
        agents=names["agent"],
        assignees=names["assignee"],
        channels=tuple(sorted(names["channel"])),
    )


def _lines(statements: Statements, reading: Reading, rows: int, rejected: int) -> Lines | None:
    physical, careful = reading.physical, reading.careful
    if physical is None:
        return None
    header = reading.source.first_line - 1
    if careful is None:
        return Lines(physical.lines, header, physical.blank_at_end, rows - rejected, rejected)
    used, lost = statements.ask("spans")[0]
    return Lines(physical.lines, header, careful.blank, used, lost + careful.bad)


def _repeated(statements: Statements, table: Table) -> int:
    """Return how many rows repeat the id of another; only tickets have one each."""
    if table != "tickets" or statements.ask("ids_in_order")[0][0]:
        return 0
    return int(statements.ask("repeated_ids")[0][0])


def _notes(reading: Reading) -> list[str]:
    notes = []
    if reading.careful is not None:
        notes.append("read line by line: not every line is a record of its own")
        if bare := reading.careful.bare:
            lines = f"line{'s' if len(bare) > 1 else ''} {', '.join(map(str, bare[:10]))}"
            more = f" and {len(bare) - 10:,} more" if len(bare) > 10 else ""
            notes.append(f"a quote inside a cell without quotes, kept as text: {lines}{more}")
    if reading.physical is not None and not reading.physical.whole:
        notes.append("the last line has no line break: the file may be cut")
    return notes


def write_rejects(
    statements: Statements,
    target: Path,
    columns: Iterable[MappedColumn] = (),
    number: int = -1,
    first_line: int = 0,
    unreadable: Path | None = None,
) -> int:
    """Write what of `part_rows` could not be used, and the lines listed in `unreadable`; return how many."""
    statements.run("create or replace temp table headers (field varchar, header varchar)")
    for column in columns:
        statements.run("insert into headers values (?, ?)", [column.field, column.source])
    listed = "(select null::bigint as line, '' as value, '' as reason limit 0)"
    if unreadable is not None:
        listed = (
            f"read_csv({literal(str(unreadable))}, header = false, delim = ',', quote = '\"', "
            "escape = '\"', auto_detect = false, "
            "columns = {'line': 'bigint', 'value': 'varchar', 'reason': 'varchar'})"
        )
    statements.view("bad_lines", f"from {listed}")
    return statements.write("rejects", target, part=number, first_line=first_line)
