"""Who is who: the spellings of one person, and two people of one name, told apart by an id beside it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from queries.said import Said, said
from queries.text import clean

BESIDE = (
    "\x1f"  # between a name and its id, as the macro `person` joins them: no cleaned text holds it
)
_ADDRESS_BESIDE = re.compile(r"(.+?) ?[<(]([^\s<>()]+@[^\s<>()]+)[>)]")
_INVISIBLE = re.compile("[\u200c-\u200f\ufe0e\ufe0f]")
_APOSTROPHES = str.maketrans("’‘`´", "''''")


def shown(name: str) -> str:
    """Return a name as people read it: no HTML, no unusual spaces."""
    return " ".join(clean(html.unescape(name)).split())


def folded(name: str) -> str:
    """Return what all spellings of a name share."""
    plain = unicodedata.normalize("NFKC", shown(name)).translate(_APOSTROPHES)
    return " ".join(_INVISIBLE.sub("", plain).split()).casefold()


@dataclass(slots=True)
class People:
    """Everybody's name by the spelling in the exports, and what the reader should know."""

    names: dict[str, str] = field(default_factory=dict)
    notes: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Spelling:
    exported: str
    name: str
    id: str | None
    n: int


def tell_apart(counts: Mapping[str, int]) -> People:
    """Find out who is meant by each spelling; `counts` says how often it stands in the exports."""
    spellings = [_spelling(exported, n) for exported, n in sorted(counts.items())]
    groups: dict[str, list[_Spelling]] = defaultdict(list)
    person_of, unclear = _persons(spellings)
    for spelling in spellings:
        groups[person_of[spelling.exported]].append(spelling)
    usual = {person: _usual(group) for person, group in groups.items()}
    namesakes = Counter(folded(name) for name in usual.values())
    people = People()
    for person, group in groups.items():
        name = usual[person]
        ids = sorted({s.id for s in group if s.id})
        if namesakes[folded(name)] > 1 and ids:
            name = f"{name} ({ids[0]})"
        people.names |= {spelling.exported: name for spelling in group}
        people.notes += _told(group, usual[person], name)
    people.notes += [said("one_of_several_names", name=name) for name in sorted(unclear)]
    return people


def _spelling(exported: str, n: int) -> _Spelling:
    name, _, beside = exported.partition(BESIDE)
    if not beside and (found := _ADDRESS_BESIDE.fullmatch(shown(name))):
        name, beside = found.groups()
    return _Spelling(exported, name, beside.casefold() or None, n)


def _persons(spellings: Iterable[_Spelling]) -> tuple[dict[str, str], set[str]]:
    """Return a key of the person behind each spelling, and the names that fit several people.

    An id is one person; so is a name with one id of each kind (addresses, numbers), and a name without
    an id where one person has it.
    """
    spellings = list(spellings)
    ids_of: dict[str, set[str]] = defaultdict(set)
    for spelling in spellings:
        if spelling.id:
            ids_of[folded(spelling.name)].add(spelling.id)
    same: dict[str, str] = {}

    def person(key: str) -> str:
        while key in same:
            key = same[key]
        return key

    for ids in ids_of.values():
        if len(ids) == len({"@" in found for found in ids}):
            first, *others = sorted({person(found) for found in ids})
            same |= dict.fromkeys(others, first)
    known = {found for ids in ids_of.values() for found in ids}
    persons, unclear = {}, set()
    for spelling in spellings:
        name = folded(spelling.name)
        meant = {person(found) for found in ids_of[name] or ({name} & known)}
        if spelling.id:
            persons[spelling.exported] = person(spelling.id)
        elif len(meant) == 1:
            persons[spelling.exported] = meant.pop()
        else:
            persons[spelling.exported] = BESIDE + name
            if meant:
                unclear.add(shown(spelling.name))
    return persons, unclear


def _usual(group: Iterable[_Spelling]) -> str:
    """Return the spelling of a person that stands most often; an address only where there is no name."""
    counts: Counter[str] = Counter()
    for spelling in group:
        counts[shown(spelling.name)] += spelling.n
    return min(counts, key=lambda name: ("@" in name, -counts[name], name))


def _told(group: Iterable[_Spelling], usual: str, name: str) -> list[Said]:
    notes: dict[Said, None] = {}
    for spelling in sorted(group, key=lambda s: (-s.n, s.exported)):
        if spelling.name != usual:
            spaces = shown(spelling.name) == usual and "&" not in spelling.name
            code = "counted_as_with_spaces" if spaces else "counted_as"
            notes[said(code, spelling=clean(spelling.name), name=name)] = None
    if name != usual:
        notes[said("one_of_several", name=name, usual=usual)] = None
    return list(notes)
