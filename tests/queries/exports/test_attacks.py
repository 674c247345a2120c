"""Hostile files: nothing is lost or shifted in silence, nothing hangs, nothing reaches the screen raw."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from queries.config import Config
from queries.exports.errors import ExportsError
from queries.session import Session, open_session
from tests.conftest import ask, config_with, tickets_of
from tests.queries.exports.conftest import COLUMNS, GOOD
from tests.said import error_words
from tui.words import sentence


def settings(tmp_path: Path, path: Path, **entry: Any) -> Config:
    exports = [{"paths": [str(path)], "columns": COLUMNS, **entry}]
    reading = {"rejected_refuse": "100 %", "unpacked_at_most": "1 MB"}
    return config_with(tmp_path, {"exports": exports, "reading": reading})


def written(tmp_path: Path, content: str | bytes, name: str = "export.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(*members: tuple[str, str | bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return archive.getvalue()


def subjects(session: Session) -> list[str]:
    rows = tickets_of(session)
    return [row["subject"] for row in sorted(rows, key=lambda row: row["ticket_id"])]


def rejects(session: Session) -> list[tuple[int, str]]:
    return [(r.line, sentence(r.reason)) for r in session.ledger.rejects]


def refusal(config: Config, path: Path) -> str:
    with pytest.raises(ExportsError) as caught, open_session([str(path)], config):
        pass
    return error_words(caught.value)


@pytest.mark.parametrize(
    ("inside", "shown"), [("\n", " "), ("\r\n", " "), ("\r", "\ufffd"), ("\0", "\ufffd")]
)
def test_no_control_code_inside_quotes_reaches_the_screen(
    tmp_path: Path, inside: str, shown: str
) -> None:
    path = written(tmp_path, GOOD + f'T3,Cy,2026-01-05,1,5,"two{inside}lines"\n')
    with open_session([str(path)], settings(tmp_path, path)) as session:
        assert subjects(session) == ["fine", "ok", f"two{shown}lines"]


@pytest.mark.short(3)
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


# ── the settings mean the file as the user names it, however it is packed or encoded ────────────


@pytest.mark.parametrize("form", ["gzip", "zip", "cp1252"])
def test_the_settings_of_a_file_hold_when_it_is_unpacked_or_decoded(
    tmp_path: Path, form: str
) -> None:
    content = GOOD.replace("Ana", "José" if form == "cp1252" else "Ana")
    if form == "gzip":
        path = written(tmp_path, gzip.compress(content.encode()), "export.csv.gz")
    elif form == "zip":
        path = written(tmp_path, zipped(("part.csv", content)), "export.zip")
    else:
        path = written(tmp_path, content.encode("cp1252"))
    entry = {"timezone": "America/New_York", "columns": COLUMNS}
    if form == "cp1252":
        entry["encoding"] = "cp1252"
    other = {"paths": [str(tmp_path / "other.csv")], "columns": COLUMNS, "timezone": "Asia/Tokyo"}
    own = {"paths": [str(path)], **entry}
    config = config_with(tmp_path, {"exports": [other, own]})
    with open_session([str(path)], config) as session:
        assert str(ask(session, "ticket", ticket_id="T1")[0]["created_at"]) == "2026-01-03 05:00:00"


@pytest.mark.parametrize("packed", [False, True])
def test_a_refusal_names_the_file_of_the_user(tmp_path: Path, packed: bool) -> None:
    content = GOOD.replace("opened", "open").encode()
    name = "export.csv.gz" if packed else "export.csv"
    path = written(tmp_path, gzip.compress(content) if packed else content, name)
    assert refusal(settings(tmp_path, path), path).startswith(f"{path}: the column")


# ── nothing hangs ───────────────────────────────────────────────────────────────────────────────


def test_a_long_text_full_of_quotes_is_read_in_one_pass(tmp_path: Path) -> None:
    # Read anew at each of its 60,000 lines, it would take minutes.
    text = 'he said ""no""\n' * 60_000
    path = written(tmp_path, GOOD + f'T3,Cy,2026-01-05,1,5,"{text}"\n')
    before = time.process_time()
    with open_session([str(path)], settings(tmp_path, path)) as session:
        assert subjects(session)[2].startswith('he said "no" he said')
        assert rejects(session) == []
    assert time.process_time() - before < 20


def test_a_text_never_closed_is_given_up_in_one_pass(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD + 'T3,Cy,2026-01-05,1,5,"\n' + 'x""y\n' * 60_000)
    before = time.process_time()
    with open_session([str(path)], settings(tmp_path, path)) as session:
        assert subjects(session) == ["fine", "ok"]
        assert session.ledger.files[0].rejected == 60_001
    assert time.process_time() - before < 20


def test_lines_of_one_quote_each_are_rejected_one_by_one(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD + '"\n' * 50_000)
    with open_session([str(path)], settings(tmp_path, path)) as session:
        assert session.ledger.files[0].rejected == 50_000


def test_a_line_looked_at_twice_tells_its_encoding_once(tmp_path: Path) -> None:
    # Each text left open runs into the line of cp1252 below it: five such lines are too few to tell.
    rows = 'T{0},Cy,2026-01-05,1,5,"open\nU{0},José,2026-01-05,1,5,é\n'
    content = GOOD + "".join(rows.format(number) for number in range(5))
    path = written(tmp_path, content.encode("cp1252"))
    with open_session([str(path)], settings(tmp_path, path)) as session:
        assert [reason for _, reason in rejects(session)] == [
            "quote not closed",
            "not utf-8 text",
        ] * 5
