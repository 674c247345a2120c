"""The README is true: its keys are the bindings, its commands are there, its links lead somewhere."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from textual.binding import Binding

from tests.conftest import REPO, SHARED
from tui.app import RungApp
from tui.cli import COMMANDS, screen
from tui.screens.desk import Desk
from tui.screens.help_page import called, keys_and_words

README = (REPO / "README.md").read_text(encoding="utf-8")


def test_the_key_table_is_the_bindings() -> None:
    section = README.split("## Keys")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", section, re.MULTILINE)[2:]
    bindings = [*Desk.BINDINGS, *RungApp.BINDINGS]
    panes = {
        binding.key: binding
        for binding in bindings
        if isinstance(binding, Binding) and re.fullmatch(r"pane\.\d", binding.id or "")
    }
    assert list(panes) == ["1", "2", "3", "4"]
    others = keys_and_words([binding for binding in bindings if binding not in panes.values()])
    assert [row for row in rows if row[0] != "1 2 …"] == others


def test_every_binding_has_a_name_to_remap_it_by_and_none_is_a_multiplexers() -> None:
    bindings = [*Desk.BINDINGS, *RungApp.BINDINGS]
    names = [binding.id for binding in bindings]  # type: ignore[union-attr]
    assert len(set(names)) == len(names)
    keys = {key for binding in bindings for key in binding.key.split(",")}  # type: ignore[union-attr]
    assert not keys & {"ctrl+a", "ctrl+b"}


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (REPO / unquote(target)).exists(), target


def test_its_options_are_there() -> None:
    known = {
        flag
        for command in (screen, *COMMANDS.values())
        for option in command.params
        for flag in option.opts
    }
    for flag in re.findall(r"`(--[a-z]+)", README):
        assert flag in known, flag


# Of each binding a word of what the table of keys says that it does.
MEANT = {
    **dict.fromkeys(
        ("move.down", "move.up", "move.page_down", "move.page_up", "move.first", "move.last"),
        "move",
    ),
    "move.left": "move the cell",
    "move.right": "move the cell",
    "open": "Enter",
    "back": "back",
    **dict.fromkeys(("pane.1", "pane.2", "pane.3", "pane.4"), "pane"),
    "pane.next": "Tab next pane",
    "zoom": "z zoom",
    "kind.next": "next, previous of its kind",
    "kind.previous": "next, previous of its kind",
    "view.next": "next view",
    "find": "filter the rows as you type",
    "column.left": "mark the column to the left",
    "column.right": "mark the column to the left, right",
    "sort": "sort by it",
    "sort.reverse": "reverse",
    "period": "period",
    "period.previous": "previous, next period",
    "period.next": "previous, next period",
    "filter": "filter: team, channel, agent",
    "definitions": "definition set",
    "answer": "answer a practice",
    "answer.yes": "in the questionnaire y n x",
    "answer.no": "in the questionnaire y n x",
    "answer.na": "in the questionnaire y n x",
    "answer.note": "note",
    "answer.undo": "undo",
    "compare": "year",
    "changed": "what changed",
    "sql": "the SQL",
    "export": "export the snapshot",
    "copy": "copy the row",
    "copy.pane": "the whole pane",
    "reload": "reload",
    "ledger": "the ledger",
    "palette": "every action, by name",
    "help": "help",
    "quit": "quit, from the top level",
    "quit.now": "quit, from anywhere",
}
SPECIFIED = SHARED.parent / "spec" / "screens.md"


@pytest.mark.skipif(not SPECIFIED.exists(), reason=f"{SPECIFIED} is not here")
def test_every_key_stands_in_the_table_of_the_screens_with_its_meaning() -> None:
    text = SPECIFIED.read_text(encoding="utf-8").split("## Keys")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", text, re.MULTILINE)
    for binding in (*Desk.BINDINGS, *RungApp.BINDINGS):
        assert isinstance(binding, Binding)
        for key in binding.key.split(","):
            name = "arrows" if key in ("left", "right") else called(key)
            named = [" | ".join(row) for row in rows if _names(" ".join(row), name)]
            assert any(MEANT[binding.id or ""] in row for row in named), (name, binding.id, named)


@pytest.mark.skipif(not SPECIFIED.exists(), reason=f"{SPECIFIED} is not here")
def test_every_letter_in_the_table_of_the_screens_is_a_key() -> None:
    text = SPECIFIED.read_text(encoding="utf-8").split("## Keys")[1].split("\n## ")[0]
    told = re.findall(r"^\| .+ \|$", text, re.MULTILINE)[2:]
    letters = {
        letter
        for row in told
        # The first column, and what "y copies the row, Y the whole pane" says beside it.
        for letter in re.findall(r"(?<![\w.'+-])([A-Za-z])(?![\w.'-])", row)
    } - {"a"}  # a year, a map, a practice
    bindings = (*Desk.BINDINGS, *RungApp.BINDINGS)
    bound = {called(key) for b in bindings if isinstance(b, Binding) for key in b.key.split(",")}
    assert letters - bound == set()


def _names(row: str, key: str) -> bool:
    """Whether a row of the table names a key: "PgUp PgDn, Home End", "Enter / l", "([ ] stay …"."""
    named = re.split(r"[\s(|]+|(?<=\w)[,;]", row)
    return key in named or (len(key) > 1 and key.lower() in map(str.lower, named))
