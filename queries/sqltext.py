"""The one place where names and words become part of an SQL text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

SQL = Path(__file__).parent / "sql"


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
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def literal_list(texts: Iterable[str]) -> str:
    """Quote several texts as a DuckDB list: ['a', 'b']."""
    return "[" + ", ".join(map(literal, texts)) + "]"


def filled(name: str, /, **parts: str) -> str:
    """Return queries/sql/`name`.sql with each `{part}` filled in: SQL of our own, never a user's words."""
    sql = sql_file(name)
    for part, text in parts.items():
        sql = sql.replace(f"{{{part}}}", text)
    return sql
