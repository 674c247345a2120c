"""Errors and notes of `queries`, in the words that a user reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest
from pydantic import ValidationError

from queries.said import Said
from tui.words import error_words, sentence

E = TypeVar("E", bound=Exception)


def told(notes: Iterable[Said]) -> tuple[str, ...]:
    """Return notes or warnings in words."""
    return tuple(map(sentence, notes))


@contextmanager
def refused(
    kind: type[E] | tuple[type[E], ...], *, match: str = ""
) -> Iterator[pytest.ExceptionInfo[E]]:
    """Expect an error whose words `match` is found in."""
    with pytest.raises(kind) as caught:
        yield caught
    words = _words(caught.value)
    assert re.search(match, words), words


def _words(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "\n".join(sentence(fault["ctx"]["told"]) for fault in error.errors())
    return error_words(error)
