"""What the commands share: a session whose faults are told in words, and what is written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from queries.text import SHOWN
from tui.command import Failure, failure, harmless
from tui.language import say
from tui.options import config_of, paths_of

if TYPE_CHECKING:
    from queries.session import Session


def with_session(options: dict[str, Any], work: Callable[[Session], None]) -> None:
    """Load the exports and do `work`; turn every fault of data or settings into words."""
    from queries.engine.port import EngineError
    from queries.exports.errors import ExportError, ExportsError
    from queries.session import open_session

    config = config_of(options)
    try:
        with open_session(paths_of(options, config), config) as session:
            _warn(session)
            work(session)
    except (ExportsError, ExportError, EngineError) as error:
        raise failure(error) from None


def _warn(session: Session) -> None:
    """Say on stderr what a lead should know before they trust the figures."""
    import datetime as dt

    from tui import words

    for warning in session.ledger.warnings:
        what = harmless(words.sentence(warning))
        told = say("rung: warning: {what}; `rung inspect` lists them", what=what)
        click.echo(told, err=True)
    extent = session.workspace.extent
    if extent and extent.end.replace(tzinfo=dt.UTC) > dt.datetime.now(dt.UTC) + dt.timedelta(
        days=1
    ):
        told = say(
            "rung: warning: the data reach into the future, to {day}", day=words.day(extent.end)
        )
        click.echo(told, err=True)


def write(text: str, output: str) -> None:
    """Write to standard output, or to a file whole or not at all."""
    from tui.report.files import write_whole

    try:
        if output == "-":
            if sys.stdout is None:
                raise Failure(say("standard output is closed"))
            click.echo(text.encode(), nl=False)
            sys.stdout.flush()
            return
        write_whole(Path(output), text)
    except BrokenPipeError:
        raise  # the reader has had enough: click ends quietly
    except OSError as error:
        name = say("standard output") if output == "-" else harmless(output, SHOWN)
        told = say("{path}: cannot be written: {why}", path=name, why=error.strerror)
        raise Failure(told) from None
    click.echo(say("rung: wrote {path}", path=harmless(output, SHOWN)), err=True)
