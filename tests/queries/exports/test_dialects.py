"""Damaged and padded dialects: what a row is when spreadsheets, scripts and accidents were at the file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.exports.careful import Keys, rewrite
from queries.exports.errors import ExportsError
from queries.exports.ledger import Ledger
from queries.exports.progress import Progress
from queries.exports.source import Source
from queries.session import open_session
from tests.conftest import config_with, tickets_of
from tests.queries.exports.test_reader_properties import check_the_account, some
from tests.said import refused, told
from tests.soak import WHOLE
from tui.words import sentence

COLUMNS: dict[str, Any] = {
    "ticket_id": "id",
    "created_at": "created",
    "agent": "agent",
    "subject": "subject",
    "channel": "channel",
    "csat": {"column": "score", "scale": "1-5"},
}
HEADER = "id,created,agent,subject,channel,score\n"
Row = tuple[str, str, str, str, str, str]


def row(number: int, subject: str = "ok", agent: str = "Bob", score: str = "5") -> Row:
    return (
        str(number),
        f"2026-01-{1 + number % 28:02} 10:00:00",
        agent,
        subject,
        "email",
        score,
    )


def line(cells: Row) -> str:
    """Write a row: the subject in quotes, as most helpdesks do."""
    return ",".join(
        f'"{c.replace(chr(34), chr(34) * 2)}"' if i == 3 else c for i, c in enumerate(cells)
    )


def read(content: bytes | str) -> tuple[Ledger, dict[str, tuple[object, ...]]]:
    """Return the ledger, and of each ticket: agent, subject, channel, score."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "export.csv")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        config = config_with(
            Path(folder),
            {
                "exports": [{"paths": [str(path)], "columns": COLUMNS}],
                "reading": {"rejected_refuse": "100 %", "threads": 1},
                "cache": {"folder": str(Path(folder, "cache"))},
            },
        )
        with open_session([str(path)], config) as session:
            found: dict[str, tuple[object, ...]] = {}
            if session.workspace.extent is not None:
                for t in tickets_of(session):
                    found[t["ticket_id"]] = (t["agent"], t["subject"], t["channel"], t["score"])
            return session.ledger, found


def out(ledger: Ledger) -> list[tuple[int, str]]:
    """Return the line and the reason of each row that is out."""
    return [(r.line, sentence(r.reason)) for r in ledger.rejects if r.severity == "row"]


THREE = "".join(line(row(n)) + "\n" for n in (1, 2, 3))
KEPT = {str(n): ("Bob", "ok", "email", 5.0) for n in (1, 2, 3)}


# ── what surrounds the rows ─────────────────────────────────────────────────────────────────────


@pytest.mark.short(3)
@pytest.mark.parametrize(
    ("content", "blank"),
    [
        (HEADER + THREE + ",,,,,\n" * 30, 30),
        (HEADER + ",,,,,\n" + THREE, 1),
        (HEADER + THREE + '"","","","","",""\n', 1),
        (HEADER + THREE + " , ,,,,\n,,\n  \n", 3),
        (HEADER + THREE + ",,,,,", 1),
        ("Tickets,,,,,\nof Ana,,,,,\n,,,,,\n" + HEADER + THREE, 0),
        (",,,,,\n" + HEADER + THREE, 0),
        ("\n\n" + HEADER + THREE, 0),
        ("\ufeff\u00ef\u00bb\u00bf" + HEADER + THREE, 0),
        ("\u00ef\u00bb\u00bf" + HEADER.replace("id", '"id"', 1) + THREE, 0),
        (HEADER.replace("id", '"\u00ef\u00bb\u00bfid"', 1) + THREE, 0),
        ("\u00d4\u00aa\u00f8" + HEADER + THREE, 0),
        ("\ufeff\ufeff" + HEADER + THREE, 0),
        (HEADER.replace("\n", ",,,\n") + THREE.replace("\n", ",,,\n"), 0),
        ("," + HEADER + "".join(f"{n},{r}\n" for n, r in enumerate(THREE.splitlines())), 0),
        (HEADER + THREE.replace("\n", ",\n"), 0),
        (HEADER + THREE.replace("\n", ",,\n"), 0),
        ("".join('"' + r.replace('"', '""') + '"\n' for r in (HEADER + THREE).splitlines()), 0),
        (HEADER + "".join('"' + r.replace('"', '""') + '"\n' for r in THREE.splitlines()), 0),
        (
            HEADER.replace(",", ";")
            + "".join(line(row(n)).replace(",", ";") + "\r\r\n" for n in (1, 2, 3)),
            0,
        ),
    ],
)
def test_what_surrounds_the_rows_costs_none(content: str, blank: int) -> None:
    ledger, tickets = read(content)
    check_the_account(ledger)
    [file] = ledger.files
    assert file.lines is not None
    assert (tickets, file.lines.blank, ledger.rejects) == (KEPT, blank, ())


