"""The physical lines of a text file, counted without reading them as CSV: the other side of the account."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from queries.exports.progress import Progress

BLOCK = 8 << 20
_PRINTABLE = bytes([*range(0x20, 0x7F), *range(0x80, 0x100)])


@dataclass(slots=True)
class Physical:
    """What the bytes of a file say.

    `lines` counts physical lines, the blank ones at the end among them (`blank_at_end`); `whole`: the
    last line has its newline. `plain`: printable ASCII only. `odd`: bytes that a strict CSV reader and
    an editor may take for different lines (NUL, lone or mixed carriage returns, other controls).
    `closing_delimiters`: lines that end with the delimiter.
    """

    lines: int = 0
    blank_at_end: int = 0
    whole: bool = True
    plain: bool = True
    odd: bool = False
    closing_delimiters: int = 0


def count_lines(path: Path, delimiter: str, progress: Progress) -> Physical:
    """Count the lines of a text file in ASCII's superset that ends its lines with LF or CRLF."""
    found = Physical()
    mark = delimiter.encode()
    returns = crlf = size = 0
    last, tail = b"", b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            progress.check()
            size += len(block)
            found.lines += block.count(b"\n")
            found.plain &= block.isascii()
            others = block.translate(None, _PRINTABLE)
            controls = others.translate(None, b"\n\r\t")
            found.odd |= bool(controls)
            found.plain &= len(others) == others.count(b"\n") + others.count(b"\r")
            seam = last + block[:2]
            if len(others) > len(controls) and b"\r" in others:
                returns += others.count(b"\r")
                crlf += block.count(b"\r\n") + (last[-1:] == b"\r" and block[:1] == b"\n")
                found.closing_delimiters += block.count(mark + b"\r\n") + seam.count(mark + b"\r\n")
            found.closing_delimiters += block.count(mark + b"\n")
            found.closing_delimiters += last[-1:] == mark and block[:1] == b"\n"
            last = (last + block)[-2:]
            tail = (tail + block)[-4096:]
    found.odd |= returns != crlf or (returns > 0 and crlf != found.lines)
    found.whole = size == 0 or last.endswith(b"\n")
    found.lines += not found.whole
    closing = tail[len(tail.rstrip(b"\r\n")) :]
    found.blank_at_end = max(0, closing.count(b"\n") - 1)
    return found
