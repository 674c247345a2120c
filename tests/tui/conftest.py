"""The sample shop, loaded once for every test of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from queries.config import load_config
from queries.exports.progress import Progress
from queries.session import Session, open_session
from tui import jobs


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