def test_a_value_behind_the_last_column_is_listed() -> None:
    """Every line ends with a comma; in line 5 an extra one has moved the rating behind the last column."""
    rows = [line(row(n)) + "," for n in range(1, 20)]
    rows[3] = "4,2026-01-05 10:00:00,Bo,b,ok,email,5"
    ledger, tickets = read(HEADER + "\n".join(rows) + "\n")
    assert out(ledger) == [(5, "a value behind the last column")]
    assert len(tickets) == 18


# ── quotes ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.short(3)
@pytest.mark.parametrize(
    "damaged",
    [
        '9,2026-01-03 10:00:00,Ann"late, order",email,1',  # the separator before the quote is lost
        '9,2026-01-03 10:00:00,Bob,"refund",email"5, really",2',
        '9,2026-01-03 10:00:00,Ann, "late, order",1',  # a space before the quote, a field short
        '9,2026-01-03 10:00:00,Lamp"Table, round 48""",email,1',
        '9,2026-01-03 10:00:00,Ann", late",email,1',  # the text begins with the separator
        '9,2026-01-03 10:00:00,Ann"""late"", order",email,1',  # and with a quote
    ],
)
def test_a_quote_that_closes_across_a_delimiter_is_damage(damaged: str) -> None:
    ledger, tickets = read(HEADER + THREE + damaged + "\n" + line(row(10)) + "\n")
    check_the_account(ledger)
    assert out(ledger) == [(5, "quote in the wrong place")]
    assert tickets == KEPT | {"10": ("Bob", "ok", "email", 5.0)}


def test_quotes_that_are_text_are_kept_and_told() -> None:
    rows = (
        '7,2026-01-03 10:00:00,Ann,5" screen,email,1\n'
        '8,2026-01-03 10:00:00,Ann,say "hi" twice,email,1\n'
        '9,2026-01-03 10:00:00,Ann, "late, order" ,email,1\n'
    )
    ledger, tickets = read(HEADER + THREE + rows)
    assert tickets == KEPT | {
        "7": ("Ann", '5" screen', "email", 1.0),
        "8": ("Ann", 'say "hi" twice', "email", 1.0),
        "9": ("Ann", "late, order", "email", 1.0),
    }
    assert out(ledger) == []
    note = "a quote inside a cell without quotes, kept as text: lines 5, 6"
    assert note in told(ledger.files[0].notes)


def test_a_carriage_return_in_a_cell_is_text_unless_it_ends_a_row() -> None:
    ledger, tickets = read(
        HEADER + THREE + "8,2026-01-03 10:00:00,Ann,a \rb,email,1\n"
        "9,2026-01-03 10:00:00,Ann,a,email,1\r10,2026-01-03 10:00:00,Ann,a,email,1\n"
    )
    assert tickets == KEPT | {"8": ("Ann", "a \ufffdb", "email", 1.0)}
    assert out(ledger) == [(6, "a carriage return inside an unquoted cell")]


