"""Each table's columns, declared once: panes, markdown and JSON show the same of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from queries.figures.like_for_like import Beside, LikeForLike
from queries.figures.standings import AgentRow
from tui import words
from tui.language import mark, say

if TYPE_CHECKING:
    from queries.exports.ledger import FileLedger, Reject
    from queries.figures.measure import Figure
    from queries.figures.standings import ChannelRow
    from queries.scorecard import Scorecard

R = TypeVar("R")
Side = Literal["left", "right"]
Words = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: what it holds of a row, and how a pane (`short`) and markdown (`long`) say that.

    `json` is where the same value lies in the row's JSON, a step a dot; '' where it is made of several.
    `title` stands over the pane's column, `name` over markdown's; '' leaves it out there; both are said when
    they are shown. Columns of a high `rank` give way first where there is no room; `least` is how narrow one
    may become. A `drawn` one a pane draws itself. A table is sorted by what a column holds, or by `sorts` of
    a row.
    """

    json: str
    title: str
    name: str
    holds: Callable[[R], Any]
    short: Words = str
    long: Words | None = None
    side: Side = "right"
    rank: int = 0
    least: int | None = None
    drawn: bool = False
    sorts: Callable[[R], Any] | None = None

    def in_pane(self, row: R) -> str:
        """Return what a pane says of a row."""
        return self.short(self.holds(row))

    def value(self, row: R) -> Any:
        """Return what a row is sorted by; None where nothing is known."""
        if self.sorts is not None:
            return self.sorts(row)
        held = self.holds(row)
        if isinstance(held, Beside):
            return held.share
        return getattr(held, "value", held)

    def in_markdown(self, row: R) -> str:
        """Return what markdown says of a row; not yet harmless."""
        return (self.long or self.short)(self.holds(row))


def markdown_table(
    columns: Sequence[Column[R]], rows: Iterable[R], safe: Words
) -> tuple[list[str], str, Iterator[list[str]]]:
    """Return the heads, the sides and the cells of a markdown table; `safe` makes text harmless."""
    shown = [column for column in columns if column.name]
    sides = "".join(column.side[0] for column in shown)
    cells = ([safe(column.in_markdown(row)) for column in shown] for row in rows)
    return [say(column.name) for column in shown], sides, cells


def _figure(
    key: str, short: Words, long: Words, *, with_n: bool = False
) -> tuple[Callable[[Any], Figure], Words, Words]:
    """Return how a figure of a row is held and said; `with_n`: markdown says of how many cases, too."""

    def holds(row: Any) -> Figure:
        figure: Figure = row.measures[key]
        return figure

    def said_short(figure: Figure) -> str:
        return short(figure.value)

    def said_long(figure: Figure) -> str:
        told = long(figure.value)
        return (
            say("{value} (n {n})", value=told, n=words.number(figure.n))
            if with_n and figure.n
            else told
        )

    return holds, said_short, said_long


def _percent(share: float | None) -> str:
    return words.share(share, 0)


def _count(n: int | None) -> str:
    return words.NOTHING if n is None else words.number(n)


def _score(mean: float | None) -> str:
    return words.value(mean, "score")


def _words_of(text: object) -> str:
    return "" if text is None else str(text)


def _beside(row: AgentRow) -> LikeForLike | None:
    return row.like if row.role == "agent" else None


def _above(row: AgentRow) -> float | None:
    return row.like.csat.difference if row.like else None


AGENTS: tuple[Column[AgentRow], ...] = (
    Column(
        "agent",
        mark("Agent"),
        mark("Agent"),
        lambda r: r.name,
        words.agent,
        side="left",
        least=14,
        sorts=lambda r: words.agent(r.name),
    ),
    Column("csat", mark("CSAT"), mark("CSAT"), *_figure("csat", _percent, words.share)),
    Column("rated", mark("of"), mark("Rated"), lambda r: r.csat.n, _count),
    Column(
        "",
        "",
        mark("95 % interval"),
        lambda r: r,
        words.interval_of,
        side="left",
        rank=4,
        drawn=True,
    ),
    Column("", mark("Like"), mark("Like"), lambda r: r, words.like, rank=3, sorts=_above),
    Column(
        "",
        mark("Change"),
        mark("Change"),
        lambda r: r.change,
        words.points_changed,
        side="left",
        rank=5,
        sorts=lambda r: r.change.by if r.change else None,
    ),
    Column("tickets", mark("Tickets"), mark("Tickets"), lambda r: r.measures["volume"].n, _count),
    Column(
        "like_for_like.first_in_time",
        mark("In time"),
        mark("In time"),
        lambda r: (found := _beside(r)) and found.response,
        words.beside,
        rank=2,
    ),
    Column(
        "like_for_like.solved_in_time",
        mark("Solved in time"),
        mark("Solved in time"),
        lambda r: (found := _beside(r)) and found.solve,
        words.beside,
        rank=6,
    ),
    Column(
        "first_response_time",
        mark("First"),
        mark("First response"),
        *_figure("first_response_time", words.brief, words.duration),
        rank=7,
    ),
    Column(
        "resolution_time",
        mark("Solved"),
        mark("Resolution"),
        *_figure("resolution_time", words.brief, words.duration),
        rank=8,
    ),
    Column(
        "one_touch_rate",
        mark("1-touch"),
        mark("One-touch"),
        *_figure("one_touch_rate", _percent, words.share),
        rank=9,
    ),
    Column("mean", mark("Mean"), mark("Mean"), lambda r: r.csat.parts.get("mean"), _score, rank=10),
)


