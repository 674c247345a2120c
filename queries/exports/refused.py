"""Which files are refused: those of which too much was rejected to trust the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from queries.exports.advice import ADVICE, GONE
from queries.exports.errors import ExportError
from queries.exports.ledger import FileLedger, Ledger
from queries.said import Said, said
from queries.text import clean

_AHEAD = 543  # years of the Buddhist calendar
_BUDDHIST = re.compile(r"(?<!\d)2[56]\d\d(?!\d)")


def refused(origins: Iterable[Path], ledger: Ledger, limit: float) -> list[ExportError]:
    """Return an error for each file of the ledger, in the order of `origins`, beyond the limit."""
    return [
        ExportError(origin, _refusal(file, ledger))
        for origin, file in zip(origins, ledger.files, strict=True)
        if file.rejected > limit * max(file.rows, 1)
    ]


def _refusal(file: FileLedger, ledger: Ledger) -> Said:
    first = next((r for r in ledger.rejects if r.file == file.file and r.severity == "row"), None)
    told = said("none_used", n=file.rejected, of=file.rows)
    if first is not None:
        told = said(
            "none_used_as_column" if first.column else "none_used_as",
            n=file.rejected,
            of=file.rows,
            line=first.line,
            column=first.column,
            value=clean(first.value or "", 60),
            reason=first.reason,
        )
    advised = [note for note in file.notes if note.code in (ADVICE, GONE)]
    if first is not None and (year := _BUDDHIST.search(first.value or "")):
        advised.append(said("buddhist_year", year=year[0], meant=str(int(year[0]) - _AHEAD)))
    return said("is_mapping_right", what=said("then", parts=(told, *advised)))
