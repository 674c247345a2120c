"""Unknown exports: what is proposed for them, what is doubted, and that the settings to paste read them.

`tests/cases/propose`: a folder a case. Of its `expected.yaml` all of `map` is proposed, nothing under
`never`, and of `map` exactly the fields under `doubts` are doubted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.config import Config, load_config
from queries.config.mapping import Column
from queries.exports.propose import Proposal, answered, as_settings, propose
from queries.exports.propose.header_words import header_words
from queries.exports.propose.vocabulary import FILE, written
from queries.session import Session, open_session
from tests.conftest import config_with, tickets_of, write_csv

CASES = sorted((Path(__file__).parents[2] / "cases" / "propose").iterdir())
Mapped = dict[str, Any]


@pytest.fixture(scope="module")
def config() -> Config:
    return load_config()


def proposed(path: Path, config: Config) -> Proposal:
    [proposal] = propose(path, config)
    return proposal


def shape(column: Column) -> Any:
    """Return a column as the cases write it."""
    if column.date:
        return {"date": column.date, "time": column.time}
    name = column.headers[0] if len(column.headers) == 1 else list(column.headers)
    return {"column": name, "when": " ".join(column.when)} if column.when else name


def mapping(proposal: Proposal) -> Mapped:
    return {name: shape(column) for name, column in proposal.columns.items()}


def doubted(proposal: Proposal) -> set[str]:
    return {doubt.field for doubt in proposal.doubts}


def codes(proposal: Proposal) -> dict[str, str]:
    return {doubt.code: doubt.field for doubt in proposal.doubts}


def expected(folder: Path) -> dict[str, Any]:
    return yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))


# ── the cases ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_mapped_and_doubted_as_expected(folder: Path, config: Config) -> None:
    proposal, wanted = proposed(folder / "export.csv", config), expected(folder)
    found = mapping(proposal)
    assert proposal.kind == wanted["kind"]
    assert {field: found.get(field) for field in wanted["map"]} == wanted["map"]
    assert [pair for pair in wanted["never"] if found.get(pair[0]) == pair[1]] == []
    fields = set(wanted["map"]) | set(wanted["doubts"])
    assert doubted(proposal) & fields == set(wanted["doubts"])


READABLE = [folder for folder in CASES if "created_at" not in expected(folder)["doubts"]]


@pytest.mark.short(3)
@pytest.mark.parametrize("folder", READABLE, ids=lambda folder: folder.name)
def test_the_settings_to_paste_read_every_row(folder: Path, config: Config, tmp_path: Path) -> None:
    proposal = proposed(folder / "export.csv", config)
    with pasted(proposal, tmp_path) as session:
        [file] = session.ledger.files
        assert (file.kept, file.rejected, file.values_rejected) == (proposal.rows, 0, 0)
        if proposal.kind == "tickets":
            assert len(tickets_of(session)) == proposal.rows


def pasted(proposal: Proposal, tmp_path: Path) -> Session:
    own = tmp_path / "config.yaml"
    own.write_text(as_settings(proposal), encoding="utf-8")
    return open_session([str(proposal.origin)], load_config(own))


def test_without_creation_the_settings_name_what_they_lack(config: Config) -> None:
    [folder] = [folder for folder in CASES if folder.name.startswith("14")]
    proposal = proposed(folder / "export.csv", config)
    [doubt] = proposal.doubts
    assert (doubt.code, doubt.columns, doubt.person) == ("no_creation", ("Date of Purchase",), True)
    assert "created_at" not in proposal.columns


# ── the confusions ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def of(tmp_path: Path, config: Config) -> Any:
    """Return a function: so many rows, each column a function of its number, in; the proposal out."""

    def make(count: int = 40, **columns: Any) -> Proposal:
        rows = [
            {
                name.replace("_", " "): make(i) if callable(make) else make
                for name, make in columns.items()
            }
            for i in range(count)
        ]
        return proposed(write_csv(tmp_path / "export.csv", rows), config)

    return make


def clock(hour: int, minute: float = 0) -> str:
    """Return the time so many hours and minutes after the beginning of August 3rd, 2026."""
    minutes = round(hour * 60 + minute)
    day, rest = divmod(minutes, 1440)
    return f"2026-08-{3 + day:02} {rest // 60:02}:{rest % 60:02}:00"


def number(i: int) -> str:
    return f"T{1000 + i}"


def created(i: int) -> str:
    return clock(7 * i)


def test_the_only_time_of_a_survey_may_be_its_last_change(of: Any) -> None:
    proposal = of(Conversation_ID=number, Updated_at=created, Rating=lambda i: 1 + i % 5)
    assert proposal.kind == "ratings"
    assert mapping(proposal)["rated_at"] == "Updated at"


def test_a_time_at_a_few_distances_from_creation_is_due(of: Any) -> None:
    # 24 or 48 hours after creation, whatever happens: a promise.
    proposal = of(
        Ticket=number,
        Created=created,
        Resolution_date=lambda i: clock(7 * i + 24 * (1 + i % 2)),
        Agent="Ann Bell",
    )
    assert codes(proposal) == {"due_time": "resolved_at"}
    assert "resolved_at" not in proposal.columns


def test_a_solving_in_open_tickets_is_due(of: Any) -> None:
    proposal = of(
        Ticket=number,
        Created=created,
        Resolved_at=lambda i: clock(7 * i, 60 + 37 * i),
        Status=lambda i: ("Open", "Pending", "Closed")[i % 3],
    )
    assert codes(proposal) == {"due_time": "resolved_at"}
    [doubt] = proposal.doubts
    assert [choice.code for choice in doubt.choices] == ["leave_out", "take"]
    assert answered(proposal, doubt, doubt.choices[1]).columns["resolved_at"].headers == (
        "Resolved at",
    )


def test_who_answers_is_doubted_where_more_of_them_are_than_customers(of: Any) -> None:
    names = [
        f"{first} {last}" for first in ("Ann", "Ben", "Cleo") for last in ("Bell", "Cole", "Dorn")
    ]
    proposal = of(
        Ticket=number, Created=created, Customer=lambda i: f"C{i % 3}", Agent=lambda i: names[i % 9]
    )
    assert codes(proposal)["more_names"] == "agent"


@pytest.mark.parametrize(("unit", "size"), [("seconds", 60), ("minutes", 1), ("hours", 1 / 60)])
def test_a_pair_of_times_proves_the_unit_of_a_duration(of: Any, unit: str, size: float) -> None:
    # Answered 30, 67, 104 … minutes after creation.
    proposal = of(
        Ticket=number,
        Created=created,
        Answered_at=lambda i: clock(7 * i, 30 + 37 * (i % 9)),
        Response=lambda i: round((30 + 37 * (i % 9)) * size, 2),
    )
    assert proposal.columns["first_response"].unit == unit
    assert "unit" not in codes(proposal)


def test_a_duration_that_its_own_times_contradict_runs_by_another_clock(of: Any) -> None:
    proposal = of(
        Ticket=number,
        Created=created,
        First_responded_at=lambda i: clock(7 * i, 600 + 37 * (i % 9)),
        First_response_time=lambda i: f"{i % 3}:{10 + i}:00",
    )
    assert codes(proposal) == {"business_clock": "first_response"}
    assert "first_response" not in proposal.columns


def test_a_duration_without_unit_is_asked(of: Any) -> None:
    proposal = of(Ticket=number, Created=created, Wait=lambda i: 3 + 17 * i % 90, Agent="Ann Bell")
    [doubt] = proposal.doubts
    assert (doubt.code, doubt.field, doubt.changes_everything) == ("unit", "first_response", True)
    minutes = answered(proposal, doubt, doubt.choices[1])
    assert (minutes.columns["first_response"].unit, minutes.doubts) == ("minutes", ())


def test_business_time_says_so_in_its_name(of: Any) -> None:
    proposal = of(
        Ticket=number,
        Created=created,
        First_reply_time_in_minutes_within_business_hours=lambda i: 5 + i,
    )
    assert proposal.columns["first_response"].basis == "business"


def test_zero_is_none_where_the_time_beside_it_is_empty(of: Any) -> None:
    # Every other ticket was never answered: no time, and 0 minutes.
    proposal = of(
        Ticket=number,
        Created=created,
        First_response_at=lambda i: clock(7 * i, 10 + i) if i % 2 else "",
        First_response_minutes=lambda i: 10 + i if i % 2 else 0,
    )
    assert proposal.columns["first_response"].empty == ("0",)
    assert proposal.doubts == ()


def test_zero_is_asked_where_nothing_proves_that_it_is_none(of: Any) -> None:
    proposal = of(
        Ticket=number, Created=created, First_response_minutes=lambda i: i if i % 2 else 0
    )
    [doubt] = proposal.doubts
    assert (doubt.code, doubt.arguments["share"]) == ("zero_is_none", 0.5)
    assert answered(proposal, doubt, doubt.choices[1]).columns["first_response"].empty == ()


def test_when_a_survey_was_sent_and_other_scores_are_no_rating(of: Any) -> None:
    proposal = of(
        Conversation_ID=number,
        Created=created,
        Last_survey_sent=lambda i: 20_000 + i,
        NPS=lambda i: i % 11,
        CSAT=lambda i: 1 + i % 5,
    )
    assert mapping(proposal)["csat"] == "CSAT"
    assert "csat_at" not in proposal.columns


def test_answered_says_who_gave_up_only_of_calls(of: Any) -> None:
    tickets = {"Ticket_Number": number, "Date_Created": created, "Answered": lambda i: i % 2}
    assert "abandoned" not in of(**tickets, Subject="Where is it?").columns  # whose turn it is
    assert of(**tickets, Talk_time="00:02:00").columns["abandoned"].when == ("0",)


def test_a_repeated_id_with_one_creation_is_updates_of_one_ticket(of: Any) -> None:
    # Four rows a ticket, each an hour further.
    proposal = of(
        Number=lambda i: number(i // 4),
        Opened_at=lambda i: created(i // 4),
        Updated_at=lambda i: clock(7 * (i // 4) + 1 + i % 4),
        State=lambda i: ("New", "Open", "Pending", "Closed")[i % 4],
    )
    assert (proposal.kind, proposal.table) == ("events", "tickets")
    assert mapping(proposal)["updated_at"] == "Updated at"
    assert codes(proposal) == {"updates": "ticket_id"}


def test_a_repeated_id_may_be_one_of_two_that_make_a_key(of: Any) -> None:
    # Two lines count their calls each from 1000 on.
    proposal = of(
        Line=lambda i: f"L{i % 2}",
        Call_ID=lambda i: 1000 + i // 2,
        Date=lambda i: f"2026-08-{1 + i // 2:02}",
        Time=lambda i: f"{8 + i % 9:02}:{i:02}:00",
        Agent="Ann Bell",
    )
    assert mapping(proposal)["ticket_id"] == ["Line", "Call ID"]
    assert codes(proposal)["key_of_two"] == "ticket_id"


@pytest.mark.parametrize(
    ("date", "time", "read"),
    [
        ("%d.%m.%Y", "{h:02}:{m:02}:00", {}),
        ("%y%m%d", "{h}:{m:02}:00", {"format": ("%y%m%d %H:%M:%S",)}),
        ("%Y-%m-%d", "0.{h}{m:02}", {"unit": "days"}),
    ],
)
def test_a_time_of_day_in_another_column(
    of: Any, date: str, time: str, read: Mapping[str, Any]
) -> None:
    import datetime as dt

    day = dt.date(2026, 8, 3)
    proposal = of(
        Call_ID=number,
        Date=lambda i: (day + dt.timedelta(days=i)).strftime(date),
        Time=lambda i: time.format(h=i % 9 + 1, m=i),
        Agent="Ann Bell",
    )
    column = proposal.columns["created_at"]
    said = column.model_dump(exclude_defaults=True)
    assert said == {"date": "Date", "time": "Time", **read}
    assert proposal.doubts == ()


# ── days and months ─────────────────────────────────────────────────────────────────────────────


def early(i: int) -> str:
    return f"0{1 + i % 9}/0{1 + i // 9}/2026 10:00"


def test_dates_that_no_row_tells_are_asked_once(of: Any, tmp_path: Path) -> None:
    proposal = of(Ticket=number, Created=early, Closed=early, Agent="Ann Bell")
    [doubt] = proposal.doubts
    assert (doubt.code, proposal.dates) == ("day_or_month", "day-first")
    other = answered(proposal, doubt, doubt.choices[1])
    assert other.dates == "month-first"
    with pasted(other, tmp_path) as session:
        assert session.ledger.files[0].kept == 40


def test_dates_that_no_row_tells_are_read_as_another_column_proves(of: Any) -> None:
    proposal = of(
        Ticket=number,
        Created=early,
        Closed=lambda i: f"0{5 + i % 4}/{13 + i % 9}/2026 10:00",
        Agent="Ann Bell",
    )
    assert proposal.columns["created_at"].dates == "month-first"
    assert "day_or_month" not in codes(proposal)


# ── what tables are ─────────────────────────────────────────────────────────────────────────────


def test_a_list_with_nothing_of_a_tickets_life_is_none_and_asked(of: Any) -> None:
    proposal = of(id=number, created_at=created, locale=lambda i: "en")
    assert (proposal.kind, proposal.table, proposal.columns) == ("none", None, {})
    [doubt] = proposal.doubts
    tickets = answered(proposal, doubt, doubt.choices[1])
    assert mapping(tickets) == {"ticket_id": "id", "created_at": "created at"}
    assert tickets.table == "tickets"


def test_averages_are_no_tickets(of: Any) -> None:
    proposal = of(Agent=lambda i: f"Agent {i}", Avg_response=3, Total_tickets=5, Count_of_solved=4)
    assert (proposal.kind, as_settings(proposal)) == ("aggregate", "")


def test_known_files_and_named_ones_are_left_to_their_mapping(
    tmp_path: Path, config: Config
) -> None:
    header = "Ticket id,Initial channel,Created by an agent,First response time (s),Number of agent messages,Creation date\n"
    known = tmp_path / "gorgias.csv"
    known.write_text(header + "1,email,False,5,1,2026-01-01 10:00\n", encoding="utf-8")
    assert propose(known, config) == ()
    named = write_csv(tmp_path / "named.csv", [{"a": number(i), "b": created(i)} for i in range(9)])
    entry = {"paths": [str(named)], "columns": {"ticket_id": "a", "created_at": "b"}}
    assert propose(named, config_with(tmp_path, {"exports": [entry]})) == ()


# ── whatever the file ───────────────────────────────────────────────────────────────────────────


def test_parquet_and_archives_are_proposed_as_text_is(tmp_path: Path, config: Config) -> None:
    import zipfile

    import duckdb

    [folder] = [folder for folder in CASES if folder.name.startswith("32")]
    text = folder / "export.csv"
    parquet, archive = tmp_path / "export.parquet", tmp_path / "export.zip"
    duckdb.sql(f"copy (from read_csv('{text}')) to '{parquet}' (format parquet)")
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(text, "export.csv")
    wanted = mapping(proposed(text, config))
    assert mapping(proposed(parquet, config)) == wanted
    assert mapping(proposed(archive, config)) == wanted


def test_a_file_whose_lines_are_not_all_records_is_read_line_by_line(
    tmp_path: Path, config: Config
) -> None:
    rows = [f"{number(i)},{created(i)},Ann Bell" for i in range(40)]
    path = tmp_path / "export.csv"
    path.write_text("\n".join(["Ticket,Created,Agent", *rows, "cut,short", ""]), encoding="utf-8")
    assert proposed(path, config).rows == 40


SHUFFLED = ["01", "16", "19", "32"]


@pytest.mark.parametrize("case", SHUFFLED)
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_neither_the_order_of_columns_nor_the_case_of_names_matters(
    case: str, data: Any, tmp_path: Path, config: Config
) -> None:
    [folder] = [folder for folder in CASES if folder.name.startswith(case)]
    text = (folder / "export.csv").read_bytes().decode("cp1252" if case == "01" else "utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter=";" if case == "01" else ","))
    order = data.draw(st.permutations(range(len(rows[0]))))
    cased = data.draw(st.sampled_from([str, str.upper, str.lower]))
    path = tmp_path / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                [cased(cell) if n == 0 else cell for cell in (row[i] for i in order)]
                for n, row in enumerate(rows)
            ]
        )
    before, after = proposed(folder / "export.csv", config), proposed(path, config)
    assert folded(mapping(after)) == folded(mapping(before))
    assert codes(after) == codes(before)


def folded(found: Mapped) -> str:
    return repr(found).casefold()


@pytest.mark.parametrize(
    "header",
    [
        'Ti: ck #1 "id"',
        "{Ticket}",
        "[id]",
        "- id",
        "null",
        "No",
        "Ticket\u202eid",
        "&id",
        "*id",
        "id, \\n",
    ],
)
def test_any_name_of_a_column_can_be_pasted(header: str, tmp_path: Path, config: Config) -> None:
    rows = [{header: number(i), "Created": created(i), "Agent": "Ann Bell"} for i in range(40)]
    proposal = proposed(write_csv(tmp_path / "export.csv", rows), config)
    column = Column(column=(proposal.source.header[0],))
    field = proposal.fields["created_at"]
    id_ = proposal.fields.get("ticket_id", field)
    whole = {
        "ticket_id": type(id_)("ticket_id", column, column.headers, (), (), 1.0),
        "created_at": field,
    }
    with pasted(type(proposal)(proposal.source, "tickets", 40, whole), tmp_path) as session:
        assert session.ledger.files[0].kept == 40


# ── the words ───────────────────────────────────────────────────────────────────────────────────


def every_word(value: Any) -> Iterator[object]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from every_word(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from every_word(inner)
    else:
        yield value


def test_every_word_of_the_vocabulary_is_text() -> None:
    # YAML takes a bare on, no or 1 for something else.
    words = list(every_word(yaml.safe_load(FILE.read_text(encoding="utf-8"))))
    assert [
        word for word in words if not isinstance(word, str) and word not in (1, 2, 3, 4, 5)
    ] == []
    assert {"on", "no", "yes", "true", "0"} <= {word for word in words if isinstance(word, str)}
    assert all(
        map(str.strip, filter(lambda word: isinstance(word, str), every_word(written().fields)))
    )


@pytest.mark.parametrize(
    ("header", "tokens"),
    [
        ("createddate", ("created", "date")),
        ("assignto", ("assign", "to")),
        ("Techncian", ("technician",)),  # a letter lost
        ("Satifaction", ("satisfaction",)),
        ("\ufeffTicketID", ("ticket", "id")),
        ("Créé le", ("cree", "le")),
        ("FIRST_RESPONSE_AT", ("first", "response", "at")),
        ("Wait (sec)", ("wait",)),
        ("Updated at (Europe/Berlin)", ("updated", "at")),
        ("fc_reclamo", ("fecha", "reclamo")),
    ],
)
def test_a_name_is_taken_apart(header: str, tokens: tuple[str, ...]) -> None:
    assert header_words(header).tokens == tokens
