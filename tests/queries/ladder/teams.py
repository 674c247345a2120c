"""Teams ticket by ticket, and their figures counted in plain Python: another road than the product's SQL.

The bounds are typed from the guide once more, so that a slip in config.yaml shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from queries.config import load_config
from queries.config.ladder import Ladder
from queries.ladder.criteria import ReachOf
from queries.ladder.dimensions import DimensionResult
from queries.ladder.figures import NOT_APPLICABLE, ChannelReach, Channels, Figure, Figures, Reach
from queries.ladder.overall import Assessment, grade

_CONFIG = load_config()
LADDER: Ladder = _CONFIG.ladder
SETS: Mapping[str, ReachOf] = {
    name: found.reach for name, found in _CONFIG.definitions.sets.items()
}
CLASSES = {
    name: channel.channel_class
    for name, channel in _CONFIG.channels.names.items()
    if channel.channel_class != "none"
}
PRACTICES = tuple(
    dict.fromkeys(
        part.practice
        for dimension in LADDER.dimensions.values()
        for lines in dimension.levels.values()
        for line in lines
        for part in line.parts()
        if part.practice
    )
)
YES = dict.fromkeys(PRACTICES, "yes")
NO = dict.fromkeys(PRACTICES, "no")

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
LEVELS = (2, 3, 4, 5)
TICKETS, RATINGS = 30, 25  # the fewest that say something
FIRST_RESPONSE, RESOLUTION = "first_response_time", "resolution_time"
TIMES = (FIRST_RESPONSE, RESOLUTION)

# The longest wait for each level of each class; `_UNDER` names those that have to be stayed under.
_DAYS = (5 * DAY, DAY, 12 * HOUR, 4 * HOUR)
_BOUNDS: Mapping[str, Mapping[str, tuple[float, ...]]] = {
    FIRST_RESPONSE: {
        "email": (2 * DAY, DAY, 4 * HOUR, HOUR),
        "social": (2 * DAY, DAY, 4 * HOUR, 15 * MINUTE),
        "live": (60 * MINUTE, 10 * MINUTE, 5 * MINUTE, MINUTE),
    },
    RESOLUTION: {
        "email": _DAYS,
        "social": _DAYS,
        "live": (4 * HOUR, 60 * MINUTE, 30 * MINUTE, 10 * MINUTE),
    },
}
_UNDER = {(FIRST_RESPONSE, 4), (FIRST_RESPONSE, 5)}


@dataclass(frozen=True)
class Ticket:
    """One ticket: how long until a person answered and until it was solved (None: not yet), its age at the end.

    Without more words a superb chat. `ended` says how, where not by an answer: abandoned, closed (without a
    reply), bot (settled by it), agent (started by the team). `open_wait` and `open_solve` are in open time.
    """

    channel: str = "chat"
    wait: float | None = 20.0
    solve: float | None = 3 * MINUTE
    age: float = 10 * DAY
    ended: str = ""
    rating: float | None = None
    open_wait: float | None = None
    open_solve: float | None = None

    @property
    def of(self) -> str:
        """Its channel's class; unknown where nobody gave one."""
        return CLASSES.get(self.channel, "unknown")


Tickets = tuple[tuple[int, Ticket], ...]  # so many of each, the oldest first


@dataclass(frozen=True)
class Team:
    """A team: its tickets of the period, those of the year before it, and what its export lacks.

    `lacks` names measures whose column is missing; `cases` the live channels that only open a case;
    `working_day` the open hours of a day, where opening hours are set. What bots settle is exported only where
    `handled_by` says so.
    """

    tickets: Tickets
    before: Tickets = ()
    lacks: frozenset[str] = frozenset()
    make_sense: tuple[str, ...] | None = None
    coverage: float | None = None
    reviews: float | None = None
    cases: frozenset[str] = frozenset()
    working_day: float | None = None
    handled_by: bool = False


