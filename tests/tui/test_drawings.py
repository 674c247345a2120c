"""Drawings stand where their numbers are: the cells of a bar, the gaps of a spark line, as painted."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.figures.change import wilson
from queries.session import Session
from tests.tui.desk import sit_down
from tui import words
from tui.panes.agents import BAR
from tui.widgets.cell import Drawing
from tui.widgets.interval import Axis
from tui.widgets.table import Column, table


def painted(drawing: Drawing) -> str:
    """Return what stands on a line in the cells of a drawing, between two columns of text."""
    line = table([Column("a"), Column("b" * BAR), Column("c")], [(None, ("x", drawing, "y"))], 80)[
        1
    ]
    text = "".join(span.text for span in line.spans)
    return text[4 : 4 + BAR]


def column(share: float, low: float) -> int:
    return round((share - low) / (1 - low) * (BAR - 1))


@given(st.integers(1, 400), st.integers(0, 400), st.sampled_from([0.0, 0.2, 0.5, 0.9]))
def test_a_bars_dot_is_at_its_share_and_its_ends_at_the_intervals(
    n: int, k: int, low: float
) -> None:
    k = min(k, n)
    below, above = wilson(k, n)
    cells = painted(Axis(low, BAR).bar(k / n, below, above))
    if k / n >= low + (1 - low) / (2 * (BAR - 1)):
        assert cells.index("●") == column(k / n, low)
    assert (cells[0] == "‹") == (column(below, low) < 0)
    drawn = [place for place, cell in enumerate(cells) if cell in "●─"]
    if drawn:
        assert drawn[-1] == max(column(above, low), column(k / n, low))
        assert drawn[0] == max(column(below, low), 1 if cells[0] == "‹" else 0)


def test_a_part_without_data_is_a_gap_where_it_is() -> None:
    cells = painted(Drawing(words.sparkline([None, None, 1.0, 2.0, None, 3.0, None, 1.0])))
    assert cells == "  ▁▅ █ ▁".ljust(BAR)


@given(st.sampled_from([0.0, 0.1, 0.2, 0.3, 0.4, 0.5]), st.integers(12, 60))
def test_the_numbers_of_an_axis_stand_where_their_shares_do(low: float, width: int) -> None:
    axis = Axis(low, width)
    head = axis.head().text
    assert len(head) == width
    assert head.endswith("100")
    numbers = [int(number) for number in head[:-3].split()]
    assert numbers[0] == round(low * 100)
    assert all(head[axis.cell(number / 100) :].startswith(f"{number}") for number in numbers)


@pytest.mark.parametrize(("size", "keys"), [((80, 24), ("2",)), ((200, 60), ())])
def test_on_the_screen_every_dot_stands_under_its_number(
    loaded: Session, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async def story() -> None:
        async with sit_down([], loaded.config, size) as desk:
            await desk.press(*keys)
            [head] = [line for line in desk.lines if "  of  40" in line]
            begin = head.index("of  40") + 4
            axis = Axis(0.4, BAR)
            card = desk.app.sitting.card
            assert card is not None
            seen = 0
            for row in card.agents:
                shown = [
                    line
                    for line in desk.lines
                    if f" {row.name} " in line or f"›{row.name} " in line
                ]
                if not row.csat.n or not shown or row.csat.parts["low"] < axis.low:
                    continue
                cells = shown[0][begin : begin + BAR]
                assert cells.index("●") == axis.cell(row.csat.value or 0)
                drawn = [place for place, cell in enumerate(cells) if cell in "●─"]
                ends = (axis.cell(row.csat.parts["low"]), axis.cell(row.csat.parts["high"]))
                assert (drawn[0], drawn[-1]) == ends
                seen += 1
            assert seen == 9

    asyncio.run(story())
