"""One sitting: exports loaded into the cache, and the workspace over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from queries.answers.in_force import Answers, in_force
from queries.answers.log import FileLog, Log, SittingLog
from queries.behind import behind
from queries.changed.ask import FIGURES
from queries.config import Config
from queries.engine.duck import Workspace
from queries.exports.cache import open_cache
from queries.exports.ledger import Ledger
from queries.exports.load import load
from queries.exports.progress import Progress
from queries.figures.measure import asked_with
from queries.said import said
from queries.scope import (
    Against,
    Filter,
    Period,
    Request,
    RequestError,
    as_it_stood,
    parse_period,
)
from queries.scorecard import Scorecard, build_scorecard
from queries.second_look import ask_what_changed, second_look


@dataclass(frozen=True, slots=True)
class Session:
    """What every face works with."""

    config: Config
    ledger: Ledger
    workspace: Workspace
    log: Log = field(default_factory=SittingLog)

    def request(
        self,
        period: str,
        team: str | None = None,
        channel: str | None = None,
        agent: str | None = None,
        reason: str | None = None,
        *,
        definitions: str | None = None,
        against: Against = "before",
    ) -> Request:
        """Return the request these words name, compared with the period before where the data reach it.

        `definitions` names a definition set, by default the one in use; `against` says whether it is compared
        with the period before or with that of a year ago. Raises ValueError where the words
        name no period, or there are no data.
        """
        extent = self.workspace.extent
        if extent is None:
            raise RequestError(said("no_tickets_at_all"))
        sets = self.config.definitions
        name = definitions or sets.use
        chosen = parse_period(
            period, extent.start, extent.last_created, self.config.team.timezone, extent.end
        )
        before = chosen.compared(against)
        stood = None
        if before is not None:
            before, stood = as_it_stood(chosen, before, extent.end)
            # Against a period that lies mostly before the data nothing changed.
            if before.start + (before.end - before.start) / 2 < extent.start:
                before = stood = None
        return Request(
            period=chosen,
            filter=Filter(team, channel, agent, reason),
            definitions_name=name,
            definitions=sets.sets[name],
            as_of=extent.end,
            before=before,
            before_as_of=stood,
            against=against,
        )

    def sql(self, request: Request, figure: str) -> str:
        """Return one file that gives a figure in an empty DuckDB; raise ValueError where nothing asks it."""
        entry = self.config.figures[figure]
        found = behind(self.config.figures, figure, "promise" if "promise" in entry.by else "all")
        question = found.question(**asked_with(self.config.ladder.rules))
        return self.workspace.script(request, question)

    def is_past(self, period: Period) -> bool:
        """Whether a period ends before the data do: it is graded with the answers in force at its end."""
        extent = self.workspace.extent
        return extent is not None and period.end <= extent.last_created

    def answers(self, period: Period) -> Answers:
        """Return the answers in force: now, or at the end of a past period."""
        past = self.is_past(period)
        at = period.end.replace(tzinfo=dt.UTC) if past else dt.datetime.now(dt.UTC)
        days = self.config.ladder.rules.answers_lapse_days
        return in_force(self.log.entries, self.config.practices, at, days, past=past)

    def scorecard(self, request: Request) -> Scorecard:
        """Ask and grade."""
        answers = self.answers(request.period)
        return build_scorecard(self.workspace, request, self.config, self.ledger, answers)

    def look_again(self, card: Scorecard) -> Scorecard:
        """Return the card with what its level was, what other definitions say, and what is doubtful."""
        then = self.answers(card.request.before or card.request.period)
        return second_look(self.workspace, card, self.config, then)

    def what_changed(self, card: Scorecard, *figures: str) -> Scorecard:
        """Return the card with what changed against the period before; of all figures where none is named."""
        return ask_what_changed(self.workspace, card, figures or FIGURES)


@contextmanager
def open_session(
    paths: Iterable[str],
    config: Config,
    progress: Progress | None = None,
    *,
    keep_going: bool = False,
) -> Iterator[Session]:
    """Load the exports, or find them in the cache, and open the workspace over them.

    With `keep_going` files that cannot be used stand in the ledger's errors.
    """
    with open_cache(config.cache) as cache, cache.staging() as spill:
        loaded = load(paths, config, cache, progress=progress, keep_going=keep_going)
        with Workspace(loaded, config, spill) as workspace:
            log = FileLog(Path(config.answers)) if config.answers else SittingLog()
            yield Session(config, loaded.ledger, workspace, log)
