"""One name for one thing: channels by the settings' aliases, agents by their usual spelling."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

import duckdb

from queries.config.schema import Channels
from queries.exports.part import Part
from queries.exports.people import tell_apart
from queries.said import Said, said

_TOGETHER = {"HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"}  # written beside Chinese characters


def unify_names(
    db: duckdb.DuckDBPyConnection, parts: Iterable[Part], channels: Channels
) -> list[Said]:
    """Fill the tables channel_names, agent_names and people (every ticket's agents).

    Returns what the reader should know.
    """
    parts = list(parts)
    return _channels(db, parts, channels) + _agents(db, parts)


def _channels(db: duckdb.DuckDBPyConnection, parts: list[Part], channels: Channels) -> list[Said]:
    known = {
        name.casefold(): (name, channel.channel_class) for name, channel in channels.names.items()
    }
    known |= {
        alias.casefold(): (name, channel.channel_class)
        for name, channel in channels.names.items()
        for alias in channel.aliases
    }
    seen = sorted({name for part in parts for name in part.channels})
    db.execute(
        "create table channel_names (exported varchar, channel varchar, channel_class varchar)"
    )
    for name in seen:
        db.execute(
            "insert into channel_names values (?, ?, ?)",
            [name, *known.get(name.casefold(), (name, "unknown"))],
        )
    return [
        said("channel_not_known", channel=name) for name in seen if name.casefold() not in known
    ]


def _agents(db: duckdb.DuckDBPyConnection, parts: list[Part]) -> list[Said]:
    """Give every agent one name; flag names that mix alphabets."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part.agents)
        counts.update(part.assignees)
    people = tell_apart(counts)
    db.execute("create table agent_names (spelling varchar, name varchar)")
    if renamed := [pair for pair in people.names.items() if pair[0] != pair[1]]:
        db.executemany("insert into agent_names values (?, ?)", renamed)
    named = sorted(
        {people.names[a] for part in parts if part.table == "tickets" for a in part.agents}
    )
    db.execute("create table people (name varchar)")
    if named:
        db.executemany("insert into people values (?)", [[name] for name in named])
    return people.notes + [
        said("mixes_alphabets", name=name) for name in named if len(_scripts(name)) > 1
    ]


def _scripts(name: str) -> set[str]:
    """Return the alphabets of a name's letters, as the first word of their Unicode names."""
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in name if letter.isalpha()}
    return {"CJK" if script in _TOGETHER else script for script in scripts}
