"""The settings that `rung init` writes: short, with a remark above what was answered or told."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from queries.config.written import commented
from queries.setup.settings import Made
from tui.language import ENGLISH, say, spoken
from tui.words.remarks import remark


def settings_text(made: Made) -> str:
    """Return the settings as commented YAML; a language other than English is kept in them."""
    head = (
        say("Written by `rung init`; yours to change. What is not here stays as it is."),
        say("`rung config show` prints every setting, `rung config validate` checks this file."),
    )
    remarks = {path: remark(one) for path, one in made.remarks.items()}
    settings = dict(made.settings)
    if spoken() != ENGLISH:
        settings["screen"] = {"language": spoken()}
    return "".join(f"# {line}\n" for line in head) + "\n" + commented(settings, remarks)


def write_new(path: Path, text: str) -> None:
    """Write `text` to `path`, whole or not at all; raise FileExistsError where something is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(path).hardlink_to(name)  # fails where a file is, as a rename would not
    finally:
        Path(name).unlink()
