"""What the settings and the catalogue can do alone: criteria on any figure, dimensions of one's own, new figures."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from queries.config import ConfigError, load_config
from queries.session import open_session
from tests.conftest import REPO, Desk, config_with, report
from tests.said import refused
from tui.report.markdown import markdown

# 40 tickets, 30 of them solved with one reply: 75 %.
TICKETS = [
    {
        "ticket_id": i,
        "created_at": f"2026-03-{1 + i % 20:02d} 08:00",
        "channel": "email",
        "first_response_at": f"2026-03-{1 + i % 20:02d} 08:30",
        "resolved_at": f"2026-03-{1 + i % 20:02d} 09:00",
        "status": "solved",
        "agent_replies": 1 if i % 4 else 2,
        "csat": 5,
    }
    for i in range(40)
]
EFFORT = {
    "name": "Effort",
    "group": "supporting",
    "figure": "one_touch_rate",
    "counts_from": {"quality": 5},
    "levels": {
        2: [{"measure": "one_touch_rate", "bound": ">= 50 %"}],
        3: [{"measure": "one_touch_rate", "bound": ">= 80 %"}],
    },
}


def test_a_dimension_of_ones_own_on_any_figure_is_graded_and_worded(desk: Desk) -> None:
    session = desk(TICKETS, ladder={"dimensions": {"effort": EFFORT}})
    card = session.scorecard(session.request("all"))
    effort = next(d for d in card.assessment.dimensions if d.key == "effort")
    assert effort.level == 2  # 75 % is at least 50 and less than 80
    assert effort.counts  # quality is at 5: every rating is a 5
    report_ = markdown(card)
    assert "| Effort | 2 Below average | One-touch 75.0 % (n 40) | ≥ 80 % |" in report_


def test_what_counts_from_a_level_that_is_not_reached_does_not_count(desk: Desk) -> None:
    rows = [ticket | {"csat": 4} for ticket in TICKETS]
    session = desk(rows, ladder={"dimensions": {"effort": EFFORT}})
    card = session.scorecard(session.request("all"))
    assert not next(d for d in card.assessment.dimensions if d.key == "effort").counts


def test_a_criterion_on_any_figure_of_a_dimension_there_is(desk: Desk) -> None:
    levels = {
        3: [
            {"measure": "csat_share", "bound": ">= 85 %"},
            {"measure": "one_touch_rate", "bound": ">= 90 %"},
        ]
    }
    session = desk(TICKETS, ladder={"dimensions": {"quality": {"levels": levels}}})
    found = report(session)
    quality = next(d for d in found["dimensions"] if d["key"] == "quality")
    missed = next(c for c in quality["criteria"] if c["key"] == "one_touch_rate")
    assert (missed["state"], missed["value"], missed["n"], quality["level"]) == (
        "missed",
        0.75,
        40,
        2,
    )


def test_advice_stands_where_its_figure_is_missed(desk: Desk) -> None:
    session = desk(TICKETS, ladder={"dimensions": {"effort": EFFORT}})
    words = markdown(session.scorecard(session.request("all")))
    assert "answers that foresee the next question" in words


def test_advice_for_a_figure_that_is_none_is_refused(tmp_path: Path) -> None:
    with refused(ConfigError, match="one_tuch_rate.*did you mean one_touch_rate"):
        config_with(
            tmp_path, {"ladder": {"advice_for_measures": {"one_tuch_rate": ["reply once"]}}}
        )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"reading": {"tickets_in_memory": 5}}, "cases_in_memory"),
        ({"ladder": {"rules": {"minor_channel": "20 %"}}}, "reach"),
        ({"ladder": {"rules": {"look_back_days": [90]}}}, "latest_days"),
    ],
)
def test_a_key_that_went_is_refused_with_what_replaces_it(
    tmp_path: Path, settings: dict[str, object], words: str
) -> None:
    with refused(ConfigError, match=words):
        config_with(tmp_path, settings)


def test_a_new_figure_is_one_question_and_one_entry(tmp_path: Path) -> None:
    """As README, "How to add a figure", walks it: in a copy, with no other file touched."""
    copy = tmp_path / "copy"
    for name in ("queries", "tui", "config.yaml", "pyproject.toml", "sample_data"):
        source = REPO / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    walked = (REPO / "README.md").read_text(encoding="utf-8").split("### How to add a figure")[1]
    sql = walked.split("```sql\n")[1].split("```")[0]
    entry = walked.split("```yaml\n")[1].split("```")[0]
    (copy / "queries/sql/questions/solved_in_a_day.sql").write_text(sql, encoding="utf-8")
    with (copy / "queries/config/figures.yaml").open("a", encoding="utf-8") as catalogue:
        catalogue.write("\n" + entry)

    def rung(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "tui", *arguments],
            cwd=copy,
            env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    snapshot = json.loads(rung("snapshot", "--demo", "--format", "json"))
    figure = snapshot["measures"]["solved_in_a_day"]
    assert figure["n"] == 1074  # the solved tickets of the resolution
    assert figure["value"] == figure["k"] / 1074
    assert "| Solved in a day |" in rung("snapshot", "--demo")
    schema = json.loads(rung("schema", "snapshot"))
    Draft202012Validator(schema).validate(snapshot)
    described = schema["$defs"]["SolvedInADay"]["properties"]["value"]["description"]
    assert described.startswith("Tickets solved within 24 hours, of those solved (a share, 0–1")
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        assert "solved_in_a_day" not in report(session)["measures"]
