"""Settings written out are settings: whatever stands in them, reading gives it back."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from queries.config import load_config, settings_in_force
from queries.config.document import Plain, parse
from queries.config.written import written

# What YAML cannot hold at all is refused before it comes so far.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
SETTINGS = st.recursive(
    st.none() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(TEXTS, SETTINGS, max_size=4))
def test_reading_gives_back_what_was_written(settings: dict[str, Plain]) -> None:
    text = written(settings)
    assert parse(text.encode(), "settings").data == settings
    assert all(character.isprintable() or character == "\n" for character in text)


def test_what_is_in_force_can_be_kept_as_settings_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "config.yaml"
    own.write_text(written(settings_in_force(demo=True)), encoding="utf-8")
    assert load_config(own) == load_config(demo=True)


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    # Norway, a time of day, null as a word, a column that begins like a comment
    said = {"a": ["NO", "22:30", "null", "1.10", "# of replies", "=", "<<"], "b": None}
    text = written(said)
    assert parse(text.encode(), "settings").data == said
    assert "- NO\n" in text
    assert "'null'" in text
