"""A proposal as plain text: what a file is taken for, why, what is doubtful, and what to paste."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from queries.config.tables import tables
from queries.exports.propose import Doubt, Proposal, Proposed, as_settings
from queries.text import clean
from tui.language import count, number, say
from tui.words.proposals import doubt_choice, doubt_words, kind_words, reason_words

_LONG = 40  # letters of a value


def proposed(proposals: Iterable[Proposal], settings: Path) -> str:
    """Return every proposal; `settings` is where its entry belongs."""
    return "".join(
        f"\n{line}" for proposal in proposals for line in (*_lines(proposal, settings), "")
    )


def _lines(proposal: Proposal, settings: Path) -> Iterator[str]:
    yield say(
        "{file}: not known; looks like {kind}, {rows}",
        file=clean(str(proposal.origin)),
        kind=kind_words(proposal.kind),
        rows=count("{rows} row", "{rows} rows", proposal.rows, rows=number(proposal.rows)),
    )
    width = max(map(len, proposal.fields), default=0)
    for field in proposal.fields.values():
        yield from _field(field, width)
    if proposal.unused:
        names = ", ".join(clean(name, _LONG) or say("(no name)") for name in proposal.unused)
        yield "  " + say("not read: {names}", names=names)
    for doubt in proposal.doubts:
        yield from _doubt(doubt)
    if proposal.table is None:
        return
    yield "  " + say("To read it so, paste this into {file}:", file=clean(str(settings)))
    missing = [f for f in tables()[proposal.table].required if f not in proposal.fields]
    if missing:
        fields = ", ".join(missing)
        yield "  " + say("(it needs {fields}, too: say which column that is)", fields=fields)
    yield ""
    yield from as_settings(proposal).splitlines()


def _field(field: Proposed, width: int) -> Iterator[str]:
    reasons = "; ".join(words for reason in field.reasons if (words := reason_words(reason)))
    headers = " + ".join(clean(header, _LONG) for header in field.headers)
    yield f"  {field.field:<{width}}  ← {headers}{f' ({_values(field.samples)})' if field.samples else ''}"
    yield f"  {'':<{width}}    {reasons}"


def _doubt(doubt: Doubt) -> Iterator[str]:
    yield "  ? " + doubt_words(doubt)
    if doubt.samples:
        yield "    " + say("values: {values}", values=_values(doubt.samples))
    if doubt.asks and not doubt.person:
        safe, *others = map(doubt_choice, doubt.choices)
        yield "    " + say("taken: {safe}; else {others}", safe=safe, others=" / ".join(others))
    elif doubt.choices and doubt.person:
        yield "    " + say(
            "not taken: {choices}", choices=" / ".join(map(doubt_choice, doubt.choices))
        )


def _values(samples: Iterable[str]) -> str:
    return ", ".join(clean(sample, _LONG) for sample in samples)
