"""Points in time: their form, their zone, and what a change of the clocks leaves in doubt."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import duckdb
import pytest

from queries.config import ConfigError
from queries.exports.zones import doubts, without_zone, zone_macros, zone_of_header
from queries.session import Session
from tests.conftest import ask, whole_tickets
from tests.queries.exports.conftest import Mapped, listed
from tests.said import refused
from tui.words import sentence

SKIPPED = "the clocks skipped this hour: read with the offset before"
TWICE = "this hour occurs twice: read as its first pass"


def created(session: Session) -> list[str]:
    return [str(t["created_at"]) for t in tickets(session)]


def tickets(session: Session) -> list[dict[str, object]]:
    return whole_tickets(session) if session.workspace.extent is not None else []


def read_as(session: Session, field: str = "created_at") -> str:
    return next(sentence(c.read_as) for c in session.ledger.files[0].columns if c.field == field)


@pytest.mark.short(3)
@pytest.mark.parametrize(
    ("form", "value", "expected"),
    [
        ("epoch seconds", "1767398400", "2026-01-03 00:00:00"),
        ("epoch seconds", "1767398400.25", "2026-01-03 00:00:00.250000"),
        ("epoch milliseconds", "1767398400250", "2026-01-03 00:00:00.250000"),
        ("excel serial", "46025", "2026-01-03 00:00:00"),
        ("excel serial", "46025.5", "2026-01-03 12:00:00"),
        ("excel serial", "44197.38400462963", "2021-01-01 09:12:58"),
        ("%d.%m.%y %H.%M", "03.01.26 9.05", "2026-01-03 09:05:00"),
    ],
)
def test_a_declared_format(mapped: Mapped, form: str, value: str, expected: str) -> None:
    session = mapped(
        f"ticket_id | x\nT1 | {value}\nT2 | soon", created_at={"column": "x", "format": form}
    )
    assert created(session) == [expected]
    assert listed(session) == [(3, "x", "soon", "not a date and time")]
    assert read_as(session).startswith(form)


def test_excel_serials_are_local_and_epochs_are_not(mapped: Mapped) -> None:
    berlin = {"timezone": "Europe/Berlin"}
    table = "ticket_id | x\nT1 | {}"
    serial = mapped(
        table.format("46025.5"), team=berlin, created_at={"column": "x", "format": "excel serial"}
    )
    assert created(serial) == ["2026-01-03 11:00:00"]
    epoch = mapped(
        table.format("1767398400"),
        team=berlin,
        created_at={"column": "x", "format": "epoch seconds"},
    )
    assert created(epoch) == ["2026-01-03 00:00:00"]
    assert read_as(epoch) == "epoch seconds; zone: UTC"


@pytest.mark.parametrize(
    ("form", "value", "reason"),
    [
        (None, "1767398400", "not a date and time"),
        (None, "46025", "not a date and time"),
        ("epoch seconds", "1.767E+09", "not a date and time"),
        ("epoch seconds", "1767398400000", "not a date and time"),
        ("epoch milliseconds", "1767398400", "outside the years that can be"),
        ("epoch seconds", "46025", "outside the years that can be"),
        ("excel serial", "1767398400", "not a date and time"),
    ],
)
def test_numbers_are_never_taken_for_dates(
    mapped: Mapped, form: str | None, value: str, reason: str
) -> None:
    column = {"column": "x", **({"format": form} if form else {})}
    session = mapped(f"ticket_id | x\nT1 | {value}", created_at=column)
    assert listed(session) == [(2, "x", value, reason)]
    assert session.ledger.files[0].rejected == 1


def test_a_format_that_there_is_not(mapped: Mapped) -> None:
    with refused(ConfigError, match="did you mean epoch seconds"):
        mapped("ticket_id | x\nT1 | 1", created_at={"column": "x", "format": "epoch second"})


# ── a date and a time of day in two columns ─────────────────────────────────────────────────────


def test_a_short_date_with_a_format(mapped: Mapped) -> None:
    session = mapped(
        "ticket_id | day | time\nT1 | 990101 | 0:00:31\nT2 | 990131 | 23:59:59",
        created_at={"date": "day", "time": "time", "format": "%y%m%d %H:%M:%S"},
    )
    assert created(session) == ["1999-01-01 00:00:31", "1999-01-31 23:59:59"]


def test_a_time_of_day_as_a_fraction_of_the_day(mapped: Mapped) -> None:
    session = mapped(
        """ticket_id | day | time
        T1 | 13.01.2021 | 0.38400462962963
        T2 | 13.01.2021 | 0
        T3 | 13.01.2021 | 1
        T4 | 13.01.2021 | 9:12
        T5 | 13.01.2021 |""",
        created_at={"date": "day", "time": "time", "unit": "days"},
    )
    # 0.38400462962963 × 86,400 s = 33,178 s = 9:12:58; a whole day is no time of day.
    assert created(session) == ["2021-01-13 09:12:58", "2021-01-13 00:00:00"]
    assert [(line, value) for line, _, value, _ in listed(session)] == [
        (4, "13.01.2021 1"),
        (5, "13.01.2021 9:12"),
        (6, "13.01.2021"),
    ]


def test_a_time_that_stands_for_nothing_empties_the_instant(mapped: Mapped) -> None:
    session = mapped(
        """ticket_id | created_at | day | time
        T1 | 2026-01-03 08:00 | 2026-01-03 | 9:00:00
        T2 | 2026-01-03 08:00 | 2026-01-03 | 0:00:00
        T3 | 2026-01-03 08:00 | 2026-01-03 |""",
        first_response_at={"date": "day", "time": "time", "empty": "0:00:00"},
    )
    assert [t["first_response_s"] for t in tickets(session)] == [3600, None, None]
    # A date without its time is not read as midnight.
    assert [(line, value) for line, _, value, _ in listed(session)] == [(4, "2026-01-03")]


# ── which zone ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("header", "zone"),
    [
        ("Created (UTC)", "UTC"),
        ("Created at [America/New_York]", "America/New_York"),
        (
            "Conversation started at (America/Argentina/Buenos_Aires)",
            "America/Argentina/Buenos_Aires",
        ),
        ("Creation date (GMT+1)", "UTC+01:00"),
        ("Creation date (UTC-03:30)", "UTC-03:30"),
        ("Creation date (GMT)", "UTC"),
        ("Created", None),
        ("Time to close (seconds)", None),
        ("Reply (HH:mm:ss)", None),
        ("Path (docs/index)", None),
        ("Created (EST)", None),  # an abbreviation names several zones
    ],
)
def test_a_zone_in_a_header(header: str, zone: str | None) -> None:
    assert zone_of_header(header) == zone
    assert (without_zone(header) != header) == (zone is not None)


@pytest.mark.short(2)
@pytest.mark.parametrize(
    ("header", "entry", "utc", "words"),
    [
        ("x", {}, "08:00", "Asia/Tokyo (the team's)"),
        ("x", {"timezone": "Europe/Berlin"}, "16:00", "Europe/Berlin (the export's settings)"),
        ("x (UTC)", {"timezone": "Europe/Berlin"}, "17:00", "UTC (its header)"),
        ("x [America/New_York]", {}, "22:00", "America/New_York (its header)"),
        ("x (GMT+1)", {}, "16:00", "UTC+01:00 (its header)"),
    ],
)
def test_the_zone_of_the_value_then_header_then_settings_then_team(
    mapped: Mapped, header: str, entry: dict[str, str], utc: str, words: str
) -> None:
    session = mapped(
        f"ticket_id | {header}\nT1 | 2026-01-03 17:00\nT2 | 2026-01-03T17:00:00+02:00",
        entry=entry,
        team={"timezone": "Asia/Tokyo"},
        created_at=header,
    )
    assert created(session) == [f"2026-01-03 {utc}:00", "2026-01-03 15:00:00"]
    assert read_as(session) == f"ISO; zone: the value's, else {words}"


# ── when the clocks change ──────────────────────────────────────────────────────────────────────


def test_times_that_a_change_leaves_in_doubt_are_kept_and_listed(mapped: Mapped) -> None:
    session = mapped(
        """ticket_id | created_at | solved
        T1 | 2026-03-29 01:59:59 | 2026-03-29 03:00:00
        T2 | 2026-03-29 02:30:00 | 2026-03-29 04:00:00
        T3 | 2026-10-25 01:59:59 | 2026-10-25 02:30:00
        T4 | 2026-10-25 02:00:00 | 2026-10-25 03:00:00
        T5 | 2026-10-25T02:30:00+01:00 | """,
        entry={"timezone": "Europe/Berlin"},
        resolved_at="solved",
    )
    assert created(session) == [
        "2026-03-29 00:59:59",
        "2026-03-29 01:30:00",
        "2026-10-24 23:59:59",
        "2026-10-25 00:00:00",
        "2026-10-25 01:30:00",
    ]
    assert listed(session) == [
        (3, "created_at", "2026-03-29 02:30:00", SKIPPED),
        (4, "solved", "2026-10-25 02:30:00", TWICE),
        (5, "created_at", "2026-10-25 02:00:00", TWICE),
    ]
    assert {reject.severity for reject in session.ledger.rejects} == {"kept"}
    file = session.ledger.files[0]
    assert (file.kept, file.rejected, file.values_rejected) == (5, 0, 0)


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]
)
def test_every_doubt_is_found_and_nothing_else(zone: str) -> None:
    with duckdb.connect() as db:
        for macro in zone_macros(zone, 1990, 2030):
            db.execute(macro)
        rule = ZoneInfo(zone)
        edges = [edge for doubt in doubts(zone, 1990, 2030) for edge in doubt[:2]]
        around = {e + dt.timedelta(seconds=s) for e in edges for s in (-1800, -1, 0, 1, 900)}
        around.add(dt.datetime(2010, 6, 1, 12))
        for wall in sorted(around):
            first, second = (wall.replace(tzinfo=rule, fold=fold).utcoffset() for fold in (0, 1))
            assert first is not None and second is not None
            expected = None if first == second else "twice" if first > second else "skipped"
            assert db.execute("select clock_doubt(?)", [wall]).fetchone() == (expected,), wall


def test_a_mapping_finds_its_column_whatever_zone_the_header_says(mapped: Mapped) -> None:
    session = mapped(
        """ticket_id | Created (America/New_York)
           T1        | 2026-01-03 10:00:00""",
        created_at="Created",
    )
    # 10:00 in New York (UTC-5 in January) is 15:00 UTC.
    assert [str(row["created_at"]) for row in ask(session, "ticket", ticket_id="T1")] == [
        "2026-01-03 15:00:00"
    ]


def test_doubtful_times_are_counted(mapped: Mapped) -> None:
    session = mapped(
        """ticket_id | created_at
           T1        | 2026-03-29 02:30:00
           T2        | 2026-10-25 02:30:00
           T3        | 2026-10-25 04:30:00""",
        team={"timezone": "Europe/Berlin"},
    )
    [file] = session.ledger.files
    assert (file.kept, file.doubtful, file.values_rejected) == (3, 2, 0)
