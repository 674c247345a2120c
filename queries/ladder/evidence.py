"""Where the data say otherwise than a lead's answer; they say so, and overrule nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from queries.config.bounds import Bound
from queries.config.ladder import Criterion, Ladder
from queries.ladder.figures import Figure


@dataclass(frozen=True, slots=True)
class Against:
    """A figure against an answer: the `measure`, the `bound` it is held against, and how it stands."""

    measure: str
    bound: Bound
    figure: Figure


def against(
    ladder: Ladder, figures: Mapping[str, Figure], answers: Mapping[str, str]
) -> Mapping[str, Against]:
    """Return, by practice, the figures that say otherwise: a yes whose bound is missed, a no whose is met.

    A lower bound of a figure says nothing against a yes: it may be met by what is not seen.
    """
    found = {}
    for practice, told, both_ways in _told(ladder):
        figure = figures.get(told.measure or "")
        if figure is None or figure.value is None or told.bound is None or not figure.applies:
            continue
        holds = told.bound.holds(figure.value)
        said = answers.get(practice)
        if both_ways:
            told_otherwise = said == "no" and holds
            told_otherwise |= said == "yes" and not holds and not figure.lifts_only
        else:
            told_otherwise = said == "yes" and not holds and figure.n >= ladder.rules.graded_tickets
        if told_otherwise:
            found[practice] = Against(told.measure or "", told.bound, figure)
    return found


def _told(ladder: Ladder) -> Iterator[tuple[str, Criterion, bool]]:
    """Yield each practice that a measure tells of, and whether a bound that is met tells against a no.

    It does where the measure stands in for the practice, or is its evidence; what is only `against` a yes does
    not, and says nothing of few cases.
    """
    for dimension in ladder.dimensions.values():
        for lines in dimension.levels.values():
            for line in lines:
                for part in line.parts():
                    if part.practice and part.evidence and part.evidence.measure:
                        yield part.practice, part.evidence, True
                    if part.practice and part.against and part.against.measure:
                        yield part.practice, part.against, False
                    if part.measure and part.otherwise and part.otherwise.practice:
                        yield part.otherwise.practice, part, True
