"""The tables that exports are read into, each declared once in tables.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, model_validator

from queries.config.model import Section, refuse
from queries.said import nearest, said

Kind = Literal["text", "instant", "duration", "count", "yes_no", "word", "score", "tags"]
_FILE = Path(__file__).with_name("tables.yaml")


class TableField(Section):
    """One field of a table; tables.yaml says what each key means."""

    kind: Kind
    person: str | None = None
    form: Literal["id", "folded", "free"] | None = None
    words: tuple[str, ...] = ()
    macro: str | None = None
    read: str | None = None


class Supersedes(Section):
    """One rule by which rows give way to others; tables.yaml says what each key means."""

    same: Annotated[tuple[str, ...], Field(min_length=1)]
    newest: tuple[str, ...] = ()
    repeats: Literal["row", "file"] = "row"
    where: str = "true"


def _field(value: object) -> object:
    return {"kind": value} if isinstance(value, str) else value


class Table(Section):
    """One table; tables.yaml says what each key means."""

    id: str | None = None
    id_of: str = ""
    required: tuple[str, ...]
    time: str
    until: tuple[str, ...] = ()
    fields: Mapping[str, Annotated[TableField, BeforeValidator(_field)]]
    names: tuple[str, ...] = ()
    superseded: tuple[Supersedes, ...] = ()
    sparse: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    business: Mapping[str, str] = Field(default_factory=dict)
    unanswered: str = "false"
    state_known: str = "false"

    @model_validator(mode="after")
    def _names_its_fields(self) -> Table:
        named = [*self.required, self.time, *self.names, *self.business.values()]
        named += [self.id] if self.id else []
        named += [field for fields in self.sparse.values() for field in fields]
        named += [id_ for id_ in self.people.values() if id_]
        for name in named:
            if name not in self.fields:
                refuse(nearest(said("none_of_its_fields", field=name), name, self.fields))
        if self.time not in self.required or self.fields[self.time].kind != "instant":
            refuse(said("time_is_required", field=self.time))
        return self

    @property
    def kinds(self) -> dict[str, Kind]:
        """What kind of value each field holds."""
        return {name: field.kind for name, field in self.fields.items()}

    @property
    def people(self) -> dict[str, str]:
        """The fields that are names of people, and by each the field with the id beside it."""
        return {n: f.person for n, f in self.fields.items() if f.person is not None}

    @property
    def has_versions(self) -> bool:
        """Whether of the rows of one id only the newest stands."""
        rules = [(rule.same, rule.repeats, rule.where) for rule in self.superseded]
        return self.id is not None and rules == [((self.id,), "row", "true")]


_TABLES = TypeAdapter(dict[str, Table])


@cache
def tables() -> Mapping[str, Table]:
    """Return every table by its name."""
    return _TABLES.validate_python(yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader))


def one(table: str) -> str:
    """Return how SQL calls one row of a table: `ticket` of `tickets`, in `ticket_parts`."""
    return table.removesuffix("s")


def _known(name: str) -> str:
    if name not in tables():
        told = said("no_table", name=name, tables=tuple(tables()))
        refuse(nearest(told, name, tables()))
    return name


TableName = Annotated[str, AfterValidator(_known)]
