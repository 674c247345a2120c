"""The text encodings that exports come in: a closed list, since Python knows codecs that are no text."""

from __future__ import annotations

import codecs

from queries.config.model import refuse
from queries.said import nearest, said

ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    *(f"cp{number}" for number in range(1250, 1259)),
    "latin-1",
    *(f"iso-8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
    *(f"cp{number}" for number in (437, 720, 737, 775, 850, 852, 855, 857, 858, 862, 866, 874)),
    "mac-roman",
    "mac-cyrillic",
    "koi8-r",
    "koi8-u",
    "shift-jis",
    "cp932",
    "euc-jp",
    "cp949",
    "euc-kr",
    "gbk",
    "gb18030",
    "big5",
)
# How editors and spreadsheets call them.
_CALLED = {
    "ansi": "cp1252",
    "western": "cp1252",
    "windows": "cp1252",
    "excel": "cp1252",
    "unicode": "utf-16",
    "utf8-bom": "utf-8-sig",
    "utf-8-bom": "utf-8-sig",
    "macintosh": "mac-roman",
}
_KNOWN = {codecs.lookup(name).name for name in ENCODINGS}


def known_encoding(value: str | None) -> str | None:
    """Return a text encoding's name; refuse what is none of the list, with the nearest that is."""
    if value is None:
        return None
    try:
        known = value.isascii() and value.isprintable() and codecs.lookup(value).name in _KNOWN
    except LookupError:
        known = False
    if not known:
        plain = value.casefold().replace(" ", "-").replace("_", "-")
        meant = _CALLED.get(plain)
        told = said("no_encoding", value=value)
        told = nearest(told, meant, [meant]) if meant else nearest(told, plain, ENCODINGS)
        examples = said("or", parts=("utf-8", "cp1252"))
        refuse(said("write_it_like", what=told, example=examples))
    return value
