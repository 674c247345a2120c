"""Rows of an answer as plain lines: a head, then a row a line, columns by tabs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from queries.text import clean
from tui.words.amounts import NOTHING


def rows_lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the head and each row; what is unknown is –."""
    if rows:
        yield "\t".join(rows[0])
    for row in rows:
        yield "\t".join(NOTHING if value is None else clean(str(value)) for value in row.values())
