"""Column names that YAML takes for something else: told with the quotes that they need."""

from __future__ import annotations

import re
from collections.abc import Iterable

from queries.said import Said, said
from queries.text import clean

_SPECIAL = "#@`%&*!|>[]{}"  # what begins a comment, an alias, a tag … where it begins a value
_PAIR = re.compile(r"\s*(?:-\s+)?(?P<key>[\w-]+):\s+(?P<value>[^\"'\s].*?)\s*")
_FLOW = re.compile(r"\s*(?:-\s+)?(?:[\w-]+:\s+)?[{\[]")


_BEYOND = re.compile(
    r"\s*(?:-\s+)?(?P<key>[\w-]+):\s+(?P<value>[\[{][^\]}]*[\]}]\s*[^\s#,\]}].*?)\s*"
)


def quotes_needed(told: Said, lines: Iterable[str]) -> Said:
    """Return what is said of some lines of settings, with how to write the first value that needs quotes."""
    for line in lines:
        if beyond := _BEYOND.fullmatch(line):  # [Ticket] ID
            return _quoted(told, beyond)
        inside = _FLOW.match(line) is not None
        for part in re.split(r"[{},\[\]]", line) if inside else [line]:
            found = _PAIR.fullmatch(part)
            if found and (
                found["value"][0] in _SPECIAL
                or ": " in found["value"]
                or found["value"].endswith(":")
            ):
                return _quoted(told, found)
    return told


def _quoted(told: Said, pair: re.Match[str]) -> Said:
    value = pair["value"]
    if value[0] == "#":
        value = value.split(" #")[0].rstrip("# ") or "#"
    quoted = clean(value, 60).replace("\\", "\\\\").replace('"', '\\"')
    return said("put_quotes", what=told, setting=f'{pair["key"]}: "{quoted}"')
