"""Which columns of a ticket one export cannot fill, so that they are not written."""

from __future__ import annotations

from collections.abc import Iterator

from queries.exports.part import what_it_exports
from queries.exports.reading import Reading

# Columns of a ticket that stand in the part as they stand in the export.
_PLAIN = (
    "assignee",
    "team",
    "brand",
    "customer_id",
    "customer_replies",
    "reopens",
    "transfers",
    "started_by",
    "handled_by",
    "abandoned",
    "reason",
    "tags",
    "subject",
    "follow_up_of",
    "updated_at",
    "version",
    "csat_at",
    "csat_comment",
)


def empty_columns(reading: Reading) -> Iterator[str]:
    """Yield the columns of tickets that this file cannot fill, since no column is mapped to them."""
    columns = reading.recognised.columns
    if reading.recognised.table == "tickets":
        yield from (name for name in _PLAIN if name not in columns)
        if not {"excluded", "status"} & columns.keys():  # some states exclude a ticket
            yield "excluded"
        if "csat" not in columns:
            yield from ("csat", "csat_sent")
        exports = what_it_exports(columns)
        if exports.first_response_basis == "calendar":
            yield "first_response_open_s"
        if exports.resolution_basis == "calendar":
            yield "resolution_open_s"
        if not reading.careful:
            yield "line"
