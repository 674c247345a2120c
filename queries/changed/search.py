"""What is named, in which order: the part that stands out most, then of what is left, at most three times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from queries.changed.ground import Ground
from queries.changed.held import Held
from queries.changed.parts import OF_DAYS, Part
from queries.changed.scan import Candidate, scan
from queries.changed.sums import Span, Sums

CHANCE = 0.002  # four or five figures share one sentence
_MOST = 3
_LEAST, _LEAST_EACH = 200, 60  # cases left to go on with
_WEEK, _ABSENT, _SAME_DAYS = 0.8, 0.75, 0.5
_WIDER, _HOLDS = 1.5, 0.8
_MOST_OF_IT, _LEAST_INSIDE = 0.6, 20
Overlap = Mapping[tuple[str, str | None], int]
GroundOf = Callable[[Sums, Sums, Span], Ground]


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate that was named, the number its cases were taken by, and what holds most of it inside."""

    candidate: Candidate
    number: int
    inside: tuple[Candidate, ...] = ()


def search(held: Held, ground_of: GroundOf) -> list[Named]:
    """Return what is named, the first one first; its cases are taken then."""
    found: list[Named] = []
    sums = held.whole
    held.free()
    for number in range(1, _MOST + 1):
        ground = ground_of(*sums, held.span)
        best = choose(scan(ground), held.span, held.overlap)
        if best is None:
            break
        held.take(best.part, number)
        whole = best.part.kind == "everywhere"
        inside = () if whole or number > 1 else tuple(_inside(held, best, number, ground_of))
        found.append(Named(best, number, inside))
        if whole:
            break
        sums = held.sums()
        n_before, n_now = sums[0].n
        if n_before + n_now < _LEAST or min(n_before, n_now) < _LEAST_EACH:
            break
    last = found[-1].candidate if found else None
    if last and last.part.kind == "everywhere" and all(n.candidate.c * last.c > 0 for n in found):
        # What is left moved the same way: that is the story, and the others are where most of it fell.
        found = [found[-1], *found[:-1]]
    return found


def choose(
    candidates: Sequence[Candidate], span: Span, overlap: Callable[[Part], Overlap]
) -> Candidate | None:
    """Return which of the candidates, the best first, is named; None where that is no more than noise."""
    if not candidates:
        return None
    best = _absence(_whole_week(candidates[0], candidates, span), candidates)
    return _wider(best, candidates, span, overlap) if best.chance <= CHANCE else None


def _whole_week(best: Candidate, candidates: Sequence[Candidate], span: Span) -> Candidate:
    """Return the calendar week around some days where it stands out nearly as much: it reads better."""
    if best.part.kind not in ("days", "days_before"):
        return best
    for one in candidates:
        first, past = one.days
        if (
            one.part.kind == best.part.kind
            and past - first == 7
            and span.weekday(first) == 0
            and first <= best.days[0]
            and past >= best.days[1]
            and one.z / best.z >= _WEEK
            and one.chance <= CHANCE
        ):
            return one
    return best


def _absence(best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """Return the absence that the best days are, where there is one."""
    if best.part.kind != "days":
        return best
    for one in candidates:
        if one.part.kind == "absence":
            both = min(one.days[1], best.days[1]) - max(one.days[0], best.days[0])
            either = max(one.days[1], best.days[1]) - min(one.days[0], best.days[0])
            if (
                both >= _SAME_DAYS * either
                and one.z * best.z > 0
                and abs(one.z) >= _ABSENT * abs(best.z)
            ):
                return one
    return best


def _wider(
    best: Candidate,
    candidates: Sequence[Candidate],
    span: Span,
    overlap: Callable[[Part], Overlap],
) -> Candidate:
    """Return something wider of another kind that the best lies in and that moved clearly more."""
    if best.part.kind == "everywhere":
        return best
    wider = [
        one
        for one in candidates
        if one.part.kind not in ("everywhere", "hours", best.part.kind)
        and one.chance <= CHANCE
        and one.c * best.c > 0
        and abs(one.c) >= _WIDER * abs(best.c)
    ]
    if not wider:
        return best
    held = overlap(best.part)
    cases = sum(n for (kind, _), n in held.items() if kind == "channel")
    for one in wider:
        if one.part.kind in OF_DAYS:
            inside = sum(held.get(("day", str(day)), 0) for day in range(*one.days))
        else:
            inside = held.get((one.part.kind, one.part.name), 0)
        if inside >= _HOLDS * cases:
            return one
    return best


def _inside(held: Held, top: Candidate, number: int, ground_of: GroundOf) -> Iterator[Candidate]:
    """Yield what holds most of a named part, one of each kind."""
    sums = held.sums_inside(top.part, number)
    if min(sums[0].n) < _LEAST_INSIDE:
        return
    ground = ground_of(*sums, held.span)
    whole, kinds = ground.everything.c, {"everywhere", top.part.kind}
    for one in scan(ground):
        if one.part.kind in kinds or one.chance > CHANCE or one.c * whole <= 0:
            continue
        if one.c / whole >= _MOST_OF_IT:
            kinds.add(one.part.kind)
            yield one
