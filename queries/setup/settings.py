"""Answers → settings, and what is to be said of each: which evidence it rests on, as a code with arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from queries.config.document import KeyPath, Plain
from queries.config.mapping import Column
from queries.config.schema import Config, Export
from queries.config.tables import tables
from queries.setup.facts import Facts
from queries.setup.look import ONE_CHANNEL, Found, of_proposal, with_channel
from queries.setup.paths import patterns
from queries.setup.questions import Answers
from queries.setup.zones import UTC

ANSWERED = "answered"  # the reason of a column that a person chose
_ORDER = tuple(tables())  # tickets first: what the others belong to


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a setting is as it is: `code` says which sentence, `arguments` what stands in it."""

    code: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Made:
    """Settings as they are written, and a remark for some of their keys."""

    settings: dict[str, Plain] = field(default_factory=dict)
    remarks: dict[KeyPath, Remark] = field(default_factory=dict)
    asked: bool = True

    def put(self, path: Sequence[str], value: Plain, remark: Remark | None = None) -> None:
        """Set `path` to `value`, whatever stood there."""
        place = self.settings
        for key in path[:-1]:
            inside = place.setdefault(key, {})
            assert isinstance(inside, dict)  # noqa: S101 - put alone makes what lies here
            place = inside
        place[path[-1]] = value
        if remark is not None:
            self.remarks[tuple(path)] = remark


def draft(config: Config, found: Sequence[Found], zone: str = UTC) -> Config:
    """Return settings that say nothing but what the columns of each file are, read by the likeliest `zone`.

    Their entries are those of `settings`, so that what is read by them need not be read again.
    """
    made = Made()
    _exports(made, found, {}, None)
    entries = made.settings["exports"]
    exports = tuple(Export.model_validate(entry) for entry in entries or ())
    team = config.team.model_copy(update={"timezone": zone, "bots": ()})
    return config.model_copy(update={"exports": exports, "team": team})


def settings(
    found: Sequence[Found], facts: Facts, answers: Answers, near: Path, *, asked: bool = True
) -> Made:
    """Return the settings that the answers make of what was found; `near` is the folder they will lie in.

    `asked`: a person gave the answers; else they are the safe ones.
    """
    made = Made(asked=asked)
    found = [_on_channel(file, answers.get("one_channel", {})) for file in found]
    _team(made, facts, answers)
    _exports(made, found, answers, near, facts.same)
    _channels(made, facts, answers)
    practices: dict[str, Plain] = {
        key: answer for key, answer in answers.get("practices", {}).items() if answer
    }
    if practices:
        made.put(("practices",), practices, Remark("practices", {"n": len(practices)}))
    return made


def _team(made: Made, facts: Facts, answers: Answers) -> None:
    if facts.zone.said is not None:
        made.put(("team", "timezone"), facts.zone.said, Remark("zone_said"))
    for code in ("zone", "zone_elsewhere"):
        if code in answers:
            night = facts.zone.night
            arguments = (
                {"begins": night.begins, "ends": night.ends, "share": night.share} if night else {}
            )
            remark = Remark(code, {**arguments, "asked": made.asked})
            made.put(("team", "timezone"), answers[code]["zone"], remark)
    chosen = answers.get("bots", {})
    bots = [bot for bot in facts.bots if chosen.get(bot.name) == "bot"]
    if bots:
        made.put(("team", "bots"), [bot.name for bot in bots], Remark("bots", {"bots": bots}))


def _on_channel(file: Found, chosen: Mapping[str, str]) -> Found:
    """Return a file that names no channel with the one that was chosen for it."""
    channel = chosen.get(file.name)
    if channel is None or file.proposal is None:
        return file
    return of_proposal(file, with_channel(file.proposal, channel))


