"""Every form an export comes in, with counts that a hand can check."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from queries.exports import reader
from queries.exports.errors import ExportsError
from queries.exports.identity import Identity, identity
from queries.exports.ledger import FileLedger, Ledger
from queries.exports.unpack import zstd
from queries.session import open_session
from tests.conftest import config_with, tickets_of
from tests.queries.exports.conftest import COLUMNS, HEADER
from tests.said import error_words, told
from tui.words import sentence


def rows(first: int, last: int, comment: str = "fine") -> str:
    return "".join(f"T{i},Ana,2026-01-03,5,4,{comment}\n" for i in range(first, last + 1))


GOOD = HEADER + rows(1, 3)


class Found:
    """The ledger of a load, and its tickets by id."""

    def __init__(self, ledger: Ledger, tickets: dict[str, dict[str, Any]]) -> None:
        self.ledger, self.tickets = ledger, tickets

    @property
    def file(self) -> FileLedger:
        [file] = self.ledger.files
        return file

    @property
    def listed(self) -> list[tuple[int, str]]:
        return [(r.line, sentence(r.reason)) for r in self.ledger.rejects]


def read(tmp_path: Path, paths: Sequence[Path], **more: Any) -> Found:
    """Read files; `more` are settings of the export, `reading` those of reading."""
    reading = more.pop("reading", {"rejected_refuse": "90 %"})
    exports = [{"paths": [str(path) for path in paths], "columns": COLUMNS, **more}]
    config = config_with(tmp_path, {"exports": exports, "reading": reading})
    with open_session([str(path) for path in paths], config) as session:
        tickets = {}
        if session.workspace.extent is not None:
            listed = tickets_of(session)
            tickets = {row["ticket_id"]: row for row in listed}
        assert all(file.balanced for file in session.ledger.files)
        return Found(session.ledger, tickets)


def read_one(tmp_path: Path, content: bytes | str, name: str = "export.csv", **more: Any) -> Found:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(tmp_path, [path], **more)


def refusal(tmp_path: Path, content: bytes | str, name: str = "export.csv", **more: Any) -> str:
    with pytest.raises(ExportsError) as caught:
        read_one(tmp_path, content, name, **more)
    return error_words(caught.value)


# ── packed ──────────────────────────────────────────────────────────────────────────────────────


def zipped(*members: tuple[str, str | bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return archive.getvalue()


def test_gzip_in_one_and_in_several_members(tmp_path: Path) -> None:
    one = gzip.compress(GOOD.encode())
    assert read_one(tmp_path, one, "a.csv.gz").file.kept == 3
    two = one + gzip.compress(rows(4, 8).encode())
    found = read_one(tmp_path, two, "b.csv.gz")
    assert found.file.kept == 8
    assert "unpacked from gzip" in told(found.file.notes)


@pytest.mark.parametrize("kept", [12, 40, -4])
def test_a_gzip_that_is_cut_is_refused(tmp_path: Path, kept: int) -> None:
    words = refusal(tmp_path, gzip.compress(GOOD.encode())[:kept], "a.csv.gz")
    assert words.endswith("a.csv.gz: a gzip archive that is cut or damaged; export it again")


def test_zstd(tmp_path: Path) -> None:
    packed = zstd.compress(GOOD.encode())
    assert read_one(tmp_path, packed, "a.csv.zst").file.kept == 3
    assert "a zstd archive that is cut or damaged" in refusal(tmp_path, packed[:-5], "b.csv.zst")


def test_a_zip_is_accounted_file_by_file(tmp_path: Path) -> None:
    archive = zipped(
        ("one.csv", GOOD),
        ("deep/two.csv", HEADER + rows(4, 5) + "T6,cut\n"),
        ("__MACOSX/._one.csv", "not a table"),
        ("deep/", ""),
        ("README.pdf", "%PDF"),
        ("three.csv.gz", gzip.compress(GOOD.encode())),
    )
    found = read_one(tmp_path, archive, "archive.zip")
    assert [(f.file, f.rows, f.kept, f.rejected) for f in found.ledger.files] == [
        ("archive.zip/one.csv", 3, 3, 0),
        ("archive.zip/deep/two.csv", 3, 2, 1),
    ]
    assert [(r.file, r.line) for r in found.ledger.rejects] == [("archive.zip/deep/two.csv", 4)]
    note = "in the archive and not read: README.pdf, three.csv.gz"
    assert all(note in told(file.notes) for file in found.ledger.files)


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    archive = bytearray(zipped(("one.csv", GOOD)))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(signature) + flags] |= 1
    assert "a zip archive with a password; unpack it first" in refusal(
        tmp_path, bytes(archive), "a.zip"
    )


@pytest.mark.parametrize("form", ["gz", "zst", "zip"])
def test_what_grows_beyond_the_limit_is_refused(tmp_path: Path, form: str) -> None:
    bomb = HEADER.encode() + b"0" * 5_000_000
    packed = {
        "gz": gzip.compress(bomb),
        "zst": zstd.compress(bomb),
        "zip": zipped(("a.csv", bomb[:900_000]), ("b.csv", bomb[:900_000])),
    }[form]
    words = refusal(tmp_path, packed, f"a.csv.{form}", reading={"unpacked_at_most": "1 MB"})
    assert "holds more than 1 MB unpacked (reading → unpacked_at_most)" in words


@pytest.mark.parametrize("damage", range(0, 400, 31))
def test_a_damaged_zip_is_read_or_refused_in_words(tmp_path: Path, damage: int) -> None:
    archive = bytearray(zipped(("one.csv", GOOD), ("two.csv", GOOD)))
    archive[4 + damage % (len(archive) - 4)] ^= 0xFF
    try:
        found = read_one(tmp_path, bytes(archive), "a.zip")
    except ExportsError as error:
        assert error_words(error).isprintable()
    else:
        assert set(found.tickets) == {"T1", "T2", "T3"}


# ── Parquet, wide files, what stands around the table ───────────────────────────────────────────


def test_parquet_in_partitions(tmp_path: Path) -> None:
    for team, count in (("north", 3), ("south", 2)):
        folder = tmp_path / "tickets" / f"team={team}" / "month=01"
        folder.mkdir(parents=True)
        duckdb.sql(
            f"select '{team}' || i as ticket_id, 'Ana' as agent, timestamp '2026-01-03' as opened, "
            f"5 as minutes, 4 as csat, 'x' as comment from range({count}) r(i)"
        ).write_parquet(str(folder / "x.parquet"))
    config = config_with(
        tmp_path,
        {"exports": [{"paths": [str(tmp_path / "**")], "columns": {**COLUMNS, "team": "team"}}]},
    )
    with open_session([str(tmp_path / "tickets")], config) as session:
        assert [(f.rows, f.kept, f.lines) for f in session.ledger.files] == [
            (3, 3, None),
            (2, 2, None),
        ]
        assert session.workspace.values("team") == ["north", "south"]


def test_of_a_wide_file_only_mapped_columns_are_kept(tmp_path: Path) -> None:
    names = [f"column {i}" for i in range(396)]
    header = ["ticket_id", *names[:200], "opened", "agent", *names[200:], "comment"]
    lines = [",".join(header)]
    lines += [
        ",".join([f"T{i}", *["v"] * 200, "2026-01-03", "Ana", *["w"] * 196, f"text {i}"])
        for i in range(50)
    ]
    columns = {name: COLUMNS[name] for name in ("ticket_id", "created_at", "agent", "subject")}
    found = read_one(tmp_path, "\n".join(lines) + "\n", columns=columns)
    assert (found.file.kept, len(found.file.columns), len(found.file.unused)) == (50, 4, 396)
    assert found.tickets["T7"]["subject"] == "text 7"


def test_lines_around_the_table(tmp_path: Path) -> None:
    found = read_one(tmp_path, "Report\nfor January\n" + GOOD + "Total,3\n")
    assert found.file.lines is not None
    assert (found.file.lines.header, found.file.kept) == (3, 3)
    assert "2 lines before the header" in told(found.file.notes)
    assert found.listed == [(7, "too few columns: 2 of 6")]


def test_a_separator_named_in_the_first_line(tmp_path: Path) -> None:
    content = "sep=;\n" + GOOD.replace(",", ";").replace("fine", "fine, thanks")
    found = read_one(tmp_path, content)
    assert found.file.kept == 3
    assert found.tickets["T1"]["subject"] == "fine, thanks"


def test_no_final_line_break_is_noted(tmp_path: Path) -> None:
    found = read_one(tmp_path, GOOD.removesuffix("\n"))
    assert found.file.kept == 3
    assert "the last line has no line break: the file may be cut" in told(found.file.notes)


# ── encodings ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16(tmp_path: Path, order: str) -> None:
    content = ("\ufeff" + HEADER + rows(1, 3, "größer €5")).encode(f"utf-16-{order}")
    found = read_one(tmp_path, content)
    assert found.file.kept == 3
    assert found.tickets["T2"]["subject"] == "größer €5"
    assert "encoding utf-16, as its first bytes say" in told(found.file.notes)


TELLING = "Überprüfung der Größe für José – “schön”"


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1252", TELLING), ("latin-1", "Überprüfung der Größe für José")]
)
def test_ten_lines_tell_the_encoding(tmp_path: Path, encoding: str, text: str) -> None:
    content = HEADER + rows(1, 12, text)
    found = read_one(tmp_path, content.encode(encoding))
    assert found.file.kept == 12
    assert found.tickets["T5"]["subject"] == text
    assert any(f"encoding {encoding}, told by its bytes" in note for note in told(found.file.notes))


def test_fewer_lines_tell_nothing_and_are_listed(tmp_path: Path) -> None:
    content = GOOD.encode() + rows(4, 8, TELLING).encode("cp1252")
    found = read_one(tmp_path, content)
    assert found.file.kept == 3
    assert found.listed == [(line, "not utf-8 text") for line in range(5, 10)]


def test_a_header_that_is_no_utf8_tells_the_encoding(tmp_path: Path) -> None:
    header = HEADER.replace("agent", "Bearbeiter für Rückfragen")
    columns = {**COLUMNS, "agent": "Bearbeiter für Rückfragen"}
    found = read_one(tmp_path, (header + rows(1, 3)).encode("cp1252"), columns=columns)
    assert found.file.kept == 3
    assert any("told by its bytes" in note for note in told(found.file.notes))


def test_a_file_with_lines_of_two_encodings_is_utf8_and_the_others_are_listed(
    tmp_path: Path,
) -> None:
    content = HEADER.encode() + rows(1, 1, TELLING).encode() + rows(2, 15, TELLING).encode("cp1252")
    found = read_one(tmp_path, content, reading={"rejected_refuse": "100 %"})
    assert (found.file.rows, found.file.kept, found.file.rejected) == (15, 1, 14)
    assert found.tickets["T1"]["subject"] == TELLING


def test_lines_that_end_as_on_old_macs(tmp_path: Path) -> None:
    found = read_one(tmp_path, GOOD.replace("\n", "\r"))
    assert found.file.lines is not None
    assert (found.file.lines.total, found.file.kept) == (4, 3)


# ── several files, years, limits ────────────────────────────────────────────────────────────────


def test_the_newest_of_three_overlapping_exports_wins(tmp_path: Path) -> None:
    paths = []
    for number, (first, last) in enumerate([(1, 10), (6, 15), (9, 20)]):
        path = tmp_path / f"{number}.csv"
        path.write_text(HEADER + rows(first, last, f"version {number}"))
        os.utime(path, (1_000_000 + number, 1_000_000 + number))
        paths.append(path)
    found = read(tmp_path, [paths[2], paths[0], paths[1]])
    counts = {f.file: (f.rows, f.kept, f.superseded) for f in found.ledger.files}
    assert counts == {"0.csv": (10, 5, 5), "1.csv": (10, 3, 7), "2.csv": (12, 12, 0)}
    versions = [found.tickets[f"T{i}"]["subject"][-1] for i in range(1, 21)]
    assert "".join(versions) == "00000" + "111" + "2" * 12


def test_one_ticket_years_away_from_all_others_is_listed(tmp_path: Path) -> None:
    content = HEADER + rows(1, 200) + "T201,Ana,2062-01-03,5,4,x\n"
    found = read_one(tmp_path, content)
    assert (found.file.kept, found.file.rejected) == (200, 1)
    assert found.listed == [(202, "outside the years that can be")]


def test_a_few_old_tickets_stay(tmp_path: Path) -> None:
    content = HEADER + rows(1, 200) + "T201,Ana,2022-01-03,5,4,x\nT202,Ana,2021-12-03,5,4,x\n"
    assert read_one(tmp_path, content).file.kept == 202


@pytest.mark.parametrize(("bad", "warned"), [(1, False), (2, True)])
def test_more_than_one_percent_rejected_is_a_warning(
    tmp_path: Path, bad: int, warned: bool
) -> None:
    found = read_one(tmp_path, HEADER + rows(1, 100 - bad) + "cut\n" * bad)
    assert told(found.ledger.warnings) == (
        ("export.csv: 2 of 100 rows were rejected",) if warned else ()
    )


def test_more_than_twenty_percent_rejected_is_refused(tmp_path: Path) -> None:
    at_most = read_one(tmp_path, HEADER + rows(1, 80) + "cut\n" * 20, reading={})
    assert at_most.file.kept == 80
    words = refusal(tmp_path, HEADER + rows(1, 79) + "cut\n" * 21, "b.csv", reading={})
    assert "21 of 100 rows cannot be used, so none is: first line 81" in words


# ── a file that changes while it is read ────────────────────────────────────────────────────────


def changing(monkeypatch: pytest.MonkeyPatch, path: Path, times: int) -> list[int]:
    """Let `path` be rewritten, with a ticket more, right after it was first looked at, so many times."""
    looks: list[int] = []

    def look(of: Path) -> Identity:
        found = identity(of)
        if len(looks) % 2 == 0 and len(looks) < 2 * times:
            path.write_text(HEADER + rows(1, 4 + len(looks)))
        looks.append(1)
        return found

    monkeypatch.setattr(reader, "identity", look)
    return looks


def test_a_file_that_changed_once_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changing(monkeypatch, tmp_path / "export.csv", 1)
    found = read_one(tmp_path, GOOD)
    assert (found.file.rows, found.file.kept, len(found.tickets)) == (4, 4, 4)


def test_a_file_that_keeps_changing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changing(monkeypatch, tmp_path / "export.csv", 99)
    assert refusal(tmp_path, GOOD).endswith(
        "it changed while it was read; run rung again when it is whole"
    )
