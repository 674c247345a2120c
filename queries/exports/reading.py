"""What an export is, before a row is read: unpacked, decoded, its header understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from queries.config.schema import Config
from queries.config.tables import Table, tables
from queries.exports.careful import Careful
from queries.exports.decode import end_lines_with_lf, same, to_utf8, told_by_bytes, told_by_mark
from queries.exports.errors import ExportError, NotAnExportError
from queries.exports.fingerprint import Header
from queries.exports.physical import Physical
from queries.exports.progress import Progress
from queries.exports.projection import Projection
from queries.exports.recognise import Recognised, recognise
from queries.exports.source import (
    Source,
    is_parquet,
    look_at_csv,
    look_at_parquet,
    read_head,
)
from queries.exports.unpack import Raw
from queries.said import Said, said
from queries.text import clean

# From so many lines on that are no UTF-8, and none that is and holds more than ASCII, the whole file is
# taken for another encoding; fewer are too few to tell, and are listed.
_LINES_THAT_TELL = 10


@dataclass(slots=True)
class Reading:
    """One export on its way in: how it is understood, and what was found on the way."""

    recognised: Recognised
    zone: str
    projection: Projection = field(default_factory=Projection)
    physical: Physical | None = None
    careful: Careful | None = None
    notes: list[Said] = field(default_factory=list)

    @property
    def source(self) -> Source:
        """The file as it was looked at."""
        return self.recognised.source

    @property
    def table(self) -> Table:
        """The table that its rows become part of, as it is declared."""
        return tables()[self.recognised.table]


@dataclass(frozen=True, slots=True)
class Understanding:
    """Finds out what files are; what it decodes goes into `work`.

    `asked` are the headers that any preset might have claimed.
    """

    config: Config
    work: Path
    progress: Progress
    asked: list[Header] = field(default_factory=list)

    def of(self, raw: Raw, encoding: str | None = None) -> Reading:
        """Look at a file and find its mapping; `encoding` is what its bytes told."""
        head = read_head(raw.path, raw.origin)
        if is_parquet(head):
            return self._reading(look_at_parquet(raw.origin, raw.path))
        marked = told_by_mark(head)
        told = encoding or (None if marked else _told_by_header(head))
        reading = self._look(raw, told or marked or "utf-8")
        entry = reading.recognised.entry
        if entry is not None and entry.encoding:
            if not same(entry.encoding, reading.source.encoding):
                reading = self._look(raw, entry.encoding)
            reading.notes.append(said("encoding_by_config", encoding=entry.encoding))
        elif told:
            reading.notes.append(said("encoding_by_bytes", encoding=told))
        elif marked and not same(marked, "utf-8"):
            reading.notes.append(said("encoding_by_mark", encoding=marked or ""))
        if raw.packed:
            reading.notes.append(said("unpacked", packed=raw.packed))
        if raw.beside:
            reading.notes.append(said("beside_in_archive", files=tuple(raw.beside)))
        if before := reading.source.header_line - 1:
            reading.notes.append(said("before_header", n=before))
        return reading

    def _look(self, raw: Raw, encoding: str) -> Reading:
        """Return the file recognised, its text decoded from `encoding`."""
        best: ExportError | None = None
        for source in self._headers(raw, encoding):
            try:
                return self._reading(source)
            except ExportError as error:
                # Below a title, a header that is nearly right says more than the title.
                if best is None or type(best) is NotAnExportError is not type(error):
                    best = error
        raise best or NotAnExportError(raw.origin, said("first_line_no_header"))

    def headers(self, raw: Raw, encoding: str | None = None) -> Iterator[Source]:
        """Yield what a file's header may be, the likeliest first; `encoding` is what its bytes told."""
        head = read_head(raw.path, raw.origin)
        if is_parquet(head):
            yield look_at_parquet(raw.origin, raw.path)
        else:
            told = encoding or told_by_mark(head) or _told_by_header(head) or "utf-8"
            yield from self._headers(raw, told)

    def _headers(self, raw: Raw, encoding: str) -> Iterator[Source]:
        path = raw.path
        if not same(encoding, "utf-8"):
            path = self.work / "decoded"
            to_utf8(raw, encoding, path, self.progress)
        head = read_head(path, raw.origin)
        if b"\r" in head and b"\n" not in head:
            path, ends_with_cr = self.work / "lines", path
            end_lines_with_lf(ends_with_cr, path, self.progress)
            head = read_head(path, raw.origin)
        yield from look_at_csv(raw.origin, path, head, encoding)

    def _reading(self, source: Source) -> Reading:
        recognised = recognise(source, self.config.exports, self.asked)
        reading = Reading(recognised, recognised.zone or self.config.team.timezone)
        if footer := recognised.source.footer:
            below = clean("; ".join(filter(None, footer.lines)), 200)
            reading.notes.append(said("below_rows", n=len(footer.lines), lines=below))
        return reading


def told_by_lines(source: Source, careful: Careful | None) -> str | None:
    """Return the encoding that a file's lines tell, None where they are UTF-8 or too few tell."""
    if (
        careful is None
        or source.encoding != "utf-8"
        or len(careful.undecodable) < _LINES_THAT_TELL
        or careful.beyond_ascii
    ):
        return None
    return told_by_bytes(careful.undecodable)


def _told_by_header(head: bytes) -> str | None:
    """Return the encoding that the bytes of a header tell, None where it is UTF-8."""
    lines = head.split(b"\n")
    if _is_utf8(lines[0]):
        return None
    return told_by_bytes(line for line in lines[:-1] or lines if not _is_utf8(line))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
