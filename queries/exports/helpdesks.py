"""The presets: one helpdesk's export a file, recognised by the names of its columns.

Only the presets that a header fits are read whole; of all others how they are recognised, which stands
before their columns.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from queries.config.document import parse
from queries.config.mapping import Column, Zone, check_columns, column_of, normal
from queries.config.model import Section, Words, refuse
from queries.config.tables import TableName
from queries.exports.fingerprint import Fingerprint, Header, Names, Recognised, is_pattern, names_of
from queries.exports.zones import without_zone
from queries.said import said

_FOLDER = Path(__file__).parent / "presets"
_COLUMNS = b"\ncolumns:"
_MARGIN = 0.1  # of two presets that fit, the better one counts where it is so much better


class Choice(Column):
    """Where a field may come from; it is read only where the file has the columns `beside` it, too."""

    beside: Words = ()


def _choices(value: object) -> object:
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return [column_of(item) for item in value]
    return [column_of(value)]


Choices = Annotated[tuple[Choice, ...], BeforeValidator(_choices)]


class Preset(Section):
    """One helpdesk's export: how it is recognised, which column is what, what it has not.

    Of several columns for a field the first that a file has counts. An export that is not `of` single
    tickets is refused by name. `timezone` is that of its times, `zone_said` a pattern for where the file
    says it. `footer`: lines that are no records may stand below a blank one. `seen`: no whole file of the
    kind was ever seen, so that its figures count only where the settings name it. `second_file` says
    which export has what this one lacks, and where its menu is.
    """

    system: str
    of: Literal["rows", "averages", "events", "undated", "misses"] = "rows"
    table: TableName | None = None
    recognise: Recognised
    seen: Literal["yes", "no"] = "yes"
    timezone: Zone | None = None
    zone_said: str | None = None
    footer: Literal["yes", "no"] = "no"
    second_file: str = ""
    columns: dict[str, Choices] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _reads_what_it_can(self) -> Preset:
        if (self.of == "rows") != (self.table is not None) or (self.of == "rows") != bool(
            self.columns
        ):
            refuse(said("table_and_columns"))
        if self.table is not None:
            firsts: dict[str, Column] = {name: few[0] for name, few in self.columns.items()}
            for name, few in self.columns.items():
                for column in few:
                    check_columns(self.table, firsts | {name: column})
        return self

    @property
    def headers(self) -> Iterator[str]:
        """Every name and pattern that it knows."""
        yield from self.recognise.words()
        for choices in self.columns.values():
            for column in choices:
                yield from column.headers


class Presets(Mapping[str, Preset]):
    """Every preset by its name, read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        """Look for presets in `folder`."""
        self._paths = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
        self._read: dict[str, Preset] = {}

    def __getitem__(self, name: str) -> Preset:
        if name not in self._read:
            path = self._paths[name]
            self._read[name] = Preset.model_validate(parse(path.read_bytes(), path.name).data)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    @cached_property
    def fingerprints(self) -> Mapping[str, Fingerprint]:
        """How each is recognised."""
        return {name: self._fingerprint(path) for name, path in self._paths.items()}

    @cached_property
    def digest(self) -> str:
        """What changes where any preset does."""
        digest = hashlib.sha256()
        for name, path in self._paths.items():
            digest.update(f"{name}\0".encode() + path.read_bytes())
        return digest.hexdigest()

    def _fingerprint(self, path: Path) -> Fingerprint:
        head = parse(path.read_bytes().partition(_COLUMNS)[0], path.name).data
        if not isinstance(said := head.get("recognise"), list | dict):
            return self[path.stem].recognise
        return Fingerprint.model_validate({"all": said} if isinstance(said, list) else said)


@cache
def presets() -> Presets:
    """Return every preset by name."""
    return Presets(_FOLDER)


def by_name(header: Header) -> dict[str, str]:
    """Return a file's headers by normalised name, and by that without the zone that some say.

    The first of equal ones stands.
    """
    headers: dict[str, str] = {}
    for spelled in (str, without_zone):
        for name in header:
            headers.setdefault(normal(spelled(name)), name)
    return headers


def chosen(choices: Iterable[Choice], header: Header) -> Column | None:
    """Return the first of `choices` that a file with this header has, by the file's own names."""
    headers, names = by_name(header), names_of(header)
    for choice in choices:
        found = [name for word in choice.headers for name in _named(word, headers, names, header)]
        wanted = len(choice.headers) if choice.together else min(1, len(choice.headers))
        if len(found) < wanted or not all(names.hit(name) for name in choice.beside):
            continue
        column = Column.model_validate(
            choice.model_dump(by_alias=True, exclude_unset=True, exclude={"beside"})
        )
        return column.model_copy(update={"column": (found[0],)}) if column.column else column
    return None


def _named(word: str, headers: Mapping[str, str], names: Names, header: Header) -> list[str]:
    if is_pattern(word):
        return [
            name for name, plain in zip(header, names.columns, strict=True) if _fits(word, plain)
        ]
    return [headers[normal(word)]] if normal(word) in headers else []


def _fits(word: str, column: str) -> bool:
    return bool(Names((column,), frozenset()).hit(word))


def fitting(header: Header) -> tuple[str, ...]:
    """Return the presets that a header is one of: none, one, or those between which nothing decides.

    A column that all of them name tells nothing; one that few name tells more. The likeliest comes first.
    """
    names = names_of(header)
    found = [name for name, known in presets().fingerprints.items() if known.fits(names)]
    if len(found) < 2:
        return tuple(found)
    named = {name: _columns_named(presets()[name], names) for name in found}
    by = Counter(column for columns in named.values() for column in columns)
    weight = {name: sum(1 / by[column] for column in columns) for name, columns in named.items()}
    best = max(weight.values())
    near = (name for name in found if weight[name] > best * (1 - _MARGIN))
    return tuple(sorted(near, key=lambda name: -weight[name]))


def _columns_named(preset: Preset, names: Names) -> set[str]:
    words = set(preset.headers)
    plain = {normal(word) for word in words if not is_pattern(word)}
    patterns = [word for word in words if is_pattern(word)]
    return (plain & names.said) | {
        column for column in names.columns if any(_fits(word, column) for word in patterns)
    }


def claiming(header: Header) -> str | None:
    """Return the name of the preset that recognises a header, None where none does or several do."""
    found = fitting(header)
    return found[0] if len(found) == 1 else None


def digest_of(name: str | None) -> str:
    """Return what changes where a preset, or its name, does; '' for none, or one that there is not."""
    if name is None or name not in presets():
        return ""
    return hashlib.sha256(f"{name}\0{presets()[name].model_dump_json()}".encode()).hexdigest()


def claims(headers: Iterable[Header]) -> str:
    """Return what changes where some of `headers` is another preset's now, or its preset changed."""
    told = "\0".join("+".join(map(digest_of, fitting(header))) for header in headers)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
