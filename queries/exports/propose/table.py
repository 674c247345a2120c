"""An unknown table as it lies in DuckDB: some of its rows, and what is counted over all of them."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from queries.exports.careful import Careful, Keys
from queries.exports.propose.names import names_of
from queries.exports.propose.vocabulary import fold, vocabulary
from queries.exports.roads import open_as_it_is, open_by_lines, open_parquet
from queries.exports.source import Source
from queries.exports.statements import Statements

ROWS = 1500  # that are looked at, spread over the file
_LIKELY = 0.6
Cells = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the view `raw`; `columns` hold the words of `ROWS` rows at most, None for nothing.

    Columns are asked for by place; `rows` are those of the whole file. `silent` are, by column, the words
    that were taken for nothing and that reading would take for something.
    """

    source: Source
    statements: Statements
    rows: int
    columns: tuple[Cells, ...]
    silent: tuple[tuple[str, ...], ...]

    def different(self, *places: int) -> tuple[int, int]:
        """Return how many rows have all of these columns, and how many different keys they make."""
        names = [f"words(c{place})" for place in places]
        there = " and ".join(f"{name} is not null" for name in names)
        [(rows, keys)] = self.statements.ask_with(
            "different_keys", all_there=there, columns=", ".join(names)
        )
        return int(rows), int(keys)

    def common(self, place: int, most: int = 60) -> list[tuple[str, int]]:
        """Return a column's words with how often each stands there, the commonest first."""
        rows = self.statements.ask_with("common_words", column=f"c{place}", most=str(most))
        return [(str(word), int(n)) for word, n in rows]

    def states(self, place: int) -> list[tuple[str, bool]]:
        """Return a column's words, the commonest first, and whether reading knows them for states."""
        return [
            (str(w), bool(k))
            for w, k in self.statements.ask_with("state_words", column=f"c{place}")
        ]

    def with_one_time(self, key: int, *times: int) -> tuple[int, int]:
        """Return of how many repeated ids all rows say one time, and how many repeat.

        `times` are the columns of the time: one, or a date and a time of day.
        """
        time = f"concat_ws(' ', {', '.join(f'c{place}' for place in times)})"
        [(same, repeated)] = self.statements.ask_with("ids_with_one_time", id=f"c{key}", time=time)
        return int(same), int(repeated)

    def highest_parts(self, place: int) -> tuple[int, int]:
        """Return the highest first and second number of a column's dates."""
        [(first, second)] = self.statements.ask_with("first_and_second_part", column=f"c{place}")
        return int(first or 0), int(second or 0)


def open_table(statements: Statements, source: Source) -> tuple[Table, Careful | None]:
    """Open a file as the view `raw` and look at some of its rows.

    Returns what the careful road found beside the table, where the lines are no records as they stand.
    """
    careful = None
    statements.take_text(plain=False)
    try:
        if source.form == "parquet":
            open_parquet(statements, source)
        else:
            open_as_it_is(statements, source)
        rows, columns = _looked_at(statements, len(source.header))
    except duckdb.InterruptException:
        raise
    except duckdb.Error:
        careful = open_by_lines(statements, source, _keys(source))
        rows, columns = _looked_at(statements, len(source.header))
    nothing = {word.casefold() for word in statements.config.reading.nothing}
    told = [_nothing(cells) for cells in columns]
    return Table(
        source,
        statements,
        rows,
        tuple(
            tuple(None if c in none else c for c in cells)
            for cells, none in zip(columns, told, strict=True)
        ),
        tuple(tuple(sorted(w for w in none if w.casefold() not in nothing)) for none in told),
    ), careful


def _keys(source: Source) -> Keys:
    """Return where a record's time and its id likely stand, by their names; else at its beginning."""
    names = list(enumerate(names_of(source.header)))
    times = [place for place, name in names if name.like("created_at") > _LIKELY]
    ids = [place for place, name in names if name.like("ticket_id") > _LIKELY]
    return Keys(tuple(times) or (0,), ids[0] if ids else None)


def _looked_at(statements: Statements, width: int) -> tuple[int, list[Cells]]:
    """Return how many rows there are, and the words of some, column by column."""
    [(rows,)] = statements.ask("row_count")
    columns = ", ".join(f"words(c{place})" for place in range(width))
    step = str(max(1, -(-rows // ROWS)))
    found = statements.ask_with("spread_rows", columns=columns, step=step)
    return int(rows), list(zip(*found, strict=True)) if found else [()] * width


def _nothing(cells: Cells) -> set[str]:
    """Return which of a column's words say nothing."""
    empty = vocabulary().empty
    return {word for word in set(cells) if word is not None and fold(word) in empty}
