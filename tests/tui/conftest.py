"""The sample shop, loaded once for every test of the screen."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from queries.config import load_config
from queries.exports.progress import Progress
from queries.scope import Request
from queries.scorecard import Scorecard
from queries.session import Session, open_session
from tui import jobs

_CARDS: dict[object, Scorecard] = {}


@pytest.fixture(autouse=True)
def asked_once() -> Iterator[None]:
    """Let the same be asked of the same data once, whichever test asks: here the screen is tested."""
    cards, ask, look = _CARDS, Session.scorecard, Session.look_again

    def of(session: Session, request: Request) -> tuple[object, ...]:
        request.stop.check()
        loaded = session.workspace._loaded
        data = loaded.derived, loaded.tickets, hash(repr(session.config))
        return *data, request, repr(session.answers(request.period))

    def scorecard(session: Session, request: Request) -> Scorecard:
        key = of(session, request)
        if key not in cards:
            cards[key] = ask(session, request)
        return replace(cards[key], request=request)

    def look_again(session: Session, card: Scorecard) -> Scorecard:
        key = "again", *of(session, card.request), repr(card.answers)
        if key not in cards:
            cards[key] = look(session, card)
        return replace(cards[key], request=card.request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Session, "scorecard", scorecard)
        patch.setattr(Session, "look_again", look_again)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_clock() -> Iterator[None]:
    """Let a pilot's key wait for nothing: `desk.stand` knows when the screen stands, not the processor's load."""

    async def at_once(*_: float) -> None:
        await sleep(0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.app.wait_for_idle", at_once)
        yield


@pytest.fixture(scope="session")
def sample() -> Iterator[Session]:
    """Return the sample shop, loaded once."""
    config = load_config(demo=True)
    with open_session([p for entry in config.exports for p in entry.paths], config) as session:
        yield session


@pytest.fixture
def loaded(sample: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Let the app find the sample loaded already."""

    def load(settings: jobs.Settings, check: jobs.Check, progress: Progress) -> jobs.Loaded:
        return jobs.Loaded(sample, ExitStack(), progress)

    monkeypatch.setattr(jobs, "load", load)
    return sample
