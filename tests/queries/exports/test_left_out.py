"""A folder holds other things beside exports: they are told, and stop nothing."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from queries.config import Config
from queries.exports.errors import ExportsError
from queries.exports.what_it_is import what_it_is
from queries.session import open_session
from tests.conftest import config_with
from tests.queries.exports.conftest import COLUMNS, GOOD
from tests.said import refused, told
from tui.words import sentence

WORKBOOK = "This is an Excel workbook; save the sheet as CSV (File → Save as → CSV UTF-8)"


def workbook(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as it grows on a lead's disk: one export and ten other things."""
    found = tmp_path / "exports"
    (found / "archive").mkdir(parents=True)
    (found / "october.csv").write_text(GOOD)
    (found / "notes.txt").write_text("Ask Ana about the two rows of March.\n")
    (found / "README.md").write_text("# Exports\n")
    (found / "users.csv").write_text("name,mail\nAna,ana@shop.example\n")
    (found / "empty.csv").write_text("")
    (found / "tickets.json").write_text('{"id": 1}\n{"id": 2}\n')
    (found / "report.xls").write_text(
        "<html><body><table><tr><td>1</td></tr></table></body></html>"
    )
    (found / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (found / "rota.txt").write_bytes(b"%PDF-1.7\n")
    with zipfile.ZipFile(found / "pictures.zip", "w") as archive:
        archive.writestr("a.png", "x")
    workbook(found / "november.xlsx")
    return found


def read_all(paths: list[Path], config: Config) -> None:
    with open_session([str(path) for path in paths], config):
        pass


def mapped(folder: Path, tmp_path: Path) -> Config:
    return config_with(tmp_path, {"exports": [{"paths": [str(folder)], "columns": COLUMNS}]})


@pytest.mark.parametrize("pattern", ["", "/*"])
def test_what_lies_beside_exports_is_told_with_its_reason(
    pattern: str, folder: Path, tmp_path: Path
) -> None:
    config = mapped(folder, tmp_path)
    with open_session([f"{folder}{pattern}"], config) as session:
        [file] = session.ledger.files
        assert (file.file, file.kept) == ("october.csv", 2)
        notes = " ".join(told(session.ledger.notes))
        assert told(session.ledger.warnings) == ()
    reasons = {
        "november.xlsx": WORKBOOK,
        "report.xls": "This is an HTML page",
        "tickets.json": "This is JSON",
        "rota.txt": "This is a PDF",
        "empty.csv": "the file is empty",
        "users.csv": 'the column "ticket_id" for ticket_id is missing',
        "notes.txt": "is missing",
        "pictures.zip": "a zip archive without CSV or Parquet files",
    }
    if not pattern:
        reasons |= {
            "README.md": "its name ends in none of .csv",
            "archive": "a folder in the folder",
        }
    for name, words in reasons.items():
        assert name in notes
        assert words in notes
    assert ".DS_Store" not in notes or pattern


def test_what_the_shell_makes_of_a_pattern_stops_nothing(folder: Path, tmp_path: Path) -> None:
    config = mapped(folder, tmp_path)
    names = [str(folder / name) for name in ("november.xlsx", "october.csv")]
    with open_session(names, config) as session:
        assert told(session.ledger.notes)[-1] == f"not read: november.xlsx: {WORKBOOK}"


def test_a_file_that_is_named_alone_is_refused(folder: Path, tmp_path: Path) -> None:
    for name in ("november.xlsx", "notes.txt", "empty.csv"):
        with refused(ExportsError, match=name):
            read_all([folder / name], mapped(folder, tmp_path))


def test_a_file_that_the_settings_name_stops_with_its_reason(folder: Path, tmp_path: Path) -> None:
    paths = [str(folder / name) for name in ("october.csv", "users.csv")]
    config = config_with(tmp_path, {"exports": [{"paths": paths, "columns": COLUMNS}]})
    with refused(ExportsError, match="users.csv"):
        read_all([folder], config)


def test_what_may_be_an_export_warns(folder: Path, tmp_path: Path) -> None:
    """A cut archive, and an export in which one column has another name, may hold a month."""
    (folder / "july.csv.gz").write_bytes(gzip.compress(GOOD.encode())[:-9])
    (folder / "august.csv").write_text(GOOD.replace("minutes", "First reply"))
    with open_session([str(folder)], mapped(folder, tmp_path)) as session:
        cut, renamed = sorted(told(session.ledger.warnings), reverse=True)
    assert cut == "not read: july.csv.gz: a gzip archive that is cut or damaged; export it again"
    assert renamed.startswith(
        'not read: august.csv: the column "minutes" for first_response is missing'
    )


def test_files_with_one_reason_stand_together(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GOOD)
    for number in range(12):
        (tmp_path / f"p{number:02}.png").write_bytes(b"\x89PNG\r\n")
    config = mapped(tmp_path, tmp_path)
    with open_session([str(tmp_path)], config) as session:
        pictures = [note for note in told(session.ledger.notes) if "picture" in note]
    names = ", ".join(f"p{number:02}.png" for number in range(10))
    assert pictures == [f"not read: {names} and 2 more: This is a picture"]


def test_a_folder_of_other_things_says_what_they_are(folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    workbook(alone / "november.xlsx")
    with refused(ExportsError, match="without CSV or Parquet files .*Excel workbook"):
        read_all([alone], mapped(alone, tmp_path))


def test_another_table_in_an_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("users.csv", "name,mail\nAna,ana@shop.example\n")
        archive.writestr("tickets.csv", GOOD)
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": COLUMNS}]})
    with open_session([str(path)], config) as session:
        [file] = session.ledger.files
        assert file.kept == 2
        assert any("users.csv: the column" in note for note in told(file.notes))


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"%PDF-1.7", "PDF"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
            "old Excel workbook",
        ),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "HTML"),
        (b"<!-- saved -->\n<table border=1>", "HTML"),
        (b'<?xml version="1.0"?><html xmlns="x">', "HTML"),
        (b'<?xml version="1.0"?>\n<tickets>', "XML"),
        (b"<tickets>\n<ticket id='1'>", "XML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "workbook saved as XML",
        ),
        (b'[{"id": 1}]', "JSON"),
        (b'[\n  {\n "id": 1}]', "JSON"),
        (b'{"id": 1}\n{"id": 2}', "JSON"),
        (json.dumps([["id"], [1]]).encode(), "JSON"),
        (b"[]", "JSON"),
    ],
)
def test_other_files_are_named_by_what_they_are(head: bytes, words: str) -> None:
    assert words in sentence(what_it_is(head))


@pytest.mark.parametrize(
    "head",
    [
        b"id,created\n1,2\n",
        b"[id],[created]\n1,2\n",
        b"<TICKER>,<DATE>,<TIME>\nA,1,2\n",
        b"<DATE>\t<TIME>\n1\t2\n",
        b"ORCID,created\n",
        b"BZh,GIF8\n",
        b"{id},{created}\n",
    ],
)
def test_a_header_is_no_other_file(head: bytes) -> None:
    assert what_it_is(head) is None
