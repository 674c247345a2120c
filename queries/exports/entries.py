"""What is wrong with the entries of exports that only those who read them know: presets and paths."""

from __future__ import annotations

from collections.abc import Iterator

from queries.config.document import Document
from queries.config.faults import Fault
from queries.config.mapping import column_faults
from queries.config.schema import Config
from queries.exports.errors import ExportError
from queries.exports.files import find_files
from queries.exports.helpdesks import presets
from queries.said import nearest, of_file, said


def faults_of_entries(config: Config, document: Document) -> Iterator[Fault]:
    """Yield entries with a preset that there is not, columns that do not fit it, or a path without exports."""
    for place, entry in enumerate(config.exports):
        key = f"exports[{place}]"
        if entry.preset is not None and entry.preset not in presets():
            told = nearest(said("no_preset", preset=entry.preset), entry.preset, presets())
            line = document.line(("exports", place, "preset"))
            yield Fault(document.name, line, f"{key}.preset", told)
        elif entry.preset is not None and (table := presets()[entry.preset].table):
            for told in column_faults(table, entry.columns):
                line = document.line(("exports", place, "columns"))
                yield Fault(document.name, line, f"{key}.columns", told)
        for path in entry.paths:
            try:
                find_files([path], config.reading.files_at_most)
            except ExportError as error:
                line = document.line(("exports", place, "paths"))
                yield Fault(document.name, line, f"{key}.paths", of_file(error.path, error.told))
