"""The physical lines of a text file, counted without reading them as CSV: the other side of the account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from queries.exports.progress import Progress

BLOCK = 8 << 20
_SEAM = 80  # bytes of two blocks that are looked at together: a closing delimiter fits in
_PRINTABLE = bytes([*range(0x20, 0x7F), *range(0x80, 0x100)])


@dataclass(slots=True)
class Physical:
    """What the bytes of a file say.

    `lines` counts physical lines, the blank ones at the end among them (`blank_at_end`); `whole`: the
    last line has its newline. `plain`: printable ASCII only. `odd`: bytes that a strict CSV reader and
    an editor may take for different lines (NUL, lone or mixed carriage returns, other controls).
    `ends_empty`: a line may end with an empty field, or "". `doubtful`: a line holds nothing but
    delimiters, or a quote stands inside a field that does not begin with one; a strict scan takes
    both for data.
    """

    lines: int = 0
    blank_at_end: int = 0
    whole: bool = True
    plain: bool = True
    odd: bool = False
    ends_empty: bool = False
    doubtful: bool = False


def count_lines(path: Path, delimiter: str, progress: Progress) -> Physical:
    """Count the lines of a text file in ASCII's superset that ends its lines with LF or CRLF."""
    return count(_blocks(path, progress), delimiter)


def count(blocks: Iterable[bytes], delimiter: str) -> Physical:
    """Count the lines of a text that comes in blocks."""
    found = Physical()
    bare = re.compile(re.escape(delimiter.encode()) + rb"\r?\n")
    quoted = re.compile(rb'"" {0,64}\r?\n')
    doubts = _doubts(delimiter)
    returns = crlf = 0
    seam = tail = b""
    for block in blocks:
        found.plain &= block.isascii()
        others = block.translate(None, _PRINTABLE)
        newlines = others.count(b"\n")
        found.lines += newlines
        joint = seam + block[:_SEAM]
        found.ends_empty = found.ends_empty or any(
            bare.search(text) or (b'""' in text and quoted.search(text)) for text in (joint, block)
        )
        quoted_too = b'"' in block or b'"' in tail  # without a quote there is less to look for
        found.doubtful = found.doubtful or any(
            doubt.search(text)
            for text in (tail + block[:4096], block)
            for doubt in (doubts if quoted_too else doubts[:1])
        )
        if len(others) > newlines:
            found.plain &= len(others) == newlines + others.count(b"\r")
            found.odd |= bool(others.translate(None, b"\n\r\t"))
            returns += others.count(b"\r")
            crlf += block.count(b"\r\n") + (seam[-1:] == b"\r" and joint[len(seam) :][:1] == b"\n")
        seam, tail = (seam + block[-_SEAM:])[-_SEAM:], (tail + block[-4096:])[-4096:]
    found.odd |= returns != crlf or (returns > 0 and crlf != found.lines)
    found.whole = tail == b"" or tail.endswith(b"\n")
    if not found.whole:
        found.lines += 1
        last = tail + b"\n"
        found.ends_empty |= bool(bare.search(last) or quoted.search(last))
    found.blank_at_end = max(0, tail[len(tail.rstrip(b"\r\n")) :].count(b"\n") - 1)
    return found


def _doubts(delimiter: str) -> tuple[re.Pattern[bytes], ...]:
    """Return the patterns of what is doubtful: each is found fast where there are few of its marks."""
    mark = re.escape(delimiter.encode())
    return (
        re.compile(rb'\n(?: |"")*' + mark + rb'(?: |""|' + mark + rb")*+\r?(?:\n|\Z)"),
        # A number of quotes that neither opens nor closes a field: 5" screen.
        re.compile(rb'"(?<=[^"\n' + mark + rb']")(?:"")*+[^"\r\n' + mark + rb"]"),
        # The first quote of a line behind a field's first character: text", order".
        re.compile(rb'\n[^"\n]*+"(?<=[^"\n' + mark + rb']")'),
    )


def _blocks(path: Path, progress: Progress) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            progress.check()
            yield block
