"""The ledger as plain text: what each file was read as, and what became of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from queries.config import shipped
from queries.config.ladder import Ladder
from queries.exports.grades import graded
from queries.exports.helpdesks import presets
from queries.exports.ledger import FileLedger, Ledger
from queries.exports.recognise import Recognised
from queries.text import SHOWN, clean
from tui import words
from tui.language import count, number, say
from tui.words.grades import grades_line

REJECTS_LISTED = 20


def grades_ahead(known: Iterable[Recognised], ladder: Ladder) -> str:
    """Return what of the ladder each tickets file can and cannot grade, a line a file; its header tells."""
    return "".join(
        grades_line(
            _cut(file.source.origin.name),
            graded(
                [(file.table, field) for field in file.columns],
                ladder,
                presets()[file.as_what].second_file,
            ),
        )
        + "\n"
        for file in known
        if file.table == "tickets"
    )


def inspection(ledger: Ledger, settings: Path, *, everything: bool) -> str:
    """Return the whole inspection; `everything` lists every reject that the ledger holds."""
    return "\n".join(_lines(ledger, settings, everything)) + "\n"


def _lines(ledger: Ledger, settings: Path, everything: bool) -> Iterator[str]:
    own = _cut(str(settings))
    if settings.is_file():
        yield say("settings: {path}", path=own)
    else:
        yield say("settings: {path} (not there: defaults)", path=own)
    yield say("every setting and its default: {path}", path=_cut(str(shipped("config.yaml"))))
    for file in ledger.files:
        yield ""
        yield from _file(file)
    if ledger.warnings or ledger.notes:
        yield ""
        told = words.sentence
        yield from (say("warning: {what}", what=clean(told(one))) for one in ledger.warnings)
        yield from (say("note: {what}", what=clean(told(one))) for one in ledger.notes)
    if not ledger.rejects_total:
        return
    shown = ledger.rejects if everything else ledger.first_of_each_kind(REJECTS_LISTED)
    head = words.rejects_listed(len(shown), ledger.rejects_total)
    yield ""
    yield head if everything else f"{head} {say('--all lists them.')}"
    for reject in shown:
        where = say("{file}, line {line}", file=_cut(reject.file), line=reject.line)
        if reject.column:
            where = say('{where}, column "{column}"', where=where, column=_cut(reject.column))
        became = words.severity(reject.severity)
        yield f'  {where}: "{clean(reject.value or "", 80)}": {words.sentence(reject.reason)} ({became})'


def _cut(text: str) -> str:
    """Return text from outside, harmless and no longer than a name may be."""
    return clean(text, SHOWN)


def _file(file: FileLedger) -> Iterator[str]:
    yield say(
        "{file}: {table}, read as {preset}",
        file=_cut(file.file),
        table=words.table_name(file.table),
        preset=_cut(words.read_as(file.recognised_as)),
    )
    width = max((len(column.field) for column in file.columns), default=0)
    for column in file.columns:
        read_as = words.sentence(column.read_as)
        how = f"  ({read_as})" if column.source and read_as else ""
        yield f"  {column.field:<{width}}  ← {_cut(column.source) or read_as}{how}"
    if file.unused:
        yield "  " + say("not read: {columns}", columns=", ".join(map(_cut, file.unused)))
    yield from (f"  {clean(words.sentence(note))}" for note in file.notes)
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
