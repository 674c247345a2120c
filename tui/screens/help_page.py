"""The help: every key, made from the bindings."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

_NAMES = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
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
}


def key_lines(bindings: Iterable[BindingType]) -> list[str]:
    """Return one line a binding: its keys and what it does."""
    lines = []
    for binding in bindings:
        if isinstance(binding, Binding):
            keys = " ".join(_NAMES.get(name, name) for name in binding.key.split(","))
            lines.append(f"{keys:<22} {binding.description}")
    lines += [
        f"{'Ctrl+P':<22} every action by name",
        "",
        "✓ met   ✗ missed   ? unknown   ▲ better   ▼ worse   … still growing   – unknown",
        "Click: cursor; a second click opens. A level with ? is provisional: an unanswered",
        "practice or a missing figure could change it.",
    ]
    return lines
