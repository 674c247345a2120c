"""The pattern by which settings name the files of one form, so that next month's file is read too."""

from __future__ import annotations

import fnmatch
import glob
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

_DIGITS = re.compile(r"\d+")


def patterns(files: Sequence[Path], others: Iterable[Path]) -> list[str]:
    """Return the paths that name exactly `files` and none of `others`, the widest there are.

    All files of an ending where none of the others has it; else a name whose numbers may differ; else the
    files themselves.
    """
    beside = [str(path) for path in others if path not in files]

    def alone(pattern: str) -> bool:
        return not any(fnmatch.fnmatch(other, pattern) for other in beside)

    found: list[str] = []
    for path in files:
        if any(fnmatch.fnmatch(str(path), pattern) for pattern in found):
            continue
        folder = Path(glob.escape(str(path.parent)))
        numbered = _DIGITS.sub("*", glob.escape(path.name)) if path.stem.strip("0123456789") else ""
        tries = [f"*{path.suffix}", numbered, glob.escape(path.name)]
        found.append(next(str(folder / t) for t in tries if t and alone(str(folder / t))))
    return found
