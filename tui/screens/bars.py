"""The lines around the panes: tabs, breadcrumb, titles, footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from tui.language import mark, say
from tui.screens.help_page import called
from tui.widgets.cell import Span, cell

TURN = "view.next"
# The binding, the key it has, and what it does here.
_FOOTER = (
    ("open", mark("enter"), mark("open")),
    ("changed", "c", mark("changed")),
    ("period", "p", mark("period")),
    ("filter", "f", mark("filter")),
    ("find", "/", mark("find")),
    ("sql", "s", mark("SQL")),
    ("definitions", "d", mark("definitions")),
    ("export", "e", mark("export")),
    ("help", "?", mark("help")),
    ("quit", "q", mark("quit")),
)
_FOOTER_DEEP = (
    ("back", mark("esc"), mark("back")),
    ("open", mark("enter"), mark("open")),
    (TURN, "v", mark("next view")),
    ("find", "/", mark("find")),
    ("copy", "y", mark("copy")),
    ("export", "e", mark("export")),
    ("help", "?", mark("help")),
    ("quit", "q", mark("to the top")),
)

# The same where practices are answered: in the checklist, and among the questions.
_FOOTER_ANSWERS = (
    ("open", mark("enter"), mark("open")),
    ("answer", mark("space"), mark("answer: yes no n/a")),
    ("answer.note", "t", mark("note")),
    ("answer.undo", "u", mark("undo")),
    ("sql", "s", mark("SQL")),
    ("help", "?", mark("help")),
    ("quit", "q", mark("quit")),
)
_FOOTER_QUESTIONS = (
    ("back", mark("esc"), mark("back")),
    ("answer.yes", "y n x", mark("answer")),
    ("answer", mark("space"), mark("next")),
    ("answer.note", "t", mark("note")),
    ("answer.undo", "u", mark("undo")),
    ("help", "?", mark("help")),
    ("quit", "q", mark("to the top")),
)


def tabs(names: Sequence[str], active: int, warning: Sequence[Span], width: int) -> list[Span]:
    """Return the tab line; the active pane stands in brackets, a warning at the right end.

    Without room for both the tabs stand closer.
    """
    spans: list[Span] = []
    for side in (" ", ""):
        spans = []
        for number, name in enumerate(names):
            here = number == active
            text = f"[{number + 1} {name}]" if here else f"{side}{number + 1} {name}{side}"
            spans += [Span(text, "accent" if here else ""), Span(" ")]
        room = width - sum(cell_len(span.text) for span in (*spans, *warning))
        if room > 0:
            return [*spans, Span(" " * (room - 1)), *warning]
    return spans


def crumbs(trail: Sequence[str], width: int, beside: str = "") -> list[Span]:
    """Return the way down to what is shown, in a rule; () is the rule alone. At its end, where one stands."""
    words = f"─ {' › '.join(trail)} " if trail else ""
    said = f" {cell(beside)} ─" if beside else ""
    room = width - cell_len(words) - cell_len(said)
    if room < 1:
        words, room = "", max(0, width - cell_len(said))
    return [
        Span(words + "─" * room, "muted"),
        Span(cell(said, width) if room == 0 else said, "title"),
    ]


def typed(line: str, width: int) -> list[Span]:
    """Return the line to type into; of what is long its end."""
    shown = cell(f" {line}")
    while cell_len(shown) > width:
        shown = shown[1:]
    return [Span(shown, "accent")]


def title(number: int, trail: Sequence[str], width: int, *, here: bool) -> list[Span]:
    """Return the title of one pane in the grid, and the way down inside it."""
    name = f" {number + 1} {' › '.join(trail)} "
    rule = "─" * max(0, width - cell_len(name) - 1)
    mark = Span("━" if here else "─", "muted")
    return [mark, Span(name, "accent" if here else ""), Span(rule, "muted")]


_FOOTER_TYPING = (
    (mark("esc"), mark("as before")),
    (mark("enter"), mark("take")),
    ("↑ ↓", mark("move")),
    (mark("type"), mark("to narrow the list")),
)


def typing_footer() -> list[Span]:
    """Return the keys while something is typed."""
    return [
        Span(" "),
        *(
            part
            for name, words in _FOOTER_TYPING
            for part in (Span(say(name), "accent"), Span(f" {say(words)}  "))
        ),
    ]


def telling(told: str, keys: Sequence[Span], width: int) -> list[Span]:
    """Return what is said for a moment, in the place of the keys: no line is kept free for it.

    `keys` stand at its end where there is room for them.
    """
    words = f" {cell(told)}"
    room = width - cell_len(words) - sum(cell_len(key.text) for key in keys)
    if not keys or room < 2:
        return [Span(f" {cell(told, width - 1).rstrip()}", "title")]
    return [Span(words, "title"), Span(" " * room), *keys]


def help_and_quit(deep: bool, keymap: Mapping[str, str]) -> list[Span]:
    """Return the two keys that always show."""
    return footer(deep, 0, keymap)


def footer(
    deep: bool,
    width: int,
    keymap: Mapping[str, str],
    *,
    answers: bool = False,
    turns: bool = False,
) -> list[Span]:
    """Return the keys that matter here; those before the help give way where there is no room.

    `answers`: practices stand here, which keys answer. `turns`: a key shows another view of the same.
    """
    top, inside = (_FOOTER_ANSWERS, _FOOTER_QUESTIONS) if answers else (_FOOTER, _FOOTER_DEEP)
    rows = inside if deep else top
    shown = [
        (called(keymap[name]) if name in keymap else say(key), say(words))
        for name, key, words in rows
        if turns or name != TURN
    ]
    while len(shown) > 2 and _cells(shown) - 2 > width:  # the last two are blank
        del shown[-3]
    spans = [Span(" ")]
    for name, words in shown:
        spans += [Span(name, "accent"), Span(f" {words}  ")]
    if 0 < width < _cells(shown):
        spans[-1] = Span(spans[-1].text.rstrip())
    return spans


def _cells(shown: Sequence[tuple[str, str]]) -> int:
    """Return how wide a footer of these keys is."""
    return 1 + sum(cell_len(name) + cell_len(words) + 3 for name, words in shown)
