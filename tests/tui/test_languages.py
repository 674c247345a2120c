"""Other languages: every word of the screen and the reports passes the catalogue, and stands right in it."""

from __future__ import annotations

import asyncio
import gettext
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import time_machine
from click import Context
from rich.cells import cell_len

from queries.config import load_config
from queries.exports.progress import Progress
from queries.scorecard import Scorecard
from queries.session import Session
from queries.setup.settings import Made
from tests.conftest import Desk
from tests.messages import TUI, messages
from tests.tui.desk import NINE
from tests.tui.desk import Desk as Painted
from tests.tui.pseudo import Marked, unmarked
from tui import jobs, words
from tui.app import RungApp
from tui.cli import COMMANDS, screen
from tui.drill import drill
from tui.language import catalogue, count, languages, say, speaking
from tui.options import speak_early
from tui.panes import PANES
from tui.panes.targets import (
    Fold,
    OpenAgent,
    OpenChanged,
    OpenChannel,
    OpenDimension,
    OpenDoubts,
    OpenLedger,
    OpenPractice,
    OpenQuestions,
)
from tui.po import Catalogue, read_po
from tui.report.json_report import json_report
from tui.report.markdown import markdown
from tui.report.settings_file import settings_text
from tui.screens import bars, filters, help_page
from tui.screens.desk import Desk as Screen
from tui.screens.header import header_spans, warning_spans
from tui.screens.ledger import ledger_view
from tui.screens.loading import loading_lines
from tui.widgets.lines import Line, View
from tui.widgets.rows import Rows

WIDE = 400  # so that nothing is cut


def shown(lines: Iterable[Line]) -> str:
    return "\n".join("".join(span.text for span in line.spans) for line in lines)


def drawn(view: View, width: int = WIDE) -> str:
    return shown(view.draw(width))


def tickets() -> list[dict[str, object]]:
    """Forty tickets a month for two months, half by chat; every fifth unanswered, every third rated."""
    return [
        {
            "ticket_id": f"X{month}{n}",
            "created_at": f"2026-{month:02d}-{1 + n % 20:02d} 08:{n:02d}",
            "channel": "XMAIL" if n % 2 else "XCHAT",
            "agent": ("XANN", "XBOB", "")[n % 3],
            "team": "XTEAM",
            "status": "solved" if n % 5 else "open",
            "first_response_at": f"2026-{month:02d}-{1 + n % 20:02d} 09:{n:02d}" if n % 5 else "",
            "resolved_at": f"2026-{month:02d}-{2 + n % 20:02d} 10:{n:02d}" if n % 5 else "",
            "agent_replies": 1 + n % 2 if n % 5 else "",
            "abandoned": "",
            "csat": 5 - n % 3 if n % 3 == 1 else "",
            "excluded": "spam" if n == 39 else "",
            "subject": "XHELP",
        }
        for month in (2, 3)
        for n in range(40)
    ]


@pytest.fixture
def session(desk: Desk) -> Session:
    names = {"XMAIL": {"class": "email"}, "XCHAT": {"class": "live"}}
    return desk(
        tickets(),
        team={"name": "XSHOP", "timezone": "UTC"},
        channels={"names": names, "make_sense": ["XMAIL", "XCHAT"]},
        practices={"faq_page": "yes", "templates": "no"},
    )


@pytest.fixture
def card(session: Session) -> Scorecard:
    return session.look_again(session.scorecard(session.request("28d")))


