"""The options that the commands share, and what they stand for: settings, paths, a request."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

import click

from queries.text import SHOWN, clean
from tui.command import Failure, failure, harmless
from tui.language import catalogue, languages, mark, say, speak

if TYPE_CHECKING:
    from queries.config import Config
    from queries.config.schema import CacheSettings
    from queries.scope import Filter, Request
    from queries.session import Session

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class _Words(click.ParamType[str]):
    """Words from outside: what is compared and shown is harmless, as what the exports hold is."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Clean them."""
        return clean(str(value), SHOWN)


WORDS = _Words()
own_settings = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=mark("Your settings; they override what they name."),
)
_SOURCE = (
    click.argument("paths", nargs=-1, type=click.Path()),
    click.option("--demo", is_flag=True, help=mark("Use the sample shop that comes with rung.")),
    own_settings,
    click.option(
        "--timezone",
        type=WORDS,
        metavar="ZONE",
        help=mark(
            "The team's time zone, such as Europe/Berlin; also of times written without one."
        ),
    ),
    click.option(
        "--definitions",
        type=WORDS,
        metavar="SET",
        help=mark("helpdesk, guide, strict or one of your own."),
    ),
)
_QUESTION = (
    click.option(
        "--period",
        type=WORDS,
        default="28d",
        metavar="PERIOD",
        show_default=True,
        help=mark(
            "7d, 28d, 90d (back from the end of the data), 2026-10, 2026-Q3, "
            "2026-10-01..2026-10-31 or all."
        ),
    ),
    click.option(
        "--compare",
        type=click.Choice(["before", "year"]),
        default="before",
        show_default=True,
        help=mark("Compare with the period before, or with that of a year ago."),
    ),
    click.option("--team", type=WORDS, metavar="NAME", help=mark("Only this team's tickets.")),
    click.option(
        "--channel", type=WORDS, metavar="NAME", help=mark("Only this channel's tickets.")
    ),
    click.option("--agent", type=WORDS, metavar="NAME", help=mark("Only this agent's tickets.")),
    click.option(
        "--reason", type=WORDS, metavar="NAME", help=mark("Only tickets of this contact reason.")
    ),
)


def source(command: Decorated) -> Decorated:
    """Give a command the options that say what it reads."""
    for decorate in reversed(_SOURCE):
        command = decorate(command)
    return command


def question(command: Decorated) -> Decorated:
    """Give a command the options that say what it asks."""
    for decorate in reversed(_QUESTION):
        command = decorate(command)
    return command


def cache_settings_of(config_file: Path | None) -> CacheSettings:
    """Load the settings and return those of the cache."""
    options = {"config_file": config_file, "demo": False, "definitions": None, "timezone": None}
    return config_of(options).cache


def settings_file(named: Path | None, *, demo: bool) -> Path | None:
    """Return the settings to use: those named, else the user's own where they are; the sample has its own."""
    from queries.config import user_config_path

    if named is None and not demo and user_config_path().is_file():
        return user_config_path()
    return named


def config_of(options: dict[str, Any]) -> Config:
    """Load the settings and lay the options over them."""
    from zoneinfo import ZoneInfo

    from queries.config import ConfigError, load_config, writable_by_all
    from tui.words.errors import hint

    own = settings_file(options["config_file"], demo=options["demo"])
    try:
        config = load_config(own, demo=options["demo"])
    except ConfigError as error:
        raise failure(error) from None
    if own is not None:  # without settings the language stays that of `speak_early`
        _speak(config.screen.language)
    if own is not None and writable_by_all(own):
        told = say("{file}: anyone on this host can change this config (chmod o-w)", file=own)
        click.echo(say("rung: warning: {what}", what=harmless(told)), err=True)
    if chosen := options["definitions"]:
        if chosen not in config.definitions.sets:
            raise click.BadParameter(
                say(
                    "there is no set {name}{hint}; there are {names}",
                    name=chosen,
                    hint=hint(chosen, config.definitions.sets),
                    names=", ".join(config.definitions.sets),
                ),
                param_hint="--definitions",
            )
        config = config.model_copy(
            update={"definitions": config.definitions.model_copy(update={"use": chosen})}
        )
    if zone := options["timezone"]:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise click.BadParameter(
                say('"{zone}" is not a time zone; write it like Europe/Berlin', zone=zone),
                param_hint="--timezone",
            ) from None
        config = config.model_copy(
            update={"team": config.team.model_copy(update={"timezone": zone})}
        )
    return config


