"""What must hold for every team: hypothesis makes them up, ticket by ticket, many at the edge of a level."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from queries.config.bounds import Bound
from queries.ladder.criteria import Result
from queries.ladder.figures import Channels, Figure, Figures, Reach
from queries.ladder.overall import Grader, grade
from queries.ladder.state import State
from tests.queries.ladder.teams import (
    CLASSES,
    DAY,
    FIRST_RESPONSE,
    HOUR,
    LADDER,
    MINUTE,
    PRACTICES,
    RESOLUTION,
    SETS,
    TIMES,
    Numbers,
    Team,
    Ticket,
    Tickets,
    channels_of,
    levels,
    numbers,
)
from tests.soak import tries

# ── Teams ────────────────────────────────────────────────────────────────────────────────────────

# A wait, and a solution, within the bound of level 5, 4, 3, 2 and of none.
WITHIN: Mapping[str, Mapping[str, Sequence[float]]] = {
    "email": {
        FIRST_RESPONSE: (30 * MINUTE, 3 * HOUR, 24 * HOUR, 48 * HOUR, 9 * DAY),
        RESOLUTION: (4 * HOUR, 12 * HOUR, 24 * HOUR, 5 * DAY, 9 * DAY),
    },
    "social": {
        FIRST_RESPONSE: (10 * MINUTE, 3 * HOUR, 24 * HOUR, 48 * HOUR, 9 * DAY),
        RESOLUTION: (4 * HOUR, 12 * HOUR, 24 * HOUR, 5 * DAY, 9 * DAY),
    },
    "live": {
        FIRST_RESPONSE: (20.0, 4 * MINUTE, 10 * MINUTE, HOUR, 2 * HOUR),
        RESOLUTION: (10 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, 9 * HOUR),
    },
}
CHANNELS = ("email", "chat", "phone", "instagram")
AGES = (30.0, 3 * MINUTE, 30 * MINUTE, 2 * HOUR, 10 * HOUR, 2 * DAY, 10 * DAY)
SCORES = (None, None, 1.0, 2.0, 3.0, 4.0, 5.0, 5.0)
HELD_FROM = {"helpdesk": (0.5, 0.8, 0.9, 0.95), "strict": (0.8, 0.9, 0.95, 0.975)}


@st.composite
def tickets(draw: st.DrawFn) -> Ticket:
    """Any ticket."""
    channel = draw(st.sampled_from(CHANNELS))
    wait, solve = (
        draw(st.sampled_from((0, 0, 1, 2, 3, 4, None))),
        draw(st.sampled_from((0, 1, 4, None))),
    )
    ended = draw(st.sampled_from(("", "", "", "", "abandoned", "closed", "bot", "agent")))
    times = WITHIN[CLASSES[channel]]
    waits = ended in ("abandoned", "closed", "bot") or wait is None
    return Ticket(
        channel,
        None if waits or wait is None else times[FIRST_RESPONSE][wait],
        None if waits or solve is None else times[RESOLUTION][solve],
        draw(st.sampled_from(AGES)) if waits or solve is None else 10 * DAY,
        ended,
        draw(st.sampled_from(SCORES)),
    )


@st.composite
def at_the_edge(draw: st.DrawFn, reach: Sequence[float], n: int) -> list[int]:
    """Return, of `n` customers, how many were within each bound and not the tighter one: nearly a level."""
    level = draw(st.integers(2, 5))
    within = []
    for at in (5, 4, 3, 2):
        least = math.ceil(n * (reach[level - at] if at <= level else 0.2) - 1e-9)
        within.append(min(n, max([0, least + draw(st.sampled_from((-1, 0, 0, 1))), *within])))
    return [b - a for a, b in zip([0, *within], [*within, n], strict=True)]


def laid_out(counts: Iterable[int], values: Iterable[object]) -> list[object]:
    return list(chain.from_iterable([value] * n for n, value in zip(counts, values, strict=True)))


@st.composite
def teams_at_the_edge(draw: st.DrawFn, definitions: str) -> Team:
    """Return a team whose times, answered share, abandonment and ratings all lie close to a bound."""
    n = draw(st.integers(31, 80))
    reach = HELD_FROM[definitions]
    names = draw(st.lists(st.sampled_from(CHANNELS), min_size=1, max_size=3, unique=True))
    cuts = sorted(draw(st.integers(0, n)) for _ in names[1:])
    channels = laid_out((b - a for a, b in zip([0, *cuts], [*cuts, n], strict=True)), names)
    response = laid_out(draw(at_the_edge(reach, n)), range(5))
    solve = laid_out(draw(at_the_edge(reach, n)), range(5))
    if draw(st.booleans()):
        solve.reverse()
    poor = min(n, draw(st.integers(0, 6)))
    ratings = laid_out((n - poor, poor), (5.0, draw(st.sampled_from((1.0, 3.0, 4.0)))))
    kinds: dict[Ticket, int] = {}
    for channel, within, solved, rating in zip(channels, response, solve, ratings, strict=True):
        times = WITHIN[CLASSES[str(channel)]]
        ticket = Ticket(
            str(channel),
            times[FIRST_RESPONSE][within],  # type: ignore[call-overload]
            times[RESOLUTION][solved],  # type: ignore[call-overload]
            rating=rating,  # type: ignore[arg-type]
        )
        kinds[ticket] = kinds.get(ticket, 0) + 1
    live = sum(count for ticket, count in kinds.items() if ticket.of == "live")
    gave_up = draw(st.sampled_from((0, 0.05, 0.08, 0.12, 0.2)))
    more: list[tuple[int, Ticket]] = []
    if live and gave_up:
        count = round(live * gave_up / (1 - gave_up)) + draw(st.sampled_from((-1, 0, 1)))
        name = next(ticket.channel for ticket in kinds if ticket.of == "live")
        more.append((max(0, count), Ticket(name, None, None, ended="abandoned")))
    if unread := draw(st.sampled_from((0, 0, 0.05, 0.1, 0.2, 0.5))):
        count = round(n * unread / (1 - unread)) + draw(st.sampled_from((-1, 0, 1)))
        more.append((count, Ticket(names[0], None, None, ended="closed")))
    more += draw(st.lists(st.tuples(st.integers(1, 4), tickets()), max_size=3))
    return Team(
        tuple((count, ticket) for ticket, count in kinds.items()) + tuple(more),
        before=draw(st.sampled_from(((), ((40, Ticket()),), ((40, Ticket("email", DAY, DAY)),)))),
        lacks=draw(lacking),
        make_sense=draw(
            st.sampled_from((None, tuple(names), ("email",), ("email", "chat", "phone")))
        ),
        coverage=draw(st.sampled_from((None, 0.5, 1.0))),
        handled_by=draw(st.booleans()),
    )


lacking = st.sampled_from(
    (*[frozenset[str]()] * 5, *(frozenset({key}) for key in (*TIMES, "csat", "abandonment_rate")))
)
teams = st.one_of(
    teams_at_the_edge("helpdesk"),
    st.builds(
        Team,
        st.lists(st.tuples(st.integers(1, 60), tickets()), min_size=1, max_size=8).map(tuple),
        lacks=lacking,
        make_sense=st.sampled_from((None, ("email",), ("email", "chat"), CHANNELS)),
        coverage=st.sampled_from((None, 0.5, 1.0)),
        reviews=st.sampled_from((None, 0.85, 0.95)),
        handled_by=st.booleans(),
    ),
)
SAID = ("yes", "no", "not applicable")
answers = st.one_of(
    st.sampled_from(({}, *(dict.fromkeys(PRACTICES, answer) for answer in SAID))),
    st.dictionaries(st.sampled_from(PRACTICES), st.sampled_from(SAID)),
    st.lists(
        st.sampled_from(("yes", "yes", "yes", "no", "", "not applicable")),
        min_size=len(PRACTICES),
        max_size=len(PRACTICES),
    ).map(lambda said: {key: a for key, a in zip(PRACTICES, said, strict=True) if a}),
)


def tried(examples: int) -> settings:
    """Return settings with a fifth of the examples in the suite, all of them in a soak."""
    few = tries(examples // 5, examples)
    return settings(max_examples=few, deadline=None, derandomize=True, database=None)


def level(found: Numbers | Figures, said: Mapping[str, str], definitions: str = "helpdesk") -> int:
    """Return the overall level; 0 where there is none."""
    figures = found.figures if isinstance(found, Numbers) else found
    return Grader(LADDER, figures, SETS[definitions]).level(said) or 0


def read(found: Numbers, said: Mapping[str, str]) -> dict[str, int | None]:
    return levels(grade(LADDER, found.figures, said, SETS["helpdesk"]))


# ── One ticket ───────────────────────────────────────────────────────────────────────────────────


def without_one(of: Tickets, place: int) -> Tickets:
    return tuple(
        (n - (at == place), ticket) for at, (n, ticket) in enumerate(of) if n > (at == place)
    )


def assert_one_ticket_is_one_level(definitions: str, data: st.DataObject) -> None:
    """One ticket more, less or changed, the same figures known and channels in use: at most one level."""
    team, said = data.draw(teams_at_the_edge(definitions)), data.draw(answers)
    place = data.draw(st.integers(0, len(team.tickets) - 1))
    fewer, another = without_one(team.tickets, place), data.draw(tickets())
    rest = fewer if data.draw(st.booleans()) else team.tickets
    more = data.draw(st.booleans()) or rest is team.tickets
    changed = replace(team, tickets=(*rest, (1, another)) if more else rest)
    before, after = numbers(team), numbers(changed)
    assume(before.sources == after.sources)
    assume(channels_of(team).in_use == channels_of(changed).in_use)
    assert abs(level(before, said, definitions) - level(after, said, definitions)) <= 1


@tried(700)
@given(st.data())
def test_one_ticket_moves_the_level_by_at_most_one(data: st.DataObject) -> None:
    assert_one_ticket_is_one_level("helpdesk", data)


@tried(500)
@given(st.data())
def test_one_ticket_moves_the_level_by_at_most_one_where_the_set_is_strict(
    data: st.DataObject,
) -> None:
    assert_one_ticket_is_one_level("strict", data)


# ── Better is never worse ────────────────────────────────────────────────────────────────────────


def better(ticket: Ticket) -> list[Ticket]:
    """Return what would have been better for this customer, each in one way."""
    times = WITHIN[ticket.of]
    best_wait, best_solve = times[FIRST_RESPONSE][0], times[RESOLUTION][0]
    found = []
    if ticket.ended == "abandoned":
        found.append(replace(ticket, ended="", wait=best_wait, solve=best_solve))
    if not ticket.ended and ticket.wait is None:
        found.append(replace(ticket, wait=ticket.age))
    if not ticket.ended and ticket.wait is not None:
        found += [
            replace(ticket, wait=ticket.wait / 2),
            replace(ticket, wait=min(ticket.wait, best_wait)),
        ]
    if not ticket.ended and ticket.solve is not None:
        found += [replace(ticket, solve=min(ticket.solve, best_solve))]
    if ticket.rating is not None:
        found += [replace(ticket, rating=score) for score in (ticket.rating + 1, 5.0) if score <= 5]
    return found


@tried(500)
@given(teams, answers, st.data())
def test_better_for_a_customer_never_lowers_a_level(
    team: Team, said: dict[str, str], data: st.DataObject
) -> None:
    choices = [
        (place, after) for place, (_, ticket) in enumerate(team.tickets) for after in better(ticket)
    ]
    assume(choices)
    place, after = data.draw(st.sampled_from(choices))
    fewer = data.draw(st.booleans())  # one of them, or all of its kind
    n = team.tickets[place][0]
    moved = [(n - 1, team.tickets[place][1]), (1, after)] if fewer else [(n, after)]
    improved = replace(team, tickets=(*team.tickets[:place], *moved, *team.tickets[place + 1 :]))
    first, then = numbers(team), numbers(improved)
    assume(first.sources == then.sources)
    assume(channels_of(team).in_use == channels_of(improved).in_use)
    assert level(then, said) >= level(first, said)
    now = read(then, said)
    for key, was in read(first, said).items():
        assert (now[key] or 0) >= (was or 0)


@tried(200)
@given(teams, answers, st.sampled_from(PRACTICES))
def test_a_yes_never_lowers_a_level(team: Team, said: dict[str, str], practice: str) -> None:
    found = numbers(team)
    assert level(found, {**said, practice: "yes"}) >= level(found, said)
    now = read(found, {**said, practice: "yes"})
    for key, was in read(found, said).items():
        assert (now[key] or 0) >= (was or 0)


# ── Unknown, and no ──────────────────────────────────────────────────────────────────────────────


@tried(200)
@given(teams, answers, st.sampled_from(list(LADDER.dimensions)))
def test_what_is_unknown_in_one_dimension_changes_no_other(
    team: Team, said: dict[str, str], key: str
) -> None:
    found = numbers(team)
    named = {
        part.practice or part.measure
        for lines in LADDER.dimensions[key].levels.values()
        for line in lines
        for part in line.parts()
    }
    figures = replace(
        found.figures,
        team={name: f for name, f in found.figures.team.items() if name not in named},
        reach={name: f for name, f in found.figures.reach.items() if name not in named},
        channels=Channels() if key == "accessibility" else found.figures.channels,
    )
    blank = {practice: answer for practice, answer in said.items() if practice not in named}
    unknown = levels(grade(LADDER, figures, blank, SETS["helpdesk"]))
    assert unknown[key] is None
    for other, was in read(found, said).items():
        assert other == key or unknown[other] == was


@tried(200)
@given(teams, st.sampled_from(list(SETS)))
def test_every_practice_no_is_at_most_one_below_every_practice_blank(
    team: Team, definitions: str
) -> None:
    found = numbers(team)
    blank, no = (
        level(found, {}, definitions),
        level(found, dict.fromkeys(PRACTICES, "no"), definitions),
    )
    assert blank - 1 <= no <= blank


# ── Provisional ──────────────────────────────────────────────────────────────────────────────────


def every_answer(open_: Sequence[str]) -> Iterable[dict[str, str]]:
    return (dict(zip(open_, said, strict=True)) for said in product(SAID, repeat=len(open_)))


def subsets(names: Iterable[str]) -> Iterable[tuple[str, ...]]:
    names = list(names)
    return chain.from_iterable(combinations(names, size) for size in range(1, len(names) + 1))


@tried(250)
@given(teams, st.data())
def test_provisional_is_what_some_open_answer_or_set_of_channels_would_change(
    team: Team, data: st.DataObject
) -> None:
    found = numbers(team).figures
    # With few channels that have a name, every set of them can be tried.
    few = {name: CLASSES[name] for name in {"email", "chat", *found.channels.in_use}}
    unsaid = found.channels.make_sense is None
    found = replace(found, channels=replace(found.channels, named=few if unsaid else CLASSES))
    open_ = data.draw(
        st.lists(st.sampled_from(PRACTICES), max_size=2 if unsaid else 4, unique=True)
    )
    rest = [practice for practice in PRACTICES if practice not in open_]
    closed = st.lists(st.sampled_from(("yes", "yes", "no")), min_size=len(rest), max_size=len(rest))
    said = dict(
        zip(rest, data.draw(st.one_of(closed, closed.map(lambda a: ["yes"] * len(a)))), strict=True)
    )
    assessment = grade(LADDER, found, said, SETS["helpdesk"])
    graders = [
        Grader(
            LADDER,
            replace(found, channels=replace(found.channels, make_sense=names)),
            SETS["helpdesk"],
        )
        for names in (subsets(few) if unsaid else [found.channels.make_sense])
    ]
    could_be = {
        grader.level({**said, **more}) for grader in graders for more in every_answer(open_)
    }
    changes = assessment.level is not None and could_be != {assessment.level}
    assert assessment.provisional == (
        changes or (assessment.level is not None and bool(found.thin))
    )


# ── What holds the level down ────────────────────────────────────────────────────────────────────


def done(
    figures: Figures, said: Mapping[str, str], results: Iterable[Result]
) -> tuple[Figures, dict[str, str]]:
    """Return figures and answers of a team for which `results` hold, by no more than they ask for.

    A figure that was unknown is known then, at all of its bounds.
    """
    team, reach = dict(figures.team), dict(figures.reach)
    channels, answered = figures.channels, dict(said)
    for result in results:
        for part in result.parts[: result.needs] or (result,):
            if part.key in PRACTICES:
                answered[part.key] = "yes"
            elif part.within is not None:
                shares = {at: Figure(0.0, 100) for at in (2, 3, 4, 5)} | {
                    at: share
                    for at, share in reach.get(part.key, Reach()).within.items()
                    if share.value is not None
                }
                shares[part.within] = _held(shares.get(part.within, Figure()), part.bound)
                reach[part.key] = replace(reach.get(part.key, Reach()), within=shares)
            elif part.dimension == "accessibility":
                channels = _opened(channels)
            else:
                # Whoever has ratings has their shares and their mean: no better than they have to be.
                if part.key.startswith("csat") and team[part.key].value is None:
                    team |= {key: Figure(0.0, 100) for key in team if key.startswith("csat")}
                team[part.key] = _held(team.get(part.key, Figure()), part.bound)
    return replace(figures, team=team, reach=reach, channels=channels), answered


def _held(figure: Figure, bound: Bound | None) -> Figure:
    """Return a figure that just holds the bound, no worse than it was."""
    assert bound is not None
    if figure.value is not None and bound.holds(figure.value):
        return figure
    nudge = {"<": -0.001, ">": 0.001}.get(bound.operator, 0.0)
    return Figure(bound.value + nudge, max(figure.n, 100))


def _opened(channels: Channels) -> Channels:
    """Open every channel that makes sense, and say so."""
    sensible = channels.make_sense or ("email", "chat")
    used = {**channels.in_use, **{name: CLASSES[name] for name in sensible}}
    return replace(
        channels, in_use=used, make_sense=tuple(used), contacts=max(channels.contacts, 100)
    )


def together(one: Result, other: Result) -> bool:
    """Whether two lines cannot hold alone: a channel that is opened, or a figure that becomes known, holds all."""
    if one.dimension == other.dimension == "accessibility":
        return True
    unknown = one.state is other.state is State.UNKNOWN
    return one.place == other.place or (
        unknown and one.dimension == other.dimension and {_own(one), _own(other)} == {True}
    )


def _own(result: Result) -> bool:
    return result.key in TIMES or result.key.startswith("csat")


@tried(300)
@given(teams, answers)
def test_what_holds_the_level_down_lifts_it_and_none_of_it_is_superfluous(
    team: Team, said: dict[str, str]
) -> None:
    found = numbers(team).figures
    grader = Grader(LADDER, found, SETS["helpdesk"])
    was = grader.level(said)
    assume(was is not None and was < 5)
    assert was is not None
    named = grader.binding(said, was)
    assert named
    assert level(*done(found, said, named)) > was
    for left_out in named:
        assert level(*done(found, said, [r for r in named if not together(r, left_out)])) <= was


@tried(200)
@given(teams, answers)
def test_what_holds_the_level_down_is_the_fewest_that_lift_it(
    team: Team, said: dict[str, str]
) -> None:
    found = numbers(team).figures
    grader = Grader(LADDER, found, SETS["helpdesk"])
    was = grader.level(said)
    assume(was is not None and was < 5)
    assert was is not None
    named = grader.binding(said, was)
    # Where channels are to be opened, they are taken as open.
    opened = [result for result in named if result.dimension == "accessibility"]
    rest = [result for result in named if result not in opened]
    things: list[list[Result]] = []
    for dimension in grader.dimensions(said):
        for result in dimension.criteria:
            if result.state not in (State.MISSED, State.UNKNOWN) or result.level > was + 1:
                continue
            if things and dimension.level is None and together(things[-1][0], result):
                things[-1].append(result)
            elif dimension.key != "accessibility":
                things.append([result])
    count = sum(any(result in rest for result in thing) for thing in things)
    start = done(found, said, opened)
    for size in range(count if len(named) <= 5 else 0):
        tries = list(combinations(things, size))
        if len(tries) > 100:  # the smaller sets were tried; so many take too long
            break
        for fewer in tries:
            assert level(*done(*start, chain.from_iterable(fewer))) <= was


@tried(300)
@given(teams, answers)
def test_doing_what_the_checklist_says_reaches_its_target(team: Team, said: dict[str, str]) -> None:
    found = numbers(team).figures
    assessment = grade(LADDER, found, said, SETS["helpdesk"])
    target = assessment.checklist.target
    assert (target is None) == (assessment.level is None)
    if target is None or assessment.level == 5:
        return
    blocking = [result for step in assessment.checklist.steps for result in step.blocking]
    assert level(*done(found, said, blocking)) >= target
    # Nothing else is shown as blocking, and what blocks is in the list.
    assert {result.place for result in blocking} == {
        result.place for result in Grader(LADDER, found, SETS["helpdesk"]).binding(said, target - 1)
    }
