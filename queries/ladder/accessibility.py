"""Which channels are in use, and of those that make sense which are missing; `ladder.md` §2 rule 13."""

from __future__ import annotations

from collections.abc import Mapping

from queries.ladder.figures import UNKNOWN, Channels, Figure
from queries.said import said

UNSAID = said("unsaid")


def channel_figures(channels: Channels) -> Mapping[str, Figure]:
    """Return the figures of accessibility, in channels.

    Until the lead confirms which channels make sense, it is not known whether one is missing, nor, where
    there is no live channel, whether one should be. A channel without a class is a channel; which it is, is
    unknown.
    """
    if not channels.contacts:
        return {}
    used, sensible = channels.in_use, channels.make_sense
    classes = [channels.named.get(name, "") for name in sensible or ()]
    live = sum(of == "live" for of in used.values())
    other = sum(of not in ("email", "unknown") for of in used.values())
    unclassified = [name for name, of in used.items() if of == "unknown"]
    unclear = said("channels_unclear", names=tuple(unclassified))

    def count(number: int, applies: bool) -> Figure:
        return Figure(float(number), channels.contacts, applies=applies)

    missing = Figure(note=UNSAID)
    if sensible is not None:
        gaps = sorted(set(sensible) - set(used))
        listed = said("channels_listed", names=tuple(gaps)) if gaps else None
        missing = Figure(float(len(gaps)), channels.contacts, note=listed)
    unsaid = sensible is None
    return {
        "channels_in_use": count(len(used), unsaid or len(classes) >= 2),
        "other_channels_in_use": count(other, unsaid or any(of != "email" for of in classes))
        if other or not unclassified
        else Figure(UNKNOWN.value, channels.contacts, note=unclear),
        "live_channels_in_use": count(live, unsaid or "live" in classes)
        if live or not (unsaid or unclassified)
        else Figure(UNKNOWN.value, channels.contacts, note=unclear if unclassified else UNSAID),
        "channels_missing": missing,
    }
