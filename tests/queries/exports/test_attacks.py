"""Hostile files: nothing is lost or shifted in silence, nothing hangs, nothing reaches the screen raw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from queries.config import Config
from queries.exports.errors import ExportsError
from queries.session import Session, open_session
from tests.conftest import ask, config_with

COLUMNS: dict[str, Any] = {
    "ticket_id": "ticket_id",
    "created_at": "opened",
    "agent": "agent",
    "first_response": {"column": "minutes", "unit": "minutes"},
    "csat": {"column": "csat", "scale": "1-5"},
    "subject": "comment",
}
HEADER = "ticket_id,agent,opened,minutes,csat,comment\n"
GOOD = HEADER + "T1,Ana,2026-01-03,5,4,fine\nT2,Ben,2026-01-04,7,3,ok\n"


def settings(tmp_path: Path, path: Path, **entry: Any) -> Config:
    exports = [{"paths": [str(path)], "columns": COLUMNS, **entry}]
    reading = {"rejected_refuse": "100 %", "unpacked_at_most": "1 MB"}
    return config_with(tmp_path, {"exports": exports, "reading": reading})


def written(tmp_path: Path, content: str | bytes, name: str = "export.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def subjects(session: Session) -> list[str]:
    rows = ask(session, "ticket_list", worst_by="newest", most=500)
    return [row["subject"] for row in sorted(rows, key=lambda row: row["ticket_id"])]


def rejects(session: Session) -> list[tuple[int, str]]:
    return [(r.line, r.reason) for r in session.ledger.rejects]


def refusal(config: Config, path: Path) -> str:
    with pytest.raises(ExportsError) as caught, open_session([str(path)], config):
        pass
    return str(caught.value)


@pytest.mark.parametrize(
    ("inside", "shown"), [("\n", " "), ("\r\n", " "), ("\r", "\ufffd"), ("\0", "\ufffd")]
)
def test_no_control_code_inside_quotes_reaches_the_screen(
    tmp_path: Path, inside: str, shown: str
) -> None:
    path = written(tmp_path, GOOD + f'T3,Cy,2026-01-05,1,5,"two{inside}lines"\n')
    with open_session([str(path)], settings(tmp_path, path)) as session:
        assert subjects(session) == ["fine", "ok", f"two{shown}lines"]


@pytest.mark.parametrize("ending", [",\n", ",", ',""\n', ',""', ', ""\n', ',"" \n', ',"",""\n'])
def test_a_row_with_a_field_too_many_is_listed_though_its_last_one_is_empty(
    tmp_path: Path, ending: str
) -> None:
    # Taken for a row of six, its minutes would be "", its rating 1 and its text "5".
    path = written(tmp_path, GOOD + "T3,Cy,2026-01-05,,1,5" + ending)
    with open_session([str(path)], settings(tmp_path, path)) as session:
        assert subjects(session) == ["fine", "ok"]
        [(line, reason)] = rejects(session)
        assert line == 4
        assert reason.startswith("too many columns") or reason == "quote in the wrong place"


@pytest.mark.parametrize("ending", ['""\n', '""', "\n", ""])
def test_an_empty_last_field_is_no_field_too_many(tmp_path: Path, ending: str) -> None:
    path = written(tmp_path, GOOD + "T3,Cy,2026-01-05,1,5," + ending)
    with open_session([str(path)], settings(tmp_path, path)) as session:
        assert subjects(session) == ["fine", "ok", None]
        assert rejects(session) == []


@pytest.mark.parametrize("column", ["agent", "minutes", "notes"])
@pytest.mark.parametrize("closing", ['fine"', "fine", '"fine"'])
def test_a_quote_left_open_in_the_header_takes_no_row_with_it(
    tmp_path: Path, column: str, closing: str
) -> None:
    header = "ticket_id,opened,agent,minutes,notes\n".replace(column, f'"{column}')
    rows = f"T1,2026-01-03,Ana,5,{closing}\n" + "T2,2026-01-03,Ben,5,x\n" * 3
    path = written(tmp_path, header + rows)
    columns = {"ticket_id": "ticket_id", "created_at": "opened"}
    words = refusal(settings(tmp_path, path, columns=columns), path)
    assert words.endswith("line 1, which should name the columns, has a quote left open")


def test_a_line_break_in_a_name_is_part_of_the_header(tmp_path: Path) -> None:
    path = written(tmp_path, 'ticket_id,opened,"reply time\n(min, business)"\nT1,2026-01-03,5\n')
    columns = {"ticket_id": "ticket_id", "created_at": "opened"}
    with open_session([str(path)], settings(tmp_path, path, columns=columns)) as session:
        lines = session.ledger.files[0].lines
        assert lines is not None
        assert (lines.total, lines.header, lines.used) == (3, 2, 1)


@pytest.mark.parametrize("mark", ['"', "x", "\0", "\x01", "\U0001f600"])
def test_an_odd_separator_is_refused_in_words(tmp_path: Path, mark: str) -> None:
    path = written(tmp_path, f"sep={mark}\n" + GOOD)
    assert 'the column "ticket_id"' in refusal(settings(tmp_path, path), path)
