"""The ledger as plain text: what each file was read as, and what became of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from queries.config import shipped
from queries.exports.ledger import FileLedger, Ledger
from queries.text import SHOWN, clean
from tui import words

REJECTS_LISTED = 20


def inspection(ledger: Ledger, settings: Path, *, everything: bool) -> str:
    """Return the whole inspection; `everything` lists every reject that the ledger holds."""
    return "\n".join(_lines(ledger, settings, everything)) + "\n"


def _lines(ledger: Ledger, settings: Path, everything: bool) -> Iterator[str]:
    yield f"settings: {_cut(str(settings))}{'' if settings.is_file() else ' (not there: defaults)'}"
    yield f"every setting and its default: {_cut(str(shipped('config.yaml')))}"
    for file in ledger.files:
        yield ""
        yield from _file(file)
    if ledger.warnings or ledger.notes:
        yield ""
        yield from (f"warning: {clean(warning)}" for warning in ledger.warnings)
        yield from (f"note: {clean(note)}" for note in ledger.notes)
    if not ledger.rejects_total:
        return
    shown = ledger.rejects if everything else ledger.first_of_each_kind(REJECTS_LISTED)
    yield ""
    yield f"{words.rejects_listed(len(shown), ledger.rejects_total)}{' --all lists them.' * (not everything)}"
    for reject in shown:
        where = f"{_cut(reject.file)}, line {reject.line}"
        if reject.column:
            where += f', column "{_cut(reject.column)}"'
        yield (
            f'  {where}: "{clean(reject.value or "", 80)}": {reject.reason} '
            f"({words.SEVERITIES[reject.severity]})"
        )


def _cut(text: str) -> str:
    """Return text from outside, harmless and no longer than a name may be."""
    return clean(text, SHOWN)


def _file(file: FileLedger) -> Iterator[str]:
    yield f"{_cut(file.file)}: {file.table}, read as {_cut(file.recognised_as)}"
    width = max((len(column.field) for column in file.columns), default=0)
    for column in file.columns:
        how = f"  ({column.read_as})" if column.read_as else ""
        yield f"  {column.field:<{width}}  ← {_cut(column.source)}{how}"
    if file.unused:
        yield f"  not read: {', '.join(map(_cut, file.unused))}"
    yield from (f"  {clean(note)}" for note in file.notes)
    if file.lines is not None:
        yield (
            f"  {file.lines.total:,} lines = {file.lines.header:,} header + {file.lines.blank:,} blank "
            f"+ {file.lines.used:,} used + {file.lines.rejected:,} rejected"
        )
    yield (
        f"  {file.rows:,} rows = {file.kept:,} kept + {file.superseded:,} superseded "
        f"+ {file.excluded:,} excluded + {file.rejected:,} rejected"
        + (f"; {file.values_rejected:,} values rejected" if file.values_rejected else "")
        + (f"; {file.doubtful:,} times in doubt, kept" if file.doubtful else "")
    )
