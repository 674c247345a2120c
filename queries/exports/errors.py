"""What is wrong with an export, in one plain sentence."""

from __future__ import annotations

from pathlib import Path

from queries.text import clean


class ExportError(Exception):
    """An export cannot be used: which file, why, what to do."""

    def __init__(self, path: Path | str, words: str) -> None:
        """Name the file and say why in words."""
        self.path = str(path)
        self.words = words
        super().__init__(f"{clean(str(path))}: {words}")
