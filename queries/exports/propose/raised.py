"""Doubts that a column's values raise, each with its choices, the safe one first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from queries.config.mapping import Column
from queries.exports.propose.assign import LEFT_OUT
from queries.exports.propose.candidate import Candidate
from queries.exports.propose.identifiers import share_of
from queries.exports.propose.looked import Looked
from queries.exports.propose.proposal import Argument, Choice, ChoiceCode, Doubt, DoubtCode

TIMES = frozenset({"created_at", "sent_at", "rated_at"})


def doubt(
    code: DoubtCode,
    candidate: Candidate,
    choices: Sequence[Choice] = (),
    *,
    everything: bool = False,
    person: bool = False,
    **arguments: Argument,
) -> Doubt:
    """Return a doubt about the columns of a candidate."""
    return Doubt(
        code,
        candidate.field,
        tuple(column.header for column in candidate.columns),
        _telling(code, candidate),
        tuple(choices),
        arguments,
        everything,
        person,
    )


def _telling(code: DoubtCode, candidate: Candidate) -> tuple[str, ...]:
    """Return three values of a column, first those that raised the doubt."""
    if code == "time_left":
        minus = [word for word in candidate.columns[0].words if word.startswith("-")]
        return tuple(dict.fromkeys((*minus[:2], *candidate.samples)))[:3]
    return candidate.samples


def leave_out(field: str) -> Choice:
    """Return the answer that nothing fills a field."""
    return Choice("leave_out", {"field": field}, {field: None})


def take(candidate: Candidate, code: ChoiceCode = "take", **arguments: Argument) -> Choice:
    """Return the answer that a candidate fills its field."""
    named = {"column": candidate.columns[0].header, "field": candidate.field, **arguments}
    return Choice(code, named, {candidate.field: candidate.column()})


def of_values(candidate: Candidate, unknown: Sequence[str]) -> Iterator[Doubt]:
    """Yield what the values of a chosen column raised."""
    column, field = candidate.columns[0], candidate.field
    for code in candidate.doubts:
        match code:
            case "days_only" | "partly_read" | "mixed_order" | "empty_column":
                share = column.times.share if column.times else 1.0
                yield doubt(code, candidate, everything=field in TIMES, share=share)
            case "unit":
                options = (
                    ("minutes", "seconds", "hours", "days")
                    if field == "resolution"
                    else ("seconds", "minutes", "hours")
                )
                safe = candidate.options.get("unit", "seconds")
                units = [safe, *(unit for unit in options if unit != safe)]
                choices = [
                    Choice(
                        "unit",
                        {"unit": unit},
                        {field: candidate.column().model_copy(update={"unit": unit})},
                    )
                    for unit in units
                ]
                yield doubt(code, candidate, (*choices, leave_out(field)), everything=True)
            case "zero_is_none":
                counted = candidate.column().model_copy(update={"empty": column.silent})
                choices = [
                    Choice("zero_none", {}, {field: candidate.column()}),
                    Choice("zero_counts", {}, {field: counted}),
                ]
                yield doubt(code, candidate, choices, share=_share_of_zeros(column))
            case "unknown_states":
                yield doubt(
                    code, candidate, list(_states(candidate, unknown)), words=tuple(unknown)
                )
            case "scale":
                yield doubt(
                    code,
                    candidate,
                    list(_scales(candidate)),
                    scale=str(candidate.options.get("scale", "")),
                )
            case "rating_words":
                yield doubt(code, candidate, words=tuple(column.words))
            case "clock_of_several":
                yield doubt(code, candidate, [take(candidate)], everything=True)
            case "key_of_two":
                alone = Column(column=(column.header,))
                choices = [
                    take(candidate, "both"),
                    Choice("one", {"column": column.header}, {field: alone}),
                ]
                yield doubt(code, candidate, choices, everything=True, share=share_of(candidate))


def of_left_out(candidate: Candidate) -> Iterator[Doubt]:
    """Yield a column that has a field's name and another thing's values; leaving it out is safe."""
    code = next(code for code in candidate.doubts if code in LEFT_OUT)
    choices = [leave_out(candidate.field), take(candidate)]
    if code == "business_clock":
        column, field = candidate.column(), candidate.field
        business = column.model_copy(update={"basis": "business"})
        choices[1:] = [
            Choice("business", {}, {field: business}),
            Choice("calendar", {}, {field: column}),
        ]
    yield doubt(code, candidate, choices)


def _zeros(column: Looked) -> tuple[str, ...]:
    read: Mapping[str, float] = (
        column.durations.of if column.durations else column.numbers.of if column.numbers else {}
    )
    return tuple(sorted(word for word, n in read.items() if n == 0))


def _share_of_zeros(column: Looked) -> float:
    return sum(column.words[word] for word in _zeros(column)) / max(column.filled, 1)


def _states(candidate: Candidate, unknown: Sequence[str]) -> Iterator[Choice]:
    """Yield what all unknown states may mean; one by one is the settings' business."""
    codes: Mapping[str, ChoiceCode] = {
        "pending": "states_pending",
        "solved": "states_solved",
        "open": "states_open",
    }
    meant = dict(candidate.options.get("values", {}))
    for state, code in codes.items():
        values = meant | dict.fromkeys(unknown, state)
        column = candidate.column().model_copy(update={"values": values})
        yield Choice(code, {"words": tuple(unknown)}, {"status": column})


def _scales(candidate: Candidate) -> Iterator[Choice]:
    """Yield which scale a rating may have, the one that fits all values first."""
    now = str(candidate.options["scale"])
    for scale in dict.fromkeys(
        (now, "1-5" if now == "0-5" else now, "1-3" if now == "1-5" else now)
    ):
        column = candidate.column().model_copy(update={"scale": scale})
        yield Choice("scale", {"scale": scale}, {candidate.field: column})
    yield leave_out(candidate.field)
