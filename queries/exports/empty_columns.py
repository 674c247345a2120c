"""Which columns of a table one export cannot fill, so that they are not written."""

from __future__ import annotations

from collections.abc import Iterator

from queries.exports.reading import Reading


def empty_columns(reading: Reading) -> Iterator[str]:
    """Yield the columns that this file cannot fill: no column is mapped to what they are made of."""
    mapped = reading.recognised.columns
    for column, fields in reading.table.sparse.items():
        if not {*(fields or (column,))} & mapped.keys():
            yield column
    for column, duration in reading.table.business.items():
        if duration not in mapped or mapped[duration].basis == "calendar":
            yield column
    if not reading.careful:
        yield "line"
