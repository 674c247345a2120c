"""The markdown snapshot: valid tables and no live markup, whatever a name is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from queries.config import load_config
from queries.session import open_session
from queries.text import SHOWN, clean
from tests.conftest import Desk, config_with
from tests.tui.hostile import hostile_strings
from tui.report.gfm import text
from tui.report.json_report import json_report
from tui.report.markdown import markdown

GFM = MarkdownIt("gfm-like")
HARMLESS = {"text", "softbreak", "hardbreak", "code_inline", "strong_open", "strong_close"}


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


@pytest.mark.parametrize("nasty", hostile_strings())
def test_text_has_no_live_markup_and_loses_nothing(nasty: str) -> None:
    shown = clean(nasty, SHOWN) or "x"
    for around in ("{}", "| {} | b |\n| --- | --- |\n| {} | d |", "- {}", "- [ ] {}", "# {}"):
        tokens = GFM.parse(around.replace("{}", text(shown)))
        assert {token.type for token in inline(tokens)} <= {"text", "text_special", "softbreak"}
        assert not any(token.type.startswith(("html", "fence", "code")) for token in tokens)
    cell = GFM.parse(f"| {text(shown)} | b |\n| --- | --- |")
    assert "".join(t.content for t in inline(cell)[:-1]).strip() == " ".join(shown.split())


def test_text_reads_well_where_nothing_is_active() -> None:
    assert text("Zoë O'Neill-Smith, 4.8 (n 12): fine") == "Zoë O'Neill-Smith, 4.8 (n 12): fine"


@pytest.mark.parametrize("nasty", hostile_strings())
def test_no_control_character_leaves_clean(nasty: str) -> None:
    shown = re.sub(
        "(?<=[\U0001f300-\U0001faff])\u200d(?=[\U0001f300-\U0001faff])", "", clean(nasty)
    )
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]", shown)


def snapshot_tables(report: str) -> list[list[list[str]]]:
    tables: list[list[list[str]]] = []
    for token, following in zip(GFM.parse(report), GFM.parse(report)[1:], strict=False):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in ("th_open", "td_open"):
            tables[-1][-1].append(following.content)
    return tables


def test_the_snapshot_keeps_its_shape_with_hostile_agents_channels_and_reasons(
    tmp_path: Path,
) -> None:
    strings = hostile_strings()
    rows = []
    for number, nasty in enumerate(strings):
        rows.append(
            {
                "id": str(number),
                "at": "2026-03-01 08:00",
                "who": nasty,
                "where": nasty,
                "why": nasty,
                "desk": nasty,
                "what": nasty,
                "stars": "5",
                "answered": "2026-03-01 09:00",
            }
        )
    export = tmp_path / "[x](http:evil).csv"
    lines = ["id,at,who,where,why,desk,what,stars,answered"]
    lines += [
        ",".join('"' + value.replace('"', '""') + '"' for value in row.values()) for row in rows
    ]
    export.write_bytes("\n".join(lines).encode())
    columns = {
        "ticket_id": "id",
        "created_at": "at",
        "agent": "who",
        "channel": "where",
        "reason": "why",
        "team": "desk",
        "subject": "what",
        "first_response_at": "answered",
        "csat": {"column": "stars", "scale": "1-5"},
    }
    config = config_with(
        tmp_path,
        {
            "team": {"name": "[/] <b>x</b> | [@click=app.quit]x[/]"},
            "exports": [{"paths": ["*.csv"], "columns": columns}],
            "reading": {"rejected_refuse": "50 %"},
        },
    )
    with open_session([str(export)], config) as session:
        card = session.scorecard(session.request("all"))
    report = markdown(card)
    for table in snapshot_tables(report):
        assert len({len(row) for row in table}) == 1
    kinds = {token.type for token in inline(GFM.parse(report))}
    assert kinds <= HARMLESS | {"text_special"}
    assert len(snapshot_tables(report)) == 5
    names = {row["agent"] for row in json.loads(json_report(card))["agents"]}
    assert len(names) > len(strings) * 0.9
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", report)


def test_unknown_is_no_zero(desk: Desk) -> None:
    session = desk("ticket_id | created_at | channel\n1 | 2026-03-01 08:00 | email")
    card = session.scorecard(session.request("all"))
    data = json.loads(json_report(card))
    assert data["level"]["reads"] is None
    csat = data["measures"]["csat"]
    assert csat.pop("n") == 0
    assert set(csat.values()) == {None}
    assert data["measures"]["first_response_time"]["median"] is None
    assert data["measures"]["self_service_rate"] == {"n": 0, "value": None, "k": None}
    report = markdown(card)
    assert report.startswith("# Support: No level: not assessed")
    assert "| First response, median | – | 0 |" in report
    assert "your export has no first response" in report.split("No level because of")[1]


def test_the_sections_of_a_snapshot() -> None:

    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        report = markdown(session.scorecard(session.request("28d")))
    titles = re.findall(r"^## (.*)$", report, re.MULTILINE)
    assert titles == [
        "Dimensions",
        "Agents",
        "Channels",
        "Steps to level 4 Above average: 17 of 21 done",
        "Answers",
        "Measures",
        "Method",
        "Ledger",
    ]
    assert (
        "**Held down by** Resolution: within 24 h, live 1 h: 78.1 %, ≥ 80 % needed (n 1,010) for level 4."
        in report
    )
