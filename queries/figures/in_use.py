"""Which channels the company has, and which of them are in use; `ladder.md` §2 rule 13."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from queries.config import Config
from queries.engine.port import Asking
from queries.ladder.figures import Channels

NO_CHANNEL = "unknown"  # the channel of tickets whose export names none


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """A channel in the days before the period's end: its contacts, and how many of them were answered.

    What a bot settled counts as answered.
    """

    name: str
    channel_class: str
    contacts: int
    answered: int
    in_use: bool


def channel_uses(asking: Asking, config: Config) -> tuple[ChannelUse, ...]:
    """Return the channels that any contact came by, the most contacts first; a filter does not change them."""
    rules = config.ladder.rules
    return tuple(
        ChannelUse(
            name=row["channel"],
            channel_class=row["channel_class"],
            contacts=row["contacts"],
            answered=row["answered"],
            in_use=row["contacts"] >= rules.in_use_contacts
            and row["answered"] >= rules.in_use_answered * row["contacts"]
            and row["channel"] != NO_CHANNEL,
        )
        for row in asking.ask("channels_in_use", days=rules.in_use_days)
    )


def channels_of(uses: Iterable[ChannelUse], config: Config) -> Channels:
    """Return the channels as the ladder asks for them."""
    used = [use for use in uses if use.in_use]
    return Channels(
        in_use={use.name: use.channel_class for use in used},
        named={
            name: channel.channel_class
            for name, channel in config.channels.names.items()
            if channel.channel_class != "none"
        },
        make_sense=config.channels.make_sense,
        contacts=sum(use.contacts for use in used),
    )
