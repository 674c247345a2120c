"""Hostile text on every face: nothing crashes, nothing is interpreted, whatever it came from."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from queries.config import ConfigError, load_config
from queries.scope import Filter
from queries.session import open_session
from queries.text import clean
from tests.said import told
from tests.tui.desk import NINE, Desk, sit_down
from tests.tui.hostile import CONTROL, COUNT, hostile_export, hostile_strings
from tests.tui.terminal import RUNG, Terminal
from tui import jobs, words
from tui.cli import snapshot
from tui.drill import drill
from tui.panes import PANES
from tui.panes.targets import OpenAgent, OpenChannel, OpenDimension, OpenLedger
from tui.report.json_report import json_report
from tui.report.markdown import markdown
from tui.screens import bars, filters
from tui.screens.failure import said
from tui.screens.header import header_spans
from tui.widgets.cell import cell
from tui.widgets.lines import Line, View

# What rung may send to a terminal: colours and styles, cursor addressing, erasing, modes, the
# clipboard when asked, the mouse pointer's default shape.
ALLOWED = re.compile(
    rb"\x1b\[[0-9;]*m"
    rb"|\x1b\[[0-9;]*[HABCDJK]"
    rb"|\x1b\[[?<>=]?[0-9;]*(?:\$p|[hlu])"
    rb"|\x1b\]22;[a-z]*(?:\x1b\\|\x07)"
    rb"|\x1bP\$q q\x1b\\"
)
FEW = 60  # of them where every key repaints the screen
ORDINARY = (
    "José Núñez",
    "Zoë Ångström",
    "Ивана Петрова",
    "Γιώργος",
    "محمد علي",
    "שרה לוי",
    "प्रिया नायर",
    "ทิพย์ น้ำทิพย์",
    "김민준",
    "山田 太郎",
    "தமிழ்ச்செல்வி",
    "👩‍👩‍👧 Familie",
    "Nguyễn Thị Ánh",
)


def shown(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield "".join(span.text for span in line.spans)


def drawn(view: View | None) -> Iterator[str]:
    """Yield a view's lines, small and large."""
    assert view is not None
    yield view.name
    for width in (80, 200):
        yield from shown(view.draw(width))


def harmless(face: str, texts: Iterable[str]) -> None:
    for text in texts:
        found = CONTROL.search(text)
        assert not found, f"{face}: {found!r} in {text!r}"


