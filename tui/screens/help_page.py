"""The help: every key, made from the bindings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from textual.binding import Binding, BindingType

from tui.widgets.cell import Span
from tui.widgets.lines import Line

_NAMES = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "slash": "/",
    "space": "Space",
    "colon": ":",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "enter": "Enter",
    "backspace": "Backspace",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "f1": "F1",
    "ctrl+q": "Ctrl+Q",
    "ctrl+c": "Ctrl+C",
    "ctrl+p": "Ctrl+P",
}

_SIGNS = (
    "✓ met  ✗ missed  ? unknown  ▲ better  ▼ worse  + still growing  – nothing",
    "A level with ? is provisional: an answer or a figure could change it.",
    "A click puts the cursor there, a second click opens.",
)


def key_lines(bindings: Iterable[BindingType], keymap: Mapping[str, str]) -> list[Line]:
    """Return one line a binding: its keys, what it does, and the name to give it other keys by."""
    lines = [
        Line((Span(f" {keys:<18}", "accent"), Span(f"{words:<38}"), Span(name, "muted")))
        for keys, words, name in _rows(bindings, keymap)
    ]
    return [*lines, Line(), *(Line((Span(f" {words}"),)) for words in _SIGNS)]


def keys_and_words(bindings: Iterable[BindingType]) -> list[tuple[str, str]]:
    """Return the keys of each binding as people call them, and what it does."""
    return [(keys, words) for keys, words, _ in _rows(bindings, {})]


def called(key: str) -> str:
    """Return a key's names as people call them."""
    return " ".join(_NAMES.get(name, name) for name in key.split(","))


def _rows(
    bindings: Iterable[BindingType], keymap: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    for binding in bindings:
        if isinstance(binding, Binding):
            name = binding.id or ""
            yield called(keymap.get(name, binding.key)), binding.description, name


def actions(
    bindings: Sequence[BindingType], keymap: Mapping[str, str]
) -> list[tuple[Binding, str]]:
    """Return what can be done by name, with its keys: all but moving, quitting and this list itself."""
    return [
        (binding, called(keymap.get(binding.id or "", binding.key)))
        for binding in bindings
        if isinstance(binding, Binding)
        and not binding.action.startswith(("move", "page(", "every", "leave", "quit"))
    ]
