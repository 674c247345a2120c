"""What stands behind a figure: the question and parameters that made it, and its very cases."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from queries.config.catalogue import Cases, Catalogue, Entry
from queries.engine.port import Asking, Row
from queries.lists import SORTS, Sort, parts_of_list
from queries.said import said
from queries.scope import RequestError
from queries.sqltext import filled, identifier, literal, sql_file, with_values


@dataclass(frozen=True, slots=True)
class Behind:
    """Where a figure comes from; `name` is whose it is within `grouping`: a channel, an agent, all.

    `own` are its cases where they are not the entry's: of a share within a bound, of a part, or what is missing
    for one; `bound` are the parameters of their condition. `first`: so many of them, the oldest of equals
    first, are all that is meant.
    """

    figure: str
    entry: Entry
    grouping: str = "all"
    name: str = "all"
    own: Cases | None = None
    first: int | None = None
    bound: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        """The question as it stands in its file; empty where nothing is asked."""
        return sql_file(f"questions/{self.entry.question}") if self.entry.question else ""

    @property
    def condition(self) -> str:
        """Which cases are the figure's, as SQL over the cases of queries/sql/cases; empty: it has no list."""
        cases = self.own or self.entry.cases
        return cases.where if cases else ""

    def parameters(self, **more: Any) -> dict[str, Any]:
        """Return what the question was asked with, beside the request's own variables."""
        return {"by": [self.grouping], "parts": 1, **more}

    def question(self, **more: Any) -> str:
        """Return the question of the figure alone, its parameters written in: value, n, what is beside it.

        Raises ValueError where nothing can be asked yet.
        """
        if not self.entry.question:
            needs = said("needs", figure=self.figure) if self.entry.needs else said("no_question")
            raise RequestError(said("cannot_be_asked", figure=self.figure, needs=needs))
        columns = {"value": self.entry.value, "n": self.entry.n} | {
            name: part.column for name, part in self.entry.parts.items()
        }
        return filled(
            "questions/figure_alone",
            question=with_values(self.sql, self.parameters(**more)).strip(),
            columns=", ".join(f"{identifier(c)} as {identifier(n)}" for n, c in columns.items()),
            grouping=literal(self.grouping),
        )

    def list_question(self, most: int) -> str:
        """Return the question for its cases with everything written in; '' where it has no list."""
        cases = self.own or self.entry.cases
        if cases is None:
            return ""
        text = filled(f"questions/cases_of_{cases.of}", **self._parts(cases))
        given = {"grouping": self.grouping, "name": self.name, "most": most, **self.bound}
        return with_values(text, given)

    def _parts(self, cases: Cases, sort: Sort | None = None) -> dict[str, str]:
        return parts_of_list(cases, sort) | ({"ties": "asc"} if self.first is not None else {})

    @property
    def sorts(self) -> Collection[str]:
        """The columns that all its cases can be sorted by; none where only the first are meant."""
        cases = self.own or self.entry.cases
        return SORTS[cases.of] if cases is not None and self.first is None else ()

    def cases(self, asking: Asking, most: int, sort: Sort | None = None) -> list[Row]:
        """Return at most `most` of the figure's cases, the worst first; `total` in each says of how many.

        Where only the `first` are meant, `total` is how many these are chosen from. By `sort`, one of `sorts`,
        they are the first of all in that order.
        """
        cases = self.own or self.entry.cases
        if cases is None:
            return []
        return asking.ask_filled(
            f"cases_of_{cases.of}",
            self._parts(cases, sort),
            grouping=self.grouping,
            name=self.name,
            most=most if self.first is None else min(most, self.first),
            **self.bound,
        )


def behind(catalogue: Catalogue, figure: str, grouping: str = "all", name: str = "all") -> Behind:
    """Return what stands behind `figure`; raise KeyError where there is no such figure."""
    return Behind(figure, catalogue[figure], grouping, name)