@dataclass(frozen=True)
class Counted:
    """A figure, and which cases it is of: those of the period, the latest few, or none."""

    figure: Figure
    source: str


@dataclass(frozen=True)
class Numbers:
    """All that is counted of a team; `sources` says which figures are known, and of which cases."""

    figures: Figures
    sources: Mapping[tuple[str, int], str] = field(default_factory=dict)


def many(n: int, channel: str = "chat", **more: Any) -> tuple[int, Ticket]:
    """Return `n` like tickets; superb ones without more words."""
    return n, Ticket(channel, **more)


def rated(n: int = 100, rating: float = 5.0) -> tuple[int, Ticket]:
    """Return `n` superb chats with a rating."""
    return n, Ticket(rating=rating)


def fate(ticket: Ticket, measure: str, level: int, team: Team) -> bool | None:
    """Whether a ticket was within the bound of a level; None: not graded, or not known yet."""
    if ticket.ended or ticket.of == "unknown":
        return None
    response = measure == FIRST_RESPONSE
    took = ticket.wait if response else ticket.solve
    of = "email" if not response and ticket.channel in team.cases else ticket.of
    bounds = [
        _bound_at(measure, of, up_to, team) for up_to in LEVELS if up_to <= level
    ]  # none is longer than that of the level below
    bound = min(bounds)
    if took is None:
        passed = ticket.age > bound or (ticket.age == bound and (measure, level) in _UNDER)
        return False if passed else None
    in_open_time = ticket.open_wait if response else ticket.open_solve
    if team.working_day is not None and level < 5:
        if level > 2 and took > 4 * DAY:
            return False
        took = took if in_open_time is None else in_open_time
    return took < bound if (measure, level) in _UNDER else took <= bound


def _bound_at(measure: str, of: str, level: int, team: Team) -> float:
    bound = _BOUNDS[measure][of][level - 2]
    if team.working_day is not None and level < 5 and bound >= 12 * HOUR:
        return bound * team.working_day / 24
    return bound


def answered(ticket: Ticket) -> bool | None:
    """Whether a person answered, once that is known."""
    if ticket.ended in ("bot", "agent"):
        return None
    has_answer = ticket.wait is not None and not ticket.ended
    if ticket.of == "live":
        settled = has_answer or ticket.ended in ("abandoned", "closed") or ticket.age >= HOUR
        return has_answer if settled else None
    return has_answer if ticket.age >= DAY else None


def gave_up(ticket: Ticket) -> bool | None:
    """Whether a customer of a live channel left before an answer."""
    if ticket.of != "live" or ticket.ended == "agent":
        return None
    return ticket.ended == "abandoned"


def numbers(team: Team) -> Numbers:
    """Count everything that the ladder asks for."""
    sources: dict[tuple[str, int], str] = {}
    reach = {measure: _reach(team, measure, sources) for measure in TIMES}

    def share(key: str, told: Callable[[Ticket], bool | None]) -> Figure:
        counted = _latest(_told(team.tickets, told), _told(team.before, told), TICKETS)
        if key in team.lacks:
            counted = Counted(Figure(note=f"no {key}"), "none")
        sources[key, 0] = counted.source
        return counted.figure

    figures = {
        "answered_share": share("answered_share", answered),
        "abandonment_rate": share("abandonment_rate", gave_up)
        if any(n and ticket.of == "live" for n, ticket in team.tickets)
        else NOT_APPLICABLE,
        **dict(_quality(team, sources)),
        "internal_quality_score": Figure(team.reviews, 50 if team.reviews is not None else 0),
        "coverage": Figure(team.coverage, 500),
    }
    if team.handled_by:
        rate = share("self_service_rate", lambda ticket: ticket.ended == "bot")
        figures["self_service_rate"] = replace(rate, lifts_only=True)
    chats = _told(team.tickets, lambda t: t.ended == "agent" if t.channel == "chat" else None)
    if any(n for n, _ in chats):
        figures["proactive_chat_share"] = _latest(chats, [], 0).figure
    volume = sum(n for n, _ in team.tickets)
    unclassified = {
        ticket.channel: sum(n for n, t in team.tickets if t.channel == ticket.channel) / volume
        for n, ticket in team.tickets
        if ticket.of == "unknown" and n
    }
    solved = sum(n for n, ticket in team.tickets if ticket.solve is not None and not ticket.ended)
    ratings = sum(n for n, ticket in team.tickets if ticket.rating is not None)
    return Numbers(
        Figures(
            team=figures,
            reach=reach,
            channel_reach=tuple(_channels_own(team, volume)),
            channels=channels_of(team),
            unclassified=unclassified,
            too_many_unclassified=sum(unclassified.values()) > 0.5,
            thin=f"{ratings} of {solved}" if 0 < ratings < 0.05 * solved else "",
            ungraded="" if volume else "no tickets in this period",
        ),
        sources,
    )


