"""What is wrong with an export, in one plain sentence."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from queries.text import SHOWN, clean


class ExportError(Exception):
    """An export cannot be used: which file, why, what to do."""

    def __init__(self, path: Path | str, words: str) -> None:
        """Name the file and say why in words."""
        self.path = str(path)
        self.words = clean(words)
        super().__init__(f"{clean(str(path), SHOWN)}: {self.words}")


class NotAnExportError(ExportError):
    """A file that is something else: it may lie beside exports."""


class UnreadableError(ExportError):
    """A file that cannot be opened, or is cut or damaged, before anything is known of it."""


class TiedError(UnreadableError):
    """A file whose columns are those of several presets: only a person knows which it is."""

    def __init__(self, path: Path | str, words: str, presets: tuple[str, ...]) -> None:
        """Name the presets, too, the likeliest first."""
        super().__init__(path, words)
        self.presets = presets


class ExportsError(Exception):
    """Several exports cannot be used; one sentence each."""

    def __init__(self, errors: Iterable[ExportError]) -> None:
        """Keep the errors; the message is one line each."""
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))
