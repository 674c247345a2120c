"""Which rows give way to another: older versions and repetitions, as each table declares them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from queries.config.tables import Supersedes, Table, one, tables
from queries.exports.placed import Placed
from queries.exports.statements import Statements
from queries.sqltext import above_each_other, filled, literal

_NONE = (
    "select null::varchar as table_name, null::bigint as part, null::bigint as row, "
    "null::boolean as excluded limit 0"
)


def superseded(statements: Statements, parts: Mapping[str, Sequence[Placed]]) -> str:
    """Return the SQL for the rows of all `parts`, by table, that give way to another.

    Its columns: table_name, part, row (0-based in its part), excluded (it would not count anyway). Creates
    the views `<one>_candidates`: the parts that may hold one thing twice.
    """
    selects: list[str] = []
    for name, table in tables().items():
        placed = list(parts[name])
        if table.has_versions:
            placed = may_share(placed)
            statements.view_rows(f"{one(name)}_candidates", name, [p.rows for p in placed])
        selects += _by_rules(name, table, len(placed))
    return above_each_other([f"(select * from ({_NONE}))", *selects])


def _by_rules(name: str, table: Table, n: int) -> Iterator[str]:
    """Yield the SQL of each rule of a table, of which there are `n` parts, that can find anything."""
    rows = f"{one(name)}_{'candidates' if table.has_versions else 'parts'}"
    for rule in table.superseded:
        if n > (rule.repeats == "file"):
            yield filled(
                "load/gives_way",
                table=literal(name),
                rows=rows,
                same=", ".join(rule.same),
                where=rule.where,
                rank="dense_rank" if rule.repeats == "file" else "row_number",
                newest=", ".join(_newest(rule)),
            )


def _newest(rule: Supersedes) -> Iterator[str]:
    """Yield what the newest row is highest in, the most important first."""
    yield from (f"{expression} desc nulls last" for expression in rule.newest)
    yield "f.rank desc"
    if rule.repeats == "row":
        yield "p.file_row_number desc"


def may_share(placed: Iterable[Placed]) -> list[Placed]:
    """Return those of a table's parts that may hold an id twice, or one that another part holds too.

    Parts whose ids lie apart in the alphabet cannot share one.
    """
    parts = [p for p in placed if p.part.first_id is not None]
    parts.sort(key=lambda p: (p.part.source, p.part.first_id or ""))
    found = {id(p): p for p in parts if p.part.repeated}
    reach: Placed | None = None
    for p in parts:
        if reach is not None and reach.part.source != p.part.source:
            reach = None
        if reach is not None and (p.part.first_id or "") <= (reach.part.last_id or ""):
            found |= {id(p): p, id(reach): reach}
        if reach is None or (p.part.last_id or "") > (reach.part.last_id or ""):
            reach = p
    return list(found.values())
