"""Who is who: names come out whole, one person is one name, and words for nobody are nobody."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.text import PLACEHOLDER, clean, sql_macros


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
    ],
)
def test_what_joins_nothing_stays_visible(nasty: str, shown: str) -> None:
    assert clean(nasty) == shown


@given(
    st.lists(
        st.text(st.sampled_from("aZ9 \u200c\u200d\u200e\u200f\ufe0e\ufe0f\u202eرאक❤👩🏽\u200b\x07"))
    )
)
def test_sql_and_python_clean_alike(texts: list[str]) -> None:
    with duckdb.connect() as db:
        db.execute(sql_macros())
        rows = db.execute("select clean(x) from (select unnest(?::varchar[]) as x)", [texts])
        assert [x for (x,) in rows.fetchall()] == [clean(text) or None for text in texts]
