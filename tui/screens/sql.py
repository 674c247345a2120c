"""The SQL behind a figure or a list: its definition in words, the question, and with what it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui import words
from tui.language import say
from tui.widgets.cell import Span, cell, wrap
from tui.widgets.lines import Line, View

if TYPE_CHECKING:
    from queries.behind import Behind
    from queries.scope import Request


def sql_view(request: Request, found: Behind, text: str) -> View:
    """Return the question behind a figure as lines; `text` has its parameters written in."""
    return View(
        say("SQL"), lambda width: list(_lines(request, found, text, width)), copied=text.strip()
    )


def _lines(request: Request, found: Behind, text: str, width: int) -> Iterator[Line]:
    entry = found.entry
    yield Line((Span(f" {cell(say(entry.name), width - 1)}", "title"),))
    for told in (say(entry.definition), _asked(request), _hint(found)):
        for line in wrap(told, max(20, width - 2)):
            yield Line((Span(f" {line}", "muted"),))
    yield Line()
    for number, written in enumerate(text.strip().splitlines()):
        words_of = written.lstrip()
        indent = " " * (1 + len(written) - len(words_of))
        style = "muted" if words_of.startswith("--") else ""
        for place, line in enumerate(
            wrap(cell(words_of), max(20, width - len(indent) - 2)) or [""]
        ):
            lead = indent if place == 0 else f"{indent}  "
            yield Line((Span(lead), Span(line, style)), number if place == 0 else None)


def _asked(request: Request) -> str:
    return say(
        "{period}, definitions {definitions}; what given('NAME') gives is of the request.",
        period=words.whole_days(request.period),
        definitions=cell(request.definitions_name),
    )


def _hint(found: Behind) -> str:
    return say(
        "y copies it; rung sql {figure} prints all that it stands on, as one file that runs.",
        figure=found.figure,
    )
