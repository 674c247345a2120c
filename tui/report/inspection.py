"""The ledger as plain text: what each file was read as, and what became of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from queries.config import shipped
from queries.exports.ledger import FileLedger, Ledger
from queries.text import clean
from tui import words
from tui.language import count, number, say

REJECTS_LISTED = 20


def inspection(ledger: Ledger, settings: Path, *, everything: bool) -> str:
    """Return the whole inspection; `everything` lists every reject that the ledger holds."""
    return "\n".join(_lines(ledger, settings, everything)) + "\n"


def _lines(ledger: Ledger, settings: Path, everything: bool) -> Iterator[str]:
    own = clean(str(settings))
    if settings.is_file():
        yield say("settings: {path}", path=own)
    else:
        yield say("settings: {path} (not there: defaults)", path=own)
    yield say("every setting and its default: {path}", path=clean(str(shipped("config.yaml"))))
    for file in ledger.files:
        yield ""
        yield from _file(file)
    if ledger.warnings or ledger.notes:
        yield ""
        yield from (
            say("warning: {what}", what=words.sentence(warning)) for warning in ledger.warnings
        )
        yield from (say("note: {what}", what=words.sentence(note)) for note in ledger.notes)
    if not ledger.rejects_total:
        return
    shown = ledger.rejects if everything else ledger.first_of_each_kind(REJECTS_LISTED)
    head = words.rejects_listed(len(shown), ledger.rejects_total)
    yield ""
    yield head if everything else f"{head} {say('--all lists them.')}"
    for reject in shown:
        where = say("{file}, line {line}", file=reject.file, line=reject.line)
        if reject.column:
            where = say('{where}, column "{column}"', where=where, column=reject.column)
        became = words.severity(reject.severity)
        yield f'  {where}: "{clean(reject.value or "", 80)}": {say(reject.reason)} ({became})'


def _file(file: FileLedger) -> Iterator[str]:
    yield say(
        "{file}: {table}, read as {preset}",
        file=file.file,
        table=words.table_name(file.table),
        preset=file.recognised_as,
    )
    width = max((len(column.field) for column in file.columns), default=0)
    for column in file.columns:
        how = f"  ({column.read_as})" if column.read_as else ""
        yield f"  {column.field:<{width}}  ← {column.source}{how}"
    if file.unused:
        yield "  " + say("not read: {columns}", columns=", ".join(file.unused))
    yield from (f"  {words.sentence(note)}" for note in file.notes)
    if file.lines is not None:
        yield "  " + count(
            "{n} line = {header} header + {blank} blank + {used} used + {rejected} rejected",
            "{n} lines = {header} header + {blank} blank + {used} used + {rejected} rejected",
            file.lines.total,
            header=number(file.lines.header),
            blank=number(file.lines.blank),
            used=number(file.lines.used),
            rejected=number(file.lines.rejected),
        )
    told = [
        count(
            "{n} row = {kept} kept + {superseded} superseded + {excluded} excluded + {rejected} rejected",
            "{n} rows = {kept} kept + {superseded} superseded + {excluded} excluded + {rejected} rejected",
            file.rows,
            kept=number(file.kept),
            superseded=number(file.superseded),
            excluded=number(file.excluded),
            rejected=number(file.rejected),
        )
    ]
    if file.values_rejected:
        told.append(count("{n} value rejected", "{n} values rejected", file.values_rejected))
    if file.doubtful:
        told.append(count("{n} time in doubt, kept", "{n} times in doubt, kept", file.doubtful))
    yield "  " + "; ".join(told)
