"""Every sentence the product says, for the screen and the reports alike: `words.level_line(card)`.

They are read once one of them is asked for: the first screen says few, and should not wait for the rest.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.words.every import *  # noqa: F403 - each is named there

_MODULES = {file.stem for file in Path(__file__).parent.glob("*.py")}


def __getattr__(name: str) -> object:
    if name in _MODULES:
        raise AttributeError(name)  # it is imported then
    return getattr(import_module("tui.words.every"), name)
