"""Durations, numbers and ratings: how a column's words become values, and what stays unread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.config import ConfigError, load_config
from queries.config.mapping import Column
from queries.exports.cells import numeral
from queries.exports.ratings import labelled_score, plain_score
from queries.exports.time_words import time_macros
from queries.session import open_session
from queries.sqltext import sql_file
from queries.text import sql_macros
from tests.conftest import ask, ask_of, config_with, report, write_csv
from tests.queries.exports.conftest import Mapped, listed
from tests.said import error_words

DAY, HOUR, MINUTE = 86400, 3600, 60


@pytest.fixture(scope="module")
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(sql_macros())
        connection.execute(sql_file("load/macros"))
        connection.execute(time_macros())
        yield connection


def seconds(db: duckdb.DuckDBPyConnection, words: str, unit: str) -> float | None:
    row = db.execute(f"select duration(x, '{unit}') from (select ?::varchar as x)", [words])
    return (row.fetchone() or (None,))[0]


def number(db: duckdb.DuckDBPyConnection, words: str, **options: Any) -> float | None:
    read = numeral(Column(column="x", **options), "x")
    row = db.execute(f"select number({read}) from (select ?::varchar as x)", [words])
    return (row.fetchone() or (None,))[0]


@pytest.mark.parametrize(
    ("unit", "words", "expected"),
    [
        ("seconds", "90", 90),
        ("minutes", "1.5", 90),
        ("hours", "2", 2 * HOUR),
        ("days", "0.5", 12 * HOUR),
        ("milliseconds", "1500", 1.5),
        ("h:mm:ss", "64:00:00", 64 * HOUR),
        ("h:mm:ss", "2:05:11", 2 * HOUR + 5 * MINUTE + 11),
        ("2d 3h", "2d 3h", 2 * DAY + 3 * HOUR),
        ("2d 3h", "2d3h", 2 * DAY + 3 * HOUR),
        ("2d 3h", "1 day 4 hrs 5 min", DAY + 4 * HOUR + 5 * MINUTE),
        ("2d 3h", "2 hours 5 minutes", 2 * HOUR + 5 * MINUTE),
        ("2d 3h", "1 Day, 2 Hours and 3 Seconds", DAY + 2 * HOUR + 3),
        ("2d 3h", "5m 10s", 5 * MINUTE + 10),
        ("2d 3h", "1.5h", 90 * MINUTE),
        ("2d 3h", "45s", 45),
        ("ISO 8601", "PT2H30M", 150 * MINUTE),
        ("ISO 8601", "P1DT2H", DAY + 2 * HOUR),
        ("ISO 8601", "PT0.5S", 0.5),
        ("ISO 8601", "P3D", 3 * DAY),
        ("1970-datetime", "1970-01-02 09:46:18", DAY + 9 * HOUR + 46 * MINUTE + 18),
        ("1970-datetime", "1970-01-01T00:01:00Z", 60),
        ("1970-datetime", "1970-01-01 00:00:00", 0),
    ],
)
def test_what_is_wholly_of_the_unit_is_read(
    db: duckdb.DuckDBPyConnection, unit: str, words: str, expected: float
) -> None:
    assert seconds(db, words, unit) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("seconds", "12 min"),
        ("seconds", "nan"),
        ("seconds", "inf"),
        ("seconds", "1e999"),
        ("seconds", "1_000"),
        ("minutes", "12,5"),
        ("minutes", "1,234"),
        ("h:mm:ss", "2"),
        ("h:mm:ss", "2:75:00"),
        ("h:mm:ss", "12:02:23 AM"),
        ("2d 3h", "2"),
        ("2d 3h", "2d 3"),
        ("2d 3h", "3h 2d"),
        ("2d 3h", "2 months"),
        ("2d 3h", "2d 3h ago"),
        ("2d 3h", "-2h"),
        ("2d 3h", ", 3h"),
        ("2d 3h", "2h,"),
        ("ISO 8601", "P"),
        ("ISO 8601", "PT"),
        ("ISO 8601", "P1DT"),
        ("ISO 8601", "P1M"),
        ("ISO 8601", "P1Y"),
        ("ISO 8601", "2H"),
        ("ISO 8601", "PT2H rest"),
        ("1970-datetime", "1969-12-31 23:59:59"),
        ("1970-datetime", "33:46:18"),
    ],
)
def test_what_is_not_wholly_of_the_unit_is_not_read(
    db: duckdb.DuckDBPyConnection, unit: str, words: str
) -> None:
    assert seconds(db, words, unit) is None


PARTS = st.tuples(
    st.integers(0, 400), st.integers(0, 200), st.integers(0, 200), st.integers(0, 200)
).filter(any)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    parts=PARTS,
    names=st.sampled_from(
        [
            ("d", "h", "m", "s"),
            (" days", " hrs", " min", " sec"),
            ("day", "hour", "minute", "second"),
        ]
    ),
    gap=st.sampled_from(["", " ", ", ", " and "]),
)
def test_durations_in_words_are_read_back_equal(
    db: duckdb.DuckDBPyConnection,
    parts: tuple[int, ...],
    names: tuple[str, ...],
    gap: str,
) -> None:
    worded = gap.join(f"{n}{name}" for n, name in zip(parts, names, strict=True) if n)
    day, hour, minute, second = parts
    expected = day * DAY + hour * HOUR + minute * MINUTE + second
    assert seconds(db, worded, "2d 3h") == expected
    assert seconds(db, worded + " x", "2d 3h") is None


@settings(max_examples=150, deadline=None, derandomize=True)
@given(parts=PARTS)
def test_iso_durations_are_read_back_equal(
    db: duckdb.DuckDBPyConnection, parts: tuple[int, ...]
) -> None:
    day, hour, minute, second = parts
    date = f"{day}D" if day else ""
    time = "".join(f"{n}{c}" for n, c in ((hour, "H"), (minute, "M"), (second, "S")) if n)
    written = f"P{date}{'T' + time if time else ''}"
    assert seconds(db, written, "ISO 8601") == day * DAY + hour * HOUR + minute * MINUTE + second
    assert seconds(db, written[1:], "ISO 8601") is None


@settings(max_examples=200, deadline=None, derandomize=True)
@given(value=st.integers(-(10**12), 10**12), decimals=st.integers(0, 3), data=st.data())
def test_numbers_with_marks_are_read_back_equal_or_not_at_all(
    db: duckdb.DuckDBPyConnection, value: int, decimals: int, data: st.DataObject
) -> None:
    english = f"{value / 10**decimals:,.{decimals}f}"
    mark, thousands, name = data.draw(
        st.sampled_from(
            [
                (",", ".", "."),
                (",", " ", "space"),
                (",", "\u202f", "space"),
                (".", ",", ","),
                (".", "'", "'"),
            ]
        )
    )
    written = english.translate(str.maketrans({",": thousands, ".": mark}))
    options = {"decimal": mark, "thousands": name}
    expected = round(value / 10**decimals, decimals)
    assert number(db, written, **options) == pytest.approx(expected, rel=1e-12)
    assert number(db, written + " min", **options, suffix=["min"]) == pytest.approx(
        expected, rel=1e-12
    )
    assert number(db, written + " min", **options) is None
    assert number(db, f"{written}{thousands}1", **options) is None


@pytest.mark.parametrize(
    ("words", "options", "expected"),
    [
        ("12,5", {"decimal": ","}, 12.5),
        ("12.5", {"decimal": ","}, None),  # a full stop is no mark here: it could be thousands
        ("1.234", {"decimal": ",", "thousands": "."}, 1234),
        ("1.23", {"decimal": ",", "thousands": "."}, None),
        ("1,234", {"thousands": ","}, 1234),
        ("1,234.5", {"thousands": ","}, 1234.5),
        ("1,2345", {"thousands": ","}, None),
        ("1 234", {"thousands": "space"}, 1234),
        ("12 min", {"suffix": "min"}, 12),
        ("12MIN", {"suffix": "min"}, 12),
        ("12", {"suffix": "min"}, 12),
        ("12 hours", {"suffix": "min"}, None),
        ("min", {"suffix": "min"}, None),
        ("4/5", {"suffix": "/5"}, 4),
        ("4.5 (of 5)", {"suffix": ["(of 5)", "stars"]}, 4.5),
    ],
)
def test_marks_and_suffixes(
    db: duckdb.DuckDBPyConnection, words: str, options: dict[str, Any], expected: float | None
) -> None:
    assert number(db, words, **options) == expected


# ── in an export ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("option", "minutes", "rejected"),
    [
        ({}, "12,5", True),
        ({"decimal": ","}, "12,5", False),
        ({}, "1,234", True),
        ({"thousands": ","}, "1,234", False),
        ({}, "12 min", True),
        ({"suffix": "min"}, "12 min", False),
        ({}, "N/A", False),
        ({"empty": ["N/A", "NULL", "-"]}, "N/A", False),
        ({}, "NULL", False),
        ({}, "-", False),
        ({"empty": "-"}, "-", False),
        ({}, "nan", False),
        ({}, "inf", True),
        ({}, "99999999999999999999", True),
        ({}, "-5", True),
    ],
)
def test_a_duration_is_read_as_declared_else_listed(
    mapped: Mapped, option: dict[str, Any], minutes: str, rejected: bool
) -> None:
    session = mapped(
        f"ticket_id | created_at | minutes\nT1 | 2026-01-03 | {minutes}\nT2 | 2026-01-04 | 7",
        first_response={"column": "minutes", "unit": "minutes", **option},
    )
    assert [(line, value) for line, _, value, _ in listed(session)] == [(2, minutes)] * rejected
    assert session.ledger.files[0].values_rejected == int(rejected)
    assert session.ledger.files[0].kept == 2


SCALES = [
    ("good-bad", "Good", 5),
    ("good-bad", "bad_with_comment", 1),
    ("great-okay-not-good", "great", 5),
    ("great-okay-not-good", "Okay", 3),
    ("great-okay-not-good", "not good", 1),
    ("1-5", "4", 4),
    ("1-7", "4", 3),
    ("1-7", "7", 5),
    ("1-10", "10", 5),
    ("1-10", "5.5", 3),
    ("0-10", "0", 1),
    ("0-10", "5", 3),
    ("1-3", "2", 3),
    ("1-4", "4", 5),
    ("0-3", "0", 1),
    ("0-100", "80", 4.2),  # 1 + 80 · 4 / 100
    ("0-100", "80 %", 4.2),
    ("6-1", "1", 5),  # school marks: 1 is best
    ("6-1", "6", 1),
    ("0-1", "1", 5),
    ("1-5", "6", None),
    ("1-3", "0", None),
    ("1-5", "★★★★☆", 4),
    ("1-5", "⭐⭐", 2),
    ("1-5", "⭐\ufe0f⭐\ufe0f⭐\ufe0f", 3),
    ("1-5", "***", 3),
    ("1-5", "★★★★☆☆", None),  # of six
    ("1-5", "☆☆☆☆☆", None),
    ("1-10", "★★★★☆", None),
    ("1-5", "4/5", 4),
    ("1-5", "4 out of 5", 4),
    ("1-10", "4/5", None),
    ("1-5", "8/10", None),
    ("1-5", "5 - Very satisfied", 5),
    ("1-5", "2 – Unzufrieden", 2),
    ("1-5", "4: good", 4),
    ("1-5", "Very satisfied (5)", 5),
    ("1-5", "3 stars", 3),
    ("1-5", "7 - great", None),
    ("1-5", "2026-01-05", None),
    ("1-5", "4,5", None),
    ("1-5", "-5", None),
    ("0-10", "0 – Unknown", None),
    ("great-okay-not-good", "☹\ufe0f", 1),
    ("great-okay-not-good", "☹", 1),
    ("great-okay-not-good", "😐", 3),
    ("great-okay-not-good", "1", None),
    ("good-bad", "👍🏽", 5),
    ("good-bad", ":(", 1),
    ("good-bad", "😐", None),
]


def score(db: duckdb.DuckDBPyConnection, word: str, **options: Any) -> float | None:
    column = Column(column="x", **options)
    read = f"coalesce({plain_score(column, 'x')}, {labelled_score(column, 'x')})"
    row = db.execute(f"select {read} from (select ?::varchar as x)", [word])
    return (row.fetchone() or (None,))[0]


@pytest.mark.parametrize(("scale", "word", "expected"), SCALES)
def test_scales(
    db: duckdb.DuckDBPyConnection, scale: str, word: str, expected: float | None
) -> None:
    assert score(db, word, scale=scale) == pytest.approx(expected)


def test_codes_in_which_1_is_best_are_words(db: duckdb.DuckDBPyConnection) -> None:
    values = {"1": "great", "2": "okay", "3": "not good"}
    read = [score(db, code, scale="great-okay-not-good", values=values) for code in "1234"]
    assert read == [5, 3, 1, None]
    smiley = {"scale": "1-5", "values": {"☹\ufe0f": "2", "🙂": "4"}}
    assert [score(db, word, **smiley) for word in ("☹", "☹\ufe0f", "🙂", "😡")] == [2, 2, 4, None]


@pytest.mark.parametrize("scale", ["good-bad", "1-5", "0-10", "great-okay-not-good"])
def test_words_in_place_of_a_rating_are_none_whatever_the_mapping_says(
    mapped: Mapped, scale: str
) -> None:
    good = {"good-bad": "Good", "great-okay-not-good": "Great", "1-5": "5", "0-10": "10"}[scale]
    session = mapped(
        f"""ticket_id | created_at | csat
        T1 | 2026-01-03 | Offered
        T2 | 2026-01-03 | Unoffered
        T3 | 2026-01-03 | Not Offered
        T4 | 2026-01-03 | 0 – Unknown
        T5 | 2026-01-03 |
        T6 | 2026-01-03 | {good}""",
        csat={
            "column": "csat",
            "scale": scale,
            "values": {"Offered": "1", "Unoffered": good, "0 – Unknown": "0"},
        },
    )
    assert listed(session) == []
    # Asked: T1 without an answer, T6 with one.
    csat = report(session)["measures"]["csat"]
    assert (csat["n"], csat["mean"], csat["response_rate"]) == (1, 5, 0.5)


def test_a_dash_is_no_rating(mapped: Mapped) -> None:
    table = "ticket_id | created_at | csat\nT1 | 2026-01-03 | -\nT2 | 2026-01-03 | {}"
    for good, scale in (("Good", "good-bad"), ("5", "1-5")):
        session = mapped(table.format(good), csat={"column": "csat", "scale": scale})
        assert listed(session) == []
        assert report(session)["measures"]["csat"]["n"] == 1


def test_a_declared_word_for_not_answered_wins_over_a_score(mapped: Mapped) -> None:
    session = mapped(
        "ticket_id | created_at | csat\nT1 | 2026-01-03 | 0\nT2 | 2026-01-03 | 10",
        csat={"column": "csat", "scale": "0-10", "sent": "0"},
    )
    csat = report(session)["measures"]["csat"]
    assert (csat["n"], csat["mean"], csat["response_rate"]) == (1, 5, 0.5)


def test_a_survey_that_was_never_sent_is_an_excluded_row(mapped: Mapped) -> None:
    session = mapped(
        """ticket_id | rated_at | score
        T1 | 2026-01-03 | Offered
        T2 | 2026-01-03 | Unoffered
        T3 | 2026-01-03 | Bad
        T4 | 2026-01-03 | awful""",
        kind="ratings",
        score={"column": "score", "scale": "good-bad"},
    )
    file = session.ledger.files[0]
    assert (file.rows, file.kept, file.excluded, file.rejected) == (4, 2, 1, 1)
    assert listed(session) == [(5, "score", "awful", "not on the rating scale")]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ({"unit": "minutes", "thousands": "."}, 'say decimal: ","'),
        ({"unit": "h:mm:ss", "decimal": ","}, "first_response is no number and takes no decimal"),
        ({"unit": "fortnights"}, "first_response"),
    ],
)
def test_options_that_cannot_be(mapped: Mapped, column: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        mapped(
            "ticket_id | created_at | x\nT1 | 2026-01-03 | 1",
            first_response={"column": "x", **column},
        )
    assert words in error_words(caught.value)


# ── calendar and business time ──────────────────────────────────────────────────────────────────


BUSINESS = """ticket_id | created_at | resolved | worked
T1 | 2026-01-05 10:00 | 2026-01-06 10:00 | 8:00:00
T2 | 2026-01-05 10:00 |                  | 4:00:00
T3 | 2026-01-05 10:00 |                  |"""
HOURS = {"hours": {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}}


def test_business_resolutions_stay_out_of_calendar_time(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "export.csv", BUSINESS)
    columns = {
        "ticket_id": "ticket_id",
        "created_at": "created_at",
        "resolved_at": "resolved",
        "resolution": {"column": "worked", "unit": "h:mm:ss", "basis": "business"},
    }
    config = config_with(
        tmp_path,
        {
            "exports": [{"paths": [str(path)], "columns": columns}],
            "team": HOURS,
            "definitions": {
                "sets": {
                    clock: load_config().definitions.sets["helpdesk"].model_dump(exclude={"reach"})
                    | {"clock": clock}
                    for clock in ("calendar", "business")
                }
            },
        },
    )
    with open_session([str(path)], config) as session:
        tickets = {t: ask(session, "ticket", ticket_id=t)[0] for t in ("T1", "T2", "T3")}
        rows = {
            clock: ask_of(session, session.request("all", definitions=clock), "resolution")[0]
            for clock in ("calendar", "business")
        }
    # T1 from its times: 24 h. T2 has only business hours: no calendar time and no moment of solution.
    assert [tickets[t]["resolution_s"] for t in tickets] == [24 * HOUR, None, None]
    assert [tickets[t]["resolution_open_s"] for t in tickets] == [8 * HOUR, 4 * HOUR, None]
    assert tickets["T2"]["resolved_at"] is None
    assert [tickets[t]["status"] for t in tickets] == ["solved", "solved", "open"]
    # The helpdesk shows what was solved; T3, open, stands beside. Calendar: T1's 24 h. Open hours: 8 and 4.
    assert (rows["calendar"]["n"], rows["calendar"]["mean"]) == (1, 24 * HOUR)
    assert (rows["business"]["n"], rows["business"]["mean"]) == (2, 6 * HOUR)
    assert rows["calendar"]["unsolved"] == rows["business"]["unsolved"] == 1


def test_a_business_first_response_beside_its_time_is_open_time_only(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "export.csv",
        """ticket_id | created_at | answered | worked
        T1 | 2026-01-05 10:00 | 2026-01-06 10:00 | 3:00:00
        T2 | 2026-01-05 10:00 |                  | 2:00:00""",
    )
    columns = {
        "ticket_id": "ticket_id",
        "created_at": "created_at",
        "first_response_at": "answered",
        "first_response": {"column": "worked", "unit": "h:mm:ss", "basis": "business"},
    }
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": columns}]})
    with open_session([str(path)], config) as session:
        found = [ask(session, "ticket", ticket_id=t)[0] for t in ("T1", "T2")]
    assert [t["first_response_s"] for t in found] == [24 * HOUR, None]
    assert [t["first_response_open_s"] for t in found] == [3 * HOUR, 2 * HOUR]
