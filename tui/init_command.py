"""`rung init FOLDER`: the command; what it does stands in setting_up."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tui.command import Command, failure
from tui.language import mark, say

_INTERRUPTED = "Query interrupted"  # what DuckDB makes of Ctrl+C while it works


@click.command("init", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=mark("Where to write the settings; never over a file that is there."),
)
@click.option(
    "--timezone", metavar="ZONE", help=mark("The team's time zone, such as Europe/Berlin.")
)
@click.option("--yes", is_flag=True, help=mark("Ask nothing: take the safe answers and list them."))
def init(folder: Path, config_file: Path | None, timezone: str | None, *, yes: bool) -> None:
    """Make settings for the exports in FOLDER: asks what they do not tell, and shows the level.

    Enter takes the answer that is proposed. Nothing is written before the end.
    """
    from queries.config import user_config_path
    from queries.config.zone_names import meant_zone
    from queries.engine.port import EngineError
    from queries.exports.errors import ExportError, ExportsError
    from queries.exports.progress import LoadCancelledError
    from queries.scope import StoppedError
    from tui.dialogue import Dialogue, line_of_terminal
    from tui.setting_up import SettingUp, SetupError

    target = config_file or user_config_path()
    if timezone is not None and timezone != (zone := meant_zone(timezone)):
        raise click.BadParameter(
            say(
                '"{zone}" is not a time zone; write it like {like}',
                zone=timezone,
                like=zone or "Europe/Berlin",
            ),
            param_hint="--timezone",
        )
    if not yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            say("this is no terminal to ask in; `rung init FOLDER --yes` takes the safe answers")
        )
    dialogue = Dialogue(line_of_terminal, click.echo, meant_zone)
    setting_up = SettingUp(folder.absolute(), target, timezone, dialogue, asks=not yes)
    try:
        setting_up.run()
    except (EOFError, KeyboardInterrupt, LoadCancelledError, StoppedError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and str(error) != _INTERRUPTED:
            raise
        click.echo()
        if not setting_up.written:
            click.echo(f"rung: {say('stopped; nothing was written')}", err=True)
        sys.exit(130)
    except (SetupError, ExportError, ExportsError, EngineError) as error:
        raise failure(error) from None
