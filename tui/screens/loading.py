"""What is shown while the exports are read: rows, rate, what remains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import words
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line

if TYPE_CHECKING:
    from queries.exports.progress import Progress

_BAR = 40


def loading_lines(progress: Progress) -> list[Line]:
    """Return the lines for how far the load is."""
    share, seconds, rows = progress.share, progress.seconds, progress.rows_so_far
    filled = round(share * _BAR)
    lines = [Line(), Line((Span(" Reading the exports", "title"),)), Line()]
    if progress.file:
        lines.append(Line((Span(f" {cell(progress.file, 60)}"),)))
    told = f" [{'=' * filled}{'.' * (_BAR - filled)}] {share * 100:3.0f} %"
    more = f" {rows:,} rows"
    if rows:
        more += f", {rows / max(seconds, 0.01):,.0f} a second"
    if share > 0.02 and seconds > 1:
        more += f", {words.duration(seconds * (1 - share) / share)} left"
    stops = Line((Span(" esc stops it", "muted"),))
    return [*lines, Line((Span(told),)), Line((Span(more),)), Line(), stops]
