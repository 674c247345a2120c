"""What Enter on a line opens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenDimension:
    """The tickets, or the criteria, behind a dimension."""

    key: str


@dataclass(frozen=True, slots=True)
class OpenAgent:
    """An agent's tickets; None: the whole team's."""

    name: str | None


@dataclass(frozen=True, slots=True)
class OpenChannel:
    """A channel's tickets."""

    name: str


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """One ticket; `source` is whose id it is, None where it stands in no ticket export."""

    ticket_id: str
    source: str | None


@dataclass(frozen=True, slots=True)
class OpenCriterion:
    """The cases behind one measured criterion's figure; `within` the bound of a level, where it is a share."""

    dimension: str
    figure: str
    within: int | None = None


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
class OpenDoubts:
    """The page of doubts."""


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """The tickets behind a doubt: its place among those of the scorecard."""

    place: int
