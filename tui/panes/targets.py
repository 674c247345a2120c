"""What Enter on a line opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from queries.changed.facts import Changed, Slice
    from queries.figures.lost import LostTo
    from queries.inside.cases import Own


@dataclass(frozen=True, slots=True)
class OpenDimension:
    """The tickets, or the criteria, behind a dimension."""

    key: str


@dataclass(frozen=True, slots=True)
class OpenAgent:
    """What stands inside an agent's figures; None: the whole team's tickets."""

    name: str | None


@dataclass(frozen=True, slots=True)
class OpenChannel:
    """What stands inside a channel's figures."""

    name: str


@dataclass(frozen=True, slots=True)
class OpenOwn:
    """Cases of an agent or on a channel."""

    own: Own


@dataclass(frozen=True, slots=True)
class OpenReasons:
    """The contact reasons: how many came for each, how they were served, which moved."""


@dataclass(frozen=True, slots=True)
class OpenCoverage:
    """The map of the week's hours: in which customers write, which are covered; `v` opens `after` then."""

    after: object = OpenReasons()


@dataclass(frozen=True, slots=True)
class OpenMeasures:
    """Every measure, now and before."""


@dataclass(frozen=True, slots=True)
class OpenMeasure:
    """The cases behind a measure."""

    figure: str


@dataclass(frozen=True, slots=True)
class Back:
    """What it was opened from."""


@dataclass(frozen=True, slots=True)
class OpenAges:
    """What waits now and what is open, by age."""


@dataclass(frozen=True, slots=True)
class OpenAged:
    """The tickets of a band of age, of `days` days and more; None: all of them."""

    what: Literal["waiting", "open"]
    days: int | None = None


@dataclass(frozen=True, slots=True)
class OpenSorted:
    """The list that `of` opens, sorted by a column: the first of all its cases in that order."""

    of: object
    by: str
    down: bool


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """One ticket; `source` is whose id it is, None where it stands in no ticket export."""

    ticket_id: str
    source: str | None


@dataclass(frozen=True, slots=True)
class OpenCalled:
    """The ticket of an id that was typed, of whatever source."""

    ticket_id: str


@dataclass(frozen=True, slots=True)
class OpenLate:
    """The late ones of a time at the bound of `level`: all, or those under one name of a grouping.

    None: those without a name; "": the names to choose from. `channel`: on that alone.
    """

    dimension: str
    figure: str
    level: int
    grouping: str = "all"
    name: str | None = "all"
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class OpenWeek:
    """The week as a map, of a time held against the bound of `level`: late ones, volume, replies.

    `channel`: on that alone.
    """

    figure: str
    level: int
    shown: Literal["late", "volume", "replies"] = "late"
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class OpenHours:
    """The tickets of two hours of a weekday (1: Monday) in such a map."""

    figure: str
    level: int
    shown: Literal["late", "volume", "replies"]
    day: int
    hour: int
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class OpenCriterion:
    """The cases behind one measured criterion's figure; `within` the bound of a level, where it is a share."""

    dimension: str
    figure: str
    within: int | None = None


@dataclass(frozen=True, slots=True)
class OpenHourOfWeek:
    """The tickets on which customers wrote in an hour of the week, 0 is Monday 0–1 h."""

    hour: int


@dataclass(frozen=True, slots=True)
class OpenContacts:
    """The contacts by which a channel counts as in use."""

    channel: str


@dataclass(frozen=True, slots=True)
class OpenMissing:
    """The cases that a criterion lacks, the nearest to its bound first; where none is missing, its figure's."""

    dimension: str
    level: int
    key: str
    within: int | None


@dataclass(frozen=True, slots=True)
class OpenLost:
    """The late first answers at the bound of a level that were lost in one way (queries/figures/lost.py)."""

    level: int
    to: LostTo


@dataclass(frozen=True, slots=True)
class OpenPractice:
    """A practice; `asked`: among the questions, where a key answers it and goes on to the next."""

    key: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """The list of questions, from one of several practices on."""

    first: str | None = None


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of the list that opens and closes."""

    name: str


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """The ledger."""


@dataclass(frozen=True, slots=True)
class OpenDoubts:
    """The page of doubts."""


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """The tickets behind a doubt: its place among those of the scorecard."""

    place: int


@dataclass(frozen=True, slots=True)
class OpenChanged:
    """What changed of a figure; None: of that which the scorecard's sentence is about."""

    figure: str | None = None


@dataclass(frozen=True, slots=True)
class OpenSlice:
    """The cases of one part of what changed."""

    changed: Changed
    slice: Slice


@dataclass(frozen=True, slots=True)
class OpenSql:
    """The question behind a target."""

    of: object
