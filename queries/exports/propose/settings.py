"""A proposal → the entry of `exports:` that it amounts to, as data and as text to paste."""

from __future__ import annotations

import re
from collections.abc import Iterator

from queries.config.document import Plain
from queries.config.mapping import Column
from queries.exports.propose.proposal import Proposal

_BARE = re.compile(r"[^\W_][\w./-]*(?: [\w./-]+)*")
_NULL = {"null", "~"}


def entry_of(proposal: Proposal) -> dict[str, Plain]:
    """Return the entry; its one path is the file as the user named it."""
    entry: dict[str, Plain] = {"paths": [str(proposal.origin)], "table": proposal.table}
    if proposal.dates:
        entry["dates"] = proposal.dates
    if proposal.source.encoding.casefold().replace("-", "") not in ("utf8", "utf8sig"):
        entry["encoding"] = proposal.source.encoding
    return entry | {"columns": {name: _plain(c) for name, c in proposal.columns.items()}}


def as_settings(proposal: Proposal) -> str:
    """Return the entry as YAML that the settings take, a line a field; '' where no table is."""
    return "\n".join(["exports:", *_lines(proposal), ""]) if proposal.table else ""


def _lines(proposal: Proposal) -> Iterator[str]:
    entry = entry_of(proposal)
    columns = entry.pop("columns")
    mark = "-"
    for key, value in entry.items():
        yield f"  {mark} {key}: {_flow(value)}"
        mark = " "
    yield "    columns:"
    for name, column in columns.items() if isinstance(columns, dict) else ():
        yield f"      {name}: {_flow(column)}"


def _plain(column: Column) -> Plain:
    """Return a column as it is written in the settings: a bare name where that says it all."""
    said = column.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    plain = {key: _text(value) for key, value in said.items()}
    return plain["column"] if set(plain) == {"column"} else plain


def _text(value: object) -> Plain:
    """Return a value of the settings with every scalar as text, lists of one as their only member."""
    if isinstance(value, dict):
        return {str(key): _text(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        texts = [_text(one) for one in value]
        return texts[0] if len(texts) == 1 else texts
    return str(value).lower() if isinstance(value, bool) else str(value)


def _flow(value: Plain) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value or "")


def _scalar(text: str) -> str:
    """Return a text as YAML takes it inside braces: bare where it can stand so."""
    if _BARE.fullmatch(text) and text.isprintable() and text.casefold() not in _NULL:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
