"""Which files are refused: those of which too much was rejected to trust the rest."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from queries.exports.advice import advised
from queries.exports.errors import ExportError
from queries.exports.ledger import FileLedger, Ledger
from queries.text import clean


def refused(origins: Iterable[Path], ledger: Ledger, limit: float) -> list[ExportError]:
    """Return an error for each file of the ledger, in the order of `origins`, beyond the limit."""
    return [
        ExportError(origin, _refusal(file, ledger))
        for origin, file in zip(origins, ledger.files, strict=True)
        if file.rejected > limit * max(file.rows, 1)
    ]


def _refusal(file: FileLedger, ledger: Ledger) -> str:
    first = next((r for r in ledger.rejects if r.file == file.file and r.severity == "row"), None)
    example = ""
    if first is not None:
        where = f'column "{first.column}", ' if first.column else ""
        example = (
            f': first line {first.line}, {where}"{clean(first.value or "", 60)}": {first.reason}'
        )
    return (
        f"{file.rejected:,} of {file.rows:,} rows cannot be used, so none is{example}"
        f"{advised(file.notes)}. Is the mapping right? (reading → rejected_refuse sets the limit)"
    )
