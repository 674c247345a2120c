"""Other languages away from the figures: what is said of files, settings and errors passes the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from queries.answers.log import FileLog, LockedError, SittingLog
from queries.config import ConfigError, load_config
from queries.config.catalogue import catalogue
from queries.config.schema import COLOURS
from queries.config.tables import tables
from queries.config.zone_names import meant_zone
from queries.exports.errors import ExportsError
from queries.exports.grades import grades
from queries.exports.helpdesks import presets
from queries.said import of_system
from queries.said import said as code_of
from queries.session import Session, open_session
from tests.conftest import REPO, Desk, config_with, write_csv
from tests.tui.pseudo import Marked, unmarked
from tui import options
from tui.cli import COMMANDS
from tui.dialogue import Dialogue
from tui.language import speaking
from tui.report.inspection import inspection
from tui.report.method import ledger_lines
from tui.report.rows import sql_head
from tui.screens import failure
from tui.screens.ledger import ledger_view
from tui.setting_up import SettingUp
from tui.widgets.lines import Line
from tui.words import error_lines, faults, files, kept_where, refusals, sentence
from tui.words.facts import CODES
from tui.words.grades import grades_line

LOAD = REPO / "queries" / "sql" / "load"
# T1 twice, T3 of no day, T4 rated off the scale, in a column whose name is like it; XFAX is no known channel.
MESSY = """
    ticket_id | created_at | channel | agent | first_response_at | csat | XRATING
    XT1 | 2026-03-01 08:00 | XMAIL | XANN | 2026-03-01 09:00 | 5 | 1
    XT1 | 2026-03-01 08:00 | XMAIL | XANN | 2026-03-01 08:30 | 4 | 1
    XT3 | XDAY | XMAIL | XANN | | |
    XT4 | 2026-03-02 08:00 | XFAX | XBOB | 2026-03-02 07:00 | 9 |
    XT5 | 2026-03-03 08:00 | XMAIL | XBOB | 2026-03-03 09:00 | - |
    XT6 | 2026-03-04 08:00 | XMAIL | XBOB | 2026-03-04 09:00 | 5 |
