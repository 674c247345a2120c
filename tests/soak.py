"""How many cases a test tries: few in the suite, all of them in `make soak` (RUNG_SOAK=1)."""

from __future__ import annotations

import os

WHOLE = bool(os.environ.get("RUNG_SOAK"))


def tries(few: int, whole: int) -> int:
    """Return `few` in the suite, `whole` in a soak."""
    return whole if WHOLE else few
