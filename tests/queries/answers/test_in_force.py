"""Which answer counts: order in the file, taken back, lapsed, of the settings, at a past period's end."""

from __future__ import annotations

import datetime as dt

import pytest

from queries.answers.entry import Answer, Entry
from queries.answers.in_force import Answered, in_force
from queries.answers.who import person

NOW = dt.datetime(2026, 11, 21, 8, tzinfo=dt.UTC)


def entry(
    name: str, days: int, answer: Answer | None, undoes: str | None = None, key: str = "faq_page"
) -> Entry:
    """Return an answer given `days` ago."""
    return Entry(name, NOW - dt.timedelta(days=days), "ana", key, answer, undoes=undoes)


def now(*entries: Entry, **settings: Answer) -> Answered | None:
    return in_force(entries, settings, NOW, 180).get("faq_page")


@pytest.mark.parametrize(
    ("entries", "answer"),
    [
        ([entry("a", 3, "yes"), entry("b", 2, "no")], "no"),
        (
            [entry("a", 2, "yes"), entry("b", 3, "no")],
            "no",
        ),  # order in the file decides, not the clock
        ([entry("a", 3, "yes"), entry("b", 2, None)], None),  # cycled to unanswered
        (
            [entry("a", 3, "yes"), entry("b", 2, "no"), entry("c", 1, None, "b")],
            "yes",
        ),  # b taken back
        (
            [entry("a", 3, "yes"), entry("c", 1, None, "other")],
            "yes",
        ),  # takes back nothing that there is
        ([entry("a", 180, "yes")], None),
        ([entry("a", 179, "yes")], "yes"),
        ([entry("a", -2, "yes")], "yes"),  # a clock that runs ahead
    ],
)
def test_the_last_that_nobody_took_back(entries: list[Entry], answer: Answer | None) -> None:
    found = now(*entries)
    assert found is not None
    assert found.answer == answer


def test_a_lapsed_answer_says_since_when_and_what_it_was() -> None:
    given = Entry("a", dt.datetime(2025, 11, 4, 9, tzinfo=dt.UTC), "ana", "faq_page", "yes")
    # 4 Nov 2025 + 180 days = 3 May 2026
    assert now(given) == Answered("faq_page", None, given, dt.date(2026, 5, 3), "yes")


def test_the_settings_are_undated_and_lose_to_the_log() -> None:
    assert now(faq_page="yes") == Answered("faq_page", "yes")
    assert now(entry("a", 3, "no"), faq_page="yes").answer == "no"  # type: ignore[union-attr]
    assert now(entry("a", 3, None), faq_page="yes").answer is None  # type: ignore[union-attr]
    # All of the log taken back: the settings count again.
    assert now(entry("a", 3, "no"), entry("b", 2, None, "a"), faq_page="yes") == Answered(
        "faq_page", "yes"
    )


def test_a_past_period_has_the_answers_in_force_at_its_end() -> None:
    entries = [entry("a", 40, "yes"), entry("b", 3, "no")]
    then = NOW - dt.timedelta(days=28)
    assert in_force(entries, {}, then, 180, past=True)["faq_page"].answer == "yes"
    assert in_force(entries, {}, then, 10, past=True)["faq_page"].was == "yes"


def test_who_answers_is_named_by_the_server_or_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import pwd

    for name in ("USER", "LOGNAME", "LNAME", "USERNAME", "SUDO_USER"):
        monkeypatch.setenv(name, "mallory")
    assert person(None) == pwd.getpwuid(os.getuid()).pw_name
    assert person("  ") == person(None)
    assert person("Ana") == "Ana"
    assert "\x1b" not in person("A\x1b[31mna")
