"""What a file is that is no table: told by how it begins, with what to do."""

from __future__ import annotations

import re
from collections.abc import Collection

_SAVE = "save the sheet as CSV (File → Save as → CSV UTF-8)"
_WORKBOOK = f"This is an Excel workbook; {_SAVE}"
_EXPORT = "export it again as CSV"
_JSON = (
    "This is JSON, which rung does not read; export it as CSV, or make a table of it (CSV, Parquet)"
)
_XML = "This is XML, which rung does not read; " + _EXPORT
_HTML = (
    "This is an HTML page (a report saved as .xls, or the sign-in page of a download); "
    f"export it as CSV, or open it in a spreadsheet and {_SAVE}"
)
_PICTURE, _ARCHIVE = "This is a picture", "This is an archive; unpack it first"
_MAGIC = {
    b"%PDF-": f"This is a PDF; {_EXPORT}",
    b"{\\rtf": f"This is a text document (RTF); {_EXPORT}",
    b"7z\xbc\xaf\x27\x1c": _ARCHIVE,
    b"Rar!\x1a": _ARCHIVE,
    b"\xfd7zXZ\x00": _ARCHIVE,
    b"BZh91AY&SY": _ARCHIVE,
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF89a": _PICTURE,
    b"SQLite format 3\0": f"This is a SQLite database; {_EXPORT}",
    b"ARROW1\0": "This is an Arrow file; save it as Parquet or CSV",
}
_OLE = b"\xd0\xcf\x11\xe0"
# Streams of the old Office format, as their names stand in its folder.
_OLD_OFFICE = {
    "Workbook": f"This is an old Excel workbook; {_SAVE}",
    "Book": f"This is an old Excel workbook; {_SAVE}",
    "WordDocument": f"This is a Word document; {_EXPORT}",
    "EncryptedPackage": f"This is an Office file with a password; open it and {_SAVE}",
}
_SPACE = b" \t\r\n"
_PAGE = re.compile(
    rb"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"<(?:\?xml\b|!DOCTYPE\b|[A-Za-z_][\w:.-]*(?:\s[^<>]*)?>(?:\s*\n\s*)?<)")
_OBJECT = re.compile(rb'\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}\s*$)|\[\s*(?:[\[{"]|\]\s*$)')
_MEMBERS = {
    "xl/": _WORKBOOK,
    "word/": f"This is a Word document; {_EXPORT}",
    "ppt/": f"This is a presentation; {_EXPORT}",
    "content.xml": f"This is an OpenDocument file; if it is a spreadsheet, {_SAVE}",
    "Index/": "This is an Apple document; if it is a spreadsheet, export it as CSV",
}


def what_it_is(head: bytes) -> str | None:
    """Return what a file that begins so is and what to do with it, None where it may be a table."""
    for magic, words in _MAGIC.items():
        if head.startswith(magic):
            return words
    if head.startswith(_OLE):
        streams = (words for name, words in _OLD_OFFICE.items() if name.encode("utf-16-le") in head)
        return next(streams, f"This is an old Office file; if it is a workbook, {_SAVE}")
    if head[257:262] == b"ustar":
        return _ARCHIVE
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(_SPACE)
    if text.startswith(b"<"):
        return _marked_up(text)
    return _JSON if _OBJECT.match(text) else None


def _marked_up(text: bytes) -> str | None:
    """Tell pages from other XML; a header may begin with <, too (<DATE>,<TIME>)."""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return f"This is an Excel workbook saved as XML; open it and {_SAVE}"
    if _PAGE.match(text):
        return _HTML
    return _XML if _TAGS.match(text) else None


def what_is_packed(names: Collection[str]) -> str | None:
    """Return what a zip archive with these members is, if it is an office document."""
    return next(
        (
            words
            for start, words in _MEMBERS.items()
            if any(name.startswith(start) for name in names)
        ),
        None,
    )
