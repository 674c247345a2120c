"""Plain settings → YAML text that `document.parse` reads back as the same."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from textwrap import indent
from typing import Any

import yaml

from queries.config.document import KeyPath, Plain
from queries.text import clean

_TEXT = "tag:yaml.org,2002:str"
_BARE = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "timestamp")}
_WIDTH = 100


class _Plainly(yaml.SafeDumper):
    """Writes a text bare where reading gives it back: every scalar of settings is text, or null."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


def _scalar(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    if not text.isprintable():
        return dumper.represent_scalar(_TEXT, text, style='"')
    tag: str = dumper.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag if tag in _BARE else _TEXT, text)


_Plainly.add_representer(str, _scalar)


def written(settings: Plain, *, flow: bool = False) -> str:
    """Return settings as YAML, keys in their order; what a terminal could act upon stands escaped.

    `flow`: what holds nothing but words stands on one line.
    """
    text: str = yaml.dump(
        settings,
        Dumper=_Plainly,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None if flow else False,
        width=_WIDTH,
    )
    text = text.removesuffix("...\n")  # behind a bare scalar
    return "".join(c if c.isprintable() or c == "\n" else f"\\U{ord(c):08x}" for c in text)


def commented(settings: Plain, remarks: Mapping[KeyPath, str], path: KeyPath = ()) -> str:
    """Return settings as YAML with each remark above the key, or the item of a list, that it is about."""
    pairs: Iterable[tuple[str | int, Plain]] = ()
    if any(key[: len(path)] == path and len(key) > len(path) for key in remarks):
        pairs = settings.items() if isinstance(settings, dict) else enumerate(settings or ())
    parts = []
    for key, value in pairs:
        inside = commented(value, remarks, (*path, key))
        parts.append(_remark(remarks.get((*path, key), "")))
        if isinstance(key, int):
            parts.append("- " + indent(inside, "  ").lstrip(" "))
        elif inside.startswith(("{", "[")) or not isinstance(value, dict | list) or not value:
            parts.append(f"{_bare(key)}: {inside}")
        else:
            parts.append(f"{_bare(key)}:\n{indent(inside, '  ')}")
    return "".join(parts) if parts else written(settings, flow=True)


def _bare(key: str) -> str:
    return written(key).rstrip("\n")


def _remark(text: str) -> str:
    """Return a remark as comment lines; its own words only, on as many lines as it needs."""
    return "".join(f"# {line}\n" for line in textwrap.wrap(clean(text), _WIDTH - 10))
