"""Sizes, colours and the theme are settings: the screen follows them, a wrong one is named."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.color import Color

from queries.config import Config, load_config
from queries.config.faults import ConfigError
from queries.exports.progress import Progress
from queries.session import Session
from tests.said import error_words
from tests.tui.desk import sit_down
from tui import jobs
from tui.widgets.rows import Rows


@pytest.fixture
def with_screen(
    sample: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Config]:
    """Give the loaded sample another `screen:`."""

    def settings(screen: str) -> Config:
        (tmp_path / "config.yaml").write_text(f"screen: {screen}\n")
        own = load_config(tmp_path / "config.yaml").screen
        config = sample.config.model_copy(update={"screen": own})
        session = replace(sample, config=config)

        def load(settings: jobs.Settings, check: jobs.Check, progress: Progress) -> jobs.Loaded:
            return jobs.Loaded(session, ExitStack(), progress)

        monkeypatch.setattr(jobs, "load", load)
        return config

    return settings


def test_the_grid_and_the_least_size_follow_the_settings(
    with_screen: Callable[[str], Config],
) -> None:
    async def story() -> None:
        config = with_screen("{sizes: {grid: 150x40, least: 70x20}}")
        async with sit_down([], config, size=(140, 45)) as desk:
            desk.expect("[1 Scorecard]")  # one pane, though the shipped sizes give a grid
        async with sit_down([], config, size=(69, 24)) as desk:
            desk.expect("rung needs 70 × 20 characters")

    asyncio.run(story())


def test_colours_of_ones_own(
    with_screen: Callable[[str], Config], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        monkeypatch.setattr(Rows, "colours", {})
        config = with_screen('{colours: {accent: "#5f87ff", warn: cyan}}')
        async with sit_down([], config) as desk:
            colours = {
                segment.style.color
                for rows in desk.app.query(Rows)
                for y in range(rows.size.height)
                for segment in rows.render_line(y)
                if segment.style
            }
        assert Color.parse("#5f87ff") in colours  # the dots of the level

    asyncio.run(story())


def test_the_theme_of_the_settings_gives_way_to_the_command_line(
    with_screen: Callable[[str], Config],
) -> None:
    async def story() -> None:
        config = with_screen("{theme: light}")
        async with sit_down([], config, theme=None) as desk:
            assert desk.app.theme == "textual-light"
        async with sit_down([], config, theme="ansi") as desk:
            assert desk.app.theme == "ansi-dark"

    asyncio.run(story())


@pytest.mark.parametrize(
    ("screen", "told"),
    [
        ("{sizes: {grid: wide}}", '"wide" is not a size of a terminal; write it like 120x36'),
        ("{colours: {good: grass}}", '"grass" is no colour'),
        ('{colours: {good: "\\e[31m"}}', "is no colour"),
        ("{theme: pink}", "ansi"),
    ],
)
def test_what_is_no_setting_is_named(screen: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(f"screen: {screen}\n")
    with pytest.raises(ConfigError) as refused:
        load_config(file)
    words: Any = error_words(refused.value)
    assert told in words
    assert "screen" in words
    assert "\x1b" not in words
