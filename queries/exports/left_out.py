"""What was named and not read, though the rest was: sorted into what stops, what warns, what is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from queries.config.schema import Config
from queries.exports.errors import ExportError, NotAnExportError, UnreadableError
from queries.exports.files import distinct_names, left_out_of
from queries.exports.recognise import names_itself
from queries.said import Said, said
from queries.text import clean

_NAMED = 10  # files named of those with one reason


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a load could not be read.

    `errors` stop it; `warnings` tell of files that may be exports, `notes` of those that are none.
    """

    errors: list[ExportError]
    warnings: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()


def sort_out(
    errors: list[ExportError], paths: Iterable[str], config: Config, *, read: bool
) -> LeftOut:
    """Sort what is wrong with the files that `paths` name; `read` says whether others could be used.

    Where nothing could, all of it stops. A file that is named on its own is meant; what the shell made
    of a pattern is not to be told from it, so that other things named beside exports do not stop.
    """
    if not read:
        return LeftOut(errors)
    paths = list(paths)
    named = {Path(path).resolve() for path in paths if Path(path).is_file()}
    warned: list[ExportError] = []
    told: list[ExportError] = [error for path in paths for error in left_out_of(path)]
    stop = []
    for error in errors:
        path = Path(error.path)
        settled = any(names_itself(entry, path) for entry in config.exports)
        if isinstance(error, NotAnExportError) and not settled:
            told.append(error)
        elif isinstance(error, UnreadableError) and not settled and path.resolve() not in named:
            warned.append(error)
        else:
            stop.append(error)
    return LeftOut(stop, _sentences(warned), _sentences(told))


def _sentences(errors: Iterable[ExportError]) -> tuple[Said, ...]:
    """Say which files are not read and why, those with one reason together."""
    by_reason: dict[Said, list[Path]] = {}
    for error in errors:
        by_reason.setdefault(error.told, []).append(Path(error.path))
    return tuple(_sentence(paths, told) for told, paths in by_reason.items())


def _sentence(paths: list[Path], told: Said) -> Said:
    files = tuple(clean(name) for name in distinct_names(paths[:_NAMED]))
    if more := max(0, len(paths) - _NAMED):
        return said("not_read_and_more", files=files, more=more, why=told)
    return said("not_read", files=files, why=told)
