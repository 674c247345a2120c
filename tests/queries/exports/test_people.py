"""Who is who: names come out whole, one person is one name, and words for nobody are nobody."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.exports.people import tell_apart
from queries.session import Session
from queries.text import PLACEHOLDER, clean, sql_macros
from tests.conftest import report
from tests.queries.exports.conftest import Mapped
from tests.said import told


@pytest.mark.parametrize(
    "name",
    [
        "علی\u200cرضا",  # Persian: ZWNJ
        "ශ්\u200dරී පෙරේරා",  # Sinhala: ZWJ
        "דנה\u200f כהן",  # Hebrew: a right-to-left mark
        "👩\u200d💻 Lea",  # an emoji of two
        "🧑🏽\u200d🚀 Kim",
        "❤\ufe0f\u200d🔥 Support",
        "☹\ufe0f",
        "अनुष्का शर्मा",  # Devanagari
        "เพ็ญศรี ที่รัก",  # Thai: a vowel and a tone over one letter
        "מֹשֶׁה",  # Hebrew with its points
        "مُحَمَّد",  # Arabic with its vowels
        "Nguyễn Thị Hương",  # Vietnamese
        "홍길동",  # Korean
        "ᄒᆞᆫ글",  # Korean in single letters
        "தமிழ்ச்செல்வி",  # Tamil
        "ស្រីស្រស់ ភ្នំ",  # Khmer
        "မင်းအောင်လှိုင်",  # Burmese: three marks on one letter
        "བསྒྲུབས",  # Tibetan
        "👨\u200d👩\u200d👧 Family",
        "🇩🇪 Lea",
        "👍🏽",
    ],
)
def test_characters_that_join_stay_in_the_name(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(
    ("nasty", "shown"),
    [
        ("A\u200cna", f"A{PLACEHOLDER}na"),  # Latin letters need no joiner
        ("\u200dAna", f"{PLACEHOLDER}Ana"),
        ("א\u202eב", f"א{PLACEHOLDER}ב"),  # an override, even among Hebrew letters
        ("🏴\U000e0067", f"🏴{PLACEHOLDER}"),  # a tag character
        ("ع\u200b", f"ع{PLACEHOLDER}"),
        ("ع" + 9 * "\u200c" + "ا", "ع\u200c\u200cا"),  # a pile of them
        ("\u200fדנה", "דנה"),  # a mark where it changes nothing
        ("e" + 9 * "\u0323", "ẹ" + 2 * "\u0323"),  # marks that pile up, composed first
        ("ก" + 9 * "\u0e49", "ก" + 2 * "\u0e49"),  # of any script
        ("a" + 9 * "\u20dd", "a" + 2 * "\u20dd"),  # around the letter
        ("a" + 9 * "\u1ab0", "a" + 2 * "\u1ab0"),
        ("လ" + 9 * "\u102f", "လ" + 4 * "\u102f"),  # those a script spells with
        ("1\ufe0f\u20e3", "1\u20e3"),
        *(
            (f"A{letter}na", f"A{PLACEHOLDER}na")  # no block tells them, a property does
            for letter in "\u0601\u06dd\u070f\u034f\u17b4\u180e\u2066\u206a\ufff9\U000110bd\U0001bca0\U0001d173"
        ),
    ],
)
def test_what_joins_nothing_stays_visible(nasty: str, shown: str) -> None:
    assert clean(nasty) == shown


@settings(deadline=None)
@given(
    st.lists(
        st.text(
            st.sampled_from(
                "aZ9 \u200c\u200d\u200e\u200f\ufe0e\ufe0f\u202eرאक❤👩🏽\u200b\x07ก\u0e49\u0301\u102f\u20e3\u034f\u06dd"
            )
        )
    )
)
def test_sql_and_python_clean_alike(texts: list[str]) -> None:
    with duckdb.connect() as db:
        db.execute(sql_macros())
        rows = db.execute("select clean(x) from (select unnest(?::varchar[]) as x)", [texts])
        assert [x for (x,) in rows.fetchall()] == [clean(text) or None for text in texts]


def agents(session: Session) -> dict[str, int]:
    """Return how many ratings everybody has who has one."""
    return {row["agent"]: row["rated"] for row in report(session)["agents"] if row["rated"]}


def tickets_of(*names: str) -> str:
    rows = (f"T{n} | 2026-01-03 | {name} | 5" for n, name in enumerate(names))
    return "\n".join(("ticket_id | created_at | agent | csat", *rows))


CSAT = {"column": "csat", "scale": "1-5"}


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (
            ["Tom Berger", "Tom\u00a0Berger", "Tom\u202fBerger", "TOM BERGER", "Tom Berger"],
            "Tom Berger",
        ),
        (["Sean O'Neil", "Sean O&#39;Neil", "Sean O&rsquo;Neil"], "Sean O'Neil"),
        (["Marks & Co", "Marks &amp; Co"], "Marks & Co"),
        (["❤\ufe0f Support", "❤ Support", "❤\ufe0f Support"], "❤\ufe0f Support"),
    ],
)
def test_one_person_under_several_spellings(
    mapped: Mapped, spellings: list[str], name: str
) -> None:
    session = mapped(tickets_of(*spellings), agent="agent", csat=CSAT)
    assert agents(session) == {name: len(spellings)}
    for spelling in set(spellings) - {name}:
        assert any(f"is counted as {name}" in note for note in told(session.ledger.notes)), spelling


def test_an_entity_cannot_bring_a_control_character(mapped: Mapped) -> None:
    session = mapped(tickets_of("Ana&#8238;x"), agent="agent", csat=CSAT)  # U+202E, an override
    assert agents(session) == {f"Ana{PLACEHOLDER}x": 1}


NOBODY = [
    "Unassigned", "UNASSIGNED", "(unassigned)", "[Unassigned]", "--None--", "Not assigned", "No Agent",
    "no owner", "(No value)", "Nobody", "Unknown", "Unknown Agent", "Deleted User", "[Deleted User]",
    "<deleted>", "Former user", "Deactivated User", "Anonymous", "TBD", "Nicht zugewiesen", "Sin asignar",
    "nan", "NULL", "None", "-", "—", "\\N", "N/A", "#N/A", "(blank)", "?",
]  # fmt: skip


def test_words_for_nobody_are_nobody(mapped: Mapped) -> None:
    session = mapped(tickets_of(*NOBODY, "Ana"), agent="agent", csat=CSAT)
    assert agents(session) == {"Ana": 1, "Unattributed": len(NOBODY)}
    notes = told(session.ledger.files[0].notes)
    assert '"No Agent" ×1 (agent; first line 8) is nobody (team → nobody)' in notes
    assert '"\\N" ×1 (agent; first line 28) is read as nothing; empty: ["\\\\N"] says so' in notes
    assert session.ledger.rejects_total == 0


def test_a_bot_and_a_word_with_a_meaning_are_somebody(mapped: Mapped) -> None:
    session = mapped(
        tickets_of("Unknown", "None", "Ana"),
        agent={"column": "agent", "values": {"None": "Noor None"}},
        csat=CSAT,
        team={"bots": ["Unknown"]},
    )
    assert agents(session) == {"Ana": 1, "Bots": 1, "Noor None": 1}


def test_nobody_as_the_solver_leaves_the_assignee(mapped: Mapped) -> None:
    session = mapped(
        "ticket_id | created_at | solver | assignee | csat\nT1 | 2026-01-03 | Unassigned | Ana | 5",
        agent="solver",
        assignee="assignee",
        csat=CSAT,
    )
    assert agents(session) == {"Ana": 1}


IDS = """ticket_id | created_at | agent | mail | csat
    T1 | 2026-01-03 | Alex Kim | alex@x.example | 5
    T2 | 2026-01-03 | Alex Kim | kim@x.example | 1
    T3 | 2026-01-03 | Alexander Kim | ALEX@x.example | 5
    T4 | 2026-01-03 | Ana | ana@x.example | 4
    T5 | 2026-01-03 | Ana | - | 4"""


def test_an_id_tells_two_of_one_name_apart_and_joins_two_spellings(mapped: Mapped) -> None:
    session = mapped(IDS, agent="agent", agent_id="mail", csat=CSAT)
    # alex@: T1, T3 (as often Alex as Alexander: the first in the alphabet); kim@: T2; Ana: T4, T5.
    assert agents(session) == {
        "Alex Kim (alex@x.example)": 2,
        "Alex Kim (kim@x.example)": 1,
        "Ana": 2,
    }
    assert "Alex Kim (kim@x.example) is one of several people called Alex Kim" in told(
        session.ledger.notes
    )


def test_an_id_in_one_file_is_enough() -> None:
    beside = "\x1f"
    people = tell_apart(
        {
            f"Alex Kim{beside}alex@x": 5,
            f"Ben{beside}17": 3,
            "alex kim": 2,  # another file knows the name only
            "ALEX@X": 1,  # or the address
            "Lex <alex@x>": 1,  # or both in one cell
            f"Ben{beside}ben@x": 1,  # or an id of another kind
            f"Cy{beside}1": 1,
            f"Cy{beside}2": 1,
            "Cy": 1,  # each of two
        }
    )
    assert set(people.names.values()) == {"Alex Kim", "Ben", "Cy (1)", "Cy (2)", "Cy"}
    assert {people.names[name] for name in ("alex kim", "ALEX@X", "Lex <alex@x>")} == {"Alex Kim"}
    assert people.names[f"Ben{beside}17"] == people.names[f"Ben{beside}ben@x"] == "Ben"
    assert people.names["Cy"] == "Cy"
    assert any(note.startswith('"Cy" can be each of several people') for note in told(people.notes))


def test_a_bot_with_an_id_is_a_bot(mapped: Mapped) -> None:
    session = mapped(
        "ticket_id | created_at | agent | id | csat\nT1 | 2026-01-03 | Milo | 7 | 5",
        agent="agent",
        agent_id="id",
        csat=CSAT,
        team={"bots": ["Milo"]},
    )
    assert agents(session) == {"Bots": 1}
