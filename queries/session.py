"""One sitting: exports loaded into the cache, and the workspace over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from queries.config import Config
from queries.exports.cache import open_cache
from queries.exports.ledger import Ledger
from queries.exports.load import load
from queries.exports.progress import Progress
from queries.period import parse_period
from queries.scorecard import Scorecard, build_scorecard
from queries.workspace import Scope, Workspace


@dataclass(frozen=True, slots=True)
class Session:
    """What every face works with."""

    config: Config
    ledger: Ledger
    workspace: Workspace

    def scope(
        self,
        period: str,
        team: str | None = None,
        channel: str | None = None,
        agent: str | None = None,
    ) -> Scope:
        """Return the scope these words name; raise ValueError where they name none."""
        extent = self.workspace.extent
        if extent is None:
            raise ValueError("the exports hold no tickets")
        return Scope(parse_period(period, *extent, self.config.team.timezone), team, channel, agent)

    def scorecard(self, scope: Scope) -> Scorecard:
        """Ask and grade."""
        return build_scorecard(self.workspace, scope, self.config, self.ledger)


@contextmanager
def open_session(
    paths: Iterable[str], config: Config, progress: Progress | None = None
) -> Iterator[Session]:
    """Load the exports, or find them in the cache, and open the workspace over them."""
    with open_cache(config.cache) as cache, cache.staging() as spill:
        loaded = load(paths, config, cache, progress=progress)
        with Workspace(loaded, config, spill) as workspace:
            yield Session(config, loaded.ledger, workspace)
