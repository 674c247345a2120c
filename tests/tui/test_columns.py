"""Tables agree: what a pane, markdown and JSON say of a row is one value, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from typing import Any

import pytest

from queries.config import load_config
from queries.figures.measure import Figure
from queries.said import Said
from queries.scorecard import Scorecard
from queries.session import open_session
from tui import words
from tui.panes import agents, channels, scorecard
from tui.report.columns import Column
from tui.report.gfm import text
from tui.report.json_changed import agent_name
from tui.report.json_report import snapshot
from tui.report.ladder_columns import CRITERIA, DIMENSIONS, Asked, Standing
from tui.report.ledger_columns import FILES, LINES, REJECTS
from tui.report.markdown import markdown
from tui.report.standing_columns import AGENTS, CHANNELS
from tui.screens.ledger import ledger_view
from tui.screens.tickets import criteria_view
from tui.widgets.lines import View

WIDE = 260


@pytest.fixture(scope="module", params=["28d", "2026-03"])
def card(request: pytest.FixtureRequest) -> Iterator[Scorecard]:
    config = load_config(demo=True)
    with open_session([p for e in config.exports for p in e.paths], config) as session:
        yield session.scorecard(session.request(request.param))


def at(found: Any, path: str) -> Any:
    for step in path.split("."):
        found = found[step] if found is not None else None
    return found


def same(held: Any, written: Any) -> bool:
    if isinstance(held, Figure):
        return bool(held.value == written["value"])
    if isinstance(held, Said):
        return bool(words.sentence(held) == written)
    if is_dataclass(held):
        return all(written[name] == getattr(held, name) for name in ("n", "share", "expected"))
    return bool(held == written)


def shown(view: View) -> str:
    return "\n".join("".join(span.text for span in line.spans) for line in view.draw(WIDE))


def tables(card: Scorecard) -> list[tuple[Sequence[Column[Any]], Sequence[Any], Any, str]]:
    """Return each declared table: its columns, rows, their JSON, and the pane that shows them."""
    data = snapshot(card)
    by_row = {(row["role"], row["agent"]): row for row in data["agents"]}
    listed = [row for row in card.agents if not words.stands_in_words(row)]
    of_listed = [by_row[row.role, agent_name(row.name)] for row in listed]
    ledger = shown(ledger_view(card.ledger))
    counted = [file for file in card.ledger.files if file.lines]
    written = [file for file in data["ledger"]["files"] if file["lines"]]
    return [
        (AGENTS, listed, of_listed, shown(agents.view(card, set()))),
        (CHANNELS, card.channels, data["channels"], shown(channels.view(card, set()))),
        (FILES, card.ledger.files, data["ledger"]["files"], ledger),
        (LINES, counted, written, ledger),
        (REJECTS, card.ledger.rejects, data["ledger"]["rejects"], ledger),
        (
            DIMENSIONS,
            [Standing(card, row) for row in card.rows],
            data["dimensions"],
            shown(scorecard.view(card, set())),
        ),
        *(
            (
                CRITERIA,
                [Asked(card, result) for result in row.result.criteria],
                found["criteria"],
                shown(criteria_view(card, row.result.key)),
            )
            for row, found in zip(card.rows, data["dimensions"], strict=True)
        ),
    ]


def test_every_column_says_what_json_does(card: Scorecard) -> None:
    for columns, rows, written, _ in tables(card):
        for column in columns:
            for row, found in zip(rows, written, strict=True):
                held = column.holds(row)
                if column.json == "agent":
                    held = agent_name(held)
                if column.json and held is not None:
                    assert same(held, at(found, column.json)), (column.json, row)


def test_every_column_stands_in_its_pane_and_in_markdown(card: Scorecard) -> None:
    told = markdown(card)
    for columns, rows, _, pane in tables(card):
        for column in columns:
            for row in rows:
                if column.title:
                    assert column.in_pane(row) in pane, (column.title, row)
        named = [column for column in columns if column.name]
        if columns is not REJECTS and named:
            head = " | ".join(column.name for column in named)
            assert f"| {head} |" in told
            for row in rows:
                cells = " | ".join(text(column.in_markdown(row)) or " " for column in named)
                assert f"| {cells} |" in told
