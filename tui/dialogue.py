"""A dialogue in the terminal: questions in plain lines, each with an answer that Enter takes."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.language import say
from tui.widgets.cell import cell, wrap
from tui.words import setup as words

if TYPE_CHECKING:
    from queries.setup.questions import Question

WIDTH = 79
_LETTERS = {"y": "yes", "n": "no", "x": "not applicable", "-": ""}
_CHANGE = re.compile(r"(\d+)\W*(\w+)")


class Dialogue:
    """Asks by `read` (a prompt in, a line out) and says by `write`, a line each.

    `read` raises EOFError or KeyboardInterrupt where nobody answers any more.
    """

    def __init__(
        self,
        read: Callable[[str], str],
        write: Callable[[str], object],
        known: Callable[[str], str | None],
    ) -> None:
        """`known` returns the zone that typed words mean, None for none."""
        self._read, self._write, self._known = read, write, known

    def tell(self, text: str, indent: int = 0) -> None:
        """Say something, on as many lines as it needs."""
        for line in wrap(cell(text), WIDTH - indent) or [""]:
            self._write(" " * indent + line)

    def line(self, text: str) -> None:
        """Say something on one line, however long: a path that is to be copied."""
        self._write(cell(text))

    def table(self, rows: Iterable[tuple[str, str]]) -> None:
        """Say pairs, the second ones under each other."""
        rows = list(rows)
        width = min(36, max((cell_len(cell(left)) for left, _ in rows), default=0))
        for left, right in rows:
            lines = wrap(cell(right), WIDTH - width - 4) or [""]
            self._write(f"  {cell(left, width)}  {lines[0]}")
            for line in lines[1:]:
                self._write(" " * (width + 4) + line)

    def go_on(self, prompt: str) -> None:
        """Wait for Enter."""
        self._ask(prompt)

    def answer(self, question: Question) -> dict[str, str]:
        """Ask one question until it is answered; return what was chosen of each item."""
        self._write("")
        self.tell(words.title(question))
        if evidence := words.evidence(question):
            self.tell(evidence)
        match question.form:
            case "one":
                return self._one(question)
            case "each":
                return self._each(question)
            case "letters":
                return self._letters(question)

    def _one(self, question: Question) -> dict[str, str]:
        [item] = question.items
        self._list(words.choice(question, code) for code in question.choices)
        proposed = question.choices.index(item.proposed) + 1
        prompt = (
            say("Number, or a city or zone [{n}]: ", n=proposed)
            if question.free
            else say("Number [{n}]: ", n=proposed)
        )
        while True:
            typed = self._ask(prompt) or str(proposed)
            if typed.isdecimal() and 1 <= int(typed) <= len(question.choices):
                return {item.key: question.choices[int(typed) - 1]}
            if question.free and (zone := self._known(typed)):
                self.tell(say("That is {zone}.", zone=zone))
                return {item.key: zone}
            self.tell(say("Not understood: {typed}", typed=typed))

    def _each(self, question: Question) -> dict[str, str]:
        chosen = question.safe
        choices = ", ".join(question.choices)
        prompt = say("Enter takes these; or a number and one of {choices}: ", choices=choices)
        while True:
            self._list(words.chosen_line(question, i, chosen[i.key]) for i in question.items)
            typed = self._ask(prompt)
            if not typed:
                return chosen
            changes = dict(_changes(typed, question))
            if not changes:
                self.tell(say("Not understood: {typed}", typed=typed))
            chosen |= changes

    def _letters(self, question: Question) -> dict[str, str]:
        chosen = question.safe
        prompt = say("Enter skips them, y answers them now: ")
        if self._ask(prompt).lower() not in ("y", "yes"):
            return chosen
        self.tell(
            say(
                "A letter for each, in order: y yes, n no, x not applicable, - open. Enter leaves those "
                "shown open, q all that follow."
            )
        )
        for name, group in groupby(question.items, key=lambda item: item.arguments["dimension"]):
            items = list(group)
            self._write("")
            self.tell(str(name))
            self._list(words.item_line(question, item) for item in items)
            while True:
                typed = self._ask("> ").replace(" ", "").lower()
                if typed == "q":
                    return chosen
                if len(typed) <= len(items) and set(typed) <= set(_LETTERS):
                    break
                self.tell(say("Not understood: {typed}", typed=typed))
            chosen |= {
                item.key: _LETTERS[letter] for item, letter in zip(items, typed, strict=False)
            }
        return chosen

    def _list(self, lines: Iterable[str]) -> None:
        for number, line in enumerate(lines, 1):
            first, *rest = wrap(cell(line), WIDTH - 5)
            self._write(f" {number:>2}  {first}")
            for more in rest:
                self._write(f"     {more}")

    def _ask(self, prompt: str) -> str:
        """Return what is typed, harmless and without space around it."""
        *lines, last = wrap(prompt, WIDTH - 10)
        for line in lines:
            self._write(line)
        return cell(self._read(f"{last} ")).strip()


def _changes(typed: str, question: Question) -> Iterator[tuple[str, str]]:
    """Yield what typed words change: "2 solved", "2s", "1 p, 3 o"; nothing where one of them means nothing.

    A choice is typed as the settings hold it, or as the language spoken calls it.
    """
    found = []
    for part in typed.split(","):
        match = _CHANGE.fullmatch(part.strip())
        begins = match[2].lower() if match else None
        fits = [c for c in question.choices if begins and c.startswith(begins)] or [
            c
            for c in question.choices
            if begins and words.choice(question, c).lower().startswith(begins)
        ]
        number = int(match[1]) if match else 0
        if len(fits) != 1 or not 1 <= number <= len(question.items):
            return
        found.append((question.items[number - 1].key, fits[0]))
    yield from found


def line_of_terminal(prompt: str) -> str:
    """Read a line from the terminal, with its own editing where there is one."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - input() edits lines by it
    return input(prompt)