"""


@pytest.fixture
def session(desk: Desk) -> Session:
    return desk(
        MESSY,
        team={"name": "XSHOP", "timezone": "UTC"},
        reading={"rejected_refuse": "90 %"},
    )


def shown(lines: Iterator[Line] | list[Line]) -> str:
    return "\n".join("".join(span.text for span in line.spans) for line in lines)


def test_the_ledger_and_inspect_pass_the_catalogue(session: Session, tmp_path: Path) -> None:
    card = session.scorecard(session.request("all"))
    with speaking(Marked()):
        said = {
            "ledger": shown(list(ledger_view(card.ledger).draw(400))),
            "markdown": "\n".join(ledger_lines(card)),
            "inspect": inspection(card.ledger, tmp_path / "config.yaml", everything=True),
        }
    left = {face: words for face, text in said.items() if (words := unmarked(_bare(text)))}
    assert left == {}, left


def _bare(text: str) -> str:
    """Return what was said without paths, fields and their columns: these are of the settings."""
    text = re.sub(r"^  \S+ +← \w+", "", text, flags=re.MULTILINE)
    return re.sub(r"(/[\w.-]+)+|" + "|".join(FIELDS), "", text.replace("\\", ""))


FIELDS = ("created_at", "first_response_at", "csat")


def test_how_a_column_is_read_passes_the_catalogue(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "tickets.csv",
        "XID | XDAY | XCLOCK | XDONE | XTIME | XLEFT | XRATING\n"
        "1 | 13/04/2026 | 3600 | 2026-04-14T10:00:00Z | 3,5 XMIN | XYES | 4",
    )
    read = {
        "ticket_id": "XID",
        "created_at": {"date": "XDAY", "time": "XCLOCK", "unit": "seconds"},
        "resolved_at": "XDONE",
        "channel": {"value": "XMAIL"},
        "first_response": {"column": "XTIME", "unit": "minutes", "decimal": ",", "suffix": "XMIN"},
        "abandoned": {"column": "XLEFT", "when": "XYES"},
        "csat": {"column": "XRATING", "scale": "1-5"},
    }
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": read}]})
    with open_session([str(path)], config) as session:
        columns = session.ledger.files[0].columns
    with speaking(Marked()):
        said = {column.field: sentence(column.read_as) for column in columns}
    assert {field: words for field, text in said.items() if (words := unmarked(text))} == {}
    assert len([text for text in said.values() if text]) == 6, said


def test_what_a_file_can_grade_passes_the_catalogue() -> None:
    ladder = load_config().ladder
    with speaking(Marked()):
        said = [grades_line("tickets.csv", grades(preset, ladder)) for preset in presets()]
    assert {word for line in said for word in unmarked(line)} == set()


def test_the_head_of_a_file_of_sql_passes_the_catalogue() -> None:
    with speaking(Marked()):
        said = [line for entry in catalogue().values() for line in sql_head(entry, "XSHOP", "X28D")]
    assert {word for line in said for word in unmarked(line)} == set()


def test_where_answers_are_kept_or_why_not_passes_the_catalogue(tmp_path: Path) -> None:
    torn = tmp_path / "tickets.csv"
    torn.write_text('{"v": 1', encoding="utf-8")
    folder = tmp_path / "XFOLDER"
    folder.mkdir()
    locked = LockedError(code_of("log_locked"))
    with speaking(Marked()):
        told = [kept_where(SittingLog()), *(kept_where(FileLog(path)) for path in (torn, folder))]
        told += [sentence(of_system(locked))]
    assert all("⟦" in line for line in told)
    assert {word for line in told for word in unmarked(line)} <= {"config", "yaml"}


def test_every_code_has_a_sentence() -> None:
    """Of every code that `queries` says, wherever it is written out."""
    lacking = set()
    for path in (REPO / "queries").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id != "said" or not node.args:
                    continue
                lacking |= {code for code in _codes(node.args[0]) if code not in CODES}
    assert lacking == set()


def test_no_sentence_is_made_where_the_codes_are() -> None:
    """Four words in a row are one, but in SQL, in what describes a type, and in what no user causes."""
    found = []
    for path in (REPO / "queries").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        aside = {
            id(inner) for node in ast.walk(tree) for of in _aside(node) for inner in ast.walk(of)
        }
        found += [
            f"{path.name}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if id(node) not in aside
            and re.search(r"[A-Za-z']+(?: [a-z']+){3}", node.value)
            and not re.search(SQL, node.value, re.IGNORECASE)
        ]
    assert found == []


SQL = r"\b(select|insert|create|case|then|else|null|between|filter|order by|where|from|limit|set|union|as)\b"


def _aside(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what of a node is no sentence for a user: docstrings, descriptions of types, errors of programmers."""
    match node:
        case ast.Module() | ast.ClassDef() | ast.FunctionDef():
            yield from (first for first in node.body[:1] if isinstance(first, ast.Expr))
        case ast.keyword(arg="description"):
            yield node
        case ast.Raise(exc=ast.Call(func=ast.Name(id="ValueError" | "KeyError"))):
            yield node


def test_every_reason_to_reject_has_a_sentence() -> None:
    """Of every code that the statements of a load give: the texts in what makes a fault, but fields and severities."""
    statements = "".join(path.read_text(encoding="utf-8") for path in LOAD.glob("*.sql"))
    faults = re.findall(r"fault\((?:[^()]|\([^()]*\))*\)", statements)
    why = re.findall(r"macro why_\w+\(.*?;", statements, re.DOTALL)
    fields = {field for table in tables().values() for field in table.fields}
    codes = {code for text in (*faults, *why) for code in re.findall(r"'([^']+)'", text)}
    assert len(codes - fields) > 20
    assert codes - fields - {"row", "value", "kept", "skipped"} <= CODES


def _codes(node: ast.expr) -> Iterator[str]:
    """Yield the codes that an expression can be: itself, or either side of an if."""
    match node:
        case ast.Constant(value=str() as code):
            yield code
        case ast.IfExp():
            yield from _codes(node.body)
            yield from _codes(node.orelse)


