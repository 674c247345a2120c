"""What changed of a share: the mix apart from the rest, the parts that did it, the tables that add up."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Literal

from queries.changed.facts import Cause, Changed, Dimension, Measure, Slice, Table, Verdict
from queries.changed.ground import Ground, ground_of_shares
from queries.changed.held import Held
from queries.changed.mix import told_mix
from queries.changed.noise import LEAST_PAIRS, chance
from queries.changed.parts import OF_DAYS, Part, Weekdays
from queries.changed.search import Named, search
from queries.changed.sums import NONE, Cell, Span, Sums

_LEAST_CASES = 60  # of a period
_BEYOND = 0.05
_NEW = 0.2  # of what is late, to be worth a word
# The parts of the week in which a team works alike, as of the macro part_of_week.
_BLOCKS: tuple[tuple[Weekdays, int, int], ...] = (
    *(("Mon–Fri", *hours) for hours in ((0, 8), (8, 4), (12, 4), (16, 4), (20, 4))),
    ("Sat", 0, 24),
    ("Sun", 0, 24),
)


def changed_share(held: Held, figure: str, level: int | None, counts: Measure) -> Changed:
    """Return what changed of the share of good cases."""
    before, now = held.whole
    n_before, n_now = before.n
    empty = Changed(figure, level, counts, "too_few", None, None, n_now, n_before)
    if not n_before or not n_now:
        return empty
    span = held.span
    ground = ground_of_shares(before, now, span)
    judged = min(n_before, n_now) >= _LEAST_CASES and ground.noise.pairs >= LEAST_PAIRS
    named = search(held, ground_of_shares) if judged else []
    first_is_before = bool(named) and named[0].candidate.part.kind == "days_before"
    if named:
        before, now = held.all_sums()
    told = now if first_is_before else before
    mix = told_mix(before, span) if judged else None
    causes = tuple(_causes(held, told, named))
    share_before, share_now = before.shares
    return Changed(
        figure=figure,
        level=level,
        counts=counts,
        verdict=_verdict(mix, causes, judged=judged, pairs=ground.noise.pairs),
        now=share_now,
        before=share_before,
        n_now=n_now,
        n_before=n_before,
        mix=told.mix,
        mix_of_channels=told.mix_of_channels,
        causes=causes,
        rest=told.counts(told.at("taken", 1, 0), told.at("taken", 0, 0)),
        usual=(ground.noise.weekly * ground.everything.v) ** 0.5,
        beyond=_is_beyond(ground),
        tables=_tables(before, now, span, week_of=told),
    )


def _is_beyond(ground: Ground) -> bool:
    spread = (ground.noise.weekly * ground.everything.v) ** 0.5
    return spread > 0 and chance(ground.everything.c / spread) <= _BEYOND


def _verdict(mix: float | None, causes: Sequence[Cause], *, judged: bool, pairs: int) -> Verdict:
    if not judged:
        return "too_few_weeks" if pairs < LEAST_PAIRS else "too_few"
    if mix is not None and (not causes or abs(mix) >= abs(causes[0].slice.points)):
        return "mix"
    if not causes:
        return "nothing"
    return "everywhere" if causes[0].slice.part.kind == "everywhere" else "part"


def _causes(held: Held, sums: Sums, named: Sequence[Named]) -> Iterator[Cause]:
    for one in named:
        part = one.candidate.part
        now, before = sums.at("taken", 1, one.number), sums.at("taken", 0, one.number)
        own, whole = (before, sums.whole(0)) if part.kind == "days_before" else (now, sums.whole(1))
        left = (whole.good - own.good) / (whole.n - own.n) if whole.n > own.n else None
        looked_into = one.inside or (one is named[0] and part.kind in OF_DAYS)
        inside = tuple(_inside(held, one)) if looked_into else ()
        yield Cause(
            _slice(part, now, before, sums), one.candidate.chance, one.candidate.z, inside, left
        )


def _inside(held: Held, one: Named) -> Iterator[Slice]:
    """Yield the parts that hold most of a named one, with their cases of its own, and a reason new in it."""
    sums = held.sums_inside(one.candidate.part, one.number)[0]
    kinds = set()
    for inside in one.inside:
        part = inside.part
        if part.kind in ("channel", "reason", "agent"):
            kinds.add(part.kind)
            now, before = sums.at(part.kind, 1, part.name), sums.at(part.kind, 0, part.name)
            yield _slice(part, now, before, sums)
    if "reason" in kinds or one.candidate.part.kind == "days_before":
        return
    whole = sums.whole(1)
    new = [
        found
        for found in _of_names(sums, "reason")
        if found.part.name is not None
        and not found.before
        and found.late >= _NEW * (whole.n - whole.good)
    ]
    yield from sorted(new, key=lambda found: -found.late)[:1]


def _slice(part: Part, now: Cell, before: Cell, sums: Sums) -> Slice:
    own, other = (before, now) if part.kind == "days_before" else (now, before)
    return Slice(
        part=part,
        points=sums.counts(now, before),
        n=own.n,
        late=own.n - own.good,
        promised=own.n - own.promised,
        before=other.n,
    )


def _tables(before: Sums, now: Sums, span: Span, week_of: Sums) -> dict[Dimension, Table]:
    """Return every table; weeks are told against the period that the first part is held against."""
    found: dict[Dimension, Table] = {
        "channel": Table(tuple(_by_size(_of_names(before, "channel"))), before.mix),
        "week": Table(tuple(_weeks(week_of, span)), week_of.mix),
        "hours": Table(tuple(_blocks(before)), before.mix),
    }
    if before.names("reason") != [None]:  # of exports that give reasons, and not of ratings
        found["reason"] = Table(tuple(_by_size(_of_names(before, "reason"))), before.mix)
    # Nobody is ranked by what went wrong in their hours.
    agents = sorted(_of_names(before, "agent"), key=lambda one: -one.n)
    return found | {"agent": Table(tuple(agents), before.mix)}


def _by_size(slices: Iterator[Slice]) -> list[Slice]:
    return sorted(slices, key=lambda one: (-abs(one.points), -one.n))


def _of_names(sums: Sums, grouping: Literal["channel", "reason", "agent"]) -> Iterator[Slice]:
    for name in sums.names(grouping):
        now, before = sums.at(grouping, 1, name), sums.at(grouping, 0, name)
        yield _slice(Part(grouping, name), now, before, sums)


def _weeks(sums: Sums, span: Span) -> Iterator[Slice]:
    """Yield the calendar weeks of the period that is told, and the other period as a whole."""
    if sums.reference == 0:
        yield from _weeks_of(sums, span, 1, span.now, span.past)
        yield _days(sums, span, 0, span.before, span.before_past)
    else:
        yield from _weeks_of(sums, span, 0, span.before, span.before_past)
        yield _days(sums, span, 1, span.now, span.past)


def _weeks_of(sums: Sums, span: Span, period: int, first: int, past: int) -> Iterator[Slice]:
    while first < past:
        end = min(past, first + 7 - span.weekday(first))
        yield _days(sums, span, period, first, end)
        first = end


def _days(sums: Sums, span: Span, period: int, first: int, past: int) -> Slice:
    cell = _added(sums, period, [("day", day) for day in range(first, past)])
    part = Part("days" if period else "days_before", None, span.date(first), span.date(past))
    return _slice(part, cell if period else NONE, NONE if period else cell, sums)


def _blocks(sums: Sums) -> Iterator[Slice]:
    for weekdays, hour, hours in _BLOCKS:
        part = Part("hours", None, weekdays=weekdays, hour=hour, hours=hours)
        keys: list[tuple[str, Hashable]] = [
            ("hour", (day, at)) for day in part.days for at in range(hour, hour + hours)
        ]
        now, before = (_added(sums, period, keys) for period in (1, 0))
        if now.n or before.n:
            yield _slice(part, now, before, sums)


def _added(sums: Sums, period: int, keys: Sequence[tuple[str, Hashable]]) -> Cell:
    cells = [sums.at(grouping, period, key) for grouping, key in keys]
    return Cell(
        sum(c.n for c in cells),
        sum(c.good for c in cells),
        sum(c.r for c in cells),
        sum(c.v for c in cells),
        sum(c.x for c in cells),
    )
