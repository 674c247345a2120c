"""Dates and durations as helpdesks and spreadsheets write them in words, signs and digits of many languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.config import load_config
from queries.exports.errors import ExportsError
from queries.exports.progress import Progress
from queries.exports.propose.amounts import read_durations
from queries.exports.statements import Statements
from tests.conftest import config_with, loaded
from tests.said import refused

MORNING, EVENING, DAY = "2026-08-03 07:12:00", "2026-08-03 19:12:00", "2026-08-03"
SPELLED = {
    "3. Aug. 2026 07:12": MORNING,
    "Mo., 3. August 2026 um 07:12 Uhr": MORNING,
    "3-août-26 07:12": MORNING,
    "lundi 3 août 2026 à 07h12": MORNING,
    "03/ago/26 07:12": MORNING,
    "3 de agosto de 2026 a las 7:12 p. m.": EVENING,
    "3 aug 2026 om 07.12 uur": MORNING,
    "3 Ağustos 2026": DAY,
    "3 августа 2026 г., 07:12": MORNING,
    "Aug 3, 2026, 7:12 PM": EVENING,
    "August 3rd, 2026": DAY,
    "2026年8月3日(月) 下午7:12": EVENING,
    "2026년 8월 3일 오전 7:12": MORNING,
    "٢٠٢٦-٠٨-٠٣ ٠٧:١٢": MORNING,
    "'2026-08-03 07:12:00": MORNING,
    "20260803T071200Z": f"{MORNING}+00:00",
    "Mon, 03 Aug 2026 07:12:00 +0000": f"{MORNING}+00:00",
    "Mon Aug 03 2026 07:12:00 GMT-0300 (Brasilia Standard Time)": f"{MORNING}-03:00",
    "Mon Aug  3 07:12:00 UTC 2026": f"{MORNING}+00:00",
    # Which is the day is another question: the numbers stay as they are.
    "Mon 03/08/2026 07:12": "03/08/2026 07:12:00",
    "3.8.2026 7.12": "3.8.2026 07:12:00",
    # A zone that is not known, and what is no date, is none.
    "Mon Aug  3 07:12:00 EDT 2026": None,
    "3 Aug 2026 07:12 (CEST)": None,
    "Ticket 5 opened 3 Aug 2026": None,
    "12:00.0": None,
    "46237.3": None,
}
LASTED = {
    "2 Std. 5 Min.": 7500,
    "1,5 Std.": 5400,
    "2 jours 3 h": 183_600,
    "1 día 2 horas": 93_600,
    "2 小时 5 分钟": 7500,
    "1 day, 2 hours and 3 minutes": 93_780,
    "0 days 00:12:30": 750,
    "1 days 02:03:04": 93_784,  # 86,400 + 7,384
    "5": None,
    "-1 days +02:00:00": None,
}


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Statements]:
    """Return a database with the macros of reading."""
    opened = Statements(load_config(), tmp_path_factory.mktemp("work"), Progress())
    yield opened
    opened.close()


def test_dates_in_words_are_spelled_in_numbers(statements: Statements) -> None:
    asked = statements.run("select spelled(x) from unnest(?) t(x)", [list(SPELLED)])
    assert dict(zip(SPELLED, (row[0] for row in asked), strict=True)) == SPELLED


def test_durations_in_words(statements: Statements) -> None:
    asked = statements.run("select duration(x, '2d 3h') from unnest(?) t(x)", [list(LASTED)])
    assert dict(zip(LASTED, (row[0] for row in asked), strict=True)) == LASTED
    for words, seconds in LASTED.items():  # what is proposed is what is read
        proposed = read_durations([words])
        assert (proposed.of[words] if proposed else None) == seconds


def test_minutes_and_their_fraction_are_no_hours(statements: Statements) -> None:
    asked = "select duration('12:37.5', 'h:mm:ss'), duration('12:37', 'h:mm:ss')"
    assert statements.run(asked) == [(757.5, 45_420)]


def test_a_file_is_read_by_its_words_and_what_no_word_tells_is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    columns: dict[str, object] = {
        "ticket_id": "Ticket",
        "created_at": "Created",
        "channel": {"value": "email"},
    }
    entry = {"paths": [str(path)], "columns": columns}
    config = config_with(tmp_path, {"team": {"timezone": "UTC"}, "exports": [entry]})

    def file(*created: str) -> None:
        rows = (f"{n};{time}" for n, time in enumerate(created))
        path.write_text("\n".join(["Ticket;Created", *rows, ""]), encoding="utf-8")

    file("3. März 2026 07:12", "14. Dez. 2026 20:12")
    with loaded([path], config, tmp_path) as (_, workspace):
        assert workspace.extent is not None
        assert workspace.extent.start == dt.datetime(2026, 3, 3, 7, 12)
        assert workspace.extent.last_created == dt.datetime(2026, 12, 14, 20, 12)
    # A format names the months in English; the helpdesk speaks its user's language.
    columns["created_at"] = {"column": "Created", "format": "%d/%b/%y %I:%M %p"}
    config = config_with(tmp_path, {"team": {"timezone": "UTC"}, "exports": [entry]})
    file("28/fev/25 3:47 PM", "11/mar/25 9:00 AM")
    with loaded([path], config, tmp_path) as (_, workspace):
        assert workspace.extent is not None
        assert workspace.extent.start == dt.datetime(2025, 2, 28, 15, 47)
    columns["created_at"] = "Created"
    config = config_with(tmp_path, {"team": {"timezone": "UTC"}, "exports": [entry]})
    for written, words in (("15/10/2569 08:00", "Then it is 2026"), ("12:00.0", "dates are gone")):
        file(written)
        with refused(ExportsError, match=words), loaded([path], config, tmp_path):
            pass
