"""What every face says of the exports first: what was lost, or rests on the order of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from queries.config.tables import tables
from queries.exports.advice import scalar
from queries.exports.ledger import FileLedger
from queries.exports.placed import Placed

_UPDATED = re.compile(
    r"(?i)\b(updated?|modified|changed|last[ _]?(update|change|modif))|updated_?at|modified"
)


def lost(files: Iterable[FileLedger], limit: float) -> Iterator[str]:
    """Yield which files lost more than the limit says, rows or values."""
    for file in files:
        for count, what, values in (
            (file.rejected, "rows were", 0),
            (file.rows_with_rejected_values, "rows have a value that was", file.values_rejected),
        ):
            if count > limit * file.rows:
                more = f" ({values:,} values)" if values > count else ""
                yield f"{file.file}: {count:,} of {file.rows:,} {what} rejected{more}"


def versions(placed: Iterable[Placed], limit: float) -> Iterator[str]:
    """Yield in which files many rows stand for the same ticket as another, and how the newest was found."""
    for p in placed:
        part = p.part
        if part.repeated <= limit * part.rows:
            continue
        table = tables()[part.table]
        by = "the newest by updated_at counts"
        if "updated_at" not in table.fields:
            by = "one of them counts"
        elif not part.has("updated_at"):
            updated = next((name for name in part.unused if _UPDATED.search(name)), None)
            says = (
                f'map "{updated}" (updated_at: {scalar(updated)})'
                if updated
                else "map the column that says when a row was changed (updated_at)"
            )
            by = f"the last in the file counts; if that is not the newest, {says}"
        yield (
            f"{p.name}: {part.repeated:,} of {part.rows:,} rows are versions of a "
            f"{table.id_of} in another row: {by}"
        )


def unconfirmed(placed: Iterable[Placed]) -> Iterator[str]:
    """Yield which files are of a kind that nobody has seen, and the setting by which their figures count."""
    for p in placed:
        if p.part.unconfirmed:
            name = p.part.recognised_as
            yield (
                f"{p.name} looks like {name}, of which no file was ever seen: its tickets are counted, "
                f"its times and ratings are not; if it is one, say `preset: {name}` for it in your config "
                "(exports)"
            )
