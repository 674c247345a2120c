"""The one place where names and words become part of an SQL text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

SQL = Path(__file__).parent / "sql"
_PARAMETER = re.compile(r"\$(\w+)")


def identifier(name: str) -> str:
    """Quote a column name."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Quote a text."""
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """Quote several texts as a bracketed list: ('a', 'b')."""
    return "(" + ", ".join(map(literal, texts)) + ")"


def value_literal(value: object) -> str:
    """Write a value as SQL: a number, a text, an instant, a list of these, or NULL."""
    match value:
        case None:
            return "NULL"
        case bool() | int() | float():
            return str(value)
        case dt.datetime() | dt.date():
            kind = "timestamp" if isinstance(value, dt.datetime) else "date"
            return f"{kind} {literal(str(value))}"
        case list() | tuple():
            return "[" + ", ".join(map(value_literal, value)) + "]"
    return literal(str(value))


def with_values(sql: str, parameters: Mapping[str, object]) -> str:
    """Return a question with its parameters written in, as one would read it or run it by hand."""

    def written(found: re.Match[str]) -> str:
        name = found[1]
        return value_literal(parameters[name]) if name in parameters else found[0]

    return _in_code(sql, lambda line: _PARAMETER.sub(written, line))


def _in_code(sql: str, change: Callable[[str], str]) -> str:
    """Change every line but those that are comments."""
    lines = sql.splitlines(keepends=True)
    return "".join(line if line.lstrip().startswith("--") else change(line) for line in lines)


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


def above_each_other(selects: Iterable[str]) -> str:
    """Return one statement for the rows of several that have the same columns."""
    return "\nunion all\n".join(selects)


def filled(name: str, /, **parts: str) -> str:
    """Return queries/sql/`name`.sql with each `{part}` filled in: SQL of our own, never a user's words.

    What a comment says of a part stays as it is.
    """

    def line_filled(line: str) -> str:
        for part, text in parts.items():
            line = line.replace(f"{{{part}}}", text)
        return line

    return _in_code(sql_file(name), line_filled)
