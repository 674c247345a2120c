"""What is left to ask, in which order, each with an answer that Enter takes. Pure: facts in, questions out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from queries.config.ladder import Ladder
from queries.setup.facts import ChannelFacts, Facts, Solved, UnknownState
from queries.setup.knowledge import knowledge
from queries.setup.zones import ZoneChoice, ranked

Form = Literal["one", "each", "letters"]
ANSWERS = ("yes", "no", "not applicable", "")
AT_MOST = 8  # questions beside the practices; what changes everything is asked all the same
_STATES_LISTED = 15


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked about; `proposed` is the choice that Enter takes."""

    key: str
    proposed: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One screen of the dialogue; `code` says which sentence, `arguments` what stands in it.

    Of each item one of `choices` is chosen; with `free` other words may be typed too. `form`: one item, each
    of several, or letters for many in a row. `person`: only a person can know, nothing is taken unasked.
    """

    code: str
    items: tuple[Item, ...]
    choices: tuple[str, ...]
    form: Form = "each"
    arguments: Mapping[str, Any] = field(default_factory=dict)
    free: bool = False
    person: bool = False

    @property
    def safe(self) -> dict[str, str]:
        """The answer that Enter takes."""
        return {item.key: item.proposed for item in self.items}


Answers = Mapping[str, Mapping[str, str]]  # by the question's code: what was chosen of each item


def questions(
    facts: Facts, own_zone: str | None, one_channel: Mapping[str, str] | None = None
) -> tuple[Question, ...]:
    """Return what the data cannot tell.

    `own_zone` is the lead's own where that is known; `one_channel` the channel guessed of each file that
    names none.
    """
    return tuple(_asked(facts, own_zone, one_channel or {}))


def _asked(
    facts: Facts, own_zone: str | None, one_channel: Mapping[str, str]
) -> Iterator[Question]:
    if facts.zone.said is None:
        yield _zone(facts, ranked(facts.zone, own_zone))
    if facts.states:
        yield _states(facts)
    if one_channel:
        guessed = (Item(name, guess, {"name": name}) for name, guess in one_channel.items())
        yield Question("one_channel", tuple(guessed), ("email", "chat", "phone", "internal"))
    if unknown := [channel for channel in facts.channels if not channel.known]:
        items = (
            Item(c.name, knowledge().class_of(c.name), {"name": c.name, "n": c.n}) for c in unknown
        )
        yield Question("channels", tuple(items), ("email", "social", "live", "none"))
    if unclear := [channel for channel in facts.channels if may_be_live(channel) == "unclear"]:
        items = (
            Item(c.name, "live", {"name": c.name, "k": c.at_once, "n": c.solved}) for c in unclear
        )
        yield Question("call_or_case", tuple(items), ("live", "case"))
    if facts.bots:
        items = (
            Item(b.name, "bot", {"name": b.name, "n": b.n, "median": b.median, "p90": b.p90})
            for b in facts.bots
        )
        yield Question("bots", tuple(items), ("bot", "person"))


def may_be_live(channel: ChannelFacts) -> Solved | None:
    """Return what a contact on a channel is that is live, or is proposed to be."""
    live = channel.channel_class == "live" or (
        not channel.known and knowledge().class_of(channel.name) == "live"
    )
    return channel.solves if live else None


def _zone(facts: Facts, zones: Sequence[ZoneChoice]) -> Question:
    night = facts.zone.night
    return Question(
        "zone_elsewhere" if facts.zone.elsewhere and not facts.zone.absolute else "zone",
        (Item("zone", zones[0].team),),
        tuple(zone.team for zone in zones),
        form="one",
        arguments={
            "begins": night.begins if night else None,
            "ends": night.ends if night else None,
            "share": night.share if night else None,
            "absolute": facts.zone.absolute,
        },
        free=True,
    )


def _states(facts: Facts) -> Question:
    """Ask of each word once, whichever files it stands in; the commonest first."""
    told: dict[str, list[UnknownState]] = {}
    for state in facts.states:
        told.setdefault(state.word, []).append(state)
    counts = {word: sum(state.n for state in states) for word, states in told.items()}
    words = sorted(told, key=lambda word: (-counts[word], word))
    items = [_state(word, told[word]) for word in words[:_STATES_LISTED]]
    return Question(
        "states",
        tuple(items),
        ("open", "pending", "solved", "unknown"),
        arguments={"more": len(words) - len(items)},
    )


def _state(word: str, states: Sequence[UnknownState]) -> Item:
    """Return a state with what it means: solved where its tickets have a time of solving, else by its words."""
    n, stand, solved = (
        sum(getattr(state, count) for state in states) for count in ("n", "stand", "solved")
    )
    is_solved = solved > 0 and solved >= knowledge().solved_state * stand
    means = "solved" if is_solved else knowledge().state_of(word)
    return Item(word, means, {"name": word, "n": n, "k": solved})


def practices(ladder: Ladder) -> Question:
    """Return the practices that the ladder asks for, dimension by dimension; Enter leaves them unanswered."""
    items = {
        key: Item(key, "", {"words": ladder.practices[key], "dimension": dimension.name})
        for dimension in ladder.dimensions.values()
        for level in sorted(dimension.levels)
        for line in dimension.levels[level]
        for part in line.parts()
        if (key := part.practice) is not None
    }
    return Question("practices", tuple(items.values()), ANSWERS, form="letters")
