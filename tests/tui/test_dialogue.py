"""The dialogue without a terminal: what is shown, what each line that is typed does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from queries.config import load_config
from queries.config.zone_names import meant_zone
from queries.setup.facts import BotFacts, ChannelFacts, Facts, UnknownState
from queries.setup.questions import Question, practices, questions
from queries.setup.zones import ZoneFacts
from tui.dialogue import Dialogue
from tui.language import catalogue, speaking

STATES = Facts(
    zone=ZoneFacts(said="UTC"),
    states=(
        UnknownState("a.csv", "State", "Waiting on vendor", 11),
        UnknownState("a.csv", "State", "Referred Out", 9),
    ),
)


class Talk:
    """A dialogue in which `typed` is what a person types; `shown` is what they see."""

    def __init__(self, *typed: str) -> None:
        self.shown: list[str] = []
        self._typed: Iterator[str] = iter(typed)
        self.dialogue = Dialogue(self._read, self.shown.append, meant_zone)

    def _read(self, prompt: str) -> str:
        self.shown.append(prompt)
        try:
            return next(self._typed)
        except StopIteration:
            raise EOFError from None

    def answer(self, question: Question) -> dict[str, str]:
        return self.dialogue.answer(question)

    @property
    def text(self) -> str:
        return "\n".join(self.shown)


def asked(facts: Facts) -> Question:
    [question] = questions(facts, None)
    return question


def test_enter_takes_what_is_proposed() -> None:
    talk = Talk("")
    assert talk.answer(asked(STATES)) == {"Waiting on vendor": "pending", "Referred Out": "open"}
    assert "Waiting on vendor (×11) → pending" in talk.text


@pytest.mark.parametrize("typed", ["2 solved", "2s", "2 s", "1 p, 2 S", "2:solved"])
def test_a_number_and_a_word_change_one_and_enter_takes_the_rest(typed: str) -> None:
    talk = Talk(typed, "")
    assert talk.answer(asked(STATES))["Referred Out"] == "solved"
    assert "Referred Out (×9) → solved" in talk.text  # it is shown before it counts


@pytest.mark.parametrize("typed", ["2 gelöst", "2 Gel", "2 solved"])
def test_a_choice_is_typed_as_the_language_calls_it(typed: str) -> None:
    with speaking(catalogue("de")):
        assert Talk(typed, "").answer(asked(STATES))["Referred Out"] == "solved"


@pytest.mark.parametrize("typed", ["3 solved", "2", "solved", "2 x", "0 s", "\x1b[A", "2 s, 9 s"])
def test_what_is_not_understood_changes_nothing_and_is_said(typed: str) -> None:
    talk = Talk(typed, "")
    assert talk.answer(asked(STATES))["Referred Out"] == "open"
    assert "Not understood: " in talk.text
    assert "\x1b" not in talk.text


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        (("",), "UTC"),
        (("3",), "America/New_York"),
        (("Berlin",), "Europe/Berlin"),
        (("utc",), "UTC"),
        (("99", "-1", "nowhere", "tokyo"), "Asia/Tokyo"),
    ],
)
def test_a_zone_is_a_number_or_a_city(typed: tuple[str, ...], zone: str) -> None:
    talk = Talk(*typed)
    assert talk.answer(asked(Facts())) == {"zone": zone}
    assert "The hours of the day do not tell." in talk.text


def test_practices_take_a_letter_each_and_q_skips_the_rest() -> None:
    ladder = load_config().ladder
    # Response time asks for none; resolution for two, quality for five, accessibility for one …
    talk = Talk("y", "yn", "y-x", "Q")
    answers = talk.answer(practices(ladder))
    assert {key: answer for key, answer in answers.items() if answer} == {
        "basic_automation": "yes",
        "advanced_automation": "no",
        "accurate_answers": "yes",
        "quality_definition": "not applicable",
    }
    skipped = Talk("").answer(practices(ladder))
    assert (len(skipped), set(skipped.values())) == (29, {""})
    too_many = Talk("y", "ynyn", "q")
    too_many.answer(practices(ladder))
    assert "Not understood: ynyn" in too_many.text


def test_every_line_fits_80_columns_and_hostile_names_do_no_harm() -> None:
    name = "Ticket\x1b[2J\u202e" + "長い名前" * 30
    facts = Facts(
        states=(UnknownState("a.csv", "S", name, 1),),
        channels=(
            ChannelFacts(name, "unknown", 1, 0, 0),
            ChannelFacts(name + "2", "live", 90, 90, 40),
        ),
        bots=(BotFacts(name, 30, 12.0, 14.0, by_name=True),),
    )
    talk = Talk(*[""] * 20)
    for question in (*questions(facts, "Europe/Berlin"), practices(load_config().ladder)):
        talk.answer(question)
    from rich.cells import cell_len

    assert max(map(cell_len, talk.shown)) <= 79
    assert talk.text.replace("\n", "").isprintable()


def test_whoever_answers_no_more_ends_the_dialogue() -> None:
    with pytest.raises(EOFError):
        Talk().answer(asked(STATES))
