"""`rung cache`: where what was read is kept, and how it is emptied."""

from __future__ import annotations

from pathlib import Path

import click

from tui.command import Command, Failure, Group
from tui.language import count, number, say
from tui.options import cache_settings_of, own_settings
from tui.shell import write


@click.group(cls=Group)
def cache() -> None:
    """Say where what was read is kept, or empty it."""


@cache.command(cls=Command)
@own_settings
def path(config_file: Path | None) -> None:
    """Print the cache's folder."""
    from queries.exports.cache import cache_folder

    write(f"{cache_folder(cache_settings_of(config_file))}\n", "-")


@cache.command(cls=Command)
@own_settings
def clear(config_file: Path | None) -> None:
    """Remove everything that no other rung uses at this moment."""
    from queries.exports.cache import clear_cache

    try:
        cleared = clear_cache(cache_settings_of(config_file))
    except OSError as error:
        told = say("the cache cannot be emptied: {why}", why=error.strerror)
        raise Failure(told) from None
    size = number(cleared.bytes / 1e6)
    told = count(
        "removed {n} entry, {size} MB", "removed {n} entries, {size} MB", cleared.entries, size=size
    )
    if cleared.in_use:
        stay = count("{n} is in use and stays", "{n} are in use and stay", cleared.in_use)
        told = f"{told}; {stay}"
    click.echo(told)
