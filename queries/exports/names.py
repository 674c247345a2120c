"""One name for one thing: channels by the settings' aliases, agents by their usual spelling."""

from __future__ import annotations

import unicodedata

import duckdb

from queries.config.schema import Channels

_TOGETHER = {"HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"}  # written beside Chinese characters


def unify_names(db: duckdb.DuckDBPyConnection, channels: Channels) -> list[str]:
    """Fill the tables channel_names and agent_names; return what the reader should know, in words."""
    return _channels(db, channels) + _agents(db)


def _channels(db: duckdb.DuckDBPyConnection, channels: Channels) -> list[str]:
    known = {
        name.casefold(): (name, channel.channel_class) for name, channel in channels.names.items()
    }
    known |= {
        alias.casefold(): (name, channel.channel_class)
        for name, channel in channels.names.items()
        for alias in channel.aliases
    }
    seen = [
        row[0]
        for row in db.execute(
            "select distinct channel from ticket_parts where channel is not null"
        ).fetchall()
    ]
    db.execute(
        "create table channel_names (exported varchar, channel varchar, channel_class varchar)"
    )
    for name in seen:
        db.execute(
            "insert into channel_names values (?, ?, ?)",
            [name, *known.get(name.casefold(), (name, "none"))],
        )
    unknown = sorted(name for name in seen if name.casefold() not in known)
    return [
        f'channel "{name}" is not known and not graded: name its class in your config '
        "(channels → names)"
        for name in unknown
    ]


def _agents(db: duckdb.DuckDBPyConnection) -> list[str]:
    """Unify spellings that differ in case only; flag names that mix alphabets."""
    counts = db.execute("""
        select agent, count(*) from (
          select agent from ticket_parts union all select assignee from ticket_parts
          union all select agent from rating_parts union all select agent from message_parts)
        where agent is not null group by agent order by count(*) desc, agent""").fetchall()
    usual: dict[str, str] = {}
    variants: list[tuple[str, str]] = []
    for spelling, _ in counts:
        name = usual.setdefault(spelling.casefold(), spelling)
        if name != spelling:
            variants.append((spelling, name))
    db.execute("create table agent_names (spelling varchar, name varchar)")
    if variants:
        db.executemany("insert into agent_names values (?, ?)", variants)
    notes = [f'"{spelling}" is counted as {name}' for spelling, name in variants]
    people = {
        row[0]
        for row in db.execute(
            "select distinct agent from ticket_parts where agent is not null"
        ).fetchall()
    }
    notes += [
        f'"{name}" mixes alphabets: it may imitate another name'
        for name in sorted(people)
        if len(_scripts(name)) > 1
    ]
    return notes


def _scripts(name: str) -> set[str]:
    """Return the alphabets of a name's letters, as the first word of their Unicode names."""
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in name if letter.isalpha()}
    return {"CJK" if script in _TOGETHER else script for script in scripts}
