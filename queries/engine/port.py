"""What the rooms above know of the engine: rows, and what can go wrong, in our own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

from queries.said import SaidError
from queries.scope import Request

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Extent:
    """When the data begin and end, naive UTC: `end` is their last instant, `last_created` of a ticket.

    No first response took longer than `longest_response`.
    """

    start: dt.datetime
    end: dt.datetime
    last_created: dt.datetime
    longest_response: dt.timedelta


class EngineError(SaidError):
    """A question could not be answered, and why."""


class Asking(Protocol):
    """The cases of one request, which questions are asked of.

    Both methods raise StoppedError where the request was stopped, EngineError where there is no answer.
    """

    @property
    def request(self) -> Request:
        """What is asked about."""
        ...

    def ask(self, question: str, **parameters: Any) -> list[Row]:
        """Return the rows of queries/sql/questions/`question`.sql."""
        ...

    def ask_filled(self, question: str, parts: dict[str, str], **parameters: Any) -> list[Row]:
        """Return the rows of a question whose file leaves `{parts}` of it open."""
        ...


class Workspace(Protocol):
    """Loaded exports that can be asked."""

    @property
    def extent(self) -> Extent | None:
        """When the data begin and end; None where there are no data."""
        ...

    def asking(self, request: Request, *, aside: bool = False, counted: bool = True) -> Asking:
        """Return the cases of `request`; those asked `aside` are not kept for the next question.

        Of those not `counted` no figure can be asked, only their cases.
        """
        ...

    def script(self, request: Request, question: str) -> str:
        """Return one file that asks `question`, with nothing left to bind, in an empty database."""
        ...

    def values(self, field: str) -> list[str]:
        """Return what a filter may name: every `team`, `channel`, `agent` or `reason` in the data."""
        ...