def _told(
    tickets: Iterable[tuple[int, Ticket]], told: Callable[[Ticket], bool | None]
) -> list[tuple[int, float]]:
    found = ((n, told(ticket)) for n, ticket in tickets)
    return [(n, float(value)) for n, value in found if value is not None]


def _latest(
    period: list[tuple[int, float]], before: list[tuple[int, float]], least: int
) -> Counted:
    """Return the mean of the period's values; of the latest `least` of all where those are fewer."""
    n = sum(count for count, _ in period)
    if n >= max(least, 1):
        return Counted(Figure(sum(count * value for count, value in period) / n, n), "period")
    left, total = least, 0.0
    for count, value in reversed([*before, *period]):
        taken = min(count, left)
        left, total = left - taken, total + taken * value
    if left:
        return Counted(Figure(None, n, note=f"{n} of {least}"), "none")
    return Counted(Figure(total / least, least, note=f"on the latest {least}"), "latest")


def _reach(team: Team, measure: str, sources: dict[tuple[str, int], str]) -> Reach:
    within: dict[int, Figure] = {}
    too_many = sum(n for n, t in team.tickets if t.of == "unknown") * 2 > sum(
        n for n, _ in team.tickets
    )
    for level in reversed(LEVELS):
        counted = Counted(Figure(note=f"no {measure}"), "none")
        if measure not in team.lacks and not too_many:
            counted = _latest(
                _told(team.tickets, lambda t, at=level: fate(t, measure, at, team)),  # type: ignore[misc]
                _told(team.before, lambda t, at=level: fate(t, measure, at, team)),  # type: ignore[misc]
                TICKETS,
            )
        tighter = within.get(level + 1)
        if counted.figure.value is None and tighter is not None and tighter.value is not None:
            counted = Counted(tighter, f"that of {level + 1}")
        within[level] = counted.figure
        sources[measure, level] = counted.source
    return Reach(within, _ratios(team, measure), frozenset(at for m, at in _UNDER if m == measure))


def _ratios(team: Team, measure: str) -> dict[int, Figure]:
    """Return the mean of wait ÷ bound over those who were answered, for each level (set guide)."""
    took = [
        (n, ticket, value)
        for n, ticket in team.tickets
        if not ticket.ended and ticket.of != "unknown"
        for value in [ticket.wait if measure == FIRST_RESPONSE else ticket.solve]
        if value is not None
    ]
    n = sum(count for count, _, _ in took)
    if n < TICKETS or measure in team.lacks:
        return {}
    return {
        level: Figure(
            sum(
                count * value / _bound_at(measure, ticket.of, level, team)
                for count, ticket, value in took
            )
            / n,
            n,
        )
        for level in LEVELS
    }


