"""`rung sql` of every figure is one file that, in an empty DuckDB, gives the figure on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.config import load_config
from queries.config.catalogue import catalogue
from queries.engine.script import run_script
from queries.session import Session, open_session
from tests.queries.test_parity import made_export

ASKED = [key for key, entry in catalogue().items() if entry.question]


@pytest.fixture(scope="module")
def sample() -> Iterator[Session]:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        yield session


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A shop with opening hours, bots, messages and two teams."""
    config = made_export(tmp_path_factory.mktemp("made"))
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        yield session


def agrees(session: Session, period: str, **chosen: str) -> None:
    request = session.request(period, **chosen)
    measured = session.scorecard(request).measured
    for figure in ASKED:
        rows = run_script(session.sql(request, figure))
        promised = "promise" in catalogue()[figure].by
        shown = measured.by("promise") if promised else {"all": measured.whole()}
        for row in rows:
            one = shown[row["name"]][figure]
            assert row["value"] == pytest.approx(one.value), (figure, row)
            assert int(row["n"] or 0) == one.n, (figure, row)
        assert {row["name"] for row in rows} == {
            name for name, found in shown.items() if figure in found.figures
        }, figure


def test_every_figure_of_the_sample(sample: Session) -> None:
    agrees(sample, "28d")


def test_every_figure_of_a_filter_and_another_period(sample: Session) -> None:
    agrees(sample, "2026-10", channel="chat")


def test_every_figure_with_opening_hours_bots_and_teams(made: Session) -> None:
    agrees(made, "28d")


def test_a_name_that_would_end_a_text_ends_none(sample: Session) -> None:
    request = sample.request("28d").of(agent="O'Neill'; drop table x; --")
    assert run_script(sample.sql(request, "volume")) == []


def test_the_file_says_where_the_figures_come_from(sample: Session, tmp_path: Path) -> None:
    text = sample.sql(sample.request("28d"), "csat")
    assert "$" not in "".join(line.partition("--")[0] for line in text.splitlines())
    assert "How satisfied are customers" in text
