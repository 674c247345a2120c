"""`rung config`: whether the settings are right, what they come to, and where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.command import Command, Failure, Group, failure
from tui.language import count, mark, say
from tui.options import own_settings, settings_file

if TYPE_CHECKING:
    from queries.config.document import Plain

_FILE = click.argument("file", required=False, type=click.Path(path_type=Path))


@click.group(cls=Group, invoke_without_command=True)
@click.pass_context
def config(context: click.Context) -> None:
    """Check your settings, show all that is in force, or say where they lie."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@config.command(cls=Command)
@own_settings
def path(config_file: Path | None) -> None:
    """Print where your settings lie, or would lie."""
    from queries.config import user_config_path

    where = config_file or user_config_path()
    click.echo(str(where))
    if not where.is_file():
        click.echo(f"rung: {say('not there yet: `rung init FOLDER` writes it')}", err=True)


@config.command(cls=Command)
@_FILE
@own_settings
def validate(file: Path | None, config_file: Path | None) -> None:
    """Check a settings file: every fault with its line, all at once. FILE: yours, if none is named."""
    from queries.config import ConfigError, load_config, user_config_path
    from queries.config.document import parse
    from queries.exports.entries import faults_of_entries
    from queries.text import clean
    from tui.words.errors import fault_words

    own = file or config_file or user_config_path()
    try:
        settings = load_config(own)
        document = parse(own.read_bytes(), str(own))
    except ConfigError as error:
        raise failure(error) from None
    if faults := [fault_words(fault) for fault in faults_of_entries(settings, document)]:
        raise Failure("\nrung: ".join(faults))
    click.echo(
        count(
            "{file}: right, with {n} entry of exports",
            "{file}: right, with {n} entries of exports",
            len(settings.exports),
            file=clean(str(own)),
        )
    )


@config.command(cls=Command)
@click.argument("key", required=False)
@own_settings
@click.option("--demo", is_flag=True, help=mark("Those of the sample shop that comes with rung."))
def show(key: str | None, config_file: Path | None, *, demo: bool) -> None:
    """Print every setting in force, yours over the defaults. KEY: only this part (team, ladder.rules …)."""
    from queries.config import ConfigError, settings_in_force
    from queries.config.written import written
    from tui.words.errors import hint

    try:
        part: Plain = settings_in_force(settings_file(config_file, demo=demo), demo=demo)
    except ConfigError as error:
        raise failure(error) from None
    for name in key.split(".") if key else ():
        if not isinstance(part, dict) or name not in part:
            known = list(part) if isinstance(part, dict) else []
            raise click.UsageError(
                say(
                    "there is no setting {key}{nearest}",
                    key=key,
                    nearest=hint(name, known),
                )
            )
        part = part[name]
    click.echo(written(part), nl=False)
