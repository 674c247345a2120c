"""The language the product speaks: every sentence for a user passes `say`, every counted one `count`.

The English text is the message's id, as gettext has it; a catalogue (`words/languages/<code>.po`) gives
another language's text for it. Arguments are named and filled in after the text was looked up.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ENGLISH = "en"
_HERE = Path(__file__).parent / "words" / "languages"
_NUMBER = "1,234.5"  # a language's text for it says how it writes numbers
_spoken = gettext.NullTranslations()


def say(text: str, /, **arguments: object) -> str:
    """Return the sentence in the language spoken, its named `{arguments}` filled in."""
    words = _spoken.gettext(text) if text else ""
    return words.format(**arguments) if arguments else words


def count(one: str, many: str, n: int, /, **arguments: object) -> str:
    """Return the sentence in the plural form that `n` asks for; `{n}` and `{arguments}` filled in."""
    return _spoken.ngettext(one, many, n).format(**{"n": number(n), **arguments})


def number(value: float, digits: int = 0) -> str:
    """Return a number with `digits` decimals, its thousands apart: 12,056 and 87.3."""
    written = f"{value:,.{digits}f}"
    marks = re.search(r"1(.?)234(.)5", _spoken.gettext(_NUMBER))
    if marks is None or marks[0] == _NUMBER:
        return written
    return written.translate({ord(","): marks[1], ord("."): marks[2]})


def mark(text: str, /) -> str:
    """Return the text as it is, marked as one that `say` is asked for later."""
    return text


def marks(one: str, many: str, /) -> tuple[str, str]:
    """Return the texts as they are, marked as ones that `count` is asked for later."""
    return one, many


def languages() -> list[str]:
    """Return the codes of the languages there are."""
    return [ENGLISH, *sorted(path.stem for path in _HERE.glob("*.po"))]


def catalogue(code: str) -> gettext.NullTranslations:
    """Return the catalogue of a language. Raises KeyError where there is none."""
    if code not in languages():
        raise KeyError(code)
    if code == ENGLISH:
        return gettext.NullTranslations()
    from tui.po import read_po

    found = read_po((_HERE / f"{code}.po").read_text(encoding="utf-8"))
    found.info()["language"] = code
    return found


def spoken() -> str:
    """Return the code of the language spoken."""
    return _spoken.info().get("language", ENGLISH)


def speak(spoken: gettext.NullTranslations) -> None:
    """Speak the language of a catalogue from now on."""
    global _spoken  # noqa: PLW0603 -- one language a process, as gettext.install has it
    _spoken = spoken


@contextmanager
def speaking(spoken: gettext.NullTranslations) -> Iterator[None]:
    """Speak another language for a while: data for programs stay English."""
    before = _spoken
    speak(spoken)
    try:
        yield
    finally:
        speak(before)
