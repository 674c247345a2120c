"""Where there is little room names are shortened, never the word that carries the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from queries.inside.dimension import Part
from queries.scorecard import Scorecard
from queries.session import Session, open_session
from tests.conftest import config_with, write_csv
from tests.tui.desk import NINE
from tui.drill import drill
from tui.inside.dimension import by_lines, late_lines
from tui.panes import agents, checklist, scorecard
from tui.panes.targets import OpenDimension, OpenLate
from tui.screens.bars import footer, tabs
from tui.screens.header import header_spans
from tui.screens.ledger import ledger_view
from tui.screens.tickets import ticket_view
from tui.screens.typing import Typing, options
from tui.widgets.cell import Span, Yielding
from tui.widgets.lines import Line, View
from tui.widgets.table import Column, table

PANE = 59  # cells of a pane in the grid of 120 × 36


@pytest.fixture(scope="module")
def card(sample: Session) -> Scorecard:
    return sample.look_again(sample.scorecard(sample.request("28d")))


def texts(lines: Sequence[Line], width: int) -> str:
    """Return what is painted: of a line what the width holds."""
    painted = ("".join(span.text for span in line.spans) for line in lines)
    return "\n".join(set_cell_size(text, min(width, cell_len(text))).rstrip() for text in painted)


def view_of(session: Session, card: Scorecard, key: str, width: int) -> str:
    view = drill(session, card, OpenDimension(key))
    assert isinstance(view, View)
    return texts(view.draw(width), width)


def test_a_figure_keeps_its_n_in_a_pane_of_the_grid(card: Scorecard) -> None:
    told = texts(scorecard.view(card, set()).draw(PANE), PANE)
    assert "66.4 % … n 1,018    ≥ 80 %  =" in told
    assert "✗ Resolution…: 78.1 %, ≥ 80 % needed (n 1,010)" in told
    told = texts(scorecard.view(card, set()).draw(69), 69)  # a pane of 140 × 45
    assert "66.4 % within 4 h… n 1,018    ≥ 80 %  =" in told
    told = texts(scorecard.view(card, set()).draw(80), 80)
    assert "66.4 % within 4 h, live 5 min n 1,018   ≥ 80 %  =" in told
    assert "Trend" in texts(scorecard.view(card, set()).draw(100), 100)


def test_what_stands_under_the_agents_tells_of_bars_where_there_are_some(card: Scorecard) -> None:
    assert "A bar is where" in texts(agents.view(card, set()).draw(80), 80)
    told = texts(agents.view(card, set()).draw(PANE), PANE)
    assert "A bar" not in told
    assert "Under 10" in told


def test_what_is_missing_is_whole(card: Scorecard) -> None:
    told = texts(checklist.view(card, set()).draw(50), 50)
    assert "19 of the" in told
    assert "lost stars" in " ".join(told.split())


def test_inside_a_time_bounds_and_the_latest_week_are_whole(
    sample: Session, card: Scorecard
) -> None:
    told = view_of(sample, card, "response_time", 80)
    assert "email 1 h, social 15 min, live 1 min  25 %" in told
    told = view_of(sample, card, "response_time", PANE)
    assert "14 Nov" in told
    assert "level 5 asks 80 %." in told
    assert " asked\n" in told


def test_a_criterion_is_told_whole_without_what_stands_beside_it(
    sample: Session, card: Scorecard
) -> None:
    told = view_of(sample, card, "self_service", 80)
    assert "Settled without a person                  10.3 %        ≥ 20 %  1,252" in told
    assert "…" not in told


def test_why_a_row_was_rejected_is_whole(sample: Session) -> None:
    view = ledger_view(sample.ledger)
    assert "first pass" in " ".join(texts(view.draw(80), 80).split())


@given(st.text(alphabet="ab 日", min_size=1, max_size=30), st.integers(20, 40))
def test_only_the_words_in_the_middle_give_way(words: str, width: int) -> None:
    told = Yielding.of(f"66.4 % {words} n 1,018", words).fit(width)
    assert cell_len(told) == width
    assert told.startswith("66.4 %")
    assert "n 1,018" in told


def test_a_column_that_is_whole_goes_on_below_at_any_width() -> None:
    columns = (Column("Name", least=4), Column("Why", least=4, whole=True))
    rows = [(None, ("a very long name", "since it is so"))]
    # 20 cells: one before, two between; the wider gives way until both have 8 and 9.
    assert texts(table(columns, rows, 20), 20).split("\n")[1:] == [
        " a very …  since it",
        "           is so",
    ]


def test_late_ones_of_wide_names_keep_their_numbers() -> None:
    late = OpenLate("response_time", "first_response_time", 4)
    parts = tuple(
        Part(name, n, 1000)
        for name, n in (("返品したい", 300), ("荷物が届かない" * 9, 200), ("ab", 100))
    )
    for width in (80, 45):
        told = texts(list(by_lines(late, {"reason": parts}, width)), width)
        assert "300 of 1,000" in told
        assert told.endswith(("more 200", "more 300", "more 100"))


def test_the_age_of_the_data_shows_beside_a_long_name(card: Scorecard) -> None:
    long = replace(card, team="Kundenbetreuung Österreich, Schweiz und 日本")
    spans = header_spans(long, NINE.replace(tzinfo=dt.UTC), 80)
    told = "".join(span.text for span in spans)
    assert "against 26 Sep–23 Oct" in told
    assert told.endswith("data 9 h old")
    assert cell_len(told) <= 80


def test_at_sixty_cells_what_was_rejected_stands_beside_the_tabs() -> None:
    names = ("Scorecard", "Agents", "Channels", "Checklist")
    told = "".join(span.text for span in tabs(names, 0, (Span("5 rejected: i"),), 60))
    assert told == "[1 Scorecard] 2 Agents 3 Channels 4 Checklist 5 rejected: i"


def test_the_footer_names_the_key_of_the_next_view_where_there_is_one() -> None:
    assert "v next view" in "".join(span.text for span in footer(True, 80, {}, turns=True))
    assert "v next view" not in "".join(span.text for span in footer(True, 80, {}))


def test_a_long_comment_is_whole_inside_its_ticket(sample: Session, card: Scorecard) -> None:
    asking = sample.workspace.asking(card.request)
    listed = asking.ask("ticket", ticket_id="81752602", source=None)
    row = {**listed[0], "comment": "was told that it is on its way " * 4 + "and it never came"}
    told = texts(ticket_view(row, (), "Europe/Berlin").draw(80), 80)
    assert "and it never came" in told
    assert "…" not in told


def test_what_the_export_does_not_have_is_named_where_its_tickets_would_stand(
    tmp_path: Path,
) -> None:
    rows = [{"id": f"T{i}", "at": f"2026-11-{i:02d} 09:00", "where": "email"} for i in range(1, 9)]
    export = write_csv(tmp_path / "few.csv", rows)
    columns = {"ticket_id": "id", "created_at": "at", "channel": "where"}
    config = config_with(tmp_path, {"exports": [{"paths": [str(export)], "columns": columns}]})
    with open_session([str(export)], config) as session:
        card = session.scorecard(session.request("all"))
        told = view_of(session, card, "resolution_time", 80)
    assert told == " your export has no resolution time: map resolved_at"


def test_a_hint_gives_way_to_what_is_asked() -> None:
    line = Typing("Period", options("Period", ()), hint="or type 7d, 2026-10, 2026-Q3").crumb(30)
    assert line == "Period: ▏  or type 7d, 2026-…"


def test_of_no_late_ones_there_are_no_parts() -> None:
    late = OpenLate("resolution_time", "resolution_time", 3)
    parts = {"channel": (Part("email", 0, 9),)}
    assert texts(list(late_lines(late, 0, parts, 80)), 80) == " The 0 late ones"
