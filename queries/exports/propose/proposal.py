"""What is proposed for one unknown table: facts and codes, which a face puts into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as default
from pathlib import Path
from typing import Literal

from queries.config.mapping import Column
from queries.exports.source import Source

Kind = Literal["tickets", "messages", "ratings", "events", "aggregate", "none"]
Order = Literal["day-first", "month-first"]
ReasonCode = Literal[
    "name",  # phrase, language: what of the vocabulary the column is called like
    "different",  # share of the rows with an id of their own
    "different_together",  # column: the other one of a key
    "every_one_different",
    "in_every_row",
    "before_others",  # n: other times that are later
    "earliest_time",
    "only_time",
    "clock_beside",  # column
    "last_change",
    "proven",  # unit, column: the end of the time that a duration equals
    "known_channels",  # share
    "known_states",  # share
    "looks_like_people",  # share, different
    "few_words",  # n
    "hang_up_word",  # word
    "answered",  # doubt, choice
]
DoubtCode = Literal[
    "no_id",
    "no_creation",
    "key_of_two",  # share of the rows with an id of their own
    "updates",  # share, rows, different
    "id_repeats",  # share, rows, different
    "day_or_month",
    "mixed_order",
    "days_only",
    "clock_of_several",
    "partly_read",  # share
    "unit",
    "zero_is_none",  # share
    "business_clock",
    "time_left",
    "due_time",
    "solved_or_closed",  # other, apart (seconds)
    "unknown_states",  # words
    "scale",  # scale
    "rating_words",  # words
    "empty_column",
    "by_values",  # score
    "of_two",  # score, other
    "likely",  # score
    "more_names",
    "nothing_of_a_life",
]
ChoiceCode = Literal[
    "take",  # column, field
    "leave_out",  # field
    "row",
    "both",
    "one",  # column
    "updates",
    "day_first",
    "month_first",
    "unit",  # unit
    "zero_none",
    "zero_counts",
    "business",
    "calendar",
    "scale",  # scale
    "states_pending",
    "states_solved",
    "states_open",
    "leave_it",
    "tickets",
]
Argument = str | int | float | tuple[str, ...]

# The table of the settings that each kind becomes part of; the others become part of none.
TABLES: Mapping[Kind, str] = {
    "tickets": "tickets",
    "events": "tickets",
    "messages": "messages",
    "ratings": "ratings",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a column is taken for a field: a code and what it says it of. Shares are 0–1."""

    code: ReasonCode
    arguments: Mapping[str, Argument] = default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One field and where it comes from.

    `column` is as it stands in the settings, `headers` are the file's own names, `samples` up to three
    values as they are written, `score` how sure it is (about 0.45 to 1.5).
    """

    field: str
    column: Column
    headers: tuple[str, ...]
    samples: tuple[str, ...]
    reasons: tuple[Reason, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a doubt: what changes in the mapping; a field that is None is left out.

    `dates` is the order of day and month that the entry says from then on, `kind` what the rows are then.
    """

    code: ChoiceCode
    arguments: Mapping[str, Argument] = default(default_factory=dict)
    changes: Mapping[str, Column | None] = default(default_factory=dict)
    dates: Order | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should look at before the figures count.

    `samples`: up to three values of the first of `columns`. `choices` begin with the safe one, which
    is how the mapping stands already; with fewer than two there is nothing to ask, only to say.
    `changes_everything`: it is about the id, the creation, day or month, or a unit. `person`: nobody but
    a person may answer it.
    """

    code: DoubtCode
    field: str
    columns: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    arguments: Mapping[str, Argument] = default(default_factory=dict)
    changes_everything: bool = False
    person: bool = False

    @property
    def asks(self) -> bool:
        """Whether there is something to choose."""
        return len(self.choices) > 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one table is taken for.

    `fields` are in the order of the table's declaration. `doubts`: those that change everything come
    first. `unused` are the file's columns that nothing reads. `rows` are those of the whole file.
    """

    source: Source
    kind: Kind
    rows: int
    fields: Mapping[str, Proposed] = default(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    unused: tuple[str, ...] = ()
    dates: Order | None = None

    @property
    def origin(self) -> Path:
        """The file as the user calls it."""
        return self.source.origin

    @property
    def table(self) -> str | None:
        """The table of the settings, None where the rows are part of none."""
        return TABLES.get(self.kind)

    @property
    def columns(self) -> dict[str, Column]:
        """The mapping, as `columns:` of the settings has it."""
        return {name: proposed.column for name, proposed in self.fields.items()}


def answered(proposal: Proposal, doubt: Doubt, choice: Choice) -> Proposal:
    """Return the proposal after an answer: its mapping changed, the doubt gone."""
    fields = dict(proposal.fields)
    for name, column in choice.changes.items():
        if column is None:
            fields.pop(name, None)
        else:
            before = fields.get(name)
            score, samples = (before.score, before.samples) if before else (1.0, doubt.samples)
            reason = Reason("answered", {"doubt": doubt.code, "choice": choice.code})
            fields[name] = Proposed(name, column, column.headers, samples, (reason,), score)
    read = {header for proposed in fields.values() for header in proposed.headers}
    return replace(
        proposal,
        fields=fields,
        doubts=tuple(other for other in proposal.doubts if other is not doubt),
        unused=tuple(header for header in proposal.source.header if header not in read),
        dates=choice.dates or proposal.dates,
        kind=choice.kind or proposal.kind,
    )
