"""How a command speaks: its help in the lead's language, its faults in plain sentences without a trap."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from queries.text import MAX_LENGTH, SHOWN, clean
from tui.language import mark, say

OF_CLICK = (mark("Show the version and exit."), mark("Show this message and exit."))


class Command(click.Command):
    """A command whose help is said in the language spoken when it is asked for.

    Its faults hold nothing that a terminal could act upon, whatever was typed.
    """

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        """Read the command line; what is wrong with it is said in few words."""
        with _harmless_faults(SHOWN):
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Do what the command does."""
        with _harmless_faults(MAX_LENGTH):
            return super().invoke(ctx)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help."""
        self.help = say(inspect.cleandoc(self.help or ""))
        self.epilog = say(self.epilog or "") or None
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option):
                parameter.help = say(parameter.help or "") or None
        return super().get_help(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the help in one line, for the list of a group's commands."""
        self.help = say(inspect.cleandoc(self.help or ""))
        return super().get_short_help_str(limit)


class Group(Command, click.Group):
    """A group of such commands."""


@contextmanager
def _harmless_faults(length: int) -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise  # our own help, whose spaces are layout
    except click.ClickException as error:
        # The type says that nobody sets it.
        vars(error)["message"] = harmless(error.message, length)
        raise


def harmless(words: str, length: int = MAX_LENGTH) -> str:
    """Return sentences for the shell, line by line, without what a terminal could act upon."""
    return "\n".join(clean(line, length) for line in words.split("\n"))


def failure(error: Exception) -> Failure:
    """Return an error as what the shell is told, a line for each thing that is wrong."""
    from tui.words.errors import error_lines

    return Failure("\nrung: ".join(error_lines(error)))


class Failure(click.ClickException):
    """The data or the settings are at fault: one plain sentence, exit 1."""

    def show(self, file: Any = None) -> None:
        """Say it on stderr."""
        click.echo(f"rung: {self.message}", err=True)
