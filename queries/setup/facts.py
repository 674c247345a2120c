"""What the loaded data say of what has to be asked: zone, states, channels, calls or cases, bots."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from queries.engine.port import Row
from queries.exports.ledger import FileLedger
from queries.session import Session
from queries.setup.knowledge import BotRule, knowledge
from queries.setup.zones import UTC, ZoneFacts

Solved = Literal["itself", "opens a case", "unclear"]


@dataclass(frozen=True, slots=True)
class UnknownState:
    """A word in a column of a `file` that is no known state.

    It stands in `n` rows; in `stand` that are no older versions of a ticket, `solved` of these with a time
    of solving.
    """

    file: str
    column: str
    word: str
    n: int
    stand: int = 0
    solved: int = 0


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A channel, how many tickets came on it, and of those `solved` how many within half an hour."""

    name: str
    channel_class: str
    n: int
    solved: int
    at_once: int

    @property
    def known(self) -> bool:
        """Whether its class is known."""
        return self.channel_class != "unknown"

    @property
    def solves(self) -> Solved | None:
        """What a contact on it is, if it is a live channel; None where too little tells."""
        limits = knowledge().at_once
        if self.solved < limits.least:
            return None
        share = self.at_once / self.solved
        if share >= limits.itself:
            return "itself"
        return "opens a case" if share <= limits.opens_case else "unclear"


@dataclass(frozen=True, slots=True)
class BotFacts:
    """A name that is no person: its first answers, their median and 90th percentile in seconds.

    `by_name`: it is called as no person is.
    """

    name: str
    n: int
    median: float
    p90: float
    by_name: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the data say of what has to be asked; `same`: two files that hold the same tickets."""

    zone: ZoneFacts = field(default_factory=ZoneFacts)
    states: tuple[UnknownState, ...] = ()
    channels: tuple[ChannelFacts, ...] = ()
    bots: tuple[BotFacts, ...] = ()
    same: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """How many rows a file has, and, of tickets, the first and the last creation (naive, as they were read)."""

    rows: int
    first: dt.datetime | None = None
    last: dt.datetime | None = None


def extents(session: Session) -> dict[str, Extent]:
    """Return the extent of each file that was read, by its name."""
    if session.workspace.extent is None:
        return {file.file: Extent(file.rows) for file in session.ledger.files}
    asking = session.workspace.asking(session.request("all"), counted=False)
    spans = {row["file"]: (row["first"], row["last"]) for row in asking.ask("files_there")}
    return {
        file.file: Extent(file.rows, *spans.get(file.file, (None, None)))
        for file in session.ledger.files
    }


def facts_of(session: Session, *, absolute: bool, zone: str | None = None) -> Facts:
    """Ask the data of a session whose settings say nothing but what its columns are.

    `absolute`: their times say how far they are from UTC; of others the hours are those that they are written
    by. `zone` is the one that the files say. Raises
    StoppedError, EngineError as the workspace does, ValueError where there are no tickets.
    """
    asking = session.workspace.asking(session.request("all"), counted=False)
    clock = UTC if absolute else session.config.team.timezone
    hours = {row["hour"]: row["n"] for row in asking.ask("hours_of_the_day", zone=clock)}
    channels = asking.ask("channels_there", at_once=knowledge().at_once.seconds)
    return Facts(
        zone=ZoneFacts(
            tuple(hours.get(hour, 0) for hour in range(24)),
            zone,
            absolute,
        ),
        states=tuple(_states(asking.ask("words_unread"), session.ledger.files)),
        channels=tuple(ChannelFacts(**row) for row in channels),
        bots=tuple(_bots(asking.ask("first_answers"), session.workspace.values("agent"))),
        same=tuple(_same(asking.ask("same_tickets"))),
    )


def _states(words: Sequence[Row], files: Sequence[FileLedger]) -> Iterator[UnknownState]:
    """Yield the words that stand in a column of states."""
    states = {
        (file.file, column.source)
        for file in files
        for column in file.columns
        if column.field == "status"
    }
    for row in words:
        if (row["file"], row["column"]) in states:
            yield UnknownState(**row)


def _same(pairs: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Yield the files that hold the same tickets."""
    enough = knowledge().same_tickets
    for row in pairs:
        if row["same"] >= enough * row["least"]:
            yield row["file"], row["other"]


def _bots(answers: Sequence[Row], names: Sequence[str]) -> Iterator[BotFacts]:
    """Yield who answers as no person can, or is called as none is; whoever answers most comes first."""
    rule = knowledge().bots
    called = re.compile(rf"(?i)\b({'|'.join(map(re.escape, rule.words))})\b")
    seen = set()
    for row in answers:
        if row["name"] in seen:
            continue
        by_name = called.search(row["name"]) is not None
        if by_name or _is_machine(row, rule):
            seen.add(row["name"])
            yield BotFacts(row["name"], row["n"], row["median"], row["p90"], by_name)
    for name in names:
        if name not in seen and called.search(name):
            yield BotFacts(name, 0, 0, 0, by_name=True)


def _is_machine(row: Row, rule: BotRule) -> bool:
    """Whether first answers are as fast and as even as no person's."""
    n, median, p90 = int(row["n"]), float(row["median"]), float(row["p90"])
    on_chat = p90 <= rule.live_p90 or median < rule.live_median
    fast = on_chat if row["live"] else p90 <= rule.case_p90
    even = p90 <= rule.even * max(median, 1.0)
    return n >= rule.least and fast and even
