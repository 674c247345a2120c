"""What every face says of the exports first: what was lost, or rests on the order of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from queries.config.tables import tables
from queries.exports.advice import scalar
from queries.exports.ledger import FileLedger
from queries.exports.placed import Placed
from queries.said import Said, in_words, said

_UPDATED = re.compile(
    r"(?i)\b(updated?|modified|changed|last[ _]?(update|change|modif))|updated_?at|modified"
)


def lost(files: Iterable[FileLedger], limit: float) -> Iterator[Said]:
    """Yield which files lost more than the limit says, rows or values."""
    for file in files:
        of, values = file.rows, file.values_rejected
        if file.rejected > limit * of:
            yield said("rows_rejected", file=file.file, n=file.rejected, of=of)
        rows = file.rows_with_rejected_values
        if rows > limit * of:
            code = "values_rejected_in_rows" if values > rows else "value_rejected_in_rows"
            yield said(code, file=file.file, n=rows, of=of, values=values)


def versions(placed: Iterable[Placed], limit: float) -> Iterator[Said]:
    """Yield in which files many rows stand for the same ticket as another, and how the newest was found."""
    for p in placed:
        part = p.part
        if part.repeated <= limit * part.rows:
            continue
        table = tables()[part.table]
        by = said("newest_by_updated_at")
        if "updated_at" not in table.fields:
            by = said("one_counts")
        elif not part.has("updated_at"):
            updated = next((name for name in part.unused if _UPDATED.search(name)), None)
            by = said("last_in_file")
            if updated:
                by = said("last_in_file_but", column=updated, setting=scalar(updated))
        yield said(
            "repeated_rows",
            file=p.name,
            n=part.repeated,
            of=part.rows,
            what=in_words(table.id_of),
            which=by,
        )


def unconfirmed(placed: Iterable[Placed]) -> Iterator[Said]:
    """Yield which files are of a kind that nobody has seen, and the setting by which their figures count."""
    for p in placed:
        if p.part.unconfirmed:
            yield said("unconfirmed", file=p.name, preset=p.part.recognised_as)