def _exports(
    made: Made,
    found: Sequence[Found],
    answers: Answers,
    near: Path | None,
    same: Sequence[tuple[str, str]] = (),
) -> None:
    """Put an entry for each form that files have, the tickets first."""
    forms: dict[str, list[Found]] = {}
    for file in found:
        if file.entry:
            forms.setdefault(repr(file.entry), []).append(file)
    everything = [file.path for file in found]
    entries: list[Plain] = []
    for files in sorted(forms.values(), key=lambda files: _ORDER.index(files[0].table)):
        first, place = files[0], len(entries)
        paths = patterns(list(dict.fromkeys(file.path for file in files)), everything)
        entry = {"paths": _relative(paths, near), **_explained(first, answers.get("states", {}))}
        if "zone_elsewhere" in answers and not first.absolute:
            entry["timezone"] = UTC
        if source := next((one for file in files if (one := _source(file, same))), ""):
            entry["source"] = source
            made.remarks["exports", place, "source"] = Remark("same_tickets")
        names = [file.name for file in files]
        made.remarks["exports", place] = Remark(
            first.how, {"files": names, "system": first.system, "table": first.table}
        )
        for name, proposed in first.proposal.fields.items() if first.proposal else ():
            for reason in proposed.reasons:
                if reason.code in (ANSWERED, ONE_CHANNEL):
                    key = ("exports", place, "columns", name)
                    made.remarks[key] = Remark(reason.code, {"asked": made.asked})
        entries.append(entry)
    made.put(("exports",), entries)


def _source(file: Found, same: Sequence[tuple[str, str]]) -> str:
    """Return what to call the system of files that hold the same tickets, '' where none does."""
    group = {name for pair in same for name in pair if file.is_called(name)}
    for pair in (*same, *same):  # twice: a file may be joined by one that comes later
        if group & set(pair):
            group |= set(pair)
    return Path(min(group)).stem if group else ""


def _relative(paths: Iterable[str], near: Path | None) -> list[Plain]:
    """Return paths as they are shortest from a settings file in `near`: a move of both keeps them."""
    if near is None:
        return list(paths)
    start = f"{near}/"
    return [path.removeprefix(start) if path.startswith(start) else path for path in paths]


def _explained(file: Found, states: Mapping[str, str]) -> dict[str, Plain]:
    """Return a file's entry with the states that were explained."""
    values: dict[str, Plain] = {w: state for w, state in states.items() if state != "unknown"}
    if "status" not in file.columns:
        values = {}
    if not values:
        return dict(file.entry)
    status = _plain(file.columns["status"])
    if not isinstance(status, dict):
        status = {"column": status}
    known = status.get("values")
    explained = status | {"values": {**(known if isinstance(known, dict) else {}), **values}}
    others = file.entry.get("columns")
    columns = others if isinstance(others, dict) else {}
    return {**file.entry, "columns": {**columns, "status": explained}}


def _plain(column: Column) -> Plain:
    """Return a column as it is written in settings."""
    written = column.model_dump(
        by_alias=True, exclude_defaults=True, exclude={"beside"}, mode="json"
    )
    short = {key: _written(value) for key, value in written.items()}
    return short["column"] if short.keys() == {"column"} else short


def _written(value: object) -> Plain:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return _written(value[0]) if len(value) == 1 else [_written(item) for item in value]
        case dict():
            return {str(key): _written(item) for key, item in value.items()}
        case _:
            return str(value)


def _channels(made: Made, facts: Facts, answers: Answers) -> None:
    classes, cases = answers.get("channels", {}), answers.get("call_or_case", {})
    for channel in facts.channels:
        name = ("channels", "names", channel.name)
        if chosen := classes.get(channel.name):
            made.put(
                (*name, "class"), chosen, Remark("channel", {"n": channel.n, "asked": made.asked})
            )
        live = chosen == "live" if chosen else channel.channel_class == "live"
        told = {"k": channel.at_once, "n": channel.solved}
        if live and cases.get(channel.name) == "case":
            made.put((*name, "resolution"), "case", Remark("case_chosen", told))
        elif live and channel.solves == "opens a case":
            made.put((*name, "resolution"), "case", Remark("case_told", told))
