"""The text of a CRM's export, in whichever way it was saved."""

from __future__ import annotations

import codecs

from callplan.errors import BadFile

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_NO_TEXT = (
    (b"PK\x03\x04", "a spreadsheet"), (b"\xd0\xcf\x11\xe0", "an old spreadsheet"), (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a packed file"),
)  # fmt: skip
_WEB = ("<!doctype", "<html", "<table", "<?xml")
SOME = 4_000


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text, and what it was saved in. Raises BadFile for what is no text."""
    for begins, what in _NO_TEXT:
        if data.startswith(begins):
            raise BadFile(f"{name}: this is {what}: save it as CSV.")
    text, saved_in = _read(data, name)
    if "\0" in text:
        raise BadFile(f"{name}: this is no text: export it as CSV.")
    if text[:SOME].lstrip().lower().startswith(_WEB):
        raise BadFile(f"{name}: this is a page of the web under another name: export it as CSV.")
    if text[:SOME].lstrip().startswith(("{", "[{")):
        raise BadFile(f"{name}: this is JSON: export it as CSV.")
    return text, saved_in


def _read(data: bytes, name: str) -> tuple[str, str]:
    for mark, codec, called in _MARKED:
        if data.startswith(mark):
            try:
                return data.decode(codec), called
            except UnicodeDecodeError:
                raise BadFile(f"{name}: this is no whole {called}: export it once more.") from None
    if data[:SOME].count(0) > len(data[:SOME]) // 4:
        codec = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return data.decode(codec, "replace"), "UTF-16"
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252"
