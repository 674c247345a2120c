"""`rung` as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run_rung(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run rung without the user's own settings; return what it said."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, "XDG_CONFIG_HOME": os.devnull, **environment},
    )
