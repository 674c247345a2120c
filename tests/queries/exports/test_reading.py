"""Exports as they come: what is read, what is rejected, and the words the user reads."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from queries.config import Config
from queries.exports.cache import open_cache
from queries.exports.errors import ExportsError
from queries.exports.ledger import Ledger
from queries.exports.load import load
from queries.session import open_session
from queries.text import clean
from tests.conftest import ask, config_with, tickets_of
from tests.queries.exports.conftest import COLUMNS, GOOD, HEADER
from tests.said import error_words, refused, told
from tui.words import sentence


def read(tmp_path: Path, content: bytes | str, name: str = "export.csv", **entry: Any) -> Ledger:
    """Load one file through the mapping and return its ledger."""
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    exports = [{"paths": [str(path)], "columns": COLUMNS, **entry}]
    config = config_with(tmp_path, {"exports": exports, "reading": {"rejected_refuse": "90 %"}})
    ledger = read_all([path], config)
    assert all(file.balanced for file in ledger.files)
    return ledger


def created(tmp_path: Path, content: str, **entry: Any) -> list[str]:
    """Return the creation times (UTC) of the tickets in a file, by their ids."""
    path = tmp_path / "export.csv"
    path.write_text(content)
    exports = [{"paths": [str(path)], "columns": COLUMNS, **entry}]
    with open_session([str(path)], config_with(tmp_path, {"exports": exports})) as session:
        rows = tickets_of(session)
    return [str(row["created_at"]) for row in sorted(rows, key=lambda row: row["ticket_id"])]


def read_all(paths: Iterable[object], config: Config, **more: Any) -> Ledger:
    """Load files and return their ledger."""
    with open_cache(config.cache) as cache:
        return load([str(path) for path in paths], config, cache, **more).ledger


def refusal(tmp_path: Path, content: bytes | str, **entry: Any) -> str:
    """Return what the user reads about a file that is refused."""
    with pytest.raises(ExportsError) as caught:
        read(tmp_path, content, **entry)
    return error_words(caught.value)


def counts(ledger: Ledger) -> tuple[int, int, int]:
    """Return rows, kept and rejected of the one file."""
    file = ledger.files[0]
    return file.rows, file.kept, file.rejected


def test_a_good_file(tmp_path: Path) -> None:
    ledger = read(tmp_path, GOOD)
    assert counts(ledger) == (2, 2, 0)
    assert ledger.rejects == ()


# ── refused, in words ───────────────────────────────────────────────────────────────────────────


def test_an_empty_file(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"").endswith("export.csv: the file is empty")


def test_only_a_line_break(tmp_path: Path) -> None:
    assert "no header: the first line should name the columns" in refusal(tmp_path, b"\n")


def test_a_header_only(tmp_path: Path) -> None:
    assert counts(read(tmp_path, HEADER)) == (0, 0, 0)


def test_an_unknown_header_names_the_nearest_preset(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Ticket id,Initial channel,Something\n1,email,x\n")
    with pytest.raises(ExportsError) as caught:
        read_all([path], config_with(tmp_path, {}))
    assert (
        "not an export that rung knows: nearest is gorgias_tickets, which also has"
        in error_words(caught.value)
    )
    assert "Its columns are: Ticket id, Initial channel, Something" in error_words(caught.value)


def test_an_unknown_header_says_what_to_type(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Ticket id,Something\n1,x\n")
    with pytest.raises(ExportsError) as caught:
        read_all([path], config_with(tmp_path, {}))
    # One column of five is not near.
    assert "nearest" not in error_words(caught.value)
    assert "`rung inspect FILE` proposes what its columns are" in error_words(caught.value)
    assert "`rung init FOLDER` asks" in error_words(caught.value)


def test_a_required_column_that_is_missing(tmp_path: Path) -> None:
    words = refusal(
        tmp_path, "ticket_id,agent,open,minutes,csat,comment\nT1,Ana,2026-01-03,5,4,x\n"
    )
    assert 'the column "opened" for created_at is missing (did you mean "open"?)' in words


def test_a_column_that_stands_twice(tmp_path: Path) -> None:
    words = refusal(tmp_path, "ticket_id,agent,agent,opened,minutes,csat,comment\n")
    assert 'the column "agent" for agent stands twice' in words


def test_a_folder_without_exports(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with refused(ExportsError, match="a folder without CSV or Parquet files"):
        read_all([empty], config_with(tmp_path, {}))


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.csv"
    path.write_text(GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser reads everything: let the system say no
        plain_open = Path.open

        def denied(self: Path, *arguments: Any, **more: Any) -> Any:
            if self == path:
                raise PermissionError(13, "Permission denied")
            return plain_open(self, *arguments, **more)

        monkeypatch.setattr(Path, "open", denied)
    with refused(ExportsError, match="secret.csv: no permission to read it"):
        read_all([path], config_with(tmp_path, {}))


def test_a_parquet_file_cut_in_half(tmp_path: Path) -> None:
    path = tmp_path / "half.parquet"
    duckdb.sql("select range as ticket_id from range(10000)").write_parquet(str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with refused(ExportsError, match="a Parquet file that is cut or damaged; export it again"):
        read_all([path], config_with(tmp_path, {}))


def test_a_zip_archive_called_csv(tmp_path: Path) -> None:
    assert "a zip archive that is cut or damaged" in refusal(tmp_path, b"PK\x03\x04" + b"\0" * 50)


def test_a_file_of_which_most_is_wrong_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(HEADER + "T1,Ana,yesterday,5,4,x\n" * 3 + "T2,Ana,2026-01-03,5,4,x\n")
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": COLUMNS}]})
    with pytest.raises(ExportsError) as caught:
        read_all([path], config)
    assert (
        '3 of 4 rows cannot be used, so none is: first line 2, column "opened", "yesterday": '
        "not a date and time"
    ) in error_words(caught.value)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.csv").write_text(GOOD)
    config = config_with(tmp_path, {"reading": {"files_at_most": 3}})
    with refused(ExportsError, match="more than 3 files"):
        read_all([tmp_path / "*.csv"], config)


# ── rows and values that cannot be ──────────────────────────────────────────────────────────────


def test_ragged_rows_are_rejected_with_their_line(tmp_path: Path) -> None:
    ledger = read(tmp_path, GOOD + "T3,Cy\nT4,Di,2026-01-05,1,5,good,EXTRA\n")
    assert counts(ledger) == (4, 2, 2)
    assert [(r.line, sentence(r.reason)) for r in ledger.rejects] == [
        (4, "too few columns: 2 of 6"),
        (5, "too many columns: 7 of 6"),
    ]


def test_a_shifted_row_with_an_empty_end_is_rejected(tmp_path: Path) -> None:
    ledger = read(tmp_path, GOOD + ",T3,Cy,2026-01-05,1,5,\n")
    assert [(r.line, sentence(r.reason)) for r in ledger.rejects] == [
        (4, "too many columns: 7 of 6")
    ]


def test_a_wrong_encoding_rejects_the_line_and_a_declared_one_reads_it(tmp_path: Path) -> None:
    raw = GOOD.encode() + "T3,José,2026-01-05,1,5,olé\n".encode("cp1252")
    ledger = read(tmp_path, raw)
    assert [(r.line, sentence(r.reason)) for r in ledger.rejects] == [(4, "not utf-8 text")]
    (tmp_path / "again").mkdir()
    assert counts(read(tmp_path / "again", raw, encoding="cp1252")) == (3, 3, 0)


def test_utf16_with_a_mark_is_decoded(tmp_path: Path) -> None:
    ledger = read(tmp_path, GOOD.encode("utf-16"))
    assert counts(ledger) == (2, 2, 0)
    assert "encoding utf-16, as its first bytes say" in told(ledger.files[0].notes)


def test_a_quote_left_open_costs_one_line(tmp_path: Path) -> None:
    rows = "".join(f"T{i},Ana,2026-01-03,5,4,fine\n" for i in range(3, 2000))
    ledger = read(tmp_path, GOOD + 'T9999,Ben,2026-01-04,7,3,"never closed\n' + rows)
    assert counts(ledger) == (2000, 1999, 1)
    assert [(r.line, sentence(r.reason)) for r in ledger.rejects] == [(4, "quote not closed")]


def test_line_breaks_inside_quotes_keep_physical_line_numbers(tmp_path: Path) -> None:
    ledger = read(tmp_path, GOOD + 'T3,Cy,2026-01-05,1,5,"two\nlines"\n\nT4,Di,bad,1,5,x\n')
    assert counts(ledger) == (4, 3, 1)
    assert [(r.line, r.column, r.value) for r in ledger.rejects] == [(7, "opened", "bad")]


def test_values_that_cannot_be_are_dropped_and_their_rows_stay(tmp_path: Path) -> None:
    ledger = read(
        tmp_path,
        HEADER + "T1,Ana,2026-01-03,-5,4,x\nT2,Ana,2026-01-03,5 min,4,x\n"
        "T3,Ana,2026-01-03,nan,9,x\nT4,Ana,2026-01-03,,,x\n",
    )
    assert counts(ledger) == (4, 4, 0)
    assert [(r.line, r.column, r.value, sentence(r.reason)) for r in ledger.rejects] == [
        (2, "minutes", "-5", "first response before the ticket was created"),
        (3, "minutes", "5 min", "not a duration"),
        (4, "csat", "9", "not on the rating scale"),
    ]


def test_rows_without_id_or_creation_time_are_rejected_whole(tmp_path: Path) -> None:
    ledger = read(
        tmp_path, GOOD + ",Ana,2026-01-03,5,4,x\nT4,Ana,,5,4,x\nT5,Ana,1900-01-03,5,4,x\n"
    )
    assert counts(ledger) == (5, 2, 3)
    assert [(r.line, r.column, sentence(r.reason)) for r in ledger.rejects] == [
        (4, "ticket_id", "no ticket id"),
        (5, "opened", "no creation time"),
        (6, "opened", "outside the years that can be"),
    ]


def test_every_reject_is_in_the_cleaned_form(tmp_path: Path) -> None:
    ledger = read(tmp_path, GOOD + "T3,Ana,\x1b]0;pwned\x07,5,4,x\n")
    assert ledger.rejects[0].value == "\ufffd]0;pwned\ufffd"


# ── columns by name, text, dates ────────────────────────────────────────────────────────────────


def test_columns_are_matched_by_name_in_any_order_and_case(tmp_path: Path) -> None:
    ledger = read(
        tmp_path, "COMMENT, Ticket_ID ,opened,csat,minutes,Agent,more\nx,T1,2026-01-03,5,4,Ana,1\n"
    )
    assert counts(ledger) == (1, 1, 0)
    assert ledger.files[0].unused == ("more",)


@pytest.mark.parametrize(
    ("delimiter", "first"), [(";", ""), ("\t", ""), ("|", ""), (";", "sep=;\n")]
)
def test_delimiters(tmp_path: Path, delimiter: str, first: str) -> None:
    assert counts(read(tmp_path, first + GOOD.replace(",", delimiter))) == (2, 2, 0)


def test_a_bom_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    assert counts(read(tmp_path, b"\xef\xbb\xbf" + GOOD.encode())) == (2, 2, 0)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_of_other_systems(tmp_path: Path, newline: str) -> None:
    assert counts(read(tmp_path, GOOD.replace("\n", newline).encode())) == (2, 2, 0)


def dates(*values: str) -> str:
    return HEADER + "".join(f"T{i},Ana,{value},5,4,x\n" for i, value in enumerate(values))


def test_one_day_above_twelve_decides_the_whole_column(tmp_path: Path) -> None:
    ledger = read(tmp_path, dates(*["03/04/2026"] * 50, "13/04/2026"))
    opened = next(c for c in ledger.files[0].columns if c.field == "created_at")
    assert sentence(opened.read_as) == 'day-first, as "13/04/2026" shows; zone: UTC (the team\'s)'


def test_dates_that_no_row_decides_are_refused_with_the_way_out(tmp_path: Path) -> None:
    words = refusal(tmp_path, dates("03/04/2026", "05/06/2026"))
    assert '"03/04/2026" can be day first or month first, and no row tells which' in words
    assert "say `dates: day-first`" in words


def test_the_users_word_on_dates_counts(tmp_path: Path) -> None:
    ledger = read(tmp_path, dates("03/04/2026", "05/06/2026"), dates="month-first")
    assert counts(ledger) == (2, 2, 0)


def test_dates_in_both_orders_are_refused_with_both_proofs(tmp_path: Path) -> None:
    words = refusal(tmp_path, dates("13/04/2026", "04/13/2026"))
    assert '"13/04/2026" can only be day first, "04/13/2026" only month first' in words


def test_a_zone_in_the_value_wins_over_the_exports(tmp_path: Path) -> None:
    values = dates("2026-01-03T10:00:00+02:00", "2026-01-03T10:00:00Z", "2026-01-03 10:00:00")
    assert created(tmp_path, values, timezone="America/New_York") == [
        "2026-01-03 08:00:00",
        "2026-01-03 10:00:00",
        "2026-01-03 15:00:00",
    ]


def test_spellings_of_one_name_are_one_agent_and_imitations_are_flagged(tmp_path: Path) -> None:
    ledger = read(
        tmp_path,
        HEADER + "T1,Ana,2026-01-03,5,4,x\nT2,ANA ,2026-01-03,5,4,x\n"
        "T3,Ana,2026-01-03,5,4,x\nT4,\u0410na,2026-01-03,5,4,x\n",
    )
    assert '"ANA" is counted as Ana' in told(ledger.notes)
    assert any("mixes alphabets" in note for note in told(ledger.notes))


def test_the_newest_version_of_a_ticket_counts(tmp_path: Path) -> None:
    ledger = read(tmp_path, GOOD + "T1,Ana,2026-01-03,9,5,later\n")
    file = ledger.files[0]
    assert (file.rows, file.kept, file.superseded) == (3, 2, 1)


@pytest.mark.parametrize("name", ["it's; a file.csv", "b[1]*?.csv", "line\nbreak.csv", "q{0}.csv"])
def test_any_file_name_is_that_one_file(tmp_path: Path, name: str) -> None:
    assert counts(read(tmp_path, GOOD, name=name)) == (2, 2, 0)


def test_parquet_with_its_own_types(tmp_path: Path) -> None:
    path = tmp_path / "tickets.parquet"
    duckdb.sql(
        """select 'T' || i as ticket_id, 'Ana' as agent, timestamp '2026-01-03' + interval (i) hour
                  as opened, i::double as minutes, 4 as csat, 'x' as comment from range(10) r(i)""",
    ).write_parquet(str(path))
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": COLUMNS}]})
    assert counts(read_all([path], config)) == (10, 10, 0)


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf", "\ufeff".encode("utf-16")])
def test_a_file_of_a_mark_only_is_empty(tmp_path: Path, raw: bytes) -> None:
    assert "the file is empty" in refusal(tmp_path, raw)


def test_a_number_past_every_count_is_one_rejected_value(tmp_path: Path) -> None:
    ledger = read(
        tmp_path,
        HEADER + "T1,Ana,2026-01-03,99999999999999999999999999,4,x\nT2,Ana,2026-01-03,1,4,x\n",
    )
    assert [(r.line, r.column) for r in ledger.rejects] == [(2, "minutes")]


def test_a_quote_in_the_wrong_place_costs_one_row(tmp_path: Path) -> None:
    ledger = read(tmp_path, GOOD + '"T3"x,Cy,2026-01-05,1,5,fine\nT4,Di,2026-01-05,1,5,fine\n')
    assert counts(ledger) == (4, 3, 1)
    assert [(r.line, sentence(r.reason)) for r in ledger.rejects] == [
        (4, "quote in the wrong place")
    ]


def test_a_long_comment_is_read(tmp_path: Path) -> None:
    ledger = read(tmp_path, GOOD + 'T3,Cy,2026-01-05,1,5,"' + "long\n" * 60_000 + '"\n')
    assert counts(ledger) == (3, 3, 0)


def test_a_preset_that_there_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(GOOD)
    config = config_with(
        tmp_path, {"exports": [{"paths": [str(path)], "preset": "gorgias_ticket"}]}
    )
    with refused(ExportsError, match="did you mean gorgias_tickets"):
        read_all([path], config)


@pytest.mark.parametrize("letter", ["x", "é"])
def test_a_text_that_is_cut_says_so(tmp_path: Path, letter: str) -> None:
    path = tmp_path / "export.csv"
    path.write_text(GOOD.replace("Ana", letter * 2001).replace("Ben", letter * 2000))
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": COLUMNS}]})
    with open_session([str(path)], config) as session:
        long, whole = (ask(session, "ticket", ticket_id=name)[0]["agent"] for name in ("T1", "T2"))
    assert long == clean(letter * 2001) == letter * 1999 + "…"
    assert whole == letter * 2000
