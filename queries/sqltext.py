"""The one place where names and words become part of an SQL text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_SQL = Path(__file__).parent / "sql"


def identifier(name: str) -> str:
    """Quote a column name."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Quote a text."""
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """Quote several texts as a bracketed list: ('a', 'b')."""
    return "(" + ", ".join(map(literal, texts)) + ")"


def path_literal(path: Path) -> str:
    """Quote a file's path for a reader that would otherwise expand `* ? [` in it."""
    escaped = "".join(f"[{c}]" if c in "*?[" else c for c in str(path))
    return literal(escaped)


def sql_file(name: str) -> str:
    """Return the text of queries/sql/`name`.sql."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def literal_list(texts: Iterable[str]) -> str:
    """Quote several texts as a DuckDB list: ['a', 'b']."""
    return "[" + ", ".join(map(literal, texts)) + "]"
