"""Every figure of the catalogue, asked once: by what it is grouped, now and before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from queries.config.catalogue import Catalogue, Entry
from queries.config.ladder import Rules
from queries.engine.port import Asking, Row

Side = Literal["now", "before"]
Role = Literal["agent", "nobody", "bots"]
# Codes that stand where an agent's name does, as queries/sql/cases/names.sql has them: no cleaned name holds
# the character they begin with.
NOBODY = "\x1fnobody"  # of tickets and ratings without an agent
BOTS = "\x1fbots"  # of those of a bot
_ROLES: Mapping[str, Role] = {NOBODY: "nobody", BOTS: "bots"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in its unit, of `n` cases; `value` None: unknown. `parts` are told beside it."""

    value: float | None = None
    n: int = 0
    parts: Mapping[str, Any] = field(default_factory=dict)


NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of one group, by their key; what was not asked, or has no cases, is NOTHING."""

    figures: Mapping[str, Figure] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Figure:
        return self.figures.get(key, NOTHING)


NONE = Measures()


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was asked of one request: measures by side, grouping and name."""

    groups: Mapping[tuple[Side, str], Mapping[str, Measures]]

    def whole(self, side: Side = "now") -> Measures:
        """Return the measures of all cases."""
        return self.by("all", side).get("all", NONE)

    def by(self, grouping: str, side: Side = "now") -> Mapping[str, Measures]:
        """Return the measures by name; a name without any case is missing."""
        return self.groups.get((side, grouping), {})


def measure(
    asking: Asking, catalogue: Catalogue, rules: Rules, by: Iterable[str] = ("channel", "agent")
) -> Measured:
    """Ask every question of the catalogue, once, for all and by each grouping of `by` that it knows."""
    wanted = ("all", *by, "promise")
    found: dict[tuple[Side, str], dict[str, dict[str, Figure]]] = {}
    for question, entries in _questions(catalogue):
        groupings = [g for g in wanted if g == "all" or any(g in e.by for e in entries.values())]
        rows = asking.ask(question, by=groupings, parts=1, **asked_with(rules))
        for row in rows:
            group = found.setdefault((row["side"], row["grouping"]), {})
            figures = group.setdefault(row["name"], {})
            figures.update((key, figure_of(entry, row)) for key, entry in entries.items())
    return Measured(
        {
            place: {name: Measures(figures) for name, figures in group.items()}
            for place, group in found.items()
        }
    )


def trend(
    asking: Asking, entry: Entry, rules: Rules, parts: int, grouping: str = "all", name: str = "all"
) -> tuple[float | None, ...]:
    """Return a figure in equal parts of the period: the same question by another grouping.

    A part without cases is None.
    """
    if not entry.trend or entry.question is None:
        return ()
    rows = asking.ask(entry.question, by=[grouping], parts=parts, **asked_with(rules))
    values = {
        row["bucket"]: row[entry.value]
        for row in rows
        if row["side"] == "now" and row["name"] == name
    }
    return tuple(values.get(part) for part in range(parts))


def figure_of(entry: Entry, row: Row) -> Figure:
    """Return the figure that stands in a question's row."""
    return Figure(
        row[entry.value],
        int(row[entry.n] or 0),
        {name: row[part.column] for name, part in entry.parts.items()},
    )


def role_of(name: str | None) -> Role:
    """Return whose it is that stands under what an agent is grouped by."""
    return _ROLES.get(name or "", "agent")


def _questions(catalogue: Catalogue) -> Iterator[tuple[str, dict[str, Entry]]]:
    """Yield each question with the figures that it answers."""
    asked: dict[str, dict[str, Entry]] = {}
    for key, entry in catalogue.items():
        if entry.question is not None:
            asked.setdefault(entry.question, {})[key] = entry
    yield from asked.items()


def asked_with(rules: Rules) -> dict[str, Any]:
    """Return the parameters that some questions have beside what they are grouped by."""
    return {"agent_shrinkage": rules.agent_shrinkage, "whole": False}
