"""The settings as frozen, checked objects: one class a section of config.yaml."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from queries.config.bounds import parse_share
from queries.config.catalogue import Catalogue, catalogue
from queries.config.encodings import known_encoding
from queries.config.ladder import ChannelClass, Ladder
from queries.config.mapping import Columns, Zone, check_columns
from queries.config.model import Section, Share, Words, refuse
from queries.config.tables import TableName
from queries.said import nearest, said

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Answer = Literal["yes", "no", "not applicable"]
_INTERVAL = re.compile(r"([01]\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-4]):([0-5]\d)")
_REACH_AT_MOST = 4  # one for each level from 2 on
_CELLS = re.compile(r"([0-9]{1,4}) ?[x×] ?([0-9]{1,4})")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "default")
_MEMORY = re.compile(r"[0-9]+(\.[0-9]+)?\s*[MG]B")
_ANSWERS = {
    "yes": "yes",
    "true": "yes",
    "y": "yes",
    "no": "no",
    "false": "no",
    "n": "no",
    "not applicable": "not applicable",
    "n/a": "not applicable",
}


def _interval(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = _INTERVAL.fullmatch(value.strip())
    if found is None:
        refuse(said("no_interval", value=str(value)))
    begin, end = (int(found[i]) * 60 + int(found[i + 1]) for i in (1, 3))
    if not begin < end <= 24 * 60:
        refuse(said("ends_too_early", value=str(value)))
    return (begin, end)


def _day(value: object) -> object:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        refuse(said("no_date", value=str(value)))


def _answer(value: object) -> object:
    answer = _ANSWERS.get(str(value).casefold())
    return answer or refuse(said("no_answer", value=str(value)))


def _memory(value: object) -> object:
    if not isinstance(value, str) or not _MEMORY.fullmatch(value):
        refuse(said("no_size", value=str(value)))
    return value


def _size(value: object) -> object:
    """Return a size in bytes: "20 GB"."""
    number, unit = str(_memory(value)).split("B")[0][:-1], str(value).strip()[-2]
    return round(float(number) * (1e9 if unit == "G" else 1e6))


def _cells(value: object) -> object:
    """Return columns and lines: "120x36"."""
    found = _CELLS.fullmatch(value.strip()) if isinstance(value, str) else None
    if isinstance(value, tuple):
        return value
    if found is None:
        refuse(said("no_terminal_size", value=str(value)))
    return int(found[1]), int(found[2])


def _colour(value: object) -> object:
    if not isinstance(value, str) or not (value in COLOURS or _HEX.fullmatch(value)):
        refuse(said("no_colour", value=str(value), colours=tuple(COLOURS)))
    return value


def _reach(value: object) -> object:
    """Return up to four shares that rise, or mean."""
    if value == "mean":
        return value
    shares = [_share_of(share) for share in value] if isinstance(value, list | tuple) else []
    if not 1 <= len(shares) <= _REACH_AT_MOST or shares != sorted(shares) or shares[0] <= 0:
        refuse(said("no_reach"))
    return tuple(shares)


def _share_of(value: object) -> float:
    try:
        return parse_share(value) if isinstance(value, str) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        refuse(said("no_share", value=str(value), example="80 %"))


Reach = Annotated[tuple[float, ...] | Literal["mean"], BeforeValidator(_reach)]
Size = Annotated[int, BeforeValidator(_size)]
Cells = Annotated[tuple[int, int], BeforeValidator(_cells)]
Colour = Annotated[str, BeforeValidator(_colour)]
Interval = Annotated[tuple[int, int], BeforeValidator(_interval)]


class Team(Section):
    """Whose figures these are; `hours` are minutes of the local day."""

    name: str
    timezone: Zone
    bots: Words
    nobody: Words
    hours: dict[Weekday, tuple[Interval, ...]]
    holidays: tuple[Annotated[dt.date, BeforeValidator(_day)], ...]


class Export(Section):
    """One entry of exports: which files, and how they are read.

    Beside a `preset`, `columns` are those that differ from it; whether they fit is checked where it is known.
    `source` is the system whose ids these are: entries that name one share its tickets.
    """

    paths: Words
    preset: str | None = None
    source: str | None = None
    table: TableName = "tickets"
    columns: Columns = Field(default_factory=dict)
    timezone: Zone | None = None
    dates: Literal["day-first", "month-first"] | None = None
    encoding: Annotated[str | None, AfterValidator(known_encoding)] = None
    empty: Words = ()

    @model_validator(mode="after")
    def _columns_fit(self) -> Export:
        if self.columns and self.preset is None:
            check_columns(self.table, self.columns)
        return self


class Reasons(Section):
    """Words by which contact reasons are known, small letters."""

    order_status: Words


class Channel(Section):
    """One channel: the class whose bounds apply, and how exports may call it."""

    channel_class: ChannelClass = Field(alias="class")
    aliases: Words = ()
    resolution: Literal["live", "case"] = "live"


class Channels(Section):
    """Every channel known by name, and those that make sense for the business."""

    make_sense: tuple[str, ...] | None
    names: dict[str, Channel]

    @model_validator(mode="after")
    def _known_channels(self) -> Channels:
        for name in self.make_sense or ():
            if name not in self.names:
                refuse(nearest(said("makes_no_sense", name=name), name, self.names))
        return self


class Definitions(Section):
    """One definition set; `kpis.md` §3."""

    statistic: Literal["median", "mean", "p80"] = Field(
        description="What is told of times: half, the mean, or eighty of a hundred."
    )
    clock: Literal["calendar", "business"] = Field(
        description="Whether times run round the clock or in opening hours alone."
    )
    response_per: Literal["reply", "ticket"] = Field(
        description="Whether the average response is that of all replies, or of each ticket's mean."
    )
    one_touch_of: Literal["solved", "all"] = Field(
        description="Of which tickets one-touch is a share: those solved, or all."
    )
    unanswered: Literal["at_age", "left_out"] = Field(
        description="Whether who still waits counts with their age, or not at all."
    )
    resolution_by: Literal["created", "closed"] = Field(
        description="Whether solves are those of tickets created in the period, or closed in it."
    )
    reach: Reach = Field(
        default=(0.5, 0.8, 0.9, 0.95),
        description="Which shares of customers (0–1) a bound takes, the level's own first; or mean.",
    )

    def judges_like(self, other: Definitions) -> bool:
        """Whether the level by another set is judged by the same cases, if by other shares of them."""
        return (
            self.clock == other.clock
            and self.resolution_by == other.resolution_by
            and "mean" not in (self.reach, other.reach)
        )


class DefinitionSets(Section):
    """The definition sets and the one in use."""

    use: str
    sets: dict[str, Definitions]

    @model_validator(mode="after")
    def _known_set(self) -> DefinitionSets:
        if self.use not in self.sets:
            told = said("no_definition_set", name=self.use)
            refuse(nearest(told, self.use, self.sets))
        return self


class Reading(Section):
    """Limits of reading."""

    earliest_year: Annotated[int, Field(ge=1900, le=2100)]
    latest_year: Annotated[int, Field(ge=1900, le=2200)]
    lonely_years: Annotated[int, Field(ge=1, le=200)]
    longest_days: Annotated[int, Field(ge=1, le=36_500)]
    cases_in_memory: Annotated[int, Field(ge=0, le=1_000_000_000)]
    rejected_refuse: Share
    rejected_warn: Share
    damaged: Share
    nothing: Words
    unpacked_at_most: Size
    files_at_most: Annotated[int, Field(ge=1, le=100_000)]
    memory: Annotated[str, BeforeValidator(_memory)]
    threads: Annotated[int, Field(ge=0, le=1024)]


class CacheSettings(Section):
    """Where what was read is kept, and how much of it (bytes); no folder: among the user's caches."""

    folder: str | None
    at_most: Size


class ScreenSizes(Section):
    """From which sizes of the terminal (columns, lines) the panes lie how."""

    least: Cells
    grid: Cells
    stack: Annotated[int, Field(ge=1)]
    pane: Annotated[int, Field(ge=3)]


class ScreenSettings(Section):
    """How the screen looks, and the language of every word, of reports as well."""

    theme: Literal["auto", "ansi", "dark", "light"]
    colours: dict[Literal["good", "bad", "warn", "accent", "muted"], Colour]
    sizes: ScreenSizes
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")]
    glyphs: Literal["auto", "unicode", "ascii"]
    keys: dict[str, str]


class Config(Section):
    """Every setting, checked; `definitions.use` is the set in force.

    `answers` is the file that keeps what is answered on the screen; None: nothing is kept.
    """

    team: Team
    exports: tuple[Export, ...]
    channels: Channels
    reasons: Reasons
    definitions: DefinitionSets
    practices: dict[str, Annotated[Answer, BeforeValidator(_answer)]]
    answers: str | None
    reading: Reading
    cache: CacheSettings
    screen: ScreenSettings
    ladder: Ladder

    @property
    def figures(self) -> Catalogue:
        """Every figure there is, by its key."""
        return catalogue()
