"""What changed of every figure that a lead asks about, in one request's two periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from queries.behind import Behind
from queries.changed.counts import changed_volume
from queries.changed.facts import Changed, Measure, Slice
from queries.changed.held import Held, hold
from queries.changed.share import changed_share
from queries.changed.sums import Span
from queries.config.catalogue import Cases, Catalogue
from queries.engine.port import Asking, Workspace
from queries.figures.reach import COLUMNS, cases_within
from queries.scope import Period, Request

# In the order in which a lead asks; what is counted of the cases that are not good.
FIGURES: dict[str, Measure] = {
    "first_response_time": "late",
    "resolution_time": "late",
    "csat": "low",
    "answered_share": "unanswered",
    "volume": "more",
}
_HISTORY = 56  # days before the period before: from these the noise is taken


def what_changed(
    workspace: Workspace,
    request: Request,
    catalogue: Catalogue,
    level: int,
    figures: Iterable[str] = FIGURES,
) -> tuple[Changed, ...]:
    """Return what changed of each figure; times by the bound of `level`. () where nothing is compared.

    Raises StoppedError where the request was stopped, EngineError where a question has no answer.
    """
    if request.before is None:
        return ()
    asking = workspace.asking(with_history(request), aside=True, counted=False)
    span = span_of(request)
    return tuple(_changed(asking, request, catalogue, figure, level, span) for figure in figures)


def with_history(request: Request) -> Request:
    """Return the request whose period before begins with the days that only the noise is taken from."""
    before = request.before
    if before is None:
        raise ValueError("it is compared with no period")
    first = before.first - dt.timedelta(days=_HISTORY)
    return replace(request, before=Period("span", first, before.past, before.zone))


def span_of(request: Request) -> Span:
    """Return the days of the two periods, this one as far as the data reach."""
    before, now = request.before, request.period
    if before is None:
        raise ValueError("it is compared with no period")
    origin = before.first - dt.timedelta(days=_HISTORY)
    last = request.as_of.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(now.zone)).date()
    past = max(now.first + dt.timedelta(days=1), min(now.past, last + dt.timedelta(days=1)))
    return Span(
        origin=origin,
        before=_HISTORY,
        before_past=(before.past - origin).days,
        now=(now.first - origin).days,
        past=(past - origin).days,
    )


def _changed(
    asking: Asking,
    request: Request,
    catalogue: Catalogue,
    figure: str,
    level: int,
    span: Span,
) -> Changed:
    cases = cases_of_figure(catalogue, figure, level)
    held = _hold(asking, request, cases, figure, span)
    if figure == "volume":
        return changed_volume(held)
    return changed_share(held, figure, level if figure in COLUMNS else None, FIGURES[figure])


def _hold(asking: Asking, request: Request, cases: Cases, figure: str, span: Span) -> Held:
    if request.before is None:
        raise ValueError("it is compared with no period")
    return hold(asking, request.before, span, cases, instant(request, figure, cases))


def cases_of_figure(catalogue: Catalogue, figure: str, level: int | None) -> Cases:
    """Return the cases of a figure, of a time those of its share within the bound of `level`."""
    if figure in COLUMNS and level is not None:
        return cases_within(figure, level)
    cases = catalogue[figure].cases
    if cases is None:
        raise ValueError(f"{figure} has no cases")
    return cases


def instant(request: Request, figure: str, cases: Cases) -> str:
    """Return the column that says when a case of a figure is."""
    if cases.of == "ratings":
        return "rated_at"
    closed = figure == "resolution_time" and request.definitions.resolution_by == "closed"
    return "resolved_at" if closed else "created_at"


def behind_slice(
    request: Request, catalogue: Catalogue, changed: Changed, slice_: Slice
) -> tuple[Request, Behind]:
    """Return the very cases of a slice, and the request of which they are: of days before, the one before."""
    cases = cases_of_figure(catalogue, changed.figure, changed.level)
    condition = slice_.part.condition(instant(request, changed.figure, cases))
    own = cases.model_copy(update={"where": f"({cases.where}) and ({condition})"})
    of = request.as_before() if slice_.part.kind == "days_before" else request
    return of, Behind(
        changed.figure,
        catalogue[changed.figure],
        own=own,
        bound=slice_.part.bound(request.period.zone),
    )