def test_one_file_that_two_entries_name(tmp_path: Path) -> None:
    """The entry whose columns fit reads it; where both do, neither."""
    path = tmp_path / "m.csv"
    path.write_text("Ticket,Sent,Role\n1,2026-01-05 10:00:00,customer\n")
    messages = {"ticket_id": "Ticket", "sent_at": "Sent", "author": "Role"}
    for created, words in (("Created", "needs tickets"), ("Sent", "2 entries of exports name it")):
        entries = [
            {"paths": [str(path)], "columns": {"ticket_id": "Ticket", "created_at": created}},
            {"paths": [str(path)], "table": "messages", "columns": messages},
        ]
        config = config_with(tmp_path, {"exports": entries})
        if created == "Sent":
            with refused(ExportsError, match=words), open_session([str(path)], config):
                pass
        else:
            with open_session([str(path)], config) as session:
                assert session.ledger.files[0].table == "messages"


# ── the row pollutions of Pollock: one row of a clean file is written in another way ─────────────

TEXTS = ("ok", "late, order", 'say "hi"', "two\nlines", "", 'both, "x"')
CLEAN = [row(n, TEXTS[n % 6], ("Ann", "Bob")[n % 2], str(1 + n % 5)) for n in range(1, 25)]
Pollution = Callable[[Row, int], str]


def fields(cells: Row) -> list[str]:
    return [
        cell if i != 3 else line(cells).split(",", 3)[3].rsplit(",", 2)[0]
        for i, cell in enumerate(cells)
    ]


def more_separators(cells: Row, at: int) -> str:
    parts = fields(cells)
    return ",".join([*parts[:at], "", *parts[at:]])


def fewer_separators(cells: Row, at: int) -> str:
    parts = fields(cells)
    return ",".join([*parts[:at], "".join(parts[at : at + 2]), *parts[at + 2 :]])


def a_moved_separator(cells: Row, at: int) -> str:
    """One lost before a field, one more in another: the number of fields is right."""
    parts = fields(cells)
    return ",".join([*parts[:at], "".join(parts[at : at + 2]), *parts[at + 2 :], ""])


def a_quote_before(cells: Row, at: int) -> str:
    parts = fields(cells)
    parts[at] = '"' + parts[at]
    return ",".join(parts)


def a_quote_behind(cells: Row, at: int) -> str:
    parts = fields(cells)
    parts[at] += '"'
    return ",".join(parts)


def a_quote_less(cells: Row, at: int) -> str:
    parts = fields(cells)
    parts[3] = parts[3][1:] if at % 2 else parts[3][:-1]
    return ",".join(parts)


def another_delimiter(cells: Row, at: int) -> str:
    return ";\t|:"[at % 4].join(fields(cells))


def another_quote(cells: Row, at: int) -> str:
    return ",".join(f"'{cell}'" for cell in cells)


def another_escape(cells: Row, at: int) -> str:
    return line(cells).replace('""', '\\"')


def spaces_around(cells: Row, at: int) -> str:
    return " , ".join(fields(cells))


def written(
    pollution: Pollution, polluted: int, at: int, end: str = "\n"
) -> tuple[str, dict[str, range]]:
    """Return the file, and the physical lines of each row of it."""
    text, places = HEADER, {}
    for n, cells in enumerate(CLEAN):
        first = text.count("\n") + 1
        text += (pollution(cells, at) + end) if n == polluted else line(cells) + "\n"
        places[cells[0]] = range(first, text.count("\n") + 2)
    return text, places


POLLUTIONS = (
    more_separators,
    fewer_separators,
    a_quote_before,
    a_quote_behind,
    a_quote_less,
    another_delimiter,
    another_quote,
    another_escape,
    spaces_around,
)
PLACES = (6, 7, 8, 9, 11)  # one row with each text, but the empty one


