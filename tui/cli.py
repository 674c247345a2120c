"""The commands. Nothing heavy is imported before the command that needs it runs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from tui import __version__, cache_command, config_command, init_command
from tui.command import Command, Failure, Group, failure
from tui.language import mark, say
from tui.options import (
    config_of,
    filter_of,
    hint_of,
    paths_of,
    question,
    request_of,
    source,
    spare_the_exports,
    speak_early,
)
from tui.shell import with_session, write

if TYPE_CHECKING:
    from queries.config import Config
    from queries.session import Session


@click.command(
    "rung",
    cls=Command,
    epilog=mark(
        "Commands: rung init, rung snapshot, rung inspect, rung sql, rung config, rung schema, rung cache. "
        "`rung COMMAND --help` tells more. A file that is called like a command is written ./snapshot."
    ),
)
@source
@question
@click.option(
    "--theme",
    type=click.Choice(["ansi", "dark", "light"]),
    help=mark("ansi (the terminal's own 16 colours; default over SSH), dark or light."),
)
@click.option("--lead", metavar="NAME", help=mark("Who answers the practices; else your login."))
@click.version_option(__version__, prog_name="rung")
def screen(theme: str | None, lead: str | None, **options: Any) -> None:
    """Show which of five service levels your team is on, and what the next one takes.

    PATHS are the CSV or Parquet files, folders or patterns that your helpdesk exported; without any,
    those under `exports:` in your settings.
    """
    from tui.terminal import prepare, unfit

    if why := unfit():
        raise click.UsageError(
            say("{why}; `rung snapshot` writes the same figures as markdown", why=say(why))
        )
    prepare()
    gc.disable()  # what is imported stays: to look for what could go holds the first screen up
    from tui.app import RungApp, run

    def settings() -> tuple[list[str], Config]:
        config = config_of(options)
        return paths_of(options, config), config

    app = RungApp(
        settings,
        options["period"],
        filter_of(options),
        theme,
        lambda session: request_of(session, options),
        hint_of(options),
        lead,
    )
    app.sitting.against = options["compare"]
    run(app)


@click.command(cls=Command)
@source
@question
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    type=click.Path(),
    help=mark("Write to FILE; - is standard output."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help=mark("What to write."),
)
def snapshot(output: str, form: str, **options: Any) -> None:
    """Write the scorecard as markdown or JSON."""
    if form == "json":
        from tui.report.json_report import json_report as report
    else:
        from tui.report.markdown import markdown as report
    spare_the_exports(output, options)

    def work(session: Session) -> None:
        card = session.scorecard(request_of(session, options))
        write(report(session.what_changed(session.look_again(card))), output)

    with_session(options, work)


@click.command("sql", cls=Command)
@click.argument("figure", metavar="FIGURE")
@source
@question
@click.option(
    "--run", "runs", is_flag=True, help=mark("Run the file instead, and print what it gives.")
)
def sql(figure: str, runs: bool, **options: Any) -> None:
    """Print how a figure is made: one file of SQL that runs in an empty DuckDB, over what was read.

    FIGURE is one of those that `rung sql` lists where it is asked for another.
    """
    from queries.config.catalogue import catalogue
    from queries.engine.script import run_script
    from tui.report.rows import rows_lines, sql_head
    from tui.words.errors import hint

    figures = [key for key, entry in catalogue().items() if entry.question]
    if figure not in figures:
        raise click.BadParameter(
            say(
                "there is no figure {figure}{hint}; there are {figures}",
                figure=figure,
                hint=hint(figure, figures),
                figures=", ".join(figures),
            ),
            param_hint="FIGURE",
        )

    def work(session: Session) -> None:
        text = session.sql(request_of(session, options), figure)
        if runs:
            lines = rows_lines(run_script(text))
        else:
            config = session.config
            head = sql_head(config.figures[figure], config.team.name, options["period"])
            lines = iter((*head, "", text))
        write("\n".join(lines) + "\n", "-")

    with_session(options, work)


@click.command(cls=Command)
@source
@question
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=mark("List every reject, not only the first of each kind."),
)
def inspect(everything: bool, **options: Any) -> None:
    """Show what each file is read as, column by column, and what became of its rows.

    Of a file that rung does not know: what its columns look like, why, what is doubtful, and settings to
    paste that read it so.
    """
    from queries.config import user_config_path
    from queries.exports.ahead import known_ahead
    from queries.exports.cache import open_cache
    from queries.exports.derive import REJECTS_KEPT
    from queries.exports.errors import ExportError
    from queries.exports.load import load
    from queries.exports.propose import propose_all
    from tui.report.inspection import grades_ahead, inspection
    from tui.report.proposed import proposed
    from tui.words.facts import sentence

    context = click.get_current_context()
    for name in ("period", "compare", "team", "channel", "agent", "reason", "definitions"):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            told = say("rung: inspect looks at whole files: --{name} is not used", name=name)
            click.echo(told, err=True)
    config = config_of(options)
    rejects = sys.maxsize if everything else REJECTS_KEPT
    try:
        with open_cache(config.cache) as cache:
            paths = paths_of(options, config)
            write(ahead := grades_ahead(known_ahead(paths, config), config.ladder), "-")
            ledger = load(paths, config, cache, keep_going=True, rejects=rejects).ledger
    except ExportError as error:
        raise failure(error) from None
    own = options["config_file"] or user_config_path()
    text = inspection(ledger, own, everything=everything)
    if ahead:
        text = f"\n{text}"
    if ledger.errors or ledger.warnings or ledger.notes:  # where a file that was not read is told
        text += proposed(propose_all(paths, config), own)
    write(text, "-")
    if ledger.errors:
        raise Failure("\nrung: ".join(map(sentence, ledger.errors)))


@click.group(cls=Group, invoke_without_command=True)
@click.pass_context
def schema(context: click.Context) -> None:
    """Say what the data that rung writes are made of."""
    if context.invoked_subcommand is None:
        write(f"{context.get_help()}\n", "-")


@schema.command("snapshot", cls=Command)
def snapshot_schema() -> None:
    """Print the JSON Schema of `rung snapshot --format json`."""
    from tui.report.json_report import schema_report

    write(schema_report(), "-")


COMMANDS: dict[str | None, click.Command] = {
    command.name: command
    for command in (
        snapshot,
        inspect,
        sql,
        init_command.init,
        config_command.config,
        schema,
        cache_command.cache,
    )
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `rung`: the first word that is no option decides which command it is."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    place = _first_word(given)
    command: click.Command = screen
    if place is not None and given[place] in COMMANDS:
        command = COMMANDS[given.pop(place)]
    if command is screen:
        from tui.terminal import end_by_signals

        end_by_signals()
    speak_early(given)
    name = "rung" if command is screen else f"rung {command.name}"
    command.main(args=given, prog_name=name)


def _first_word(words: Sequence[str]) -> int | None:
    """Return the place of the first word that is neither an option nor an option's value."""
    takes_value = {
        flag
        for command in (screen, *COMMANDS.values())
        for option in command.params
        if isinstance(option, click.Option) and not option.is_flag
        for flag in option.opts
    }
    place = 0
    while place < len(words):
        word = words[place]
        if word == "--":
            return None
        if word == "-" or not word.startswith("-"):
            return place
        place += 2 if word in takes_value else 1
    return None


if __name__ == "__main__":
    main()
