"""A refusal of values names the setting that reads them, and the setting does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from queries.exports.errors import ExportsError
from queries.session import open_session
from tests.conftest import config_with
from tests.said import error_words, told

ROWS = 12


def session_of(tmp_path: Path, field: str, column: dict[str, Any], written: list[str]) -> Any:
    """Read a file in which `field` is written so, row after row."""
    rows = [f'T{n},2026-01-{n + 1:02},"{written[n % len(written)]}"' for n in range(ROWS)]
    path = tmp_path / "export.csv"
    path.write_text("id,opened,x\n" + "\n".join(rows) + "\n")
    columns = {"ticket_id": "id", "created_at": "opened", field: {"column": "x", **column}}
    settings = {"exports": [{"paths": [str(path)], "columns": columns}]}
    return open_session([str(path)], config_with(tmp_path, settings))


def read(tmp_path: Path, field: str, column: dict[str, Any], written: list[str]) -> tuple[int, str]:
    """Return how many values could not be read, and the advice."""
    try:
        with session_of(tmp_path, field, column, written) as session:
            [file] = session.ledger.files
            notes = [note for note in told(file.notes) if note.startswith("to read the column")]
            return file.values_rejected + file.rejected, "".join(notes)
    except ExportsError as error:
        return ROWS, error_words(error)


SLASHES = {"format": "%d/%m/%Y"}
CASES = [
    ("created_at", SLASHES, ["05.10.2026 08.15", "17.10.2026 09.00"], 'format: "%d.%m.%Y %H.%M"'),
    (
        "created_at",
        SLASHES,
        ["05.10.2026 08:15 Uhr", "17.10.2026 9:00 Uhr"],
        'format: "%d.%m.%Y %H:%M Uhr"',
    ),
    ("created_at", SLASHES, ["5 Oct 2026 08:15", "17 Oct 2026 09:00"], 'format: "%d %b %Y %H:%M"'),
    ("created_at", SLASHES, ["October 5, 2026 8:15 PM"], 'format: "%B %d, %Y %I:%M %p"'),
    (
        "created_at",
        SLASHES,
        ["Mon, 05 Oct 2026 08:15:00 +0200"],
        'format: "%a, %d %b %Y %H:%M:%S %z"',
    ),
    ("created_at", {}, ["20261005081500"], 'format: "%Y%m%d%H%M%S"'),
    ("created_at", {}, ["46300.25"], "format: excel serial"),
    ("created_at", {}, ["46300,25"], 'format: excel serial, decimal: ","'),
    ("created_at", {}, ["1790000000"], "format: epoch seconds"),
    ("created_at", {}, ["1790000000123"], "format: epoch milliseconds"),
    ("created_at", {"format": "%d/%m/%Y"}, ["2026-10-05 08:15"], 'format: "%Y-%m-%d %H:%M"'),
    ("first_response", {"unit": "minutes"}, ["0:05:00", "64:00:00"], "unit: h:mm:ss"),
    ("first_response", {"unit": "minutes"}, ["1d 2h", "3h 5m"], "unit: 2d 3h"),
    ("first_response", {"unit": "minutes"}, ["PT5M", "P1DT2H"], "unit: ISO 8601"),
    ("first_response", {"unit": "minutes"}, ["5,5", "7,25"], 'decimal: ","'),
    ("first_response", {"unit": "minutes"}, ["1.500,5", "7,25"], 'decimal: ",", thousands: "."'),
    ("first_response", {"unit": "minutes"}, ["5 mins", "70 mins"], "suffix: mins"),
    ("first_response", {"unit": "h:mm:ss"}, ["5", "70"], "unit: minutes"),
    ("agent_replies", {}, ["1,500", "3"], 'thousands: ","'),
    ("csat", {"scale": "1-5"}, ["4,5", "3"], 'decimal: ","'),
    ("csat", {"scale": "1-5"}, ["good", "bad"], "scale: good-bad"),
    ("csat", {"scale": "1-5"}, ["8", "9", "6"], "scale: 1-10"),
]


@pytest.mark.parametrize("written", [written for _, said, written, _ in CASES if said is SLASHES])
def test_without_a_setting_a_date_is_read_by_its_words(written: list[str], tmp_path: Path) -> None:
    assert read(tmp_path, "created_at", {}, written) == (0, "")


@pytest.mark.short(3)
@pytest.mark.parametrize(("field", "column", "written", "setting"), CASES)
def test_the_setting_that_is_named_reads_the_values(
    field: str, column: dict[str, Any], written: list[str], setting: str, tmp_path: Path
) -> None:
    lost, words = read(tmp_path, field, column, written)
    assert lost > 0
    assert f"under {field} reads" in words
    offered = words.split(": `")[1].split("` under")[0].split("` or `")
    assert any(setting in one for one in offered), words
    for one in offered:
        changed = yaml.safe_load("{" + one + "}")
        lost, words = read(tmp_path, field, {**column, **changed}, written)
        assert lost == 0, (one, words)


def test_no_setting_is_named_where_none_reads_the_column(tmp_path: Path) -> None:
    """A value or two that are wrong are no reason to read the others in another way."""
    assert read(tmp_path, "first_response", {"unit": "minutes"}, ["soon", "later"]) == (12, "")
    good = ["5"] * 11 + ["0:05:00"]
    assert read(tmp_path, "first_response", {"unit": "minutes"}, good) == (1, "")
