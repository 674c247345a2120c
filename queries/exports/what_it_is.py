"""What a file is that is no table: told by how it begins, with what to do."""

from __future__ import annotations

import re
from collections.abc import Collection

from queries.said import Said, said

_MAGIC = {
    b"%PDF-": "is_pdf",
    b"{\\rtf": "is_rtf",
    b"7z\xbc\xaf\x27\x1c": "is_archive",
    b"Rar!\x1a": "is_archive",
    b"\xfd7zXZ\x00": "is_archive",
    b"BZh91AY&SY": "is_archive",
    b"\x89PNG": "is_picture",
    b"\xff\xd8\xff": "is_picture",
    b"GIF89a": "is_picture",
    b"SQLite format 3\0": "is_sqlite",
    b"ARROW1\0": "is_arrow",
}
_OLE = b"\xd0\xcf\x11\xe0"
# Streams of the old Office format, as their names stand in its folder.
_OLD_OFFICE = {
    "Workbook": "is_old_workbook",
    "Book": "is_old_workbook",
    "WordDocument": "is_word",
    "EncryptedPackage": "is_locked_office",
}
_SPACE = b" \t\r\n"
_PAGE = re.compile(
    rb"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"<(?:\?xml\b|!DOCTYPE\b|[A-Za-z_][\w:.-]*(?:\s[^<>]*)?>(?:\s*\n\s*)?<)")
_OBJECT = re.compile(rb'\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}\s*$)|\[\s*(?:[\[{"]|\]\s*$)')
_MEMBERS = {
    "xl/": "is_workbook",
    "word/": "is_word",
    "ppt/": "is_presentation",
    "content.xml": "is_open_document",
    "Index/": "is_apple",
}


def what_it_is(head: bytes) -> Said | None:
    """Return what a file that begins so is and what to do with it, None where it may be a table."""
    code = _code(head)
    return said(code) if code else None


def _code(head: bytes) -> str | None:
    for magic, code in _MAGIC.items():
        if head.startswith(magic):
            return code
    if head.startswith(_OLE):
        streams = (code for name, code in _OLD_OFFICE.items() if name.encode("utf-16-le") in head)
        return next(streams, "is_old_office")
    if head[257:262] == b"ustar":
        return "is_archive"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(_SPACE)
    if text.startswith(b"<"):
        return _marked_up(text)
    return "is_json" if _OBJECT.match(text) else None


def _marked_up(text: bytes) -> str | None:
    """Tell pages from other XML; a header may begin with <, too (<DATE>,<TIME>)."""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "is_xml_workbook"
    if _PAGE.match(text):
        return "is_html"
    return "is_xml" if _TAGS.match(text) else None


def what_is_packed(names: Collection[str]) -> Said | None:
    """Return what a zip archive with these members is, if it is an office document."""
    packed = (
        said(code)
        for start, code in _MEMBERS.items()
        if any(name.startswith(start) for name in names)
    )
    return next(packed, None)
