"""What the data say against an answer: it is said, and overrules nothing."""

from __future__ import annotations

import pytest

from queries.ladder.evidence import against
from queries.ladder.figures import Figure
from tests.queries.ladder.teams import LADDER


@pytest.mark.parametrize(
    ("practice", "measure", "yes_against", "no_against"),
    [
        ("round_the_clock", "coverage", 0.94, 0.95),  # covered round the clock: 95 % of the hours
        ("few_give_up", "abandonment_rate", 0.06, 0.05),
        ("proactive_chat", "proactive_chat_share", 0.009, 0.01),
        ("self_service_most", "self_service_rate", 0.5, 0.51),  # more than half
        ("order_tracking", "order_questions_share", 0.11, None),  # more than 10 % ask where it is
    ],
)
def test_a_figure_contradicts_an_answer(
    practice: str, measure: str, yes_against: float, no_against: float | None
) -> None:
    def contradicted(value: float, answer: str, *, n: int = 30, least: bool = False) -> bool:
        figures = {measure: Figure(value, n, lifts_only=least)}
        return practice in against(LADDER, figures, {practice: answer})

    met = 0.1 if no_against is None else no_against
    assert contradicted(yes_against, "yes")
    assert not contradicted(met, "yes")
    assert not contradicted(yes_against, "no")
    # Few who ask where their order is do not show that it can be tracked.
    assert contradicted(met, "no") == (no_against is not None)
    assert not contradicted(yes_against, "not applicable")
    if no_against is None:
        assert not contradicted(yes_against, "yes", n=29)  # too few to say anything
    else:
        assert not contradicted(yes_against, "yes", least=True)  # the rest is not seen
