"""A mail as plain text, whichever way it was saved: raw with its headers, as a page of the web, or as text.

The only door to `email` and `html.parser`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from callplan.core.record import Record
from callplan.errors import BadFile
from callplan.mail_file.flowed import flowed
from callplan.mail_file.html_text import html_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LONGEST = 20_000_000
MOST_TEXT = 200_000
SOME = 4_000
_MARKED = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_NO_TEXT = (
    (b"PK\x03\x04", "a packed document"), (b"\xd0\xcf\x11\xe0", "a message as Outlook keeps it"), (b"%PDF", "a PDF"),
    (b"{\\rtf", "rich text"), (b"\x1f\x8b", "a packed file"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"),
)  # fmt: skip
_KNOWN = (
    b"from", b"to", b"subject", b"date", b"mime-version", b"content-type", b"received", b"return-path", b"message-id",
    b"delivered-to", b"x-",
)  # fmt: skip
_HEADER = rb"(?i)^([a-z][a-z0-9-]{1,60}):(?:[ \t]|\r?$)"
_WEB = r"(?i)\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|meta|div|p|table|span|blockquote)\b"
# what a broken header or body makes the standard library raise
_BROKEN = (MessageError, LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)


class Mail(Record):
    """What somebody wrote: the text, with `>` before each line that is quoted, and its day where one stands in it."""

    text: str
    day: date | None = None


def mail(called: str, data: bytes) -> Mail:
    """The text of a file of that name. Raises BadFile for what is none, or longer than anybody writes."""
    for begins, what in _NO_TEXT:
        if data.startswith(begins):
            raise BadFile(f"{called}: this is {what}: save the reply as a mail (.eml), or copy its text into a file.")
    found = _of_message(data) if _is_message(data) else Mail(_readable(_decoded(data)))
    if "\0" in found.text:
        raise BadFile(f"{called}: this is no plain text: save the reply as a mail (.eml), or as text.")
    if len(found.text) > MOST_TEXT:
        raise BadFile(f"{called}: it is longer than any reply: leave out what stands below the page that they quote.")
    if not found.text.strip():
        raise BadFile(f"{called}: there is no text in it.")
    return found


def _is_message(data: bytes) -> bool:
    """Whether a file begins as a mail does: with headers, two of them known ones."""
    lines = data.lstrip(b"\xef\xbb\xbf\r\n\t ")[:SOME].split(b"\n")
    if lines[0].startswith(b"From "):
        lines = lines[1:]
    known = 0
    for line in lines:
        if line[:1] in b" \t" and line.strip() and known:
            continue
        header = re.match(_HEADER, line)
        if header is None:
            break
        known += header[1].lower().startswith(_KNOWN)
    return known > 1


def _of_message(data: bytes) -> Mail:
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data.lstrip(b"\xef\xbb\xbf\r\n\t "))
        parts = [part for part in message.walk() if isinstance(part, EmailMessage)]
    except _BROKEN:
        return Mail(_readable(_decoded(data)))
    day = _day(message)
    texts = [part for part in parts if not _trying(part.is_attachment, True)]
    for kind, read in (("text/plain", _plain), ("text/html", lambda part: html_text(_content(part)))):
        found = [read(part) for part in texts if _trying(part.get_content_type, "") == kind]
        if text := "\n\n".join(filter(str.strip, found)):
            return Mail(text, day)
    # parts that are announced, and never begin
    whole = _trying(message.get_payload, "") if message.get_content_maintype() == "multipart" else ""
    return Mail(_readable(whole) if isinstance(whole, str) else "", day)


def _plain(part: EmailMessage) -> str:
    said = _trying(lambda: dict(part["content-type"].params), {})
    text = _content(part)
    if said.get("format", "").lower() != "flowed":
        return text
    return flowed(text, without_blank=said.get("delsp", "").lower() == "yes")


def _content(part: EmailMessage) -> str:
    """The text of one part, whatever its letters are said to be."""
    data = _trying(lambda: part.get_payload(decode=True), b"")
    if not isinstance(data, bytes):
        return ""
    charset = _trying(part.get_content_charset, None)
    text = _trying(lambda: data.decode(charset) if charset else None, None)
    return text if isinstance(text, str) else _decoded(data)


def _day(message: EmailMessage) -> date | None:
    """The day on which it was written, by the clock of whoever wrote it."""

    def read() -> date:
        found: datetime = parsedate_to_datetime(str(message["date"]))
        return found.date()

    found: date | None = _trying(read, None)
    return found


def _trying(read: Callable[[], Any], instead: Any) -> Any:
    """What is read, or what stands instead where that is broken."""
    try:
        return read()
    except _BROKEN:
        return instead


def _decoded(data: bytes) -> str:
    """A text by its mark; else in UTF-8, and where it is none as Windows saves it."""
    for mark, codec in _MARKED:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    if data[:SOME].count(0) > len(data[:SOME]) // 3:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _readable(text: str) -> str:
    return html_text(text) if re.match(_WEB, text[:SOME]) else text
