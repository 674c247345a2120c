"""Two ways to one number agree, under every definition set.

Grouped by X = filtered to it; a trend in one part = the figure; the list behind a figure holds exactly its
cases and gives its value; the groups add up to the whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from queries.behind import behind
from queries.config import Config, load_config
from queries.config.catalogue import Entry, catalogue
from queries.engine.port import Row
from queries.figures.measure import BOTS, Figure, Measured, figure_of, measure
from queries.scope import Request
from queries.session import Session, open_session
from tests.conftest import MESSAGE_COLUMNS, RATING_COLUMNS, TICKET_COLUMNS, config_with, write_csv

GROUPINGS = ("class", "channel", "agent", "team", "reason")
ASKED = {
    key: entry
    for key, entry in catalogue().items()
    if entry.question and entry.by and "promise" not in entry.by
}
LISTED = {key: entry for key, entry in ASKED.items() if entry.cases and not entry.part_of}
MANY = 1_000_000


def made_export(folder: Path) -> Config:
    """Return settings over a made shop: every trap that once told two values for one figure.

    Opening hours, a bot by name and one by its column, reopened and abandoned tickets, no agent, an agent who
    is not the assignee, a rating whose agent is not the ticket's, messages, two teams and none.
    """
    people, channels = ("Ana", "Ben", "Cem", ""), ("email", "chat", "phone", "instagram", "fax")
    tickets: list[dict[str, object]] = []
    messages: list[dict[str, object]] = []
    ratings: list[dict[str, object]] = []
    for i in range(240):
        day, hour = 1 + i * 7 % 28, i * 5 % 24
        created = f"2026-{2 + i % 2:02d}-{day:02d} {hour:02d}:00"
        answered, solved = i % 9 != 0, i % 4 != 0
        bot = i % 17 == 0
        tickets.append(
            {
                "ticket_id": f"T{i}",
                "created_at": created,
                "channel": channels[i % 5],
                "agent": "Robo" if i % 23 == 0 else people[i % 4],
                "assignee": people[(i + 1) % 4],
                "team": ("north", "south", "")[i % 3],
                "status": "solved" if solved else "open",
                "first_response_at": f"2026-{2 + i % 2:02d}-{day:02d} {hour:02d}:{1 + i % 58:02d}"
                if answered
                else "",
                "resolved_at": f"2026-{3 + i % 2:02d}-{1 + i % 28:02d} 12:{i % 60:02d}"
                if solved
                else "",
                "agent_replies": 0 if bot else 1 + i % 3 if answered else "",
                "reopens": (i % 11 == 0 and 1) or 0,
                "started_by": ("customer", "customer", "customer", "agent")[i % 4],
                "handled_by": "bot" if bot else "human",
                "abandoned": ("yes", "no", "no")[i % 3] if channels[i % 5] == "phone" else "",
                "reason": ("late", "broken")[i % 2],
                "excluded": "spam" if i % 31 == 0 else "",
                "csat": "" if i % 3 else 1 + i % 5,
            }
        )
        for n in range(i % 5):
            messages.append(
                {
                    "ticket_id": f"T{i}",
                    "sent_at": f"2026-{2 + i % 2:02d}-{day:02d} {hour:02d}:{10 * n + 5:02d}",
                    "author": ("customer", "agent")[n % 2],
                    "agent": people[(i + n) % 3] if n % 2 else "",
                }
            )
        if i % 7 == 0:
            ratings.append(
                {
                    "ticket_id": f"T{i}",
                    "rated_at": f"2026-03-{1 + i % 28:02d} 09:00",
                    "score": 1 + i % 5 if i % 2 else "",
                    "agent": people[(i + 2) % 3],
                }
            )
    exports = []
    columns = TICKET_COLUMNS | {"assignee": "assignee"}
    for table, rows, mapping in (
        ("tickets", tickets, columns),
        ("messages", messages, MESSAGE_COLUMNS),
        ("ratings", ratings, RATING_COLUMNS),
    ):
        path = write_csv(folder / f"{table}.csv", rows)
        present = {field: column for field, column in mapping.items() if field in rows[0]}
        exports.append({"paths": [str(path)], "table": table, "columns": present})
    week = {day: ["09:00-12:00", "13:00-17:30"] for day in ("mon", "tue", "wed", "thu", "fri")}
    business = load_config().definitions.sets["helpdesk"].model_dump(exclude={"reach"}) | {
        "clock": "business"
    }
    return config_with(
        folder,
        {
            "exports": exports,
            "team": {"timezone": "Europe/Berlin", "bots": ["Robo"], "hours": week},
            "definitions": {"sets": {"open_time": business}},
        },
    )


def demo(_: Path) -> Config:
    return load_config(demo=True)


@pytest.fixture(scope="module", params=[made_export, demo], ids=["made", "sample"])
def session(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    make: Callable[[Path], Config] = request.param
    config = make(tmp_path_factory.mktemp("made"))
    paths = [path for entry in config.exports for path in entry.paths]
    with open_session(paths, config) as opened:
        yield opened


@pytest.fixture(params=["helpdesk", "guide", "strict", "open_time"])
def asked(session: Session, request: pytest.FixtureRequest) -> Request:
    name: str = request.param
    if name not in session.config.definitions.sets:
        pytest.skip("the sample has no opening hours")
    period = "2026-03" if session.config.team.name != "Fjord & Field" else "28d"
    return session.request(period, definitions=name)


def measured(session: Session, request: Request) -> Measured:
    return measure(
        session.workspace.asking(request), catalogue(), session.config.ladder.rules, GROUPINGS
    )


def same(one: Figure, other: Figure) -> bool:
    if one.n != other.n or (one.value is None) != (other.value is None):
        return False
    return one.value is None or math.isclose(one.value, other.value or 0.0, rel_tol=1e-9)


@pytest.mark.short(3)
def test_grouped_is_filtered(session: Session, asked: Request) -> None:
    whole = measured(session, asked)
    compared = 0
    for field in ("channel", "agent", "team", "reason"):
        for name, measures in whole.by(field).items():
            if name is None:
                continue  # no team: nothing a filter could name
            filtered = measured(session, asked.of(**{field: name})).whole()
            for key, entry in ASKED.items():
                if field in entry.by:
                    assert same(measures[key], filtered[key]), (field, name, key)
                    compared += measures[key].n > 0
    assert compared > 100


def test_a_trend_in_one_part_is_the_figure_and_its_parts_add_up(
    session: Session, asked: Request
) -> None:
    whole = measured(session, asked).whole()
    asking = session.workspace.asking(asked)
    for key, entry in ASKED.items():
        if not entry.trend:
            continue
        for parts in (1, 8):
            rows = [
                row
                for row in asking.ask(
                    str(entry.question), by=["all"], parts=parts, agent_shrinkage=20
                )
                if row["side"] == "now"
            ]
            assert {row["bucket"] for row in rows} <= set(range(parts))
            figures = [figure_of(entry, row) for row in rows]
            if parts == 1:
                assert same(figures[0], whole[key]), key
            elif not _counted_by_ticket(key, asked):
                assert sum(figure.n for figure in figures) == whole[key].n, key


def test_groups_add_up_to_the_whole(session: Session, asked: Request) -> None:
    found = measured(session, asked)
    for key, entry in ASKED.items():
        if _counted_by_ticket(key, asked):
            continue
        for grouping in set(GROUPINGS) & set(entry.by):
            # Ratings of bots are a row of their own, and not the team's.
            rated = entry.cases is not None and entry.cases.of == "ratings"
            names = [name for name in found.by(grouping) if not (rated and name == BOTS)]
            total = sum(found.by(grouping)[name][key].n for name in names)
            assert total == found.whole()[key].n, (key, grouping)


@pytest.mark.short(3)
def test_the_list_behind_a_figure_has_its_cases_and_gives_its_value(
    session: Session, asked: Request
) -> None:
    found = measured(session, asked)
    asking = session.workspace.asking(asked)
    compared = 0
    for key, entry in LISTED.items():
        for grouping in ("all", *entry.by):
            for name, measures in found.by(grouping).items():
                if name is None or grouping == "reason":
                    continue
                figure = measures[key]
                rows = behind(catalogue(), key, grouping, name).cases(asking, MANY)
                if figure.value is None:
                    continue
                if not _counted_by_ticket(key, asked):
                    assert len(rows) == figure.n, (key, grouping, name)
                    assert rows[0]["total"] == figure.n
                value = _value(entry, key, rows, asked)
                assert math.isclose(value, figure.value, rel_tol=1e-9), (key, grouping, name)
                compared += 1
    assert compared > 50


def test_cases_give_the_same_figures_as_a_table_and_as_a_view(session: Session) -> None:
    asked = session.request("all")
    few = session.config.reading.model_copy(update={"cases_in_memory": 0})
    as_views = session.config.model_copy(update={"reading": few})
    paths = [path for entry in session.config.exports for path in entry.paths]
    with open_session(paths, as_views) as other:
        one, two = measured(session, asked), measured(other, asked)
        cursor = other.workspace.asking(asked)._cases.cursor
        assert cursor.execute(
            "select table_type from information_schema.tables where table_name = 'ticket_cases'"
        ).fetchall() == [("VIEW",)]
    assert one.groups.keys() == two.groups.keys()
    for place, group in one.groups.items():
        assert group.keys() == two.groups[place].keys()
        for name, measures in group.items():
            for key in measures.figures:
                assert same(measures[key], two.groups[place][name][key]), (place, name, key)


def test_the_period_before_is_asked_like_any_period(session: Session, asked: Request) -> None:
    assert asked.before is not None
    alone = measured(session, asked.as_before())
    before = measured(session, asked).whole("before")
    for key, entry in ASKED.items():
        if entry.trend:
            assert same(before[key], alone.whole()[key]), key


def _counted_by_ticket(key: str, asked: Request) -> bool:
    """Whether n counts tickets, of which one may have replies in several groups."""
    return key == "average_response_time" and asked.definitions.response_per == "ticket"


def _value(entry: Entry, key: str, rows: list[Row], asked: Request) -> float:
    """Return a figure's value, computed anew from its cases."""
    measured_ = [float(row["measured"]) for row in rows]
    if key == "volume":
        return float(len(rows))
    if _counted_by_ticket(key, asked):
        return sum(measured_) / len({row["ticket_id"] for row in rows})
    if entry.unit != "seconds" or key == "average_response_time":
        return sum(measured_) / len(measured_)
    match asked.definitions.statistic:
        case "mean":
            return sum(measured_) / len(measured_)
        case "median":
            return _place(measured_, 0.5)
        case _:
            return _place(measured_, 0.8)


def _place(values: list[float], share: float) -> float:
    """Return a percentile, interpolated between its neighbours."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
