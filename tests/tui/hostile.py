"""The hostile strings of tests/badinputs/strings."""

from __future__ import annotations

import json

from tests.conftest import BAD_INPUTS


def hostile_strings() -> list[str]:
    """Return every hostile string, as it stands in an export (lone surrogates cannot)."""
    cases = json.loads((BAD_INPUTS / "strings" / "hostile.json").read_text(encoding="utf-8"))[
        "cases"
    ]
    strings = [
        case["s"].encode("latin-1", "backslashreplace").decode("unicode_escape") for case in cases
    ]
    return [s.encode("utf-8", "replace").decode("utf-8") for s in strings]
