"""The manners that every part of the settings shares."""

from __future__ import annotations

from typing import Annotated, NoReturn

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from queries.config.bounds import Bound, FormError, parse_bound, parse_share
from queries.said import Said


class Section(BaseModel):
    """A frozen part of the settings in which unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        arbitrary_types_allowed=True,
        str_strip_whitespace=True,
    )


def refuse(told: Said) -> NoReturn:
    """Refuse a value, with what is to be said to the person who wrote it."""
    raise PydanticCustomError("setting", "{told}", {"told": told})


def _share(value: object) -> object:
    try:
        return parse_share(value) if isinstance(value, str) else value
    except FormError as error:
        refuse(error.told)


def _bound(value: object) -> object:
    try:
        return parse_bound(value) if isinstance(value, str) else value
    except FormError as error:
        refuse(error.told)


def _words(value: object) -> object:
    return [value] if isinstance(value, str) else value


Share = Annotated[float, BeforeValidator(_share)]
BoundText = Annotated[Bound, BeforeValidator(_bound)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
