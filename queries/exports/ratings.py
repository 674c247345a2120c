"""How the words of a rating become a score from 1 to 5: numbers, stars and labels, words and smileys."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from queries.config.document import parse
from queries.config.mapping import Column
from queries.config.model import Section, Words
from queries.exports.cells import mapped, numeral
from queries.sqltext import literals

_LOOKS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")  # what the macro `bare` takes off too


class RatingWords(Section):
    """The words that stand for a rating, and in place of one: ratings.yaml."""

    asked: Words
    not_asked: Words
    unrated: Words
    unrated_in_words: Words
    scales: dict[str, dict[int, Words]]


@cache
def rating_words() -> RatingWords:
    """Return the words that rung ships."""
    path = Path(__file__).with_suffix(".yaml")
    return RatingWords.model_validate(parse(path.read_bytes(), path.name).data)


def unrated(column: Column) -> list[str]:
    """Return every word that is no rating in `column`, in lower case."""
    words = rating_words()
    none = (*words.asked, *words.not_asked, *words.unrated, *(w.casefold() for w in column.sent))
    return [*none, *words.unrated_in_words] if column.range is None else list(none)


def plain_score(column: Column, said: str) -> str:
    """Return the SQL for the score of a plain number, or of a word; NULL where `said` is neither.

    What is no rating stays none, whatever the mapping makes of its words.
    """
    none = unrated(column)
    own = {_LOOKS.sub("", word): meaning for word, meaning in column.values.items()}
    own = {word: meaning for word, meaning in own.items() if word.casefold() not in none}
    meant = column.model_copy(update={"values": own})
    bare = f"bare({said})" if own else said
    if column.range is None:
        read = mapped(meant, bare, f"bare({said})")
        words = rating_words().scales[column.scale or ""]
        cases = " ".join(f"when {read} in {literals(w)} then {n}.0" for n, w in words.items())
        score = f"case {cases} end"
    else:
        read = mapped(meant, bare, numeral(column, said))
        score = _on_scale(column, f"number({read})")
    if column.sent:
        sent = literals(word.casefold() for word in column.sent)
        score = f"case when lower({said}) not in {sent} then {score} end"
    return score


def labelled_score(column: Column, said: str) -> str:
    """Return the SQL for the score of a number in other words: ★★★★☆, 4/5, 5 - Very satisfied."""
    if column.range is None:
        return "null::double"
    return (
        f"case when lower({said}) not in {literals(unrated(column))} "
        f"then {_on_scale(column, f'labelled({said}, {max(column.range)})')} end"
    )


def _on_scale(column: Column, number: str) -> str:
    worst, best = column.range or (1, 5)
    return f"on_scale({number}, {worst}, {best})"