def _quality(team: Team, sources: dict[tuple[str, int], str]) -> Iterator[tuple[str, Figure]]:
    def figure(told: Callable[[float], float]) -> Counted:
        ratings = (
            [(n, told(t.rating)) for n, t in tickets if t.rating is not None]
            for tickets in (team.tickets, team.before)
        )
        return _latest(*ratings, RATINGS)

    measures: dict[str, Callable[[float], float]] = {
        "csat_3_or_more_share": lambda score: float(score >= 2.5),
        "csat_share": lambda score: float(score >= 3.5),
        "csat_mean": lambda score: score,
        "csat_5_share": lambda score: float(score >= 4.5),
    }
    for key, told in measures.items():
        counted = Counted(Figure(note="no ratings"), "none") if "csat" in team.lacks else None
        counted = counted or figure(told)
        sources[key, 0] = counted.source
        yield key, counted.figure


def channels_of(team: Team) -> Channels:
    """Return the channels in use: 5 contacts, half of them answered or settled by a bot."""
    contacts: dict[str, int] = {}
    cared: dict[str, int] = {}
    for n, ticket in team.tickets:
        if ticket.of != "unknown":
            contacts[ticket.channel] = contacts.get(ticket.channel, 0) + n
            if ticket.ended == "bot" or (ticket.wait is not None and not ticket.ended):
                cared[ticket.channel] = cared.get(ticket.channel, 0) + n
    used = {
        name: CLASSES[name]
        for name, n in contacts.items()
        if n >= 5 and 2 * cared.get(name, 0) >= n
    }
    return Channels(used, CLASSES, team.make_sense, sum(contacts[name] for name in used))


def _channels_own(team: Team, volume: int) -> Iterator[ChannelReach]:
    for name in dict.fromkeys(ticket.channel for _, ticket in team.tickets):
        own = tuple((n, ticket) for n, ticket in team.tickets if ticket.channel == name)
        contacts = sum(n for n, _ in own)
        alone = replace(team, tickets=own, before=())
        reach = {measure: _reach(alone, measure, {}) for measure in TIMES}
        yield ChannelReach(name, own[0][1].of, contacts, contacts / volume if volume else 0, reach)


def assess(
    team: Team, answers: Mapping[str, str] | None = None, definitions: str = "helpdesk"
) -> Assessment:
    """Grade a team on the shipped ladder; every practice is answered yes without more words."""
    said = YES if answers is None else answers
    return grade(LADDER, numbers(team).figures, said, SETS[definitions])


def superb(*tickets: tuple[int, Ticket], **more: Any) -> Team:
    """Return a team of `tickets` that is superb where nothing else is said: by email and chat, well rated."""
    given = tuple(tickets) or (many(500), many(500, "email"))
    names = tuple(dict.fromkeys(ticket.channel for _, ticket in given))
    has_ratings = any(ticket.rating is not None for _, ticket in given)
    return Team(
        given if has_ratings or "csat" in more.get("lacks", ()) else tuple(_with_ratings(given)),
        make_sense=more.pop("make_sense", names),
        **more,
    )


def _with_ratings(tickets: Tickets) -> Iterator[tuple[int, Ticket]]:
    """Let half of the tickets be rated, all with 5."""
    for n, ticket in tickets:
        yield from ((n // 2, ticket), (n - n // 2, replace(ticket, rating=5.0)))


def dimension(assessment: Assessment, key: str) -> DimensionResult:
    """Return one dimension."""
    return next(found for found in assessment.dimensions if found.key == key)


def level_of(assessment: Assessment, key: str) -> int | None:
    """Return one dimension's level."""
    return dimension(assessment, key).level


def levels(assessment: Assessment) -> dict[str, int | None]:
    """Return every dimension's level."""
    return {found.key: found.level for found in assessment.dimensions}


def held_by(assessment: Assessment) -> list[tuple[str, str, int, int | None]]:
    """Return what holds the level down: dimension, key, level, and the level whose bound a share is within."""
    return [
        (found.dimension, found.criterion.key, found.criterion.level, found.criterion.within)
        if found.criterion
        else (found.dimension, "", 0, None)
        for found in assessment.binding
    ]


def blocking(assessment: Assessment) -> list[str]:
    """Return the keys of the steps that block."""
    return [step.key for step in assessment.checklist.steps if step.blocking]
