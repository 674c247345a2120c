"""Bad input, file by file: what must be kept, listed or refused (badinputs/csv; the index names the cases)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from queries.exports.errors import ExportsError
from queries.exports.ledger import Ledger
from queries.session import open_session
from tests.conftest import BAD_INPUTS, ask, config_with, tickets_of
from tests.said import error_words, told
from tui.words import sentence

FILES = BAD_INPUTS / "csv"
COLUMNS: dict[str, Any] = {
    "ticket_id": "ticket_id",
    "created_at": "opened",
    "channel": {"value": "email"},
    "agent": "agent",
    "first_response": {"column": "minutes", "unit": "minutes"},
    "csat": {"column": "csat", "scale": "1-5"},
    "csat_comment": {"column": "comment", "optional": True},
}


@dataclass(frozen=True)
class Kept:
    """rows; rejects as (line, column, part of the reason), None: the whole row; superseded; notes."""

    rows: int
    rejects: tuple[tuple[int, str | None, str], ...] = ()
    superseded: int = 0
    note: str = ""
    blank: int = 0


@dataclass(frozen=True)
class Refused:
    """A part of the sentence."""

    words: str


CUT = "the last line has no line break: the file may be cut"
NA = '"N/A" ×1 (minutes; first line 2) is read as nothing; empty: ["N/A"] says so'
EXPECTED: dict[str, Kept | Refused] = {
    "00_good": Kept(4),
    "01_empty_0bytes": Refused("the file is empty"),
    "02_header_only": Kept(0),
    "03_newline_only": Refused("no header: the first line should name the columns"),
    "04_no_final_newline": Kept(4, note=CUT),
    "05_crlf": Kept(4),
    "06_cr_only": Kept(4),
    "07_mixed_newlines": Kept(4),
    "08_bom_utf8": Kept(4),
    "09_utf16le_bom": Kept(4, note="encoding utf-16, as its first bytes say"),
    "10_latin1": Kept(5, ((6, None, "not utf-8 text"),)),
    "11_cp1252_smartquote": Kept(5, ((6, None, "not utf-8 text"),)),
    "12_nul_byte": Kept(3),
    "13_short_row": Kept(3, ((3, None, "too few columns: 3 of 6"),)),
    "14_long_row": Kept(3, ((3, None, "too many columns: 7 of 6"),)),
    "15_blank_lines": Kept(3, blank=3),
    "16_whitespace_line": Kept(2, blank=1),
    "17_unterminated_quote_mid": Kept(4, ((3, None, "quote not closed"),)),
    "18_unterminated_quote_last": Kept(3, ((4, None, "quote not closed"),)),
    "19_unescaped_quote_inside": Kept(3, ((3, None, "quote in the wrong place"),)),
    "20_backslash_escape": Kept(3, ((3, None, "quote in the wrong place"),)),
    "21_newline_in_quotes": Kept(4, ((6, "opened", "not a date and time"),)),
    "22_bad_date": Kept(3, ((3, "opened", "not a date and time"),)),
    "23_dd_mm_ambiguous": Refused('"03/04/2026" can be day first or month first'),
    "24_dd_mm_late_proof": Kept(201),
    "25_mixed_date_formats": Kept(
        3, ((3, "opened", "not a date and time"), (4, "opened", "not a date and time"))
    ),
    "26_decimal_comma": Kept(
        2, ((2, "csat", "not on the rating scale"), (3, "csat", "not on the rating scale"))
    ),
    "27_thousands": Kept(2, ((2, "minutes", "not a duration"),)),
    "28_number_with_unit": Kept(2, ((2, "minutes", "not a duration"),)),
    "29_na_words": Kept(3, note=NA),
    "30_nan_inf": Kept(2, ((2, "csat", "not on the rating scale"),)),
    "31_huge_int": Kept(2, ((2, "minutes", "first response years after"),)),
    "32_negative_minutes": Kept(2, ((2, "minutes", "first response before"),)),
    "33_leading_zero_id": Kept(2),
    "34_sci_notation_id": Kept(2),
    "35_dup_header": Refused('the column "agent" for agent stands twice'),
    "36_header_missing_name": Refused('the column "agent" for agent is missing'),
    "37_header_case_space": Kept(4),
    "38_header_repeated_midfile": Kept(4, ((4, "opened", "the header again"),)),
    "39_no_header": Refused('the column "ticket_id" for ticket_id is missing'),
    "40_preamble": Kept(4, note="3 lines before the header"),
    "41_footer_total": Kept(5, ((6, "opened", "no creation time"),)),
    "42_semicolon": Kept(4),
    "43_tab": Kept(4),
    "44_sep_hint_excel": Kept(4, note="1 line before the header"),
    "45_duplicate_rows": Kept(5, superseded=1),
    "46_html_error_page": Refused("This is an HTML page"),
    "47_json_instead": Refused("This is JSON"),
    "48_binary_zip": Refused("a zip archive that is cut or damaged"),
    "49_gzip_named_csv": Kept(4, note="unpacked from gzip"),
    "50_truncated_mid_row": Kept(3, ((4, None, "too few columns: 3 of 6"),), note=CUT),
    "51_truncated_mid_row_valid_prefix": Kept(3, note=CUT),
    "52_truncated_mid_number": Kept(2, note=CUT),
    "53_long_line_3MB": Kept(3, ((3, None, "line too long"),)),
    "54_late_bad_type": Kept(30_001, ((30_002, "opened", "not a date and time"),)),
    "55_wide_quote_char": Kept(3, ((3, None, "too many columns: 7 of 6"),)),
    "56_esc_in_cell": Kept(2),
    "57_bidi_zw": Kept(2),
    "58_markup_in_cell": Kept(3),
    "59_formula_cells": Kept(3),
    "60_markdown_cells": Kept(3),
    "61_sql_in_cell": Kept(2),
    "62_column_name_sql": Kept(1),
    "63_nfd_vs_nfc": Kept(2),
    "64_trailing_space_names": Kept(3),
    "65_wide_emoji": Kept(2),
    "66_date_year_range": Kept(
        3, ((2, "opened", "outside the years"), (3, "opened", "outside the years"))
    ),
    "67_epoch_and_excel_serial": Kept(
        2, ((2, "opened", "not a date and time"), (3, "opened", "not a date and time"))
    ),
    "68_time_zone_mix": Kept(3),
    "69_more_cols_than_expected_all": Kept(4),
    "70_col_order_changed": Kept(1),
    "71_missing_required_col": Refused('the column "agent" for agent is missing'),
    "72_comment_hash": Kept(5, ((2, None, "too few columns: 1 of 6"),)),
    "73_quote_in_unquoted": Kept(3),
    "74_space_before_quote": Kept(3),
    "75_ctrl_z_eof": Kept(3),
    "76_two_stray_quotes_merge_rows": Kept(
        6, ((3, None, "quote not closed"), (6, None, "quote in the wrong place"))
    ),
    "77_stray_quote_mid_column": Kept(
        5, ((3, None, "quote not closed"), (5, None, "quote in the wrong place"))
    ),
    "78_line_numbers": Kept(
        4, ((8, "opened", "not a date and time"), (9, None, "too few columns: 1 of 6")), blank=2
    ),
    "79_us_date_flips_sniffer": Kept(301),  # no column is an id: each row is a ticket
    "80_both_13s": Refused('"13/01/2026" can only be day first, "01/13/2026" only month first'),
    "81_stray_quote_early_9MB": Kept(249_999, ((3, None, "quote not closed"),)),
    "82_tz_column": Kept(2),
    "83_tag_chars_invisible": Kept(2),
    "84_homoglyph_agent": Kept(2),
    "85_extra_delimiter_shift": Kept(
        4, ((3, None, "too many columns: 7 of 6"), (4, None, "too many columns: 7 of 6"))
    ),
}
# Two cases have columns of their own.
OWN_COLUMNS = {
    "79_us_date_flips_sniffer": {"ticket_id": {"row": True}, "created_at": "d"},
    "80_both_13s": {"ticket_id": "v", "created_at": "d"},
    "82_tz_column": {"ticket_id": "ticket_id", "created_at": "opened_at"},
}
HEADER = "ticket_id,agent,opened,minutes,csat,comment\n"


def made(case: str, folder: Path) -> Path:
    """Return the file of a case; the three large ones are made."""
    path = folder / f"{case}.csv"
    match case[:2]:
        case "53":
            rows = ["T1,Ana,2026-01-03,12,4.5,ok", "T2,Ben,2026-01-04,7,3," + "x" * 3_000_000]
            rows.append("T3,Cy,2026-01-05,30,5,good")
        case "54":
            rows = [f"T{i},Ana,2026-01-03,12,4,ok" for i in range(30_000)]
            rows.append("T30000,Ana,soon,12,4,ok")
        case "81":  # 250,000 lines, one of them the header
            rows = [f"T{i},Ana,2026-01-03,12,4,a comment" for i in range(249_999)]
            rows[1] = 'T1,Ana,2026-01-03,12,4,"never closed'
        case _:
            return FILES / path.name
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def read(case: str, folder: Path) -> tuple[Ledger, list[dict[str, Any]]]:
    """Return the ledger of a case, and its tickets by id."""
    path = made(case, folder)
    columns = OWN_COLUMNS.get(case, COLUMNS)
    if case == "52_truncated_mid_number":  # cut before its last column
        columns = {name: column for name, column in columns.items() if name != "csat_comment"}
    settings = {
        "exports": [{"paths": [str(path)], "columns": columns}],
        "reading": {"rejected_refuse": "100 %"},
        "team": {"timezone": "Europe/Berlin"},
    }
    with open_session([str(path)], config_with(folder, settings)) as session:
        rows = []
        if session.workspace.extent is not None:
            rows = tickets_of(session)
        return session.ledger, sorted(rows, key=lambda row: row["ticket_id"])


def test_every_case_has_an_expectation() -> None:
    stored = {path.stem for path in FILES.iterdir()}
    large = {"53_long_line_3MB", "54_late_bad_type", "81_stray_quote_early_9MB"}
    assert stored | large == set(EXPECTED)


@pytest.mark.short(2)
@pytest.mark.parametrize("case", EXPECTED)
def test_the_file_is_kept_listed_or_refused_as_expected(case: str, tmp_path: Path) -> None:
    expected = EXPECTED[case]
    if isinstance(expected, Refused):
        with pytest.raises(ExportsError) as caught:
            read(case, tmp_path)
        assert expected.words in error_words(caught.value)
        assert error_words(caught.value).isprintable()
        return
    ledger, _ = read(case, tmp_path)
    [file] = ledger.files
    assert file.balanced
    assert file.lines is not None
    assert file.lines.blank == expected.blank
    found = [(r.line, r.column, sentence(r.reason)) for r in ledger.rejects]
    assert [(line, column) for line, column, _ in found] == [
        (line, column) for line, column, _ in expected.rejects
    ]
    for (_, _, reason), (_, _, words) in zip(found, expected.rejects, strict=True):
        assert words in reason
    dropped = sum(r.severity == "row" for r in ledger.rejects)
    assert (file.rows, file.rejected, file.superseded) == (
        expected.rows,
        dropped,
        expected.superseded,
    )
    assert file.kept == expected.rows - dropped - expected.superseded
    assert expected.note in ("", *told(file.notes))


def agents(case: str, folder: Path) -> list[str]:
    return [row["agent"] for row in read(case, folder)[1]]


def test_invisible_and_control_characters_are_shown(tmp_path: Path) -> None:
    for case in ("12_nul_byte", "56_esc_in_cell", "57_bidi_zw", "83_tag_chars_invisible"):
        _, rows = read(case, tmp_path)
        for row in rows:
            for text in (row["agent"], row["ticket_id"]):
                assert text.isprintable() or "\ufffd" in text
    assert agents("12_nul_byte", tmp_path)[1] == "B\ufffden"
    assert len(set(agents("57_bidi_zw", tmp_path))) == 2
    assert len(set(agents("83_tag_chars_invisible", tmp_path))) == 2


def test_names_are_one_by_their_letters_and_imitations_are_flagged(tmp_path: Path) -> None:
    assert len(set(agents("63_nfd_vs_nfc", tmp_path))) == 1
    assert set(agents("64_trailing_space_names", tmp_path)) == {"Ana"}
    ledger, rows = read("84_homoglyph_agent", tmp_path)
    assert len({row["agent"] for row in rows}) == 2
    assert any("mixes alphabets" in note for note in told(ledger.notes))


def test_ids_stay_text(tmp_path: Path) -> None:
    _, zeros = read("33_leading_zero_id", tmp_path)
    assert [row["ticket_id"] for row in zeros] == ["00123", "00124"]
    _, scientific = read("34_sci_notation_id", tmp_path)
    assert all("E" in row["ticket_id"] or "e" in row["ticket_id"] for row in scientific)


def test_a_late_proof_of_the_date_order_flips_no_row(tmp_path: Path) -> None:
    # 24: one "01/13/2026" or "13/01/2026" at the end decides; 79: the last row makes all month first.
    for case in ("24_dd_mm_late_proof", "79_us_date_flips_sniffer"):
        ledger, _ = read(case, tmp_path)
        created = next(c for c in ledger.files[0].columns if c.field == "created_at")
        assert "month-first" in sentence(created.read_as) or "day-first" in sentence(
            created.read_as
        )
        assert "shows" in sentence(created.read_as)


def test_each_time_follows_the_stated_zone_rule(tmp_path: Path) -> None:
    # Z, +02:00, and local time of the team's zone (Europe/Berlin, UTC+1 in January).
    _, rows = read("68_time_zone_mix", tmp_path)
    assert [str(row["created_at"]) for row in rows] == [
        "2026-01-03 23:30:00",
        "2026-01-03 21:30:00",
        "2026-01-03 22:30:00",
    ]
    _, rows = read("82_tz_column", tmp_path)
    assert [str(row["created_at"]) for row in rows] == [
        "2026-01-03 23:30:00",
        "2026-01-03 21:30:00",
    ]


def test_unknown_columns_are_noted(tmp_path: Path) -> None:
    assert read("69_more_cols_than_expected_all", tmp_path)[0].files[0].unused == ("new_col",)
    ledger, _ = read("62_column_name_sql", tmp_path)
    assert any("COPY" in name for name in ledger.files[0].unused)


def test_space_before_a_quote_shifts_no_column(tmp_path: Path) -> None:
    assert agents("74_space_before_quote", tmp_path) == ["Ana", "Ben", "Cy"]


def test_no_agent_holds_a_line_break(tmp_path: Path) -> None:
    assert set(agents("77_stray_quote_mid_column", tmp_path)) <= {"Ana", "Cy", "Di"}


def test_every_row_knows_its_line(tmp_path: Path) -> None:
    # 249,998 rows over several row groups and threads: the id of a row says its line.
    path = made("81_stray_quote_early_9MB", tmp_path)
    whole = tmp_path / "whole.csv"
    whole.write_text(path.read_text(encoding="utf-8").replace('"', ""), encoding="utf-8")
    for file, missing in ((path, 1), (whole, 0)):
        settings = {"exports": [{"paths": [str(file)], "columns": COLUMNS}]}
        with open_session([str(file)], config_with(tmp_path, settings)) as session:
            assert session.ledger.files[0].kept == 249_999 - missing
            for number in (0, 2, 122_879, 122_880, 200_000, 249_998):
                [row] = ask(session, "ticket", ticket_id=f"T{number}")
                assert row["source_line"] == number + 2
