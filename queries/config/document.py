"""YAML text → plain data in which every scalar is still text, and the line of every key.

YAML's own typing turns NO into false, 22:30 into 1350 and 1.10 into 1.1, and keeps the last of two
equal keys in silence. So scalars stay text here and get their type from the schema; duplicate keys,
foreign tags, alias bombs and deep nesting are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from queries.config.faults import ConfigError, Fault
from queries.config.quotes import quotes_needed
from queries.said import Said, said

Plain = str | None | list["Plain"] | dict[str, "Plain"]
KeyPath = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_VALUES = 50_000
MAX_DEPTH = 20
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq")
}


@dataclass(slots=True)
class Document:
    """A parsed settings file: its name, its data, the line on which each key stands, and its text."""

    name: str
    data: dict[str, Plain]
    lines: dict[KeyPath, int] = field(default_factory=dict)
    text: tuple[str, ...] = ()

    def line(self, path: KeyPath) -> int:
        """Return the line of `path`, or of its nearest known parent; 0 if there is none."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 0

    def written(self, line: int) -> str:
        """Return how a line reads; '' if there is none."""
        return self.text[line - 1] if 0 < line <= len(self.text) else ""


def parse(raw: bytes, name: str) -> Document:
    """Parse one settings file; raise ConfigError with all structural faults."""
    if len(raw) > MAX_BYTES:
        raise ConfigError(
            [Fault(name, 0, "", said("settings_too_large", kilobytes=MAX_BYTES // 1000))]
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ConfigError([Fault(name, line, "", said("settings_not_utf8"))]) from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # Composing recurses in C and deep nesting would exhaust the stack; events do not.
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                line = event.start_mark.line + 1  # type: ignore[union-attr]  # always set here
                raise ConfigError([Fault(name, line, "", said("nested_too_deeply"))])
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or ""
        told = said("not_yaml_as", problem=problem)
        if mark:
            told = said("not_yaml_at", problem=problem, column=mark.column + 1)
        first = error.context_mark.line if error.context_mark else mark.line if mark else 0
        lines = text.splitlines()[max(0, first - 3) : mark.line + 1 if mark else None]
        raise ConfigError(
            [
                Fault(
                    name,
                    mark.line + 1 if mark else 0,
                    "",
                    quotes_needed(told, lines),
                )
            ]
        ) from None
    except yaml.YAMLError as error:
        code = "no_text_character" if "character" in str(error) else "not_yaml"
        raise ConfigError([Fault(name, 0, "", said(code))]) from None
    document = Document(name, {}, text=tuple(text.splitlines()))
    reader = _Reader(document)
    data = reader.value(root, (), 0) if root is not None else {}
    if data is None:
        data = {}
    if not isinstance(data, dict):
        reader.fault((), said("no_settings"), 1)
    if reader.faults:
        raise ConfigError(reader.faults)
    assert isinstance(data, dict)  # noqa: S101 - narrowed by the fault above
    document.data = data
    return document


class _Reader:
    """Turns YAML nodes into plain data and collects faults."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[Fault] = []
        self.count = 0

    def fault(self, path: KeyPath, told: Said, line: int) -> None:
        self.faults.append(Fault(self.document.name, line, dotted(path), told))

    def value(self, node: yaml.Node, path: KeyPath, depth: int) -> Plain:
        self.count += 1
        line = node.start_mark.line + 1
        if self.count > MAX_VALUES or depth > MAX_DEPTH:  # depth: an alias may point at its parent
            self.fault(path, said("too_many_values"), line)
            raise ConfigError(self.faults)
        if node.tag not in _PLAIN_TAGS:
            self.fault(path, said("tag_not_allowed", tag=str(node.tag)), line)
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            items: list[Plain] = []
            for index, item in enumerate(node.value):
                self.document.lines[(*path, index)] = item.start_mark.line + 1
                items.append(self.value(item, (*path, index), depth + 1))
            return items
        return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)

    def mapping(self, node: yaml.MappingNode, path: KeyPath, depth: int) -> dict[str, Plain]:
        merged: dict[str, Plain] = {}
        own: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.fault(path, said("key_no_word"), line)
                continue
            key: str = key_node.value
            if key_node.tag == "tag:yaml.org,2002:merge":
                base = self.value(value_node, path, depth + 1)
                if isinstance(base, dict):
                    merged.update(base)
                continue
            here = (*path, key)
            if key in own:
                self.fault(here, said("stands_twice", line=self.document.lines[here]), line)
                continue
            self.document.lines[here] = line
            own[key] = self.value(value_node, here, depth + 1)
        return merged | own


def dotted(path: KeyPath) -> str:
    """Return a key path as people write it: exports[0].columns.agent."""
    words = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return words.removeprefix(".")
