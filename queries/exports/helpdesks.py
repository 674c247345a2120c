"""The presets: one helpdesk's export a file, recognised by the names of its columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from queries.config.document import parse
from queries.config.mapping import Columns, check_columns, normal
from queries.config.model import Section, Words
from queries.config.tables import TableName
from queries.exports.zones import without_zone

_FOLDER = Path(__file__).parent / "presets"
Header = tuple[str, ...]


class Preset(Section):
    """One helpdesk's export: how its header is recognised and which column is what.

    Of each of `recognise` one spelling must be there.
    """

    system: str
    table: TableName
    recognise: tuple[Words, ...]
    columns: Columns

    def lacks(self, headers: Mapping[str, str]) -> list[str]:
        """Return which of what makes it recognised is not among normalised `headers`."""
        return [
            spellings[0]
            for spellings in self.recognise
            if not any(normal(name) in headers for name in spellings)
        ]


@cache
def presets() -> Mapping[str, Preset]:
    """Return every preset by name."""
    found = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        preset = Preset.model_validate(parse(path.read_bytes(), path.name).data)
        check_columns(preset.table, preset.columns)
        found[path.stem] = preset
    return found


def by_name(header: Header) -> dict[str, str]:
    """Return a file's headers by normalised name, and by that without the zone that some say.

    The first of equal ones stands.
    """
    headers: dict[str, str] = {}
    for spelled in (str, without_zone):
        for name in header:
            headers.setdefault(normal(spelled(name)), name)
    return headers


def claiming(header: Header) -> str | None:
    """Return the name of the first preset that recognises a header, None where none does."""
    headers = by_name(header)
    return next((name for name, preset in presets().items() if not preset.lacks(headers)), None)


def digest_of(name: str | None) -> str:
    """Return what changes where a preset, or its name, does; '' for none, or one that there is not."""
    if name is None or name not in presets():
        return ""
    return hashlib.sha256(f"{name}\0{presets()[name].model_dump_json()}".encode()).hexdigest()


def claims(headers: Iterable[Header]) -> str:
    """Return what changes where some of `headers` is another preset's now, or its preset changed."""
    told = "\0".join(digest_of(claiming(header)) for header in headers)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
