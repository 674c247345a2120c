"""A file whose columns are those of several presets: asked once, with the likeliest marked."""

from __future__ import annotations

from pathlib import Path

from queries.config import load_config
from queries.setup.look import look
from queries.setup.ties import settled, ties
from tests.conftest import write_csv


def tied(n: int) -> list[dict[str, object]]:
    """Return tickets with the essential columns of Freshdesk and of HubSpot."""
    return [
        {
            "Ticket ID": 100 + row,
            "Create date": f"2026-03-{1 + row % 28:02} 09:00",
            "Created time": f"2026-03-{1 + row % 28:02} 09:00",
            "Ticket status": "Closed",
            "Ticket name": f"Where is order {row}?",
            "First response time (in hrs)": "01:00:00",
            "Resolution time (in hrs)": "05:00:00",
        }
        for row in range(n)
    ]


def test_one_question_for_all_files_between_the_same_presets(tmp_path: Path) -> None:
    write_csv(tmp_path / "march.csv", tied(20))
    write_csv(tmp_path / "more.csv", tied(30))
    found = look(tmp_path, load_config(), tmp_path)
    # Until it is answered it stands as the likeliest.
    assert [(file.how, file.preset) for file in found] == [("recognised", "freshdesk_tickets")] * 2
    [question] = ties(found)
    assert question.arguments["files"] == ("march.csv", "more.csv")
    assert question.choices == ("freshdesk_tickets", "hubspot_tickets")
    assert question.safe == {"preset": "freshdesk_tickets"}
    answered = settled(found, question, {"preset": "hubspot_tickets"})
    assert [(file.preset, file.system) for file in answered] == [("hubspot_tickets", "HubSpot")] * 2
    assert ties(answered) == ()


def test_of_those_that_lack_what_they_need_nothing_is_asked(tmp_path: Path) -> None:
    # Freshdesk's creation is not there: it is HubSpot's.
    rows = [{k: v for k, v in row.items() if k != "Created time"} for row in tied(20)]
    write_csv(tmp_path / "march.csv", rows)
    found = look(tmp_path, load_config(), tmp_path)
    assert (found[0].preset, ties(found)) == ("hubspot_tickets", ())
