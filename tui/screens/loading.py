"""What is shown while the exports are read: rows, rate, what remains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.language import count, number, say
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line
from tui.words.amounts import duration
from tui.words.amounts import share as percent

if TYPE_CHECKING:
    from queries.exports.progress import Progress

_BAR = 40


def loading_lines(progress: Progress) -> list[Line]:
    """Return the lines for how far the load is."""
    share, seconds, rows = progress.share, progress.seconds, progress.rows_so_far
    filled = round(share * _BAR)
    lines = [Line(), Line((Span(f" {say('Reading the exports')}", "title"),)), Line()]
    if progress.file:
        lines.append(Line((Span(f" {cell(progress.file, 60)}"),)))
    told = f" [{'=' * filled}{'.' * (_BAR - filled)}] {percent(share, 0):>5}"
    more = [count("{n} row", "{n} rows", rows)]
    if rows:
        more.append(say("{n} a second", n=number(rows / max(seconds, 0.01))))
    if share > 0.02 and seconds > 1:
        more.append(say("{time} left", time=duration(seconds * (1 - share) / share)))
    stops = Line((Span(f" {say('esc stops it')}", "muted"),))
    return [*lines, Line((Span(told),)), Line((Span(f" {', '.join(more)}"),)), Line(), stops]
