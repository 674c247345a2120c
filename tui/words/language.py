"""The language the product speaks: every sentence for a user passes `say`, every counted one `count`.

The English text is the message's id, as gettext has it; a catalogue (`languages/<code>.po`) gives
another language's text for it. Arguments are named and filled in after the text was looked up.
"""

from __future__ import annotations

import gettext

_spoken = gettext.NullTranslations()


def say(text: str, /, **arguments: object) -> str:
    """Return the sentence in the language spoken, its named `{arguments}` filled in."""
    words = _spoken.gettext(text)
    return words.format(**arguments) if arguments else words


def count(one: str, many: str, n: int, /, **arguments: object) -> str:
    """Return the sentence in the plural form that `n` asks for; `{n}` and `{arguments}` filled in."""
    return _spoken.ngettext(one, many, n).format(**{"n": n, **arguments})


def mark(text: str, /) -> str:
    """Return the text as it is, marked as one that `say` is asked for later."""
    return text


def speak(catalogue: gettext.NullTranslations) -> None:
    """Speak the language of `catalogue` from now on."""
    global _spoken  # noqa: PLW0603 -- one language a process, as gettext.install has it
    _spoken = catalogue
