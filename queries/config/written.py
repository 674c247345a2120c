"""Plain settings → YAML text that `document.parse` reads back as the same."""

from __future__ import annotations

from typing import Any

import yaml

from queries.config.document import Plain

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


def written(settings: Plain) -> str:
    """Return settings as YAML, keys in their order; what a terminal could act upon stands escaped."""
    text: str = yaml.dump(
        settings,
        Dumper=_Plainly,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=_WIDTH,
    )
    text = text.removesuffix("...\n")  # behind a bare scalar
    return "".join(c if c.isprintable() or c == "\n" else f"\\U{ord(c):08x}" for c in text)
