"""What `rung init` concludes from the data and proposes; setup.yaml says what each field means."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import yaml

from queries.config.ladder import ChannelClass
from queries.config.model import Section, Share

_FILE = Path(__file__).with_name("setup.yaml")
State = Literal["open", "pending", "solved"]
K = TypeVar("K")


class BotRule(Section):
    """When a name is no person; times in seconds."""

    least: int
    case_p90: float
    live_p90: float
    live_median: float
    even: float
    words: tuple[str, ...]


class AtOnce(Section):
    """When a live channel's contacts are solved in themselves, and when they open a case."""

    seconds: float
    least: int
    itself: Share
    opens_case: Share


class Night(Section):
    """When the emptiest six hours are a night."""

    least: int
    share: Share
    begins: tuple[int, ...]
    around: int


class Knowledge(Section):
    """All of setup.yaml."""

    bots: BotRule
    at_once: AtOnce
    night: Night
    zones: tuple[str, ...]
    solved_state: Share
    states: dict[State, tuple[str, ...]]
    channels: dict[ChannelClass, tuple[str, ...]]
    calls: tuple[str, ...]
    no_contacts: tuple[str, ...]
    same_tickets: Share

    def state_of(self, word: str) -> State:
        """Return what a state most likely means; open where no word of it is known."""
        return _first(self.states, word, "open")

    def class_of(self, channel: str) -> ChannelClass:
        """Return the class that a channel's name speaks of; email, whose bounds are the widest, if none."""
        return _first(self.channels, channel, "email")


def _first(words: dict[K, tuple[str, ...]], text: str, otherwise: K) -> K:
    folded = text.casefold()
    return next(
        (key for key, parts in words.items() if any(part in folded for part in parts)), otherwise
    )


@cache
def knowledge() -> Knowledge:
    """Return what setup.yaml says."""
    return Knowledge.model_validate(yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader))
