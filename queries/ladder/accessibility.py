"""Which channels are in use, and of those that make sense which are missing; `ladder.md` §2 rule 13."""

from __future__ import annotations

from collections.abc import Mapping

from queries.ladder.figures import UNKNOWN, Channels, Figure

UNSAID = "say which channels make sense: config, channels → make_sense"


def channel_figures(channels: Channels) -> Mapping[str, Figure]:
    """Return the figures of accessibility, in channels.

    Until the lead confirms which channels make sense, it is not known whether one is missing, nor, where
    there is no live channel, whether one should be.
    """
    if not channels.contacts:
        return {}
    used, sensible = channels.in_use, channels.make_sense
    classes = [channels.named.get(name, "") for name in sensible or ()]
    live = sum(of == "live" for of in used.values())

    def count(number: int, applies: bool) -> Figure:
        return Figure(float(number), channels.contacts, applies=applies)

    missing = Figure(note=UNSAID)
    if sensible is not None:
        gaps = sorted(set(sensible) - set(used))
        missing = Figure(float(len(gaps)), channels.contacts, note=", ".join(gaps))
    unsaid = sensible is None
    return {
        "channels_in_use": count(len(used), unsaid or len(classes) >= 2),
        "other_channels_in_use": count(
            sum(of != "email" for of in used.values()),
            unsaid or any(of != "email" for of in classes),
        ),
        "live_channels_in_use": count(live, unsaid or "live" in classes)
        if live or not unsaid
        else Figure(UNKNOWN.value, channels.contacts, note=UNSAID),
        "channels_missing": missing,
    }
