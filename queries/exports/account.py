"""What became of every line and row of one export, once its rows are written."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from queries.config.tables import Table
from queries.exports.errors import ExportError
from queries.exports.part import Lines, MappedColumn, Part, what_it_exports
from queries.exports.reading import Reading
from queries.exports.recognise import Recognised
from queries.exports.source import Source
from queries.exports.statements import Statements
from queries.exports.unread import Unread, headers_of
from queries.said import Said, in_words, said
from queries.sqltext import filled, literal
from queries.text import clean

_CHANNELS = "select name from part_names where kind = 'channel' order by name"
_RATING = re.compile(
    r"(?i)\b(rating|csat|satisfaction|nps|ces|stars?)\b(?!.*\b(comment|remark|date|time|at)\b)"
)


def account(statements: Statements, reading: Reading, number: int, unread: Unread) -> Part:
    """Return what is known of the part, its ratings apart; `unread` is what could not be read of it.

    Reads the views `raw` and `part_rows`. Raises ExportError where the lines do not add up.
    """
    recognised, source = reading.recognised, reading.source
    table = reading.table
    repeated = _repeated(statements, table)
    if repeated and recognised.table == "tickets":
        _refuse_what_are_no_versions(statements, source)
    columns = tuple(
        _mapped(reading, name, header) for name, header in headers_of(recognised).items()
    )
    [
        (
            rows,
            excluded,
            rejected,
            first_id,
            last_id,
            first,
            last,
            lists_unanswered,
            states_known,
        )
    ] = statements.ask_with(
        "facts",
        id=table.id or "null",
        time=table.time,
        instants=", ".join([table.time, *table.until]),
        unanswered=table.unanswered,
        state_known=table.state_known,
    )
    lines = _lines(statements, reading, rows, rejected)
    if lines is not None and not lines.balanced:
        raise ExportError(
            source.origin,
            said("lines_do_not_add_up", lines=str(lines)),
        )
    bad = reading.careful.bad if reading.careful else 0
    statements.keep_rows("part_names", names_in(table))
    agents, others = _people(statements, table)
    return Part(
        number=number,
        origin=str(source.origin),
        source=_whose_ids(reading, number),
        entry=_entry(recognised),
        recognised_as=recognised.as_what,
        table=recognised.table,
        columns=columns,
        exports=what_it_exports(recognised.columns),
        unused=tuple(clean(name) for name in recognised.unused),
        notes=(
            *reading.notes,
            *_notes(reading),
            *unread.notes,
            *_other_ratings(recognised),
            *_rows_as_ids(reading),
        ),
        lines=lines,
        first_line=source.first_line,
        rows=rows + bad,
        excluded=excluded,
        rejected=rejected + bad,
        values_rejected=unread.values,
        rows_with_rejected_values=unread.rows,
        rejects=unread.rejects,
        ratings=0,
        lists_unanswered=lists_unanswered,
        states_known=states_known,
        repeated=repeated,
        first_id=first_id,
        last_id=last_id,
        first=first,
        last=last,
        read_on=dt.datetime.now(dt.UTC).date(),
        agents=agents,
        assignees=others,
        channels=tuple(row[0] for row in statements.run(_CHANNELS)),
        unconfirmed=recognised.unconfirmed,
    )


def _lines(statements: Statements, reading: Reading, rows: int, rejected: int) -> Lines | None:
    physical, careful = reading.physical, reading.careful
    if physical is None:
        return None
    footer = reading.source.footer
    header = reading.source.first_line - 1 + (len(footer.lines) if footer else 0)
    if careful is None:
        return Lines(physical.lines, header, physical.blank_at_end, rows - rejected, rejected)
    used, lost = statements.ask("spans")[0]
    return Lines(physical.lines, header, careful.blank, used, lost + careful.bad)


def names_in(table: Table) -> list[str]:
    """Return the SQL for the names in one part of a table, and how often each stands: kind, name, n."""
    columns = ["null::varchar", *table.people, *table.names]  # the first: there may be none
    return [filled("load/counted_names", kind=literal(name), name=name) for name in columns]


def _people(statements: Statements, table: Table) -> tuple[dict[str, int], dict[str, int]]:
    """Return how often each agent's name stands in the part, and each of other people."""
    agents: dict[str, int] = {}
    others: Counter[str] = Counter()
    for kind, name, n in statements.run("select kind, name, n from part_names"):
        if kind == "agent":
            agents[name] = n
        elif kind in table.people:
            others[name] += n
    return agents, dict(others)


def _repeated(statements: Statements, table: Table) -> int:
    """Return how many rows repeat the id of another, where of one id only the newest stands."""
    if not table.has_versions or table.id is None:
        return 0
    if statements.ask_with("ids_in_order", id=table.id)[0][0]:
        return 0
    return int(statements.ask_with("repeated_ids", id=table.id)[0][0])


def _whose_ids(reading: Reading, number: int) -> str:
    """Return the source of the ids: what is said, else, of what has versions, the entry of the settings."""
    recognised = reading.recognised
    if not reading.table.has_versions:
        return recognised.system
    if recognised.columns[reading.table.id or ""].row:
        return str(number)  # a row's number is an id within its file
    return recognised.system or _entry(recognised)


def _entry(recognised: Recognised) -> str:
    """Return what names the entry of the settings; '' where none does."""
    return ", ".join(recognised.entry.paths) if recognised.entry else ""


def _refuse_what_are_no_versions(statements: Statements, source: Source) -> None:
    """Raise ExportError where an id stands in rows that were created at different times."""
    for ids, ticket_id, line, at, other, other_at in statements.ask(
        "not_versions", first_line=source.first_line
    ):
        raise ExportError(
            source.origin,
            said(
                "not_versions",
                n=ids,
                example=clean(ticket_id, 40),
                line=line,
                at=f"{at:%Y-%m-%d %H:%M:%S}",
                other=other,
                other_at=f"{other_at:%Y-%m-%d %H:%M:%S}",
            ),
        )


def _rows_as_ids(reading: Reading) -> Iterator[Said]:
    """Say that rows have no id of their own, and what follows."""
    column = reading.recognised.columns.get(reading.table.id or "")
    if column is not None and column.row:
        yield said("rows_as_ids", what=in_words(reading.table.id_of))


def _mapped(reading: Reading, name: str, header: str) -> MappedColumn:
    column = reading.recognised.columns[name]
    if column.row:
        return MappedColumn(name, "", said("row_number"))
    if column.value is not None:
        return MappedColumn(name, "", said("always", value=column.value))
    return MappedColumn(name, header, reading.projection.told.get(name))


def _notes(reading: Reading) -> Iterator[Said]:
    if reading.careful is not None:
        yield said("read_line_by_line")
        if bare := reading.careful.bare:
            told = said("bare_quotes", n=len(bare), lines=tuple(map(str, bare[:10])))
            yield said("and_more", what=told, n=len(bare) - 10) if len(bare) > 10 else told
    if reading.physical is not None and not reading.physical.whole:
        yield said("may_be_cut")


def _other_ratings(recognised: Recognised) -> Iterator[Said]:
    """Say which of several columns that look like ratings is CSAT, or that one may be chosen."""
    others = tuple(f'"{clean(name)}"' for name in recognised.unused if _RATING.search(name))
    chosen = recognised.columns.get("csat", recognised.columns.get("score"))
    if chosen is not None and others:
        read = " + ".join(recognised.header(chosen)) or chosen.value
        yield said("csat_read_from", column=read, others=others)
    elif len(others) > 1 and recognised.table == "tickets":
        yield said("no_rating_read", others=others)