def hint_of(options: dict[str, Any]) -> str:
    """Return what to say to who reads exports without settings of their own; '' where there are some."""
    if options["demo"] or settings_file(options["config_file"], demo=False) is not None:
        return ""
    return say("no settings yet: `rung init FOLDER` asks what these exports do not tell")


_ANSWERS_WITHIN = 0.5  # seconds
_LANGUAGE = re.compile(rb"(?m)^(?:\s+|screen:\s*\{[^#\n]*?)language:\s*[\"']?([A-Za-z_-]+)")


def speak_early(arguments: Sequence[str]) -> None:
    """Speak the language of the settings before they are read as a whole: the help and the first screen.

    What is wrong in them is said when they are. A file that does not answer, read beside, holds nothing;
    where the named one is still to be written, the user's own tell.
    """
    from platformdirs import user_config_path  # as queries.config has it, which is heavy

    own = named = user_config_path("rung", appauthor=False) / "config.yaml"
    for place, argument in enumerate(arguments):
        flag, _, value = argument.partition("=")
        if flag == "--config":
            named = Path(value or "".join(arguments[place + 1 : place + 2]))
    found: list[bytes] = []

    def look() -> None:
        with contextlib.suppress(OSError):
            file = named if named.exists() else own
            if file.is_file() and (told := _LANGUAGE.search(file.read_bytes())):
                found.append(told[1])

    looking = Thread(target=look, daemon=True)
    looking.start()
    looking.join(_ANSWERS_WITHIN)
    with contextlib.suppress(KeyError):
        for code in found:
            speak(catalogue(code.decode()))


def _speak(code: str) -> None:
    try:
        speak(catalogue(code))
    except KeyError:
        raise Failure(
            say(
                'screen → language: there is no "{code}"; there are {codes}',
                code=code,
                codes=", ".join(languages()),
            )
        ) from None


def paths_of(options: dict[str, Any], config: Config) -> list[str]:
    """Return the exports named on the command line, else those of the settings."""
    paths = list(options["paths"]) or [path for entry in config.exports for path in entry.paths]
    if not paths:
        raise click.UsageError(
            say(
                "no exports: `rung init FOLDER` makes settings for the files your helpdesk exported; "
                "or name the files, or try --demo"
            )
        )
    return paths


def filter_of(options: dict[str, Any]) -> Filter:
    """Return which tickets the options name; agents are called as the faces call them."""
    from queries.scope import FILTERS, Filter

    chosen = {field: options[field] for field in FILTERS}
    if chosen["agent"] is not None:
        from tui.words.agents import (
            agent_called,
        )  # heavy: the first screen waits for what is named alone

        chosen["agent"] = agent_called(chosen["agent"])
    return Filter(**chosen)


def request_of(session: Session, options: dict[str, Any]) -> Request:
    """Return the request the options name; a name that the data have not is wrong usage."""
    from tui import words
    from tui.words.errors import hint

    chosen = filter_of(options)
    for field, name in asdict(chosen).items():
        if name and name not in (known := session.workspace.values(field)):
            told = map(words.agent, known) if field == "agent" else known
            raise click.BadParameter(
                say(
                    "the data have no {what}{hint}",
                    what=words.chosen(field, name),
                    hint=hint(options[field], told),
                ),
                param_hint=f"--{field}",
            )
    if session.workspace.extent is None:
        raise Failure(say("the exports hold no tickets"))
    try:
        return session.request(options["period"], **asdict(chosen), against=options["compare"])
    except ValueError as error:
        raise click.BadParameter(words.error_words(error), param_hint="--period") from None


def spare_the_exports(output: str, options: dict[str, Any]) -> None:
    """Refuse to write over a file that is read."""
    from queries.exports.errors import ExportError
    from queries.exports.files import find_files

    try:
        if output == "-" or not Path(output).exists():
            return
    except OSError:
        return  # said when it is written
    config = config_of(options)
    for path in paths_of(options, config):
        try:
            files = find_files([path], config.reading.files_at_most)
        except ExportError:
            continue  # said when it is read
        if any(Path(output).samefile(file) for file in files):
            raise click.UsageError(
                say("{path} is one of the exports; write somewhere else", path=output)
            )
