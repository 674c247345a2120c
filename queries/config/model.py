"""The manners that every part of the settings shares."""

from __future__ import annotations

from typing import Annotated, NoReturn

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from queries.config.bounds import Bound, parse_bound, parse_share


class Section(BaseModel):
    """A frozen part of the settings in which unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        arbitrary_types_allowed=True,
        str_strip_whitespace=True,
    )


def refuse(words: str) -> NoReturn:
    """Refuse a value, in words for the person who wrote it."""
    raise PydanticCustomError("setting", "{words}", {"words": words})


def _share(value: object) -> object:
    try:
        return parse_share(value) if isinstance(value, str) else value
    except ValueError as error:
        refuse(str(error))


def _bound(value: object) -> object:
    try:
        return parse_bound(value) if isinstance(value, str) else value
    except ValueError as error:
        refuse(str(error))


def _words(value: object) -> object:
    return [value] if isinstance(value, str) else value


Share = Annotated[float, BeforeValidator(_share)]
BoundText = Annotated[Bound, BeforeValidator(_bound)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
