"""The one door through which text enters a widget: cleaned, cut and padded to cells, never markup."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from queries.text import SHOWN, clean

Side = Literal["left", "right"]
WIDE = 90  # cells of a list: from here on what is too long goes on below, instead of being cut


class Span(NamedTuple):
    """Text in one style; the style is a name out of widgets/rows.py, '' for plain."""

    text: str
    style: str = ""


class Drawing(NamedTuple):
    """A drawing of our own: what stands in each cell, its spaces among them; never text of an export."""

    text: str
    style: str = ""


class Yielding(NamedTuple):
    """Text whose `words` give way without room: what stands `before` and `after` them is the answer."""

    before: str
    words: str
    after: str

    @classmethod
    def of(cls, text: str, words: str) -> Yielding:
        """Return `text` harmless, in which `words` may be shortened."""
        shown, within = cell(text), cell(words)
        return cls(*shown.partition(within)) if within else cls(shown, "", "")

    @property
    def text(self) -> str:
        """The whole."""
        return self.before + self.words + self.after

    def fit(self, width: int) -> str:
        """Return it exactly `width` cells wide; the words are cut between two of them."""
        before, words, after = self
        room = width - cell_len(before) - cell_len(after)
        if cell_len(words) > room > 0:
            words = set_cell_size(words, room - 1).rpartition(" ")[0].rstrip(" ,") + "…"
        return cell(before + words + after, width)


def cell(text: object, width: int | None = None, side: Side = "left") -> str:
    """Return `text` harmless, on one line, and exactly `width` cells wide where one is given.

    What does not fit ends in "…": nothing is cut in silence.
    """
    shown = clean(str(text), SHOWN)
    if width is None:
        return shown
    if cell_len(shown) > width:
        return set_cell_size(shown, max(0, width - 1)) + "…" if width > 0 else ""
    space = " " * (width - cell_len(shown))
    return space + shown if side == "right" else shown + space


def sentence(text: str) -> str:
    """Return words of our own harmless and on one line, as long as they are: what they quote is cut already."""
    return clean(text)


def plain(text: str) -> str:
    """Return one of our own texts as it is: its spaces are layout."""
    return text


def parts(text: object, room: int, width: int) -> list[str]:
    """Return `text` harmless, in lines of at most `room` cells where its list is wide, else cut to one."""
    if width < WIDE:
        return [cell(text, room).rstrip()]
    return wrap(cell(text), max(1, room)) or [""]


def wrap(text: str, width: int) -> list[str]:
    """Return text in lines of at most `width` cells, broken between words; [] for none.

    A word wider than a line is broken where the line ends. Letters count the cells that a terminal gives them:
    日 two.
    """
    lines: list[str] = []
    for word in (part for whole in text.split() for part in chop_cells(whole, width)):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