def test_no_code_has_two_sentences() -> None:
    rooms = (faults.SENTENCES, files.SENTENCES, files.COUNTED, refusals.SENTENCES, refusals.COUNTED)
    assert sum(map(len, rooms)) == len({code for room in rooms for code in room})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "%PDF-1.7",
        '[{"id": 1}]',
        "ticket_id,XOTHER\nX1,X\n",
        "ticket_id,created_at,created_at\nX1,X,X\n",
        "ticket_id,created_at\nX1,XDAY\n",
        "ticket_id,created_at\nX1,03/04/2026\n",
        "ticket_id,created_at\nX1,2026-01-01\nX1,2026-02-01\n",
    ],
    ids=["empty", "blank", "pdf", "json", "missing", "twice", "rejected", "order", "versions"],
)
def test_why_an_export_is_refused_passes_the_catalogue(text: str, tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text(text, encoding="utf-8")
    columns = {"ticket_id": "ticket_id", "created_at": "created_at", "channel": {"value": "email"}}
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": columns}]})
    with pytest.raises(ExportsError) as caught, open_session([str(path)], config):
        pass
    with speaking(Marked()):
        lines = error_lines(caught.value)
        page = shown(failure.said("\n".join(lines), 400))
    told = _bare(page)
    assert "⟦" in told
    assert unmarked(re.sub("ticket_id|channel|email", "", told)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "tem: {}",
        "team: {name: }",
        "team: {timezone: Xx/Yy}",
        "team: {working_hours: {mon: X}}",
        "reading: {threads: X}",
        "exports: [{paths: X.csv, columns: {ticket_id: X}}]",
        "ladder: {rules: {look_back_days: 3}}",
        "reading: {memory: X}",
        "screen: {colours: {bad: X}}",
    ],
)
def test_what_is_wrong_with_settings_passes_the_catalogue(text: str, tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    with speaking(Marked()):
        [line, *_] = error_lines(caught.value)
    assert "⟦" in line
    # A key and a value are named as they are written, or as they should be.
    named = {*re.findall(r"[a-zA-Z]+", text), *COLOURS, *MEANT}
    assert unmarked(_bare(line).replace("⟦", " ⟦")) <= named


MEANT = {"team", "Europe", "created", "at", "paths", "tickets", "columns"}


def test_what_rung_config_says_passes_the_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "_speak", lambda code: None)
    path = tmp_path / "config.yaml"
    path.write_text("team: {name: XSHOP}\n", encoding="utf-8")
    runner = CliRunner()
    with speaking(Marked()):
        right = runner.invoke(COMMANDS["config"], ["validate", str(path)])
        path.write_text("exports: [{paths: Xnowhere.csv}]\n", encoding="utf-8")
        wrong = runner.invoke(COMMANDS["config"], ["validate", str(path)])
        period = runner.invoke(COMMANDS["snapshot"], ["--demo", "--period", "X"])
    for result, code in ((right, 0), (wrong, 1), (period, 2)):
        assert result.exit_code == code, result.output
        assert "⟦" in result.output
    assert unmarked(_bare(right.output)) == set()


def test_what_rung_init_asks_and_tells_passes_the_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["rung"])
    folder = tmp_path / "exports"
    folder.mkdir()
    rows = [
        f"X{n},2026-03-{1 + n % 28:02d} {8 + n % 9:02d}:{n % 60:02d},2026-03-{1 + n % 28:02d} 18:00,XANN,XSTATE"
        for n in range(200)
    ]
    header = "Ticket ID,Created at,Closed at,Agent,Status"
    (folder / "tickets.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    (folder / "XOTHER.pdf").write_text("%PDF-1.7", encoding="utf-8")
    shown: list[str] = []

    def typed(prompt: str) -> str:
        shown.append(prompt)
        return ""

    with speaking(Marked()):
        dialogue = Dialogue(typed, shown.append, meant_zone)
        SettingUp(folder, tmp_path / "rung.yaml", None, dialogue, asks=True).run()
    # Columns and files, zones, what is typed in the shell, and the names of fields and channels.
    own = r"tickets\.csv|\.pdf|[A-Z]\w+/\w+|created_at|rung --config.*|" + header.replace(",", "|")
    told = unmarked(_bare(re.sub(own, "", " ".join(shown))))
    assert len(shown) > 8
    assert told <= {"email", "chat", "phone", "social", "web", "internal"}
