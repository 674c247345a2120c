"""Text in whatever encoding → UTF-8 with lines that end with LF or CRLF, line for line."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from pathlib import Path

from queries.exports.errors import ExportError
from queries.exports.progress import Progress
from queries.exports.unpack import Raw
from queries.said import said

BLOCK = 4 << 20
UNREADABLE = b"\xff"  # begins a line that is no text in the file's encoding: never valid in UTF-8
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What support teams' files come in, other than UTF-8; the library chooses among them.
_LIKELY = [
    "cp1252",
    "latin_1",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp932",
    "cp949",
    "gb18030",
    "big5",
    "mac_roman",
]


def told_by_mark(head: bytes) -> str | None:
    """Return the encoding that a byte order mark names."""
    return next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)


def told_by_bytes(lines: Iterable[bytes]) -> str | None:
    """Return the encoding that charset-normalizer finds for lines that are no UTF-8, None where none fits."""
    from charset_normalizer import from_bytes

    text = b"\n".join(lines)
    found = from_bytes(text, cp_isolation=_LIKELY)
    best = found.best()
    if best is None:
        return None
    # Western letters read alike in several encodings; of those that fit equally, cp1252 is the most common.
    western = text.decode("cp1252", "replace")
    fits = any(match.chaos <= best.chaos and str(match) == western for match in found)
    # Bytes 0x80–0x9F are printable in cp1252 and control codes in latin-1, which is else the same.
    if fits or best.encoding in ("latin_1", "cp1252"):
        return "cp1252" if any(0x80 <= byte < 0xA0 for byte in text) else "latin-1"
    return best.encoding


def same(one: str, other: str) -> bool:
    """Whether two names mean the same encoding."""
    return codecs.lookup(one) == codecs.lookup(other)


def to_utf8(raw: Raw, encoding: str, target: Path, progress: Progress) -> None:
    """Write `raw`, which is in `encoding`, to `target` as UTF-8, its lines unchanged.

    A line that is no text in a one-byte encoding begins with UNREADABLE; for the others ExportError
    says where the text breaks. Lines that end with CR alone end with LF in `target`.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    done = 0
    with raw.path.open("rb") as source, target.open("wb") as file:
        while True:
            block = source.read(BLOCK)
            block += source.readline()
            progress.check()
            try:
                text = decoder.decode(block, final=not block).encode()
            except UnicodeError as error:
                if encoding.lower().startswith("utf"):
                    place = done + getattr(error, "start", 0)
                    raise ExportError(
                        raw.origin, said("no_text_at", byte=place, encoding=encoding)
                    ) from None
                decoder.reset()
                text = b"".join(_line(line, encoding) for line in block.splitlines(keepends=True))
            file.write(text)
            done += len(block)
            if not block:
                return


def _line(line: bytes, encoding: str) -> bytes:
    try:
        return line.decode(encoding).encode()
    except UnicodeError:
        return UNREADABLE + line


def end_lines_with_lf(path: Path, target: Path, progress: Progress) -> None:
    """Write a text file whose lines end with CR alone (old Macs) with LF instead."""
    with path.open("rb") as source, target.open("wb") as file:
        while block := source.read(BLOCK):
            progress.check()
            file.write(block.replace(b"\r", b"\n"))