@pytest.mark.parametrize(
    ("pollution", "polluted"),
    [
        (pollution, place)
        for number, pollution in enumerate(POLLUTIONS)
        for place in (PLACES if WHOLE else PLACES[number % 5 :][:1])
    ],
)
def test_a_polluted_row_is_read_as_it_was_or_is_listed(pollution: Pollution, polluted: int) -> None:
    """No row is shifted in silence: what is kept equals the clean source, or a note names its line."""
    at = polluted % 6
    text, places = written(pollution, polluted, at)
    ledger, tickets = read(text)
    check_the_account(ledger)
    listed = {line for line, _ in out(ledger)}
    notes = " ".join(told(ledger.files[0].notes))
    for cells in CLEAN:
        kept = tickets.get(cells[0])
        clean = (cells[2], " ".join(cells[3].split("\n")) or None, cells[4], float(cells[5]))
        named = any(str(place) in notes.split("as text: ")[-1] for place in places[cells[0]])
        assert kept == clean or listed & {*places[cells[0]]} or ("as text" in notes and named), (
            cells
        )
    assert len(tickets) >= len(CLEAN) - 2


@pytest.mark.short(2)
@pytest.mark.parametrize("end", ["\r", "\r\n", "\n\n", "\r\r\n", ",\n"])
def test_a_row_that_ends_in_another_way(end: str) -> None:
    text, places = written(lambda cells, _: line(cells), 6, 0, end)
    ledger, tickets = read(text)
    check_the_account(ledger)
    lost = {cells[0] for cells in CLEAN if cells[0] not in tickets}
    listed = {line for line, _ in out(ledger)}
    assert all(listed & {*places[number]} for number in lost)
    assert len(lost) <= 2


# ── properties ──────────────────────────────────────────────────────────────────────────────────

MESSY = st.text('ab",,,"" \r\n\t;\\\'19-:', max_size=60)


@some
@given(st.lists(MESSY, max_size=6), st.sampled_from(",;\t|"), st.integers(0, 2))
def test_what_the_careful_reader_keeps_a_strict_scan_reads(
    texts: list[str], delimiter: str, surplus: int
) -> None:
    good = delimiter.join(("1", "2026-01-01", "x", *[""] * surplus))
    body = "\n".join([good, *texts, good]).replace(",", delimiter)
    with tempfile.TemporaryDirectory() as folder:
        path, kept, bad = (Path(folder, name) for name in ("in", "kept", "bad"))
        path.write_text(f"id{delimiter}at{delimiter}text\n{body}\n", newline="")
        names = ("id", "at", "text", *[""] * surplus)
        source = Source(path, path, "csv", names, delimiter, first_line=2, surplus=surplus)
        found = rewrite(source, Keys((1,), 0), kept, bad, Progress())
        columns = {"line": "bigint", "spans": "bigint"} | {
            f"c{i}": "varchar" for i in range(len(names))
        }
        with duckdb.connect() as db:
            rows = db.execute(
                f"select line, spans from read_csv('{kept}', header = false, auto_detect = false, "
                f"strict_mode = true, delim = '{delimiter}', quote = '\"', escape = '\"', columns = {columns})"
            ).fetchall()
        assert len(rows) == found.records
        assert sum(spans for _, spans in rows) + found.bad + found.blank == found.lines
        assert path.read_bytes().count(b"\n") == found.lines + 1


@some
@given(st.data())
def test_a_text_that_lost_the_delimiter_before_it_is_never_kept(data: st.DataObject) -> None:
    """However many delimiters stand in the text: as many other fields are gone, so that the number fits."""
    words = st.text('ab ,"', min_size=1, max_size=8)
    text = data.draw(words.filter(lambda t: "," in t))
    at = data.draw(st.integers(0, 4))
    cells = list(row(9))
    quoted = '"' + text.replace('"', '""') + '"'
    cells[at] += quoted  # the delimiter between the two is lost
    gone = text.count(",")
    cells = cells[: at + 1] + cells[at + 1 + gone :]
    damaged = ",".join(cells)
    assert damaged.count(",") <= 5 or gone > 5 - at
    ledger, tickets = read(HEADER + THREE + damaged + "\n" + line(row(10)) + "\n")
    check_the_account(ledger)
    assert tickets == KEPT | {"10": ("Bob", "ok", "email", 5.0)}, damaged
    assert [n for n, _ in out(ledger)] == [5]
