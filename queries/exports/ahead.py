"""What files are, from their headers alone: before a row is read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from queries.config.schema import Config
from queries.exports.errors import ExportError
from queries.exports.files import find_files
from queries.exports.helpdesks import presets
from queries.exports.progress import Progress
from queries.exports.reading import Understanding
from queries.exports.recognise import Recognised
from queries.exports.unpack import Raw


def known_ahead(paths: Iterable[str], config: Config) -> Iterator[Recognised]:
    """Yield the files that a preset reads, as far as they lie unpacked; all others are passed over."""
    with tempfile.TemporaryDirectory(prefix="rung-") as folder:
        understanding = Understanding(config, Path(folder), Progress())
        for path in paths:
            with suppress(ExportError):
                for file in find_files([path], config.reading.files_at_most):
                    with suppress(ExportError, OSError):
                        recognised = understanding.of(Raw(file, file)).recognised
                        if recognised.as_what in presets():
                            yield recognised
