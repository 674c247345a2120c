"""What a load leaves behind: where the canonical tables lie, and the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from queries.exports.ledger import Ledger
from queries.sqltext import literal_list, sql_file


@dataclass(frozen=True, slots=True)
class Loaded:
    """The loaded exports.

    `derived` holds what was made of all files together; `tickets`, their narrow `cases`, `ratings` and
    `rejects` are the parts, one Parquet file each. `roots` are the folders all of them lie in.
    """

    derived: Path
    tickets: tuple[Path, ...]
    cases: tuple[Path, ...]
    ratings: tuple[Path, ...]
    rejects: tuple[Path, ...]
    roots: tuple[Path, ...]
    ledger: Ledger

    def sql(self, name: str) -> str:
        """Return queries/sql/`name`.sql with the files it names filled in."""
        return fill(
            name,
            self.derived,
            tickets=self.tickets,
            cases=self.cases,
            ratings=self.ratings,
            rejects=self.rejects,
        )


def fill(name: str, derived: Path, **parts: Iterable[Path]) -> str:
    """Return queries/sql/`name`.sql with `{derived}` and the lists of `parts` filled in.

    Each list begins with a file without rows, so that every column is there.
    """
    sql = sql_file(name).replace("{derived}", str(derived).replace("'", "''"))
    for kind, files in parts.items():
        listed = literal_list([f"{derived}/{kind}_none.parquet", *map(str, files)])
        sql = sql.replace(f"{{{kind}}}", listed)
    return sql
