"""The doubts about columns of files that nothing recognised: which are asked, what an answer changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from queries.config.mapping import normal
from queries.exports.propose import Choice, Doubt, Proposal, answered
from queries.setup.look import Found, of_proposal
from queries.setup.questions import Item, Question

# Whether these are right changes no level.
_NEVER = ("subject", "tags", "reason", "brand", "customer_id", "csat_comment", "comment")
_BY_DATA = ("unknown_states",)  # asked once the data are read, with how many tickets are in each
NO_CREATION = "no_creation"
ASIDE = "aside"
_LAST = ("agent", "assignee", "team")


def first_doubts(found: Sequence[Found]) -> Iterator[tuple[Found, Doubt]]:
    """Yield the doubts about columns that change everything, once for files of one form."""
    yield from _doubts(found, lambda doubt: doubt.changes_everything)


def other_doubts(found: Sequence[Found]) -> Iterator[tuple[Found, Doubt]]:
    """Yield the other doubts that are worth a question: ratings first, people last."""
    doubts = _doubts(found, lambda doubt: not doubt.changes_everything)
    yield from sorted(
        doubts, key=lambda pair: (pair[1].field in _LAST, pair[1].field not in ("csat", "score"))
    )


def _doubts(
    found: Sequence[Found], wanted: Callable[[Doubt], bool]
) -> Iterator[tuple[Found, Doubt]]:
    seen = set()
    for file in found:
        if file.proposal is None or file.proposal.table is None:
            continue
        for doubt in file.proposal.doubts:
            key = (_form(file.proposal), *_of(doubt))
            if _can_be_asked(doubt) and wanted(doubt) and key not in seen:
                seen.add(key)
                yield file, doubt


def _can_be_asked(doubt: Doubt) -> bool:
    asks = doubt.asks or (doubt.person and bool(doubt.choices))
    return asks and doubt.field not in _NEVER and doubt.code not in _BY_DATA


def doubt_question(file: Found, doubt: Doubt) -> Question:
    """Return a doubt about a column as a question; its choices are numbered from 0.

    Where the mapping lacks what it needs the file may be left aside; what is named as another time is not
    taken for the creation unasked.
    """
    choices = [str(place) for place in range(len(doubt.choices))]
    if not doubt.asks:
        choices.append(ASIDE)
    return Question(
        "doubt",
        (Item("doubt", ASIDE if doubt.code == NO_CREATION else "0"),),
        tuple(choices),
        form="one",
        arguments={"file": file.name, "doubt": doubt},
        person=doubt.person,
    )


def with_answer(
    found: Sequence[Found], file: Found, doubt: Doubt, chosen: str
) -> tuple[Found, ...]:
    """Return the files after an answer; it holds for all of the same form that raise the same doubt."""
    if chosen == ASIDE:
        return tuple(replace(one, proposal=None) if one is file else one for one in found)
    assert file.proposal is not None  # noqa: S101 - it raised the doubt
    form, meant = _form(file.proposal), _of_choice(doubt.choices[int(chosen)])

    def answer(one: Found) -> Found:
        proposal = one.proposal
        if proposal is None or _form(proposal) != form:
            return one
        for raised in proposal.doubts:
            if _of(raised) == _of(doubt):
                same = (choice for choice in raised.choices if _of_choice(choice) == meant)
                if (choice := next(same, None)) is not None:
                    return of_proposal(one, answered(proposal, raised, choice))
        return one

    return tuple(map(answer, found))


def _form(proposal: Proposal) -> tuple[str, ...]:
    """Return what files of one form share: their headers, however they are written."""
    return tuple(map(normal, proposal.source.header))


def _of(doubt: Doubt) -> tuple[object, ...]:
    return doubt.code, doubt.field


def _of_choice(choice: Choice) -> tuple[object, ...]:
    return choice.code, dict(choice.arguments)
