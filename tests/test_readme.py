"""The README is true: its keys are the bindings, its commands are there, its links lead somewhere."""

from __future__ import annotations

import re
from urllib.parse import unquote

from textual.binding import Binding

from tests.conftest import REPO
from tui.app import RungApp
from tui.cli import COMMANDS, screen
from tui.screens.desk import Desk
from tui.screens.help_page import keys_and_words

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
