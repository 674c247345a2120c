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


class Remembering(Session):
    """A session that asks the same but once: the sample's cards, for every test of the screen."""

    def scorecard(self, request: Request) -> Scorecard:
        request.stop.check()
        key = request, repr(self.answers(request.period))
        if key not in _CARDS:
            _CARDS[key] = super().scorecard(request)
        return replace(_CARDS[key], request=request)

    def look_again(self, card: Scorecard) -> Scorecard:
        card.request.stop.check()
        key = card.request, repr(card.answers)
        if key not in _LOOKS:
            _LOOKS[key] = super().look_again(card)
        return replace(_LOOKS[key], request=card.request)


_CARDS: dict[tuple[Request, str], Scorecard] = {}
_LOOKS: dict[tuple[Request, str], Scorecard] = {}


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
        yield Remembering(session.config, session.ledger, session.workspace)


@pytest.fixture
def loaded(sample: Session, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Let the app find the sample loaded already."""

    def load(settings: jobs.Settings, check: jobs.Check, progress: Progress) -> jobs.Loaded:
        return jobs.Loaded(sample, ExitStack(), progress)

    monkeypatch.setattr(jobs, "load", load)
    return sample
