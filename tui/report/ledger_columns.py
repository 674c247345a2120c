"""The columns of what became of the files: the files, their lines, the rejects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import words
from tui.language import mark
from tui.report.columns import Column, in_figures

if TYPE_CHECKING:
    from queries.exports.ledger import FileLedger, Reject


def _words_of(text: object) -> str:
    return "" if text is None else str(text)


FILES: tuple[Column[FileLedger], ...] = (
    Column("file", mark("File"), mark("File"), lambda f: f.file, side="left", least=12),
    Column(
        "recognised_as",
        mark("Read as"),
        mark("Read as"),
        lambda f: words.read_as(f.recognised_as),
        side="left",
        rank=2,
        least=8,
    ),
    Column("rows", mark("Rows"), mark("Rows"), lambda f: f.rows, in_figures),
    Column("kept", mark("Kept"), mark("Kept"), lambda f: f.kept, in_figures),
    Column(
        "superseded",
        mark("Superseded"),
        mark("Superseded"),
        lambda f: f.superseded,
        in_figures,
        rank=1,
    ),
    Column(
        "excluded", mark("Excluded"), mark("Excluded"), lambda f: f.excluded, in_figures, rank=1
    ),
    Column("rejected", mark("Rejected"), mark("Rejected"), lambda f: f.rejected, in_figures),
    Column(
        "values_rejected",
        mark("Values"),
        mark("Values rejected"),
        lambda f: f.values_rejected,
        in_figures,
        rank=3,
    ),
    Column(
        "lines.total", "", mark("Lines"), lambda f: f.lines.total if f.lines else None, in_figures
    ),
)
LINES: tuple[Column[FileLedger], ...] = (
    Column("file", mark("File"), "", lambda f: f.file, side="left", least=12),
    Column("lines.total", mark("Lines"), "", lambda f: f.lines and f.lines.total, in_figures),
    Column("lines.header", mark("Header"), "", lambda f: f.lines and f.lines.header, in_figures),
    Column("lines.blank", mark("Blank"), "", lambda f: f.lines and f.lines.blank, in_figures),
    Column("lines.used", mark("Used"), "", lambda f: f.lines and f.lines.used, in_figures),
    Column(
        "lines.rejected", mark("Rejected"), "", lambda f: f.lines and f.lines.rejected, in_figures
    ),
)
REJECTS: tuple[Column[Reject], ...] = (
    Column("file", mark("File"), mark("File"), lambda r: r.file, side="left", rank=2, least=8),
    Column("line", mark("Line"), mark("Line"), lambda r: r.line, str),
    Column(
        "column",
        mark("Column"),
        mark("Column"),
        lambda r: r.column,
        _words_of,
        side="left",
        least=8,
    ),
    Column(
        "value", mark("Value"), mark("Value"), lambda r: r.value, _words_of, side="left", least=8
    ),
    Column(
        "reason",
        mark("Why"),
        mark("Why"),
        lambda r: r.reason,
        words.sentence,
        side="left",
        least=16,
        whole=True,
    ),
    Column(
        "severity",
        mark("So"),
        mark("What became of it"),
        lambda r: r.severity,
        words.severity,
        side="left",
        rank=1,
    ),
)