def test_every_string_on_every_face(tmp_path: Path) -> None:
    paths, settings = hostile_export(tmp_path)
    with open_session(paths, load_config(settings)) as session:
        card = session.look_again(session.scorecard(session.request("28d")))
        assert (len(card.agents), len(card.channels)) > (COUNT // 2, COUNT // 2)
        for pane in PANES:
            harmless(pane.title, drawn(pane.view(card, set())))
        for target in (
            OpenLedger(),
            OpenAgent(None),
            OpenDimension("response_time"),
            *(OpenAgent(row.name) for row in card.agents[:3]),
            *(OpenChannel(row.name) for row in card.channels[:3]),
        ):
            view = drill(session, card, target)
            harmless(f"{target}", drawn(view))
        listed = drill(session, card, OpenAgent(card.agents[0].name))
        assert listed is not None
        tickets = [line.target for line in listed.draw(80) if line.target is not None]
        for ticket in tickets[:5]:
            harmless("ticket", drawn(drill(session, card, ticket)))
        chosen = filters.choices(session.workspace, Filter())
        assert len(chosen) > COUNT
        harmless("filters", (text for _, text in chosen))
        harmless("markdown", markdown(card).split("\n"))
        harmless("json", json_report(card).split("\n"))
        for nasty in hostile_strings():
            asked = replace(card.request, filter=Filter(nasty, nasty, nasty, nasty))
            named = replace(card, team=nasty, request=asked)
            harmless("header", [span.text for span in header_spans(named, NINE, 200)])
            harmless("file name", [filters.file_name(named)])


@pytest.mark.parametrize("nasty", [hostile_strings()], ids=["600"])
def test_what_is_said_for_a_moment_and_of_faults(nasty: tuple[str, ...]) -> None:
    for text in nasty:
        harmless("told", (span.text for span in bars.telling(text, (), 80)))
        harmless("typed", (span.text for span in bars.typed(text, 80)))

        def fails(text: str = text) -> None:
            raise RuntimeError(text)

        failed = jobs.attempt(fails)
        assert isinstance(failed, jobs.Failed)
        harmless("fault", shown(said(failed.words, 80)))
        assert len(failed.words) <= 400  # cut, however long it was


def test_settings_say_what_is_wrong_in_them_harmlessly(tmp_path: Path) -> None:
    def quoted(text: str) -> str:
        return '"' + "".join(f"\\U{ord(letter):08x}" for letter in text) + '"'

    own = tmp_path / "own.yaml"
    lines = ["team:"]
    lines += [f"  {quoted(f'{n}{nasty[:60]}')}: 1" for n, nasty in enumerate(hostile_strings())]
    lines += ["channels:", "  names:"]
    lines += [f"    c{n}: {{class: {quoted(nasty)}}}" for n, nasty in enumerate(hostile_strings())]
    own.write_text("\n".join(lines))
    with pytest.raises(ConfigError) as refused:
        load_config(own)
    assert len(refused.value.faults) >= 2 * COUNT
    harmless("settings", (str(fault) for fault in refused.value.faults))


def test_options_say_what_is_wrong_with_them_harmlessly() -> None:
    run = CliRunner()
    for nasty in hostile_strings():
        if not nasty.startswith("-"):
            done = run.invoke(snapshot, ["--format", nasty])
            assert done.exit_code == 2
            harmless("option", done.output.split("\n"))


def test_names_of_files_are_told_harmlessly(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    for number, nasty in enumerate(hostile_strings()[:60]):
        name = f"{number}{nasty}".replace("/", "").replace("\0", "").encode()[:200]
        (folder / f"{name.decode(errors='ignore')}.csv").write_text("a,b\n1,2\n")
    (folder / "good.csv").write_text(
        "ticket_id,created_at,channel\n"
        + "\n".join(f"{n},2026-11-19 08:00,email" for n in range(5))
    )
    own = tmp_path / "own.yaml"
    fields = {name: name for name in ("ticket_id", "created_at", "channel")}
    own.write_text(json.dumps({"exports": [{"paths": ["*.csv"], "columns": fields}]}))
    with open_session([str(folder)], load_config(own), keep_going=True) as session:
        card = session.scorecard(session.request("all"))
        harmless("ledger", drawn(drill(session, card, OpenLedger())))
        harmless("markdown", markdown(card).split("\n"))
        harmless("errors", told(session.ledger.errors))


def test_every_list_and_chooser_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, settings = hostile_export(tmp_path, FEW)
    monkeypatch.chdir(tmp_path)

    def check(desk: Desk) -> None:
        harmless("screen", desk.text.split("\n"))
        assert desk.app.is_running

    async def story() -> None:
        async with sit_down(paths, load_config(settings), size=(140, 45)) as desk:
            check(desk)
            for pane in "123":
                await desk.press(pane, "enter", "enter")
                check(desk)
                await desk.press("escape", "escape")
            await desk.press("f")
            check(desk)
            await desk.press("down", "enter")
            check(desk)
            for keys in (("i", "y"), ("e",), ("p",), ("question_mark",), ("ctrl+p",)):
                await desk.press(*keys)
                check(desk)
                await desk.press("escape")

    asyncio.run(story())


def test_no_byte_outside_the_allowed_sequences(tmp_path: Path) -> None:
    paths, settings = hostile_export(tmp_path, FEW)
    command = [*RUNG, "--config", str(settings), "--theme", "ansi", *paths]
    with Terminal(command, cwd=tmp_path) as rung:
        rung.expect("No level")
        rung.settle()
        for keys in (
            ["2", "pagedown", "enter", "down", "enter", "esc", "esc"],
            ["3", "pagedown", "enter", "enter", "esc", "esc"],
            ["1", "enter", "esc"],
            ["f", "pagedown", "pagedown", "enter"],
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


def test_the_one_door_gives_exactly_the_width() -> None:
    for nasty in hostile_strings():
        for width in (None, 0, 1, 7, 40):
            text = cell(nasty, width)
            harmless("cell", [text])
            if width is not None:
                assert cell_len(text) == width, (nasty, width)


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_names_stay_whole(name: str) -> None:
    assert cell(name) == clean(name) == name
    assert words.agent(name) == name


def test_wide_letters_keep_columns_aligned() -> None:
    shown = [cell(text, 6) for text in ("日本語テキスト", "🙂🙂🙂🙂", "abc", "é")]
    assert shown == ["日本 …", "🙂🙂 …", "abc   ", "é     "]
