"""Hostile text on every pane, dialog, toast and title: nothing crashes, nothing is interpreted."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest

from tests.tui.desk import Desk, sit_down
from tests.tui.hostile import hostile_strings
from tests.tui.terminal import RUNG, Terminal
from tui.widgets.cell import cell

# What rung may send to a terminal: colours and styles, cursor addressing, erasing, modes, the
# clipboard when asked, the mouse pointer's default shape.
ALLOWED = re.compile(
    rb"\x1b\[[0-9;]*m"
    rb"|\x1b\[[0-9;]*[HABCDJK]"
    rb"|\x1b\[[?<>=]?[0-9;]*(?:\$p|[hlu])"
    rb"|\x1b\]22;[a-z]*(?:\x1b\\|\x07)"
    rb"|\x1bP\$q q\x1b\\"
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")


@pytest.fixture
def nasty_desk(tmp_path: Path) -> tuple[list[str], Path]:
    """Return an export in which every name is hostile, under a hostile name, and its settings."""
    export = tmp_path / "[@click=app.quit]x\x1b]0;title\x07[.csv"
    lines = ["id,at,who,where,why,desk,what,customer,stars,answered"]
    for number, nasty in enumerate(hostile_strings()):
        quoted = '"' + nasty.replace('"', '""') + '"'
        cells = [
            f'"{number} {nasty}"'.replace('""', "'") if '"' not in nasty else str(number),
            "2026-11-19 08:00",
            *[quoted] * 6,
            str(1 + number % 5),
            "2026-11-19 09:00",
        ]
        lines += [",".join(cells)] * 1
    export.write_bytes("\n".join(lines).encode())
    settings = tmp_path / "own.yaml"
    columns = {
        "ticket_id": "id",
        "created_at": "at",
        "agent": "who",
        "channel": "where",
        "reason": "why",
        "team": "desk",
        "subject": "what",
        "customer_id": "customer",
        "first_response_at": "answered",
        "csat": {"column": "stars", "scale": "1-5"},
    }
    settings.write_text(
        json.dumps(
            {
                "team": {"name": "[/] \u001b]0;pwned\u0007 [@click=app.quit]x[/]"},
                "exports": [{"paths": ["*.csv"], "columns": columns}],
                "reading": {"rejected_refuse": "90 %"},
            }
        )
    )
    return [str(export)], settings


def check(desk: Desk) -> None:
    found = CONTROL.search(desk.text)
    assert not found, f"{found!r} in\n{desk.text!r}"
    assert desk.app.is_running


def test_every_pane_list_ticket_and_dialog(
    nasty_desk: tuple[list[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from queries.config import load_config

    paths, settings = nasty_desk
    monkeypatch.chdir(tmp_path)

    async def story() -> None:
        async with sit_down(paths, load_config(settings), size=(140, 45)) as desk:
            check(desk)
            for pane in "1234":
                await desk.press(pane)
                check(desk)
            for pane in "123":
                await desk.press(pane, "enter", "enter")
                desk.expect("Came from")
                check(desk)
                await desk.press("escape", "escape")
            await desk.press("2")
            for _ in range(len(hostile_strings())):
                await desk.press("enter")
                check(desk)
                await desk.press("escape", "down")
            await desk.press("f")
            check(desk)
            await desk.press("down", "enter")
            check(desk)
            await desk.press("i", "y", "escape", "e")
            check(desk)
            await desk.press("p", "escape", "question_mark", "escape", "ctrl+p", "escape")
            check(desk)

    asyncio.run(story())


def test_no_byte_outside_the_allowed_sequences(
    nasty_desk: tuple[list[str], Path], tmp_path: Path
) -> None:
    paths, settings = nasty_desk
    command = [*RUNG, "--config", str(settings), "--theme", "ansi", *paths]
    with Terminal(command, cwd=tmp_path) as rung:
        rung.expect("No level")
        rung.settle()
        for keys in (
            ["2", "enter", "down", "enter", "esc", "esc"],
            ["3", "enter", "enter", "esc", "esc"],
            ["1", "enter", "esc"],
            ["f", "down", "down", "enter"],
            ["i", "esc"],
            ["e"],
            ["4"],
            ["?", "esc"],
        ):
            rung.press(*keys)
        rung.press("q")
        rung.ended(5)
    rest = ALLOWED.sub(b"", rung.bytes)
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", rest), re.findall(
        rb".{20}[\x00-\x08\x0b\x0c\x0e-\x1f\x7f].{20}", rest
    )
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069]", rest.decode("utf-8"))
    assert b"pwned" in rest  # shown, and not interpreted


@pytest.mark.parametrize("nasty", hostile_strings())
@pytest.mark.parametrize("width", [None, 0, 1, 7, 40])
def test_the_one_door_gives_exactly_the_width(nasty: str, width: int | None) -> None:
    from rich.cells import cell_len

    shown = cell(nasty, width)
    assert not CONTROL.search(shown)
    if width is not None:
        assert cell_len(shown) == width


def test_wide_letters_keep_columns_aligned() -> None:
    shown = [cell(text, 6) for text in ("日本語テキスト", "🙂🙂🙂🙂", "abc", "é")]
    assert shown == ["日本 …", "🙂🙂 …", "abc   ", "é     "]
