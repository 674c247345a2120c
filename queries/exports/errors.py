"""What is wrong with an export: which file, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from queries.said import Said, SaidError


class ExportError(SaidError):
    """An export cannot be used: which file, why, what to do."""

    def __init__(self, path: Path | str, told: Said) -> None:
        """Name the file and say why."""
        super().__init__(told)
        self.path = str(path)

    def __str__(self) -> str:
        """Return it as a programmer reads it."""
        return f"{self.path}: {self.told}"


class NotAnExportError(ExportError):
    """A file that is something else: it may lie beside exports."""


class UnreadableError(ExportError):
    """A file that cannot be opened, or is cut or damaged, before anything is known of it."""


class TiedError(UnreadableError):
    """A file whose columns are those of several presets: only a person knows which it is."""

    def __init__(self, path: Path | str, told: Said, presets: tuple[str, ...]) -> None:
        """Name the presets, too, the likeliest first."""
        super().__init__(path, told)
        self.presets = presets


class ExportsError(Exception):
    """Several exports cannot be used."""

    def __init__(self, errors: Iterable[ExportError]) -> None:
        """Keep the errors."""
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))
