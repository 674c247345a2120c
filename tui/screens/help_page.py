"""The help: every key, made from the bindings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from textual.binding import Binding, BindingType

from tui.language import mark, say
from tui.widgets.cell import Span, cell
from tui.widgets.lines import Line

_NAMES = {
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "slash": "/",
    "space": mark("Space"),
    "colon": ":",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": mark("Esc"),
    "enter": mark("Enter"),
    "backspace": mark("Backspace"),
    "pagedown": mark("PgDn"),
    "pageup": mark("PgUp"),
    "home": mark("Home"),
    "end": mark("End"),
    "tab": mark("Tab"),
    "f1": "F1",
    "ctrl+q": mark("Ctrl+Q"),
    "ctrl+c": mark("Ctrl+C"),
    "ctrl+p": mark("Ctrl+P"),
}

_SIGNS = (
    mark("✓ met  ✗ missed  ? unknown  ▲ better  ▼ worse  + still growing  – nothing"),
    mark("A level with ? is provisional: an answer or a figure could change it."),
    mark("A click puts the cursor there, a second click opens."),
)


def key_lines(bindings: Iterable[BindingType], keymap: Mapping[str, str]) -> list[Line]:
    """Return one line a binding: its keys, what it does, and the name to give it other keys by."""
    lines = [
        Line((Span(" " + cell(keys, 16), "accent"), Span(f"{cell(words, 46)} {name}")))
        for keys, words, name in _rows(bindings, keymap)
    ]
    return [*lines, Line(), *(Line((Span(f" {say(words)}"),)) for words in _SIGNS)]


def keys_and_words(bindings: Iterable[BindingType]) -> list[tuple[str, str]]:
    """Return the keys of each binding as people call them, and what it does."""
    return [(keys, words) for keys, words, _ in _rows(bindings, {})]


def called(key: str) -> str:
    """Return a key's names as people call them."""
    return " ".join(say(_NAMES.get(name, name)) for name in key.split(","))


def _rows(
    bindings: Iterable[BindingType], keymap: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    for binding in bindings:
        if isinstance(binding, Binding):
            name = binding.id or ""
            yield called(keymap.get(name, binding.key)), say(binding.description), name


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
