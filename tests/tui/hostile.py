"""Six hundred hostile strings, an export in which every name is one of them, and what none may turn into."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path

from tests.conftest import BAD_INPUTS

COUNT = 600
# What a terminal would act upon or hide: controls (line ends are lines), and what turns or has no width.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_PIECES = (
    "\x1b]0;pwned\x07",
    "\x1b]52;c;cHdu\x1b\\",
    "\x1bP$q q\x1b\\",
    "\x1b[2J",
    "\x1b[?1049l",
    "\x1b[6n",
    "\x9b31m",
    "\x9d0;pwned\x9c",
    "\x07",
    "\x08\x08\x08",
    "\r",
    "\n",
    "\t",
    "\x00",
    "\x7f",
    "\u202epxe.exe",
    "\u2066a\u2069",
    "\u200b",
    "\u2028",
    "\ufeff",
    "\ufff9a\ufffa",
    "\U000e0041",
    "a" + "\u0301" * 40,
    "\u0e33" * 9,
    "[bold]x[/bold]",
    "[@click=app.quit]x[/]",
    "[/]",
    "{name}",
    "%s %(n)s",
    "| --- |",
    "<script>",
    "![x](http://x)",
    "`",
    "日本語",
    "👩‍👩‍👧",
    "x" * 500,
    "'; drop table x; --",
)  # fmt: skip


@cache
def hostile_strings() -> tuple[str, ...]:
    """Return the strings of tests/badinputs/strings as they stand in an export, and made ones, 600 in all."""
    cases = json.loads((BAD_INPUTS / "strings" / "hostile.json").read_text(encoding="utf-8"))
    given = [
        case["s"].encode("latin-1", "backslashreplace").decode("unicode_escape")
        for case in cases["cases"]
    ]
    chance = random.Random(600)
    made = (
        f"{number}{''.join(chance.choices(_PIECES, k=chance.randint(1, 4)))}"
        for number in range(COUNT - len(given))
    )
    # Lone surrogates stand in no file.
    return tuple(s.encode("utf-8", "replace").decode("utf-8") for s in (*given, *made))


def hostile_export(folder: Path, count: int = COUNT) -> tuple[list[str], Path]:
    """Write an export in which every name is hostile, under a hostile name too, and its settings; return both."""
    export = folder / "[@click=app.quit]x\x1b]0;title\x07[.csv"
    lines = ["id,at,who,where,why,desk,what,customer,stars,answered"]
    for number, nasty in enumerate(hostile_strings()[:count]):
        quoted = '"' + nasty.replace('"', '""') + '"'
        called = str(number) if '"' in nasty else f'"{number} {nasty}"'
        cells = [
            called,
            "2026-11-19 08:00",
            *[quoted] * 6,
            str(1 + number % 5),
            "2026-11-19 09:00",
        ]
        lines.append(",".join(cells))
    export.write_bytes("\n".join(lines).encode())
    settings = folder / "own.yaml"
    columns = {
        "ticket_id": "id",
        "created_at": "at",
        "agent": "who",
        "channel": "where",
        "reason": "why",
        "team": "desk",
        "subject": "what",
        "customer_id": "customer",
        "first_response_at": "answered",
        "csat": {"column": "stars", "scale": "1-5"},
    }
    settings.write_text(
        json.dumps(
            {
                "team": {"name": "[/] \u001b]0;pwned\u0007 [@click=app.quit]x[/]"},
                "exports": [{"paths": ["*.csv"], "columns": columns}],
                "reading": {"rejected_refuse": "90 %"},
            }
        )
    )
    return [str(export)], settings
