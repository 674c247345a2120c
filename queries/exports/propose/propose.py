"""A file → what each unknown table in it is taken for."""

from __future__ import annotations

from pathlib import Path

from queries.config.schema import Config
from queries.exports.propose.proposal import Proposal


def propose(path: Path, config: Config) -> tuple[Proposal, ...]:
    """Look at a file; return a proposal for each table in it that nothing recognises.

    A file is one table, an archive several. A file that a preset or an entry of the settings reads,
    or an entry names, gives none. Raises ExportError where it holds no table at all.
    """
    raise NotImplementedError
