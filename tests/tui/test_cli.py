"""The commands: what they say, where they say it, and how they end."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import write_csv
from tests.tui.running import run_rung

TICKETS = """
ticket_id | created_at       | channel
1         | 2026-03-01 08:00 | email
2         | 2026-03-02 08:00 | email
"""
MAPPING = {name: name for name in ("ticket_id", "created_at", "channel")}


@pytest.fixture
def desk_files(tmp_path: Path) -> tuple[Path, Path]:
    """Return a settings file and the export it maps."""
    export = write_csv(tmp_path / "tickets.csv", TICKETS)
    settings = tmp_path / "own.yaml"
    settings.write_text(json.dumps({"exports": [{"paths": ["tickets.csv"], "columns": MAPPING}]}))
    return settings, export


def test_data_go_to_stdout_and_talk_to_stderr() -> None:
    done = run_rung("snapshot", "--demo")
    assert done.returncode == 0
    assert done.stdout.startswith("# Fjord")
    assert done.stderr == ""


def test_exports_named_in_the_settings_are_read_from_beside_them(
    desk_files: tuple[Path, Path],
) -> None:
    done = run_rung("snapshot", "--config", desk_files[0], "--format", "json")
    assert json.loads(done.stdout)["measures"]["tickets"] == 2


def test_output_to_a_file(desk_files: tuple[Path, Path], tmp_path: Path) -> None:
    done = run_rung("snapshot", "--config", desk_files[0], "-o", tmp_path / "out.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert "wrote" in done.stderr
    assert (tmp_path / "out.md").read_text(encoding="utf-8").startswith("# Support")


def test_options_may_come_first_and_a_path_names_the_file(desk_files: tuple[Path, Path]) -> None:
    settings, export = desk_files
    first = run_rung(
        "--config", settings, "--period", "all", "snapshot", export, "--format", "json"
    )
    assert json.loads(first.stdout)["period"]["name"] == "all"
    named = run_rung("--config", settings, "./snapshot")
    assert (named.returncode, "this is no terminal" in named.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("snapshot",), "no exports"),
        (("snapshot", "--demo", "--period", "last week"), "is not a period"),
        (("snapshot", "--demo", "--period", "2026-13"), "is not a period"),
        (("snapshot", "--demo", "--definitions", "guid"), "did you mean guide?"),
        (("snapshot", "--demo", "--timezone", "Berlin"), "is not a time zone"),
        (("snapshot", "--demo", "--agent", "Prya Nair"), "did you mean Priya Nair?"),
        (("snapshot", "--demo", "--format", "pdf"), "is not one of"),
        (("snapshot", "--no-such-option"), "No such option"),
        (("cache",), "\n\n  Say where what was read is kept"),  # the help, laid out as it is
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], words: str) -> None:
    done = run_rung(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_faults_of_data_and_settings_end_with_1(tmp_path: Path) -> None:
    missing = run_rung("snapshot", tmp_path / "nothing.csv")
    assert (missing.returncode, missing.stderr) == (
        1,
        f"rung: {tmp_path / 'nothing.csv'}: no such file\n",
    )
    settings = tmp_path / "own.yaml"
    settings.write_text("team: {nam: x}\npractices: {faq_pag: yes}\n")
    wrong = run_rung("snapshot", "--config", settings)
    assert wrong.returncode == 1
    assert wrong.stderr.count("rung: ") == 2  # both faults at once
    assert "line 1: team.nam: unknown key (did you mean name?)" in wrong.stderr


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    done = run_rung("snapshot", "--demo", "-o", tmp_path / "no" / "out.md")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_a_filter_stands_in_the_heading() -> None:
    done = run_rung("snapshot", "--demo", "--channel", "chat", "--period", "2026-10")
    assert "channel chat only" in done.stdout
    assert (
        "1 Oct – 31 Oct 2026 (31 days) · compared with 1 Sep – 30 Sep 2026 (30 days)" in done.stdout
    )


def test_inspect_shows_mapping_and_ledger() -> None:
    done = run_rung("inspect", "--demo")
    assert done.returncode == 0
    assert "first_response    ← First response time (s)  (seconds, calendar)" in done.stdout
    assert (
        "12,055 rows = 12,054 kept + 0 superseded + 0 excluded + 1 rejected; 3 values rejected"
        in done.stdout
    )
    assert 'phone_ratings.csv, line 871, column "Rated on"' in done.stdout


def test_inspect_says_what_a_file_can_grade_though_no_row_can_be_used(tmp_path: Path) -> None:
    # The header is all that there is of it.
    header = "Ticket id,Initial channel,Created by an agent,Number of agent messages,Creation date"
    export = tmp_path / "march.csv"
    export.write_text(f"{header},Last used integration type\n", encoding="utf-8")
    done = run_rung("inspect", export)
    first = done.stdout.splitlines()[0]
    assert first.startswith("march.csv can grade: ")
    assert "; cannot: " in first
    assert "CSAT" in first.partition("; cannot: ")[2]
    assert "; fetch beside it: " in first


def test_inspect_goes_on_after_a_file_it_does_not_know(
    desk_files: tuple[Path, Path], tmp_path: Path
) -> None:
    other = write_csv(tmp_path / "other.csv", "a | b\n1 | 2")
    done = run_rung("inspect", "--config", desk_files[0], desk_files[1], other)
    assert done.returncode == 0  # what lies beside the exports stops nothing, and is told
    assert "2 rows = 2 kept" in done.stdout
    assert "not an export that rung knows" in done.stdout
    assert "Its columns are: a, b" in done.stdout


def test_inspect_proposes_settings_that_read_a_file_it_does_not_know(tmp_path: Path) -> None:
    rows = [
        {
            "Vorgang": 1000 + n,
            "Erstellt am": f"{13 + n:02}.08.2026 09:00",
            "Gelöst am": f"{13 + n:02}.08.2026 11:00" if n % 2 else "",
            "Status": "Gelöst" if n % 2 else "Beim Lieferanten",
            "Bearbeiter": "Ann Bell",
        }
        for n in range(10)
    ]
    export = write_csv(tmp_path / "export.csv", rows)
    done = run_rung("inspect", export)
    assert done.returncode == 1
    assert "`rung inspect FILE` proposes what its columns are" in done.stderr
    assert f"{export}: not known; looks like tickets, 10 rows" in done.stdout
    assert "created_at   ← Erstellt am (13.08.2026 09:00, 14.08.2026 09:00, " in done.stdout
    assert 'called like "erstellt am"; there in every row' in done.stdout
    assert '? States that rung does not know: "Beim Lieferanten". What do they mean?' in done.stdout
    assert "taken: still open: waiting; else solved / still open" in done.stdout
    pasted = tmp_path / "config.yaml"
    pasted.write_text(done.stdout[done.stdout.index("exports:\n") :], encoding="utf-8")
    read = run_rung("inspect", "--config", pasted)
    assert read.returncode == 0
    assert "10 rows = 10 kept + 0 superseded + 0 excluded + 0 rejected" in read.stdout


def test_version_and_help_load_neither_screen_nor_database() -> None:
    for arguments in (["--version"], ["--help"], ["snapshot", "--help"]):
        code = (
            "import sys; from tui.cli import main\n"
            f"try: main({arguments!r})\n"
            "except SystemExit as end: assert not end.code\n"
            "heavy = {'textual', 'duckdb', 'pydantic', 'yaml'} & set(sys.modules)\n"
            "assert not heavy, heavy"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_a_snapshot_needs_no_screen() -> None:
    code = (
        "import sys; from tui.cli import main\n"
        "try: main(['snapshot', '--demo'])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'textual' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_plain_locale_still_writes_utf8(tmp_path: Path) -> None:
    done = run_rung(
        "snapshot", "--demo", LC_ALL="C", PYTHONUTF8="0", HOME=str(tmp_path / "nowhere")
    )
    assert done.returncode == 0
    assert "Zoë Lindqvist" in done.stdout


def test_a_settings_file_anyone_can_write_is_named(desk_files: tuple[Path, Path]) -> None:
    desk_files[0].chmod(0o666)
    done = run_rung("snapshot", "--config", desk_files[0])
    assert "anyone on this host can change this config" in done.stderr


def test_an_export_is_never_written_over(desk_files: tuple[Path, Path]) -> None:
    settings, export = desk_files
    before = export.read_bytes()
    done = run_rung("snapshot", "--config", settings, export, "-o", export)
    assert (done.returncode, "is one of the exports" in done.stderr) == (2, True)
    assert export.read_bytes() == before


def test_an_output_that_takes_nothing_is_said() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "snapshot", "--demo"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "standard output: cannot be written: No space left on device" in done.stderr


def test_a_period_without_tickets_says_what_there_is() -> None:
    done = run_rung("snapshot", "--demo", "--period", "2030-01")
    assert done.returncode == 0
    assert "No tickets in this period: the data reach from Fri 21 Nov 2025" in done.stdout


def test_data_of_the_future_are_named(tmp_path: Path, desk_files: tuple[Path, Path]) -> None:
    desk_files[1].write_text(desk_files[1].read_text().replace("2026-03-02", "2096-03-02"))
    done = run_rung("snapshot", "--config", desk_files[0])
    assert "the data reach into the future, to 2 Mar 2096" in done.stderr


def test_inspect_lists_every_reject_when_asked(tmp_path: Path) -> None:
    export = tmp_path / "t.csv"
    export.write_text(
        "ticket_id,created_at,channel\n" + "1,2026-03-01,email\n" * 8000 + "x,never,email\n" * 1500
    )
    settings = tmp_path / "own.yaml"
    settings.write_text(json.dumps({"exports": [{"paths": ["t.csv"], "columns": MAPPING}]}))
    some = run_rung("inspect", "--config", settings)
    assert "Rejected or doubtful, 1,500 in all, the first: --all lists them." in some.stdout
    everything = run_rung("inspect", "--config", settings, "--all")
    assert "Rejected or doubtful, 1,500 in all:" in everything.stdout
    assert everything.stdout.count("not a date and time (row dropped)") == 1500


def test_inspect_warns_of_what_was_rejected_above_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    rows = "".join(f"{i},2026-01-0{1 + i % 9} 10:00:00\n" for i in range(49))
    path.write_text("Id,Opened\n" + rows + "49,soon\n", encoding="utf-8")  # 1 of 50: 2 %
    config = tmp_path / "own.yaml"
    config.write_text(
        f"exports: [{{paths: ['{path}'], columns: {{ticket_id: Id, created_at: Opened}}}}]\n",
        encoding="utf-8",
    )
    done = run_rung("inspect", "--config", config)
    assert done.returncode == 0
    assert "warning: calls.csv: 1 of 50 rows were rejected" in done.stdout
    assert "  51 lines = 1 header + 0 blank + 49 used + 1 rejected" in done.stdout


HOSTILE = "x\x1b]0;title\x07\u202ey\u200b" + 400 * "z"


@pytest.mark.parametrize(
    "arguments",
    [
        (f"--{HOSTILE}",),
        ("--period", HOSTILE),
        ("--agent", HOSTILE),
        ("--channel", HOSTILE),
        ("--timezone", HOSTILE),
        ("--definitions", HOSTILE),
        ("--format", HOSTILE),
        ("--config", HOSTILE),
        ("--output", f"{HOSTILE}/x.md"),
        (HOSTILE,),
        ("*" + HOSTILE,),
    ],
)
def test_what_is_typed_reaches_the_shell_harmless_and_cut(arguments: tuple[str, ...]) -> None:
    demo = () if arguments[0].startswith(("x", "*")) else ("--demo",)
    done = run_rung("snapshot", *demo, *arguments)
    assert done.returncode in (1, 2)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u200b]", done.stderr)
    assert "Traceback" not in done.stderr
    assert "title" in done.stderr and 301 * "z" not in done.stderr


def test_a_snapshot_compared_with_a_year_ago(tmp_path: Path) -> None:
    rows = "ticket_id | created_at | channel\n1 | 2025-03-01 08:00 | email\n2 | 2025-03-31 08:00 | email\n3 | 2026-03-03 08:00 | email\n"
    write_csv(tmp_path / "tickets.csv", rows)
    settings = tmp_path / "own.yaml"
    settings.write_text(json.dumps({"exports": [{"paths": ["tickets.csv"], "columns": MAPPING}]}))
    asked = ("snapshot", "--config", settings, "--period", "2026-03", "--format", "json")
    found = json.loads(run_rung(*asked, "--compare", "year").stdout)
    # March 2026 ends with the data, on the 3rd: it is held against as many days of March 2025.
    assert found["period"]["previous"]["start"] == "2025-03-01T00:00:00+00:00"
    assert found["previous"]["tickets"] == 1
    assert json.loads(run_rung(*asked).stdout)["period"]["previous"] is not None
