"""What `rung sql` prints: above the statements what they give, or the rows of the answer as plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from queries.text import clean
from tui.language import say
from tui.words.amounts import NOTHING

if TYPE_CHECKING:
    from queries.config.catalogue import Entry


def sql_head(entry: Entry, team: str, period: str) -> Iterator[str]:
    """Yield, as lines of comment, which figure the file gives, and of what."""
    for told in (
        say("{name}: {definition}", name=say(entry.name), definition=say(entry.definition)),
        say("{team}, {period}.", team=team, period=period),
    ):
        yield f"-- {clean(told)}"


def rows_lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the head and each row, columns by tabs; what is unknown is –."""
    if rows:
        yield "\t".join(rows[0])
    for row in rows:
        yield "\t".join(NOTHING if value is None else clean(str(value)) for value in row.values())
