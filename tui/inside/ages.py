"""What waits now, and what is open, by age: the oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.inside.dimension import BARS
from tui.language import number, say
from tui.panes.targets import OpenAged
from tui.widgets.cell import Drawing, Span
from tui.widgets.chart import share_bar
from tui.widgets.lines import Line, View
from tui.widgets.table import Column, table
from tui.words.ages import aged_head, aged_name

if TYPE_CHECKING:
    from queries.inside.ages import Aged, What

KINDS: tuple[What, ...] = ("waiting", "open")


def ages_view(found: Sequence[Aged]) -> View:
    """Return both by age bands; Enter opens a band's tickets, on the head all of them."""

    def draw(width: int) -> Sequence[Line]:
        lines: list[Line] = []
        for what in KINDS:
            bands = [band for band in found if band.what == what]
            lines += [Line()] if lines else []
            head = Span(f" {aged_head(what, bands)}", "head")
            lines.append(Line((head,), OpenAged(what) if bands else None))
            lines += _bands(bands, width)
        return lines

    return View(say("Waiting and open"), draw)


def _bands(bands: Sequence[Aged], width: int) -> Iterator[Line]:
    whole = sum(band.n for band in bands)
    heads = (Column("", least=14), Column("", "right"), Column("", rank=1))
    rows: list[tuple[object, Sequence[str | Drawing]]] = [
        (
            OpenAged(band.what, band.days),
            (
                aged_name(band.what, band.days),
                number(band.n),
                share_bar(band.n / whole, None, BARS),
            ),
        )
        for band in bands
    ]
    yield from table(heads, rows, width, indent="   ")[1:]