def faces(session: Session, card: Scorecard) -> Iterator[tuple[str, str]]:
    """Yield what every face says, by its name; the notes of the ledger apart."""
    for pane in PANES:
        folded = pane.view(card, set())
        folds = {line.target.name for line in folded.draw(WIDE) if isinstance(line.target, Fold)}
        yield f"{pane.title}, folded", f"{say(pane.title)} {drawn(folded)}"
        yield f"{pane.title}, open", drawn(pane.view(card, folds))
    targets = [
        *(OpenDimension(row.result.key) for row in card.rows),
        *(OpenAgent(row.name) for row in card.agents),
        OpenAgent(None),
        OpenChannel("XMAIL"),
        OpenDoubts(),
    ]
    for target in targets:
        view = drill(session, card, target)
        if view is None:
            continue
        yield f"{target}", f"{view.name} {drawn(view)}"
        if tickets := [line.target for line in view.draw(WIDE) if line.target is not None][:1]:
            ticket = drill(session, card, tickets[0])
            yield f"ticket of {target}", drawn(ticket) if ticket else ""
    yield "header", "".join(span.text for span in header_spans(card, NINE, WIDE))
    yield "warning", "".join(span.text for span in warning_spans(card.ledger))
    footers = [(deep, answers) for deep in (True, False) for answers in (True, False)]
    yield (
        "footer",
        " ".join(s.text for d, a in footers for s in bars.footer(d, WIDE, {}, answers=a)),
    )
    yield "typing", " ".join(span.text for span in bars.typing_footer())
    yield "periods", " ".join(text for _, text in filters.periods(card))
    chosen = filters.Filter(team="XTEAM")
    yield "filters", " ".join(text for _, text in filters.choices(session.workspace, chosen))
    keys = help_page.keys_and_words([*Screen.BINDINGS, *RungApp.BINDINGS])
    named = {name for names in help_page._NAMES.values() for name in [names] if len(name) == 1}
    yield "help", " ".join(words for _, words in keys)
    yield "keys", " ".join(k for k, _ in keys for k in k.split() if len(k) > 1 and k not in named)
    yield "loading", shown(loading_lines(Progress()))
    yield (
        "level",
        " ".join(
            (
                words.level_line(card),
                words.knowledge(card),
                words.reads_by_definitions(card),
                words.no_tickets_here(card),
            )
        ),
    )
    snapshot, _, ledger = markdown(card).partition(f"## {say('Ledger')}")
    yield "markdown", snapshot
    assert ledger


def test_no_word_of_any_face_stands_outside_the_catalogue(
    session: Session, card: Scorecard
) -> None:
    with speaking(Marked()):
        said = dict(faces(session, card))
    left = {face: unmarked(text) for face, text in said.items() if unmarked(text)}
    assert left == {}, left


def views(session: Session, card: Scorecard) -> Iterator[tuple[str, View]]:
    """Yield what Enter opens, view behind view: of each kind of line in each kind of view the first."""
    ahead: list[tuple[str, object]] = [
        ("", OpenDoubts()),
        ("", OpenChanged(None)),
        ("", OpenLedger()),
    ]
    for pane in PANES:
        unfolded = pane.view(card, set()).draw(WIDE)
        folds = {line.target.name for line in unfolded if isinstance(line.target, Fold)}
        ahead += [(pane.title, line.target) for line in pane.view(card, folds).draw(WIDE)]
    seen = set()
    while ahead:
        behind, target = ahead.pop(0)
        kind = behind, type(target)
        if target is None or kind in seen or isinstance(target, NOT_OPENED):
            continue
        seen.add(kind)
        view = drill(session, card, target)
        if view is None:
            continue
        name = type(target).__name__
        yield f"{behind} > {name}", view
        for other in (view.turned, view.following):
            if other is not None:
                yield f"{behind} > {name}, turned", other()
        ahead += [(name, line.target) for line in view.draw(WIDE)]
        if view.turn is not None:
            ahead.append((name, view.turn))


NOT_OPENED = (Fold, OpenPractice, OpenQuestions)


def test_no_word_of_what_enter_opens_stands_outside_the_catalogue(
    session: Session, card: Scorecard
) -> None:
    with speaking(Marked()):
        said = {
            name: f"{view.name} {drawn(view)} {_beside(view)}"
            for name, view in views(session, card)
        }
    assert len(said) > 15
    left = {view: unmarked(text) for view, text in said.items() if unmarked(text)}
    assert left == {}, left


def _beside(view: View) -> str:
    if view.beside is None:
        return ""
    return " ".join(view.beside(line.target) for line in view.draw(WIDE) if line.target is not None)


