"""The whole snapshot, and its schema."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import GenericAlias
from typing import Any, Literal

from pydantic import Field
from pydantic.json_schema import GenerateJsonSchema

from queries.config.catalogue import catalogue
from tui.report.snapshot_types.account import (
    Filter,
    Ledger,
    NamedDefinitions,
    Period,
    definitions_type,
)
from tui.report.snapshot_types.base import Part, made, narrower
from tui.report.snapshot_types.changed import Changed
from tui.report.snapshot_types.level import Answered, Checklist, Dimension, Doubt, Level
from tui.report.snapshot_types.measures import (
    Agent,
    Channel,
    Measures,
    whole_measures,
    with_figures,
)
from tui.report.snapshot_types.month import Budget, Lost


class Snapshot(Part):
    """The scorecard as data: durations in seconds, shares 0–1, unknown is null."""

    version: Literal[1] = Field(
        description="The version of this format: it rises when a key goes or changes its meaning."
    )
    team: str = Field(description="Whose figures these are.")
    level: Level = Field(description="The level, and what holds it down.")
    doubts: tuple[Doubt, ...] | None = Field(
        description="What makes the level doubtful; null: nobody looked."
    )
    changed: tuple[Changed, ...] | None = Field(
        description="What changed against the period before; null: nobody looked."
    )
    dimensions: tuple[Dimension, ...] = Field(description="The dimensions of the ladder.")
    measures: Measures = Field(description="The figures of the period.")
    previous: Measures | None = Field(
        description="The figures of the period before as it stood then; null: it is compared with none."
    )
    agents: tuple[Agent, ...] = Field(
        description="The agents in order: first those with enough ratings."
    )
    channels: tuple[Channel, ...] = Field(description="The channels by class, then by tickets.")
    checklist: Checklist = Field(description="The steps to the next level.")
    budget: Budget | None = Field(
        description="What the running month may still lose; null: nobody looked."
    )
    lost: Lost | None = Field(
        description="Where late first answers were lost; null: nobody looked, or none could be judged."
    )
    practices: tuple[Answered, ...] = Field(
        description="Every practice with the answer in force: now, or at the end of a past period."
    )
    ledger: Ledger = Field(description="The account of the files that were read.")
    period: Period = Field(description="Over which days the figures are.")
    filter: Filter = Field(description="What the tickets were narrowed to.")
    definitions: NamedDefinitions = Field(description="By which definitions the figures are.")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The types that the catalogue of figures and the settings complete."""

    snapshot: type[Snapshot]
    whole: type[Measures]
    measures: type[Measures]
    agent: type[Agent]
    channel: type[Channel]
    definitions: type[NamedDefinitions]


@cache
def kinds() -> Kinds:
    """Return the types with every figure of the catalogue in them."""
    figures = catalogue()
    whole, measures = whole_measures(figures), with_figures(Measures, figures)
    agent, channel = with_figures(Agent, figures), with_figures(Channel, figures)
    definitions = definitions_type()
    fields = narrower(
        Snapshot,
        measures=whole,
        previous=measures | None,
        agents=GenericAlias(tuple, (agent, ...)),
        channels=GenericAlias(tuple, (channel, ...)),
        definitions=definitions,
    )
    return Kinds(
        snapshot=made(Snapshot, fields),
        whole=whole,
        measures=measures,
        agent=agent,
        channel=channel,
        definitions=definitions,
    )


class _Schema(GenerateJsonSchema):
    """Titles name the parts alone: a key is its own name."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Give no key a title."""
        return False


def snapshot_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `rung snapshot --format json` writes."""
    schema = kinds().snapshot.model_json_schema(mode="serialization", schema_generator=_Schema)
    parts = schema.pop("$defs")
    head = {"$schema": _Schema.schema_dialect, "title": "rung snapshot"}
    return {**head, **(schema | head), "$defs": parts}
