"""Reading a catalogue as translators keep it: a .po file, of which the standard library reads only the
compiled form.
"""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator, Mapping

_FIELD = re.compile(r'(msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+(".*")')
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_PLURAL = re.compile(r"plural=([^;\n]+)")
Entry = dict[str, str]  # msgid, msgid_plural, msgstr or msgstr0, msgstr1 …


class Catalogue(gettext.NullTranslations):
    """The texts of one language; what it has none for is said in English."""

    def __init__(self, texts: Mapping[str, str], forms: Mapping[str, Mapping[int, str]], rule: str):
        """Keep the texts by their ids, and the plural forms by the id of the singular."""
        super().__init__()
        self.texts, self.forms = texts, forms
        self._form = gettext.c2py(rule)

    def gettext(self, message: str) -> str:
        """Return a text."""
        return self.texts.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return a text in the plural form that the language has for `n`."""
        return self.forms.get(msgid1, {}).get(self._form(n)) or super().ngettext(msgid1, msgid2, n)


def read_po(text: str) -> Catalogue:
    """Return the catalogue that a .po file holds; untranslated and fuzzy entries are none.

    Raises ValueError where the file is not written as gettext writes them.
    """
    texts: dict[str, str] = {}
    forms: dict[str, dict[int, str]] = {}
    header = ""
    for entry in _entries(text):
        one = entry["msgid"]
        if "msgid_plural" in entry:
            forms[one] = {int(k[6:]): v for k, v in entry.items() if k[:6] == "msgstr" and v}
        elif not one:
            header = entry["msgstr"]
        elif entry["msgstr"]:
            texts[one] = entry["msgstr"]
    rule = _PLURAL.search(header)
    return Catalogue(texts, forms, rule[1] if rule else "n != 1")


def _entries(text: str) -> Iterator[Entry]:
    """Yield the entries: blocks of fields, each a quoted text and more of it on the lines below."""
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.splitlines()]
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        entry: Entry = {}
        field = ""
        for line in lines:
            if not line or line.startswith("#"):
                continue
            begins = _FIELD.fullmatch(line)
            if begins:
                field = begins[1] + (begins[2] or "")
                entry[field] = ""
            quoted = begins[3] if begins else line
            if not field or not _QUOTED.fullmatch(quoted):
                raise ValueError(f"no line of a catalogue: {line}")
            entry[field] += ast.literal_eval(quoted)
        if entry:
            yield entry