def _hours(row: ChannelRow) -> tuple[int, int] | None:
    parts = row.measures["coverage"].parts
    return (parts["covered"], parts["hours"]) if parts.get("hours") else None


CHANNELS: tuple[Column[ChannelRow], ...] = (
    Column("channel", mark("Channel"), mark("Channel"), lambda r: r.name, side="left", least=9),
    Column(
        "class",
        mark("Class"),
        mark("Class"),
        lambda r: r.channel_class,
        words.channel_class,
        side="left",
    ),
    Column("tickets", mark("Tickets"), mark("Tickets"), lambda r: r.measures["volume"].n, _count),
    Column(
        "share",
        mark("Share"),
        mark("Share"),
        lambda r: r.measures["volume"].parts.get("share"),
        _percent,
        words.share,
        rank=3,
    ),
    Column(
        "first_response_time",
        mark("First"),
        mark("First response"),
        *_figure("first_response_time", words.brief, words.duration, with_n=True),
    ),
    Column(
        "resolution_time",
        mark("Solved"),
        mark("Resolution"),
        *_figure("resolution_time", words.brief, words.duration, with_n=True),
    ),
    Column(
        "csat",
        mark("CSAT"),
        mark("CSAT"),
        *_figure("csat", _percent, words.share, with_n=True),
        rank=1,
    ),
    Column(
        "",
        mark("Level"),
        mark("Level"),
        lambda r: r,
        words.level_dots,
        words.level_number,
        side="left",
        sorts=lambda r: min((level for level in r.levels.values() if level), default=None),
    ),
    Column(
        "",
        mark("Hours"),
        mark("Hours covered"),
        _hours,
        words.hours_short,
        words.hours_long,
        rank=2,
    ),
    Column(
        "answered_share",
        mark("Answered"),
        mark("Answered"),
        *_figure("answered_share", _percent, words.share),
        rank=4,
    ),
    Column(
        "abandonment_rate",
        mark("Left"),
        mark("Abandoned"),
        *_figure("abandonment_rate", _percent, words.share),
        rank=5,
    ),
    Column(
        "why",
        mark("Why"),
        mark("Why"),
        lambda r: r.why,
        words.sentence,
        side="left",
        rank=6,
        least=8,
    ),
)

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
    Column("rows", mark("Rows"), mark("Rows"), lambda f: f.rows, _count),
    Column("kept", mark("Kept"), mark("Kept"), lambda f: f.kept, _count),
    Column(
        "superseded", mark("Superseded"), mark("Superseded"), lambda f: f.superseded, _count, rank=1
    ),
    Column("excluded", mark("Excluded"), mark("Excluded"), lambda f: f.excluded, _count, rank=1),
    Column("rejected", mark("Rejected"), mark("Rejected"), lambda f: f.rejected, _count),
    Column(
        "values_rejected",
        mark("Values"),
        mark("Values rejected"),
        lambda f: f.values_rejected,
        _count,
        rank=3,
    ),
    Column("lines.total", "", mark("Lines"), lambda f: f.lines.total if f.lines else None, _count),
)
LINES: tuple[Column[FileLedger], ...] = (
    Column("file", mark("File"), "", lambda f: f.file, side="left", least=12),
    Column("lines.total", mark("Lines"), "", lambda f: f.lines and f.lines.total, _count),
    Column("lines.header", mark("Header"), "", lambda f: f.lines and f.lines.header, _count),
    Column("lines.blank", mark("Blank"), "", lambda f: f.lines and f.lines.blank, _count),
    Column("lines.used", mark("Used"), "", lambda f: f.lines and f.lines.used, _count),
    Column("lines.rejected", mark("Rejected"), "", lambda f: f.lines and f.lines.rejected, _count),
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


def team_row(card: Scorecard) -> AgentRow:
    """Return the team as a row beside its agents: its shares stand beside nobody's."""
    own = {
        time: Beside(share=words.team_in_time(card, time))
        for time in ("first_response_time", "resolution_time")
    }
    return AgentRow(
        name=words.TEAM,
        measures=card.measures,
        too_few=False,
        ranked=False,
        change=None,
        like=LikeForLike(response=own["first_response_time"], solve=own["resolution_time"]),
    )
