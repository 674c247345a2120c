"""What changed of every figure that a lead asks about, in one request's two periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from queries.behind import Behind
from queries.changed.backlog import changed_backlog
from queries.changed.counts import changed_volume
from queries.changed.facts import Changed, Measure, Slice
from queries.changed.held import Held, hold
from queries.changed.share import changed_share
from queries.changed.sums import Span
from queries.config.catalogue import Cases, Catalogue
from queries.engine.port import Workspace
from queries.figures.reach import COLUMNS, cases_within
from queries.scope import Period, Request

# In the order in which a lead asks; what is counted of the cases that are not good.
FIGURES: dict[str, Measure] = {
    "first_response_time": "late",
    "resolution_time": "late",
    "csat": "low",
    "answered_share": "unanswered",
    "volume": "more",
    "backlog": "open",
}
_OPEN = "backlog"
_ALL_OPEN = Cases(of="open", where="true", measured="age", worst="age")
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
    span, wanted = span_of(request), list(figures)
    found: dict[str, Changed] = {}
    if _OPEN in wanted:
        found[_OPEN] = changed_backlog(asking, span)
    shares = [figure for figure in wanted if figure != _OPEN]
    for at, cases in _together(request, catalogue, shares, level).items():
        for figure, held in hold(asking, request.before, span, cases, at).items():
            found[figure] = _changed(held, figure, level)
    return tuple(found[figure] for figure in wanted)


def _together(
    request: Request, catalogue: Catalogue, figures: Iterable[str], level: int
) -> Mapping[str, Mapping[str, Cases]]:
    """Return the cases of figures by the instant that places them: these are looked at in one pass."""
    found: dict[str, dict[str, Cases]] = {}
    for figure in figures:
        cases = cases_of_figure(catalogue, figure, level)
        found.setdefault(instant(request, figure, cases), {})[figure] = cases
    return found


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


def _changed(held: Held, figure: str, level: int) -> Changed:
    if figure == "volume":
        return changed_volume(held)
    return changed_share(held, figure, level if figure in COLUMNS else None, FIGURES[figure])


def cases_of_figure(catalogue: Catalogue, figure: str, level: int | None) -> Cases:
    """Return the cases of a figure, of a time those of its share within the bound of `level`."""
    if figure in COLUMNS and level is not None:
        return cases_within(figure, level)
    cases = _ALL_OPEN if figure == _OPEN else catalogue[figure].cases
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
    condition = slice_.part.condition(instant(request, changed.figure, cases), cases.of)
    own = cases.model_copy(update={"where": f"({cases.where}) and ({condition})"})
    of = request.as_before() if slice_.part.kind == "days_before" else request
    return of, Behind(
        changed.figure,
        catalogue[changed.figure],
        own=own,
        bound=slice_.part.bound(request.period.zone),
    )
