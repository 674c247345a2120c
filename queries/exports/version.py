"""The version of what reads exports: it changes whenever the reading may."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import duckdb

_QUERIES = Path(__file__).resolve().parents[1]
_READS = (
    "exports/*.py",
    "exports/*.yaml",
    "sql/load/*.sql",
    "config/mapping.py",
    "config/tables.*",
    "text.py",
    "sqltext.py",
)


@cache
def reading_version() -> str:
    """Return a digest of the code and statements that every reading depends on; presets are not of them."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for pattern in _READS:
        for path in sorted(_QUERIES.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
