"""The fewest things that do something together, found by trying; `ladder.md` §2 rule 16."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_FEW = 5  # up to so many, the fewest are found; of more, none is superfluous


def fewest(candidates: Sequence[T], works: Callable[[Iterable[T]], bool]) -> Collection[T]:
    """Return the smallest set of `candidates` that works, the first of them in their order; () if none does.

    More must never work worse. Each set that does not work, made as large as it goes, leaves out things one
    of which is needed: the smallest set that has one of each is tried, until it works.
    """
    if not works(candidates):
        return ()
    necessary = [c for c in candidates if not works(other for other in candidates if other != c)]
    rest = [c for c in candidates if c not in necessary]
    needed: list[list[T]] = []
    while True:
        more = _one_of_each(needed, rest, _FEW - len(necessary))
        if more is None:
            return _thinned(candidates, works)
        if works([*necessary, *more]):
            return [*necessary, *more]
        failing = [*necessary, *more]
        for candidate in rest:
            if candidate not in failing and not works([*failing, candidate]):
                failing.append(candidate)
        needed.append([candidate for candidate in rest if candidate not in failing])


def _thinned(candidates: Sequence[T], works: Callable[[Iterable[T]], bool]) -> Collection[T]:
    chosen = list(candidates)
    for candidate in reversed(candidates):
        fewer = [other for other in chosen if other != candidate]
        if works(fewer):
            chosen = fewer
    return chosen


def _one_of_each(needed: Sequence[Sequence[T]], order: Sequence[T], most: int) -> list[T] | None:
    """Return the smallest set with one of each of `needed`, the first in `order`; None: it takes too many."""

    def sets(left: Sequence[Sequence[T]], size: int) -> Iterator[list[T]]:
        if not left:
            yield []
        elif size:
            for one in left[0]:
                for others in sets([of for of in left if one not in of], size - 1):
                    yield [one, *others]

    for size in range(max(0, most) + 1):
        found = [sorted(map(order.index, chosen)) for chosen in sets(needed, size)]
        if found:
            return [order[place] for place in min(found)]
    return None
