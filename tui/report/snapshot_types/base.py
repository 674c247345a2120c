"""The manners that every part of the snapshot shares, and the kinds of values in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, create_model


class Part(BaseModel):
    """A frozen part of the snapshot, made of exactly its keys; no value is turned into another kind."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, from_attributes=True
    )


P = TypeVar("P", bound=Part)
Described = tuple[Any, str]  # a field's kind, and what it is
# Whole numbers stay whole: a count reads 12 and not 12.0.
Number = Annotated[int | float, WithJsonSchema({"type": "number"})]
LevelNumber = Annotated[int, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5})]
Instant = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]


def made(
    base: type[P], fields: Mapping[str, Described], name: str = "", words: str = ""
) -> type[P]:
    """Return `base` with further fields, or narrower ones, each a kind and a description."""
    described: dict[str, Any] = {
        key: (kind, Field(description=told)) for key, (kind, told) in fields.items()
    }
    return create_model(
        name or base.__name__, __base__=base, __doc__=words or base.__doc__, **described
    )


def narrower(base: type[Part], **kinds: Any) -> Mapping[str, Described]:
    """Return narrower kinds for fields of `base`, each with the description that it has there."""
    return {name: (kind, base.model_fields[name].description or "") for name, kind in kinds.items()}
