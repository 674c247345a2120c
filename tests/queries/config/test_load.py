"""Settings: what is refused, in which words; what is accepted."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from queries.config import ConfigError, load_config
from queries.config.bounds import parse_bound
from queries.config.document import parse
from tests.conftest import BAD_INPUTS
from tests.said import error_words, refused

CASES = {  # file → what the reader is told (None: accepted as the defaults)
    "00_empty.yaml": None,
    "01_not_a_map.yaml": "line 1: the top level must be settings",
    "02_tab_indent.yaml": "line 2: not YAML: found character that cannot start any token (column 1)",
    "03_dup_keys.yaml": "line 2: data_dir: stands twice (also on line 1)",
    "04_norway.yaml": "line 1: countries: unknown key",
    "05_python_tag.yaml": "is not allowed",
    "06_billion_laughs.yaml": "unfolds into too many values",
    "07_deep_nesting.yaml": "nested too deeply",
    "08_unknown_key.yaml": "line 2: treshold: unknown key",
    "09_wrong_type.yaml": "line 1: refresh_seconds: unknown key",
    "10_negative.yaml": "refresh_seconds: unknown key",
    "11_huge_number.yaml": "refresh_seconds: unknown key",
    "12_nan.yaml": "threshold: unknown key",
    "13_path_traversal.yaml": "files: unknown key",
    "14_symlink_out.yaml": "files: unknown key",
    "15_glob_star.yaml": "files: unknown key",
    "16_sql_in_column.yaml": "columns: unknown key",
    "17_sql_in_filter.yaml": "filter: unknown key",
    "18_format_string.yaml": "title: unknown key",
    "19_markup_title.yaml": "title: unknown key",
    "20_escape_title.yaml": "title: unknown key",
    "21_latin1.yaml": "line 1: not UTF-8 text; save the file as UTF-8",
    "22_bom_crlf.yaml": "line 1: data_dir: unknown key",
    "23_nul.yaml": "holds a character that no text file has",
    "24_anchors_merge.yaml": "line 2: b: unknown key",
    "25_env_expand.yaml": "data_dir: unknown key",
    "27_10MB.yaml": "x: unknown key",
    "28_date_scalar.yaml": "start: unknown key",
}


def test_every_bad_file_has_a_case() -> None:
    there = {path.name for path in (BAD_INPUTS / "config").glob("*.yaml")}
    assert there == set(CASES)


@pytest.mark.parametrize(("name", "words"), CASES.items())
def test_a_bad_file_is_refused_in_words(name: str, words: str | None) -> None:
    path = BAD_INPUTS / "config" / name
    if words is None:
        assert load_config(path) == load_config()
        return
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert words in error_words(caught.value)
    assert name in error_words(caught.value)


# The same faults under keys that rung has.
OURS = {
    "reading: {threads: -1}": "line 1: reading.threads: -1 is out of range: at least 0",
    "reading: {threads: soon}": 'reading.threads: "soon" is not a whole number',
    "reading: {threads: 1e400}": 'reading.threads: "1e400" is not a whole number',
    "reading: {rejected_warn: .nan}": '".nan" is not a share',
    "reading: {rejected_warn: 120 %}": "out of range",
    "reading: {memory: lots}": '"lots" is not a size',
    "team: {timezone: Europe/Berln}": '"Europe/Berln" is not a time zone',
    "team: {hours: {mon: [22:30]}}": '"22:30" is not an interval',
    'team: {hours: {mon: ["17:00-09:00"]}}': "must end after it begins",
    "team: {holidays: [2026-02-30]}": '"2026-02-30" is not a date',
    "practices: {faq_pag: yes}": "there is no such practice (did you mean faq_page?)",
    "practices: {faq_page: perhaps}": '"perhaps" is no answer',
    "definitions: {use: guid}": "there is no definition set guid (did you mean guide?)",
    "channels: {make_sense: [emial]}": "make_sense names emial",
    "channels: {names: {fax: {class: paper}}}": '"paper" is not one of',
    "exports: [{paths: a.csv, columns: {ticket_id: A, created: B}}]": "tickets have no field created (did you mean created_at?); the required field created_at is missing",
    "exports: [{paths: a.csv, columns: {ticket_id: A, created_at: B, first_response: C}}]": "say its unit",
    "exports: [{paths: a.csv, columns: {ticket_id: A, created_at: B, csat: C}}]": "say its scale",
    "exports: [{paths: a.csv, columns: {ticket_id: A, created_at: B, "
    "first_response: {column: C, unit: fortnights}}}]": '"fortnights" is not one of',
    "ladder: {dimensions: {quality: {levels: {3: [{measure: csat_share, bound: '>= 85'}]}}}}": "csat_share takes a share (%)",
    "ladder: {dimensions: {quality: {levels: {4: [{measure: csat_shar, bound: '>= 85 %'}]}}}}": "there is no measure csat_shar (did you mean csat_share?)",
    "ladder: {dimensions: {quality: {levels: {5: [{measure: csat_share, bound: '>= 80 %'}]}}}}": 'which is looser than level 3\'s ">= 85 %"',
    "ladder: {dimensions: {quality: {levels: {6: []}}}}": "out of range: at most 5",
    "ladder: {dimensions: {delight: {levels: {4: [{practice: loyality}]}}}}": "the practice loyality has no words",
}


@pytest.mark.parametrize(("text", "words"), OURS.items())
def test_a_fault_of_ours_is_named_with_line_and_key(tmp_path: Path, text: str, words: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(own)
    assert words in error_words(caught.value)
    assert "own.yaml, line 1" in error_words(caught.value)


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "team: {nam: x}\nreading: {threads: -1}\npractices: {faq_pag: yes}\n", encoding="utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        load_config(own)
    assert sorted(fault.line for fault in caught.value.faults) == [1, 2, 3]


def test_a_user_overrides_what_they_name_and_nothing_else(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "team: {name: Ours}\nladder: {rules: {ratings: 10}}\npractices: {faq_page: NO}\n"
        "channels: {names: {fax: {class: email}}}\n",
        encoding="utf-8",
    )
    config = load_config(own)
    assert (config.team.name, config.team.timezone) == ("Ours", "UTC")
    assert (config.ladder.rules.ratings, config.ladder.rules.graded_tickets) == (10, 30)
    assert config.practices == {"faq_page": "no"}
    assert {"fax", "email"} <= set(config.channels.names)


def test_yaml_traps_stay_text() -> None:
    document = parse(b"a: [NO, on, 1.10, 22:30, 0123]\nb: {<<: {x: 1}, x: 2}\n", "traps")
    assert document.data == {"a": ["NO", "on", "1.10", "22:30", "0123"], "b": {"x": "2"}}


def test_a_bom_and_crlf_are_accepted(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(b"\xef\xbb\xbfteam:\r\n  name: Ours\r\n")
    assert load_config(own).team.name == "Ours"


def test_a_file_of_ten_megabytes_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    own = tmp_path / "big.yaml"
    own.write_bytes(b'x: "' + b"a" * 10_000_000 + b'"\n')
    with refused(ConfigError, match="larger than"):
        load_config(own)


@pytest.mark.parametrize("text", [b"- " * 300_000, b"a: " + b"[" * 300_000, b"[" * 30])
def test_deep_nesting_is_refused_and_not_a_crash(tmp_path: Path, text: bytes) -> None:
    own = tmp_path / "deep.yaml"
    own.write_bytes(text)
    with pytest.raises(ConfigError):
        load_config(own)


def test_an_alias_bomb_costs_little_memory() -> None:
    tracemalloc.start()
    with pytest.raises(ConfigError):
        load_config(BAD_INPUTS / "config" / "06_billion_laughs.yaml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50_000_000


def test_environment_variables_and_format_strings_stay_as_written(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text('team: {name: "$HOME {self.__class__}"}', encoding="utf-8")
    assert load_config(own).team.name == "$HOME {self.__class__}"


def test_columns_named_in_sql_are_only_names(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    nasty = "x\"); COPY (SELECT 1) TO '/tmp/pwn'; --"
    own.write_text(
        json.dumps(
            {"exports": [{"paths": ["a.csv"], "columns": {"ticket_id": nasty, "created_at": "B"}}]}
        ),
        encoding="utf-8",
    )
    assert load_config(own).exports[0].columns["ticket_id"].column == (nasty,)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("<= 24 h", 86400),
        ("< 15 min", 900),
        (">= 85 %", 0.85),
        (">= 4.8", 4.8),
        ("<= 2 d", 172800),
        ("<1min", 60),
    ],
)
def test_bounds_are_read_in_seconds_and_shares(words: str, value: float) -> None:
    assert parse_bound(words).value == pytest.approx(value)


@pytest.mark.parametrize(
    "words", ["24 h", "= 3", "< five min", "<= 24 hours", "> -1", ">= 120 %", ""]
)
def test_what_is_no_bound_is_refused(words: str) -> None:
    with refused(ValueError, match="bound|range"):
        parse_bound(words)


def test_the_shipped_config_explains_every_setting() -> None:
    config = load_config()
    assert config.exports == ()
    assert config.channels.make_sense is None
    assert config.practices == {}
