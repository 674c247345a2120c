"""All parts together → what needs more than one of them: names, older versions, conversations, authors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass as checked_dataclass

from queries.config.tables import one, tables
from queries.exports.account import names_in
from queries.exports.ledger import Reject
from queries.exports.loaded import fill
from queries.exports.names import unify_names
from queries.exports.placed import Placed
from queries.exports.statements import Statements
from queries.exports.superseded import superseded
from queries.exports.unread import why_rejected, write_rejects
from queries.said import Said, of_file, said, said_day
from queries.sqltext import filled, literal, literal_list, sql_file

REJECTS_KEPT = 1000
_VERSIONS_TOLD = 10
_STATEMENTS = {"messages": "messages_final"}


@checked_dataclass(frozen=True, slots=True)
class Derived:
    """What the ledger says beyond the single parts.

    `warnings` are what every face shows. `superseded` is, by the part's number, how many rows are older
    versions, and how many of these are excluded too.
    """

    notes: tuple[Said, ...]
    warnings: tuple[Said, ...]
    superseded: dict[int, tuple[int, int]]
    rejects: tuple[Reject, ...]


_DERIVED = TypeAdapter(Derived)


def read_derived(path: Path) -> Derived:
    """Read what `derive` wrote; raise ValueError where it is none."""
    return _DERIVED.validate_json(path.read_bytes())


def derive(statements: Statements, placed: Sequence[Placed], folder: Path) -> None:
    """Write into `folder` what the files of queries/sql/cases read, and `derived.json`."""
    parts = {table: [p for p in placed if p.part.table == table] for table in tables()}
    for table in tables():
        statements.view_rows(f"{one(table)}_parts", table, [p.rows for p in parts[table]])
    _write_parts_without_rows(statements, folder)
    _describe(statements, placed)
    notes = unify_names(statements.db, (p.part for p in placed), statements.config.channels)
    notes += [
        said("file_without_channel", file=p.name)
        for p in parts["tickets"]
        if not p.part.has("channel")
    ]

    def make(name: str, statement: str = "") -> None:
        target = folder / f"{name}.parquet"
        statements.write(statement or _STATEMENTS.get(name, name), target)
        statements.view(name, f"from read_parquet({literal(str(target))})")

    _view_files(
        statements, "code_parts", folder / "codes_none.parquet", [p.codes for p in parts["tickets"]]
    )
    target = folder / "superseded.parquet"
    statements.write_rows(superseded(statements, parts), target)
    statements.view("superseded", f"from read_parquet({literal(str(target))})")
    statements.run(fill("load/known_tickets", folder, tickets=[p.rows for p in parts["tickets"]]))
    follows = any(p.part.has("follow_up_of") for p in parts["tickets"])
    make("follow_ups", "follow_ups" if follows else "no_follow_ups")
    make("names")
    several = len({p.part.source for p in parts["tickets"]}) > 1
    statements.run(
        "create temp table ambiguous_ids as "
        + (
            sql_file("load/ambiguous_ids")
            if several
            else "select null::varchar as ticket_id limit 0"
        )
    )
    for name in ("messages", "conversations", "told_by_messages", "replies", "surveyed"):
        make(name)
    # Without messages nobody's reply stands before a rating.
    told = [p.ratings for p in placed if p.part.ratings] if parts["messages"] else []
    _view_files(statements, "given_parts", folder / "ratings_none.parquet", told)
    make("repliers")
    notes += _end_of_data(statements, placed)
    notes += _superseded(statements)
    loud: list[Said] = []
    for sentence, is_loud in (
        *_ids_of_several(statements),
        *_without_ticket(statements, parts),
    ):
        (loud if is_loud else notes).append(sentence)
    for name in ("files", "extent"):
        statements.run(f"copy {name} to {literal(f'{folder / name}.parquet')}")
    derived = Derived(
        tuple(notes),
        tuple(loud),
        {part: (n, excluded) for part, n, excluded in statements.ask("superseded_counts")},
        tuple(list_rejects(statements, placed, folder, REJECTS_KEPT)),
    )
    (folder / "derived.json").write_bytes(_DERIVED.dump_json(derived))


def list_rejects(
    statements: Statements, placed: Iterable[Placed], folder: Path, most: int
) -> Iterator[Reject]:
    """Yield the first rejects, file by file and line by line; `folder` holds what was derived."""
    rejects = [p.rejects for p in placed if p.part.rejects]
    _view_files(statements, "reject_parts", folder / "rejects_none.parquet", rejects)
    statements.view("files_read", f"from read_parquet({literal(f'{folder}/files.parquet')})")
    for row in statements.ask("listed_rejects", most=most):
        file, line, column, value, reason, arguments, severity = row
        yield Reject(file, line, column, value, why_rejected(reason, arguments), severity)


def _superseded(statements: Statements) -> Iterator[Said]:
    """Yield which line counts in place of each older version of a ticket: the first of them."""
    rows = statements.ask("superseded_by", most=_VERSIONS_TOLD)
    told = tuple(
        said("line_by_line", line=line, by=by_line)
        if file == by_file
        else said("line_by_line_of", file=file, line=line, by_file=by_file, by=by_line)
        for file, line, _, by_file, by_line, _ in rows
    )
    if not told:
        return
    found = said("older_versions", lines=said("then", parts=told))
    if more := rows[0][5] - len(told):
        found = said("and_more", what=found, n=more)
    one_file = all(row[0] == row[3] == rows[0][0] for row in rows)
    yield of_file(rows[0][0], found) if one_file else found


def _ids_of_several(statements: Statements) -> Iterator[tuple[Said, bool]]:
    """Yield, where ids stand in several sources, that they are counted as different tickets; loud."""
    [(n, example)] = statements.run("select count(*), min(ticket_id) from ambiguous_ids")
    if n:
        yield said("ids_of_several", n=n, example=example), True


def _without_ticket(
    statements: Statements, parts: Mapping[str, Sequence[Placed]]
) -> Iterator[tuple[Said, bool]]:
    """Yield which ratings and messages belong to no ticket, and whether they are too many."""
    if not parts["tickets"] or not (parts["messages"] or parts["ratings"]):
        return
    limit = statements.config.reading.rejected_warn
    for table, file, n, of, lost, ticket_id in statements.ask("without_ticket"):
        code = f"{table}_without_ticket" if n < of else f"no_{table}_of_a_ticket"
        told = said(code, n=n, of=of, file=file)
        if ticket_id:
            told = said("look_alike", what=told, one=lost, other=ticket_id)
        else:
            told = said("for_example", what=told, example=lost)
        yield told, n > limit * of


def _end_of_data(statements: Statements, placed: Sequence[Placed]) -> Iterator[Said]:
    """Fill the table extent: when the data begin and end; yield what lies alone after that."""
    tickets = [p for p in placed if p.part.table == "tickets"]
    _view_files(statements, "case_parts", statements.none_cases, [p.cases for p in tickets])
    times = [
        filled("load/times", rows=f"{one(name)}_parts", time=table.time, field=literal(table.time))
        for name, table in tables().items()
        if name != "tickets"
    ]
    statements.keep_rows("instants", [sql_file("load/ticket_instants"), *times])
    firsts = [p.part.first for p in placed if p.part.first]
    [(last_created,)] = statements.ask("last_instants", created=True)
    [(last,)] = statements.ask("last_instants", created=False)
    if last is not None and last_created is not None:
        last = max(last, last_created)
    statements.run(
        "create table extent (data_start timestamp, data_end timestamp, last_created timestamp, "
        "states_known boolean, longest_response_us bigint)"
    )
    [(longest,)] = statements.ask("longest_response")
    statements.run(
        "insert into extent values (?, ?, ?, ?, ?)",
        [
            min(firsts, default=None),
            last,
            last_created or last,
            any(p.part.states_known for p in placed),
            longest,
        ],
    )
    statements.view(
        "line_parts",
        "select part, file_row_number as row, line from ticket_parts where line is not null",
    )
    for file, line, field, at in statements.ask("alone", last_created=last_created, last=last):
        yield said("lies_alone", file=file, line=line, field=field, at=said_day(at))


def _view_files(statements: Statements, name: str, none: Path, files: Iterable[Path]) -> None:
    """Create a view over `files`; `none` has the columns where there are no files."""
    paths = literal_list(str(path) for path in (none, *files))
    statements.view(
        name, f"from read_parquet({paths}, file_row_number = true, union_by_name = true)"
    )


def _write_parts_without_rows(statements: Statements, folder: Path) -> None:
    """Write one part of each kind without rows: it has every column, and there is always one to read."""
    statements.run(
        "copy (select * exclude (file_row_number) from ticket_parts limit 0) to "
        f" {literal(f'{folder}/tickets_none.parquet')}"
    )
    statements.view_rows("part_rows", "tickets", [])
    statements.keep_rows("part_names", names_in(tables()["tickets"]))
    statements.write("codes", folder / "codes_none.parquet", part=-1)
    statements.view("part_codes", f"from read_parquet({literal(f'{folder}/codes_none.parquet')})")
    statements.none_cases = folder / "cases_none.parquet"
    statements.write(
        "ticket_cases",
        statements.none_cases,
        part=-1,
        response_exported=False,
        resolution_exported=False,
    )
    statements.write("given_ratings", folder / "ratings_none.parquet", part=-1)
    write_rejects(statements, folder / "rejects_none.parquet")


def _describe(statements: Statements, placed: Sequence[Placed]) -> None:
    """Fill the tables files and bots, which the statements join."""
    db = statements.db
    db.execute(
        "create table files (part bigint, file varchar, first_line bigint, rank integer, "
        "source varchar, ids_of varchar, "
        "lists_unanswered boolean, first_response_exported boolean, first_response_basis varchar, "
        "resolution_exported boolean, two_valued boolean, read_until timestamp)"
    )
    sources = {p.part.source for p in placed if p.part.table == "tickets"}
    ranks = sorted(placed, key=lambda p: (p.part.last or dt.datetime.min, p.modified_ns, p.name))
    for p in placed:
        exports = p.part.exports
        found = p.part.source if p.part.source in sources else ""
        db.execute(
            "insert into files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                p.part.number,
                p.name,
                p.part.first_line,
                ranks.index(p),
                found,
                # An id that several systems may have is one ticket's only within an entry.
                p.part.source
                if tables()[p.part.table].has_versions
                else found or (p.part.entry if len(sources) > 1 else ""),
                p.part.lists_unanswered,
                exports.first_response,
                exports.first_response_basis,
                exports.resolution,
                exports.two_valued,
                dt.datetime.combine(p.part.read_on + dt.timedelta(days=1), dt.time()),
            ],
        )
    db.execute("create table bots (name varchar)")
    for name in statements.config.team.bots:
        db.execute("insert into bots values (?)", [name.lower()])
