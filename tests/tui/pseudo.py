"""A pseudo-language, in which a word that passed no catalogue stands out."""

from __future__ import annotations

import gettext
import re


class Marked(gettext.NullTranslations):
    """A pseudo-language: every message's own words in brackets, ⟦so⟧, its arguments outside of them."""

    def gettext(self, message: str) -> str:
        return "".join(
            part if re.fullmatch(r"\{\w+\}", part) or not part.strip() else f"⟦{part}⟧"
            for part in re.split(r"(\{\w+\})", message)
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def unmarked(text: str) -> set[str]:
    """Return the words that no message said.

    Of the export are names with X in front and its file; of the settings the sets, the zone and how a
    quarter is written.
    """
    text = re.sub(r"⟦[^⟦⟧]*(⟧|…)", "", text)  # what is cut ends in …
    text = re.sub(r"X[A-Z0-9]+|tickets\.csv|helpdesk|guide|strict|UTC|-Q\d|rung|\[x\]", "", text)
    return set("".join(letter if letter.isalpha() else " " for letter in text).split())
