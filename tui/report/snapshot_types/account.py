"""What the figures are of: the ledger, the period, the filter, the definitions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from queries.config.schema import Definitions
from queries.said import Said
from tui.report.snapshot_types.base import Instant, Part, made
from tui.words.facts import sentence


def _in_words(told: object) -> object:
    return sentence(told) if isinstance(told, Said) else told


Sentence = Annotated[str, BeforeValidator(_in_words)]


class Lines(Part):
    """The physical lines of a text file: total = header + blank + used + rejected."""

    total: int = Field(description="How many lines the file has.")
    header: int = Field(description="The header, and the lines before it.")
    blank: int = Field(description="Lines with nothing in them.")
    used: int = Field(description="Lines that were read, the breaks inside quotes among them.")
    rejected: int = Field(description="Lines that could not be used.")


class LedgerFile(Part):
    """One file: rows = kept + superseded + excluded + rejected."""

    file: str = Field(description="Its name.")
    recognised_as: str = Field(description="The export that it was read as.")
    table: str = Field(description="What its rows are, by the name of the table.")
    lines: Lines | None = Field(description="Its physical lines; null: Parquet has none.")
    rows: int = Field(description="How many rows it has.")
    kept: int = Field(description="Rows that are used.")
    superseded: int = Field(description="Rows of which a newer version was found.")
    excluded: int = Field(description="Rows that the settings leave out.")
    rejected: int = Field(description="Rows that could not be used.")
    values_rejected: int = Field(description="Values of other rows that could not be used.")
    doubtful: int = Field(description="Values that are kept and listed as doubtful.")
    notes: tuple[Sentence, ...] = Field(description="What is to be known of it, a sentence each.")


class Reject(Part):
    """One thing that could not be used, or not as it stands."""

    file: str = Field(description="The file.")
    line: int = Field(description="The line that its row begins on; of Parquet, the row.")
    column: str | None = Field(description="The column; null: the whole row.")
    value: str | None = Field(description="What stands there; null: nothing to show.")
    reason: Sentence = Field(description="Why it was rejected, in words.")
    severity: Literal["row", "value", "kept"] = Field(
        description="What is out: the row, the value, or nothing (kept, but doubtful)."
    )


class Ledger(Part):
    """What became of every line and row of every file."""

    files: tuple[LedgerFile, ...] = Field(description="The files that were read.")
    rejects: tuple[Reject, ...] = Field(description="The first of the rejects.")
    rejects_total: int = Field(description="How many rejects there are in all.")
    warnings: tuple[Sentence, ...] = Field(description="What to know before trusting the figures.")
    notes: tuple[Sentence, ...] = Field(
        description="What else is to be known of the files together."
    )


class Span(Part):
    """Whole days of the team's time zone."""

    name: str = Field(description="The period as `--period` takes it.")
    start: Instant = Field(description="Its first instant (UTC).")
    end: Instant = Field(description="The instant at which it is over (UTC).")
    days: int = Field(description="How many days it has.")


class Period(Span):
    """The period that the figures are of."""

    timezone: str = Field(description="The team's time zone.")
    previous: Span | None = Field(description="The period compared with; null: none.")
    data_start: Instant = Field(description="The first instant in the data (UTC).")
    data_end: Instant = Field(description="The last instant in the data (UTC).")


class Filter(Part):
    """Which tickets the figures are of."""

    team: str | None = Field(description="Only this team's; null: every team's.")
    channel: str | None = Field(description="Only this channel's; null: every channel's.")
    agent: str | None = Field(
        description="Only this agent's, called as `--agent` takes it; null: every agent's."
    )
    reason: str | None = Field(description="Only of this contact reason; null: of every one.")


class NamedDefinitions(Part):
    """The definition set that the figures follow."""

    name: str = Field(description="What the set is called.")


def definitions_type() -> type[NamedDefinitions]:
    """Return the definition set with every choice of the settings."""
    choices = {
        name: (field.rebuild_annotation(), field.description or "")
        for name, field in Definitions.model_fields.items()
    }
    return made(NamedDefinitions, choices)