async def _told(session: Session, folder: Path) -> dict[str, str]:
    """Return what the screen says after keys, line by line of each of its lists."""
    app = RungApp(lambda: ([], session.config), "28d", filters.Filter())
    found = {}
    async with app.run_test(size=(250, 50)) as pilot:
        desk = Painted(app, pilot)
        await desk.settle()
        for keys in KEYS:
            await desk.press(*keys.split())
            found[keys] = "\n".join(
                row.render_line(y).text
                for row in app.screen.query(Rows)
                for y in range(row.size.height)
            ).replace(str(folder), "")
    return found


# Each after the one before: what asks, what is said for a moment, what opens.
KEYS = (
    "p",
    "7",
    "escape f",
    "escape colon",
    "escape question_mark",
    "escape slash",
    "escape d",
    "y",
)


def test_what_the_screen_asks_and_tells_is_in_the_catalogue(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def load(settings: jobs.Settings, check: jobs.Check, progress: Progress) -> jobs.Loaded:
        return jobs.Loaded(session, ExitStack(), progress)

    monkeypatch.setattr(jobs, "load", load)
    with speaking(Marked()), time_machine.travel(NINE, tick=True):
        said = asyncio.run(_told(session, tmp_path))
    names = {
        word for binding in RungApp.BINDINGS for word in re.findall("[a-z]+", binding.id or "")
    }
    names |= {
        word for binding in Screen.BINDINGS for word in re.findall("[a-z]+", binding.id or "")
    }
    left = {
        keys: words
        for keys, text in said.items()
        if (words := {word for word in unmarked(text) if len(word) > 1} - names)
    }
    assert left == {}, left


def test_the_help_of_every_command_is_in_the_catalogue() -> None:
    known = messages()
    for command in (screen, *COMMANDS.values()):
        command.get_help(Context(command, info_name="rung"))
        texts = [command.help or "", command.epilog or ""]
        texts += [p.help or "" for p in command.params if hasattr(p, "help")]
        assert [t for t in texts if t and t not in known] == []


def test_data_for_programs_stay_english(card: Scorecard) -> None:
    english = json_report(card)
    with speaking(Marked()):
        assert json_report(card) == english


# ── German ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def german() -> Iterator[None]:
    with speaking(catalogue("de")):
        yield


def test_the_scorecard_in_german(card: Scorecard, german: None) -> None:
    pane = drawn(PANES[0].view(card, set()), 120)
    for text in ("Stufe", "Antwortzeit", "Erreichbarkeit", "Nächste", "Andere Definitionen"):
        assert text in pane
    assert not set(re.findall("[A-Za-z]+", pane)) & ENGLISH, pane
    told = markdown(card).split(f"## {say('Agents')}")[0]
    assert "## Dimensionen" in told
    assert not set(re.findall("[A-Za-z]+", told)) & ENGLISH, told


# Words that stand in nothing German.
ENGLISH = {
    *(
        "Level",
        "Next",
        "Now",
        "Change",
        "Quality",
        "Average",
        "Other",
        "No",
        "Held",
        "Also",
        "Steps",
    ),
    *(
        "level",
        "of",
        "the",
        "and",
        "needed",
        "known",
        "unanswered",
        "before",
        "days",
        "steps",
        "to",
    ),
    *("answered", "not", "yes", "no", "ratings", "data", "compared", "by", "because", "within"),
}


def test_a_plural_has_the_form_of_its_number(german: None) -> None:
    of = {n: words.cases_listed("tickets", n, n, "x") for n in (1, 2)}
    assert (
        count("{n} practice unanswered", "{n} practices unanswered", 1) == "1 Praktik unbeantwortet"
    )
    assert (
        count("{n} practice unanswered", "{n} practices unanswered", 2)
        == "2 Praktiken unbeantwortet"
    )
    assert of[1].startswith("1 Ticket,")
    assert of[2].startswith("2 Tickets,")


def test_numbers_and_days_are_written_as_in_the_language(german: None) -> None:
    assert words.number(1234567.5, 1) == "1.234.567,5"
    assert words.share(0.873) == "87,3 %"
    assert words.day(NINE) == "21. Nov 2026"


def test_settings_that_are_made_in_german_are_read_in_german(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first words come of the user's own settings, while those that `rung init` makes are not there."""
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path)
    (tmp_path / "config.yaml").write_text("screen:\n  language: de\n", encoding="utf-8")
    made = tmp_path / "made.yaml"
    with speaking(catalogue("en")):
        speak_early(["init", "exports", "--config", str(made)])
        assert say("help") == "Hilfe"
        made.write_text(settings_text(Made({"team": {"name": "XSHOP"}})), encoding="utf-8")
    (tmp_path / "config.yaml").unlink()
    with speaking(catalogue("en")):
        speak_early(["--config", str(made)])
        assert say("help") == "Hilfe"
    assert load_config(made).screen.language == "de"


def columns_of(text: str, marks: str) -> set[int]:
    """Return in which cells the first of the marks of each line stands."""
    places = set()
    for line in text.splitlines():
        found = re.search(f"[{marks}]", line)
        if found and "  " in line:
            places.add(cell_len(line[: found.start()]))
    return places


class Wide(gettext.NullTranslations):
    """Every word in letters that take two cells each."""

    def gettext(self, message: str) -> str:
        return re.sub(
            r"(?<!\{)\b[A-Za-z]+\b(?!\})", lambda word: "語" * (1 + len(word[0]) % 4), message
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.mark.parametrize("width", [80, 120])
def test_columns_stand_right_under_letters_of_two_cells(card: Scorecard, width: int) -> None:
    with speaking(Wide()):
        views = [drawn(pane.view(card, set()), width) for pane in PANES]
        ledger = drawn(ledger_view(card.ledger), width)
    scorecard = views[0].splitlines()
    table = [line for line in scorecard if re.search("[●○◌]", line)][1:]
    assert len(table) == len(card.rows)
    assert len(columns_of("\n".join(table), "●○◌")) == 1
    for text in (*views, ledger):
        assert max(cell_len(line) for line in text.splitlines()) <= width


# ── catalogues ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", languages()[1:])
def test_a_catalogue_holds_no_message_that_is_never_said(code: str) -> None:
    found = catalogue(code)
    assert isinstance(found, Catalogue)
    known = messages()
    assert {*found.texts, *found.forms} <= known.keys()


@pytest.mark.parametrize("code", languages()[1:])
def test_a_translation_has_the_arguments_of_its_message(code: str) -> None:
    found = catalogue(code)
    assert isinstance(found, Catalogue)
    forms = {one: " ".join(texts.values()) for one, texts in found.forms.items()}
    for message, text in {**found.texts, **forms}.items():
        asked = set(re.findall(r"\{(\w+)\}", message))
        given = set(re.findall(r"\{(\w+)\}", text))
        assert asked - {"n"} <= given <= asked | ({"n"} if message in forms else set()), message


def test_german_says_every_message() -> None:
    """Each in both forms where it is counted; what a message is no more, the test above finds."""
    found, known = catalogue("de"), messages()
    assert isinstance(found, Catalogue)
    assert known.keys() - found.texts.keys() - found.forms.keys() == set()
    counted = {one for one, many in known.items() if many is not None}
    assert {one for one, texts in found.forms.items() if len(texts) == 2} == counted


def test_a_catalogue_is_read_as_gettext_reads_it() -> None:
    found = read_po(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"\n\n'
        '# of a translator\nmsgid "a \\"b\\""\nmsgstr ""\n"c "\n"d\\n"\n\n'
        "#, fuzzy\n"
        'msgid "e"\nmsgstr "f"\n\n'
        'msgid "{n} g"\nmsgid_plural "{n} gs"\nmsgstr[0] "0"\nmsgstr[1] "1"\nmsgstr[2] "2"\n'
    )
    assert found.gettext('a "b"') == "c d\n"
    assert found.gettext("e") == "e"  # a guess is no translation
    assert [found.ngettext("{n} g", "{n} gs", n) for n in (1, 2, 5)] == ["0", "1", "2"]
    with pytest.raises(ValueError, match="no line of a catalogue"):
        read_po('msgid "a"\nmsgstr b\n')


def test_every_message_is_a_constant() -> None:
    """What is not can be found by no tool: arguments are named, and filled in afterwards."""
    for path in TUI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(say|mark)\(\s*f[\"']", text), path
