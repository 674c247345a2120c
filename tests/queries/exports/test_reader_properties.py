"""What must hold for every export: hypothesis writes files, and damages them."""

from __future__ import annotations

import datetime as dt
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.exports import people
from queries.exports.errors import ExportsError
from queries.exports.ledger import Ledger
from queries.session import open_session
from queries.text import clean
from tests.conftest import config_with, whole_tickets
from tests.said import error_words
from tests.soak import tries

COLUMNS: dict[str, Any] = {
    "ticket_id": "id",
    "created_at": "opened",
    "agent": "agent",
    "first_response": {"column": "minutes", "unit": "minutes"},
    "csat": {"column": "score", "scale": "1-5"},
    "subject": "comment",
}
NAMES = ("id", "agent", "opened", "minutes", "score", "comment", "unused")
FIRST = dt.datetime(2026, 1, 1)
some = settings(
    max_examples=tries(6, 100),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# ── what is written ─────────────────────────────────────────────────────────────────────────────

# No digits: no line of a text may look like a row, or its text is taken for one left open above it.
LATIN = "abcXYZ .,;|\t\"'\n\r\\/-#=@éßñ€“”"
ANYTHING = (
    LATIN + "\x00\x1b\x7f\u0085\u00a0\u00ad\u0301\u0430\u200b\u202e\u2028\u3000日本\U0001f600"
)


@dataclass(frozen=True)
class Dialect:
    """How a file is written."""

    delimiter: str
    newline: str
    encoding: str
    quote_all: bool
    final_newline: bool
    blank_lines: bool
    preamble: int
    order: tuple[str, ...]


@dataclass(frozen=True)
class Ticket:
    """One row: every cell as it is written."""

    id: str
    opened: str
    agent: str
    minutes: str
    score: str
    comment: str
    unused: str

    def expected(self) -> tuple[object, ...]:
        """What rung says of it: id, creation, agent, seconds to the first response, rating, text."""
        return (
            self.id,
            self.opened,
            people.shown(shown(self.agent) or "") or None,
            float(self.minutes) * 60 if self.minutes else None,
            float(self.score) if self.score else None,
            shown(self.comment),
        )


@dataclass(frozen=True)
class Written:
    """A file, and where each ticket stands in it: its first and its last physical line."""

    content: bytes
    places: tuple[tuple[int, int], ...]
    lines: int
    blank: int


def shown(text: str) -> str | None:
    """What the screen shows of a text: a carriage return of its own is a visible placeholder."""
    lone = text.replace("\r\n", "\n").replace("\r", "\x01")
    return clean(lone.strip(ZS)) or None


ZS = "".join(chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Zs")


def write(dialect: Dialect, tickets: Sequence[Ticket]) -> Written:
    """Write an export; inside quotes, lines break as the texts say."""
    lines = [f"Report {number}" for number in range(dialect.preamble)]
    text = "".join(line + dialect.newline for line in lines)
    text += record(dialect, {name: name for name in NAMES}) + dialect.newline
    places, blank = [], 0
    for number, ticket in enumerate(tickets):
        if dialect.blank_lines and number % 3 == 1:
            text += dialect.newline
            blank += 1
        first = text.count("\n") + 1
        text += record(dialect, vars(ticket)) + dialect.newline
        places.append((first, text.count("\n")))
    count = text.count("\n")
    if not dialect.final_newline:
        text = text.removesuffix(dialect.newline)
    return Written(text.encode(dialect.encoding), tuple(places), count, blank)


def record(dialect: Dialect, cells: Mapping[str, str]) -> str:
    return dialect.delimiter.join(cell(dialect, cells[name]) for name in dialect.order)


def cell(dialect: Dialect, text: str) -> str:
    special = any(mark in text for mark in (dialect.delimiter, '"', "\n", "\r"))
    if dialect.quote_all or special:
        return '"' + text.replace('"', '""') + '"'
    return text


def texts(alphabet: str, least: int = 0) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=least, max_size=12)


@st.composite
def dialects(draw: st.DrawFn, encodings: Sequence[str]) -> Dialect:
    return Dialect(
        delimiter=draw(st.sampled_from(",;\t|")),
        newline=draw(st.sampled_from(["\n", "\r\n"])),
        encoding=draw(st.sampled_from(encodings)),
        quote_all=draw(st.booleans()),
        final_newline=draw(st.booleans()),
        blank_lines=draw(st.booleans()),
        preamble=draw(st.sampled_from([0, 0, 0, 2])),
        order=tuple(draw(st.permutations(NAMES))),
    )


@st.composite
def tickets_for(draw: st.DrawFn, dialect: Dialect, least: int = 0) -> list[Ticket]:
    """Tickets whose ids and agents are distinct as people read them: no name is one with another."""
    alphabet = LATIN if dialect.encoding == "cp1252" else ANYTHING
    count = draw(st.integers(least, 9))
    shape = draw(st.sampled_from(["{}", "T{}", "{:05}", "a-{}-b"]))
    return [
        Ticket(
            id=shape.format(number + 8),
            opened=str(FIRST + dt.timedelta(seconds=draw(st.integers(0, 300 * 86400)))),
            agent=draw(st.sampled_from(["", f"{number} {draw(texts(alphabet))}".rstrip(ZS)])),
            minutes=draw(st.sampled_from(["", "0", "7", "12.5"])),
            score=draw(st.sampled_from(["", "1", "4", "5"])),
            comment=draw(texts(alphabet)),
            unused=draw(texts(alphabet)),
        )
        for number in range(count)
    ]


# ── what is read ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Read:
    """What rung made of a file: the ledger, and each ticket with its line."""

    ledger: Ledger
    tickets: dict[str, tuple[int, tuple[object, ...]]]


def read(content: bytes, encoding: str) -> Read:
    """Read one file with a cache of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "export.csv")
        path.write_bytes(content)
        entry: dict[str, Any] = {"paths": [str(path)], "columns": COLUMNS}
        if encoding == "cp1252":
            entry["encoding"] = encoding
        config = config_with(
            Path(folder),
            {
                "exports": [entry],
                "team": {"nobody": []},
                "reading": {
                    "rejected_refuse": "100 %",
                    "damaged": "100 %",
                    "nothing": [],
                    "threads": 1,
                },
                "cache": {"folder": str(Path(folder, "cache"))},
            },
        )
        with open_session([str(path)], config) as session:
            found = {}
            if session.workspace.extent is not None:
                for ticket in whole_tickets(session):
                    found[ticket["ticket_id"]] = (
                        ticket["source_line"],
                        (
                            ticket["ticket_id"],
                            str(ticket["created_at"]),
                            ticket["agent"],
                            ticket["first_response_s"],
                            ticket["score"],
                            ticket["subject"],
                        ),
                    )
            return Read(session.ledger, found)


def check_the_account(ledger: Ledger, content: bytes | None = None) -> None:
    """Every row and every line of the one file is accounted for, every row that is out is listed."""
    [file] = ledger.files
    assert file.balanced
    assert file.lines is not None
    if content is not None and b"\n" in content:
        assert file.lines.total == content.count(b"\n") + (not content.endswith(b"\n"))
    assert sum(r.severity == "row" for r in ledger.rejects) == file.rejected
    assert all(1 <= r.line <= file.lines.total for r in ledger.rejects)
    assert all(r.value is None or r.value == clean(r.value) for r in ledger.rejects)


# ── the properties ──────────────────────────────────────────────────────────────────────────────


@some
@given(st.data())
def test_what_is_written_is_read(data: st.DataObject) -> None:
    """Whatever the dialect and the texts: every row is kept, with its values and its line."""
    dialect = data.draw(dialects(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    tickets = data.draw(tickets_for(dialect))
    written = write(dialect, tickets)
    found = read(written.content, dialect.encoding)
    check_the_account(found.ledger)
    [file] = found.ledger.files
    assert file.lines is not None
    assert (file.lines.total, file.lines.blank) == (written.lines, written.blank)
    assert (file.rows, file.kept) == (len(tickets), len(tickets))
    assert found.ledger.rejects == ()
    assert found.tickets == {
        ticket.id: (first, ticket.expected())
        for ticket, (first, _) in zip(tickets, written.places, strict=True)
    }


@st.composite
def damages(draw: st.DrawFn, content: bytes) -> tuple[bytes, int, int]:
    """Damage bytes in one or two places; return what is left whole at both ends, in bytes."""
    damaged, head, rest = content, len(content), len(content)
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, max(0, len(damaged) - 1)))
        size = draw(st.integers(1, 6))
        stray = draw(
            st.sampled_from([b'"', b'""', b",", b";", b"\n", b"\r", b"\r\n", b"\0", b"\xff"])
        )
        middle = damaged[at : at + size]
        new, gone = {
            "delete": (b"", size),
            "insert": (stray, 0),
            "replace": (stray, size),
            "flip": (bytes(byte ^ 0x10 for byte in middle), size),
            "duplicate": (middle * 2, size),
            "cut": (b"", len(damaged)),
        }[
            draw(
                st.sampled_from(
                    ["delete", "insert", "insert", "replace", "flip", "duplicate", "cut"]
                )
            )
        ]
        after = damaged[at + gone :]
        head, rest = min(head, at), min(rest, len(after))
        damaged = damaged[:at] + new + after
    return damaged, head, rest


@some
@given(st.data())
def test_damage_costs_only_what_it_touches(data: st.DataObject) -> None:
    """A damaged file is refused in words, or every line and row of it is accounted for.

    A ticket whose own lines are whole, the line break before them and after them included, is kept as
    it was written and with its line; or one of its lines is listed; or another row of the same id
    stands in the file. It is listed rather than kept only where a quote above it was left open: such a
    text ends at the first line that is a record by itself, but a ticket of several lines is none.
    """
    dialect = data.draw(dialects(["utf-8", "utf-8-sig", "cp1252"]))
    tickets = data.draw(tickets_for(dialect, least=1))
    written = write(dialect, tickets)
    content, head, rest = data.draw(damages(written.content))
    try:
        found = read(content, dialect.encoding)
    except ExportsError as error:
        assert error_words(error).isprintable()
        return
    check_the_account(found.ledger, content)
    header_whole = dialect.preamble + 1 <= written.content[:head].count(b"\n")
    if not header_whole:
        return
    shift = content.count(b"\n") - written.content.count(b"\n")
    listed = [r.line for r in found.ledger.rejects if r.severity == "row"]
    lines_before = written.content[:head].count(b"\n")
    lines_after = written.lines - written.content[len(written.content) - rest :].count(b"\n")
    for ticket, (first, last) in zip(tickets, written.places, strict=True):
        if last <= lines_before:
            moved = 0
        elif first > lines_after + 1 and rest:
            moved = shift
        else:
            continue
        line, values = found.tickets.get(ticket.id, (0, ()))
        kept = (line, values) == (first + moved, ticket.expected())
        superseded = found.ledger.files[0].superseded > 0 and line > 0
        out = any(first + moved <= number <= last + moved for number in listed)
        assert kept or superseded or out, (ticket, first + moved, line, values)


# ── the control: the same files, read by DuckDB alone ───────────────────────────────────────────

ROWS = "".join(f"T{i},Ana,2026-01-03,5,4,fine,\n" for i in range(200))
HEADER = "id,agent,opened,minutes,score,comment,unused\n"


@pytest.mark.short(3)
@pytest.mark.parametrize(
    ("stray", "lines"),
    [
        ('X1,Ana,2026-01-03,5,4,"stray,\n@X2,Ana,2026-01-03,5,4,stray",\n', (2, 203)),
        ('X1,Ana,2026-01-03,"",5,4,\n@X2,Ana,2026-01-03,5,4,fine,,\n', (203,)),
        ('X1,Ana,2026-01-03,5,4,fine,\n@X2,Ana,2026-01-03,,5,4,a,""\n', (203,)),
    ],
)
def test_duckdb_alone_says_nothing_of_what_rung_lists(
    stray: str, lines: tuple[int, ...], tmp_path: Path
) -> None:
    content = HEADER + stray.replace("@", ROWS)
    path = tmp_path / "export.csv"
    path.write_text(content)
    with duckdb.connect() as db:
        rows = db.execute(
            f"from read_csv('{path}', all_varchar = true, header = true, delim = ',', quote = '\"', "
            "escape = '\"', strict_mode = true, store_rejects = true)"
        ).fetchall()
        rejects = db.execute("from reject_errors").fetchall()
    found = read(content.encode(), "utf-8")
    check_the_account(found.ledger, content.encode())
    assert [r.line for r in found.ledger.rejects if r.severity == "row"] == list(lines)
    assert found.ledger.files[0].kept == 202 - len(lines)
    assert rejects == []
    in_silence = len(rows) < 202 or any(row[5] not in ("fine", "a") for row in rows)
    assert in_silence
