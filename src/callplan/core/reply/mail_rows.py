"""A reply as rows: how deep each is quoted, without what mail programs write round it."""

from __future__ import annotations

import re

from callplan.core.form.paper import GAP
from callplan.core.form.rows import said
from callplan.core.letter.shared import BLANK
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

WIDEST = 1_000
_QUOTED = r"^(?:[ \t]{0,3}>)+ ?"
_BLANKS = r"(?:\\?_[ ]?){2,}"
_FROM = r"(?i)\**(?:from|von|de|da|van|från|fra|od)\s?:\**\s"
_HEADED = (
    r"(?i)\**(?:from|sent|to|cc|bcc|subject|date|importance|attachments|von|gesendet|an|betreff|datum|de|envoyé|à|objet"
    r"|da|inviato|a|oggetto|enviado|para|asunto|van|verzonden|aan|onderwerp)\s?:\**(?:\s|$)"
)
_ORIGINAL = (
    r"(?i)-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|message d[’']origine"
    r"|messaggio originale|mensaje original|oorspronkelijk bericht)\s*-{2,}"
)
_WROTE = r"wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|skrev|napisał\(?a?\)?"
_ATTRIBUTION = (
    rf"(?i)(?:on|am|le|el|il|op|den|em|dnia|w dniu)\b.{{1,240}}\b(?:{_WROTE})\b.{{0,80}}:|.{{1,160}}\b(?:{_WROTE}):"
)
_BEGUN = r"(?i)(?:on|am|le|el|il|op|den|em|dnia|w dniu) .*(?:\d{4}|\d{1,2}[:.h]\d\d|@|<)"
_RULE = r"[-_=*~ …]*"
_SENT_FROM = r"(?i)(?:sent from my|sent from|get outlook for|von meinem|envoyé de mon|gesendet von)\b.{0,60}"
_SIGNED = r"--\s*"
_FEWEST_HEADERS = 3
_ROWS_OF_ATTRIBUTION = 3


class MailRow(Record):
    """A row: how deep it is quoted, what it says ("" where nothing does), what of it is struck out, and as it stands.

    `old`: it stands below the headers of the mail that was answered, which Outlook quotes without a mark.
    """

    depth: int
    text: str
    struck: str
    whole: str
    old: bool = False


def mail_rows(text: str) -> list[MailRow]:
    """The rows of a reply, without headers, who-wrote-when lines and signatures."""
    return list(_without_signature(_without_headers([_row(line) for line in _lines(text)])))


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, those that are too wide to be looked at at once in parts."""
    for line in re.split(r"\r\n|\r|\n|\u2028|\u2029", text):
        while len(line) > WIDEST:
            end = line.rfind(" ", WIDEST // 2, WIDEST) + 1 or WIDEST
            yield line[:end]
            line = line[end:]
        yield line


def _row(line: str) -> MailRow:
    quoted = re.match(_QUOTED, line)
    whole = line[quoted.end() :] if quoted else line
    left, struck = said(with_gaps(whole))
    depth = quoted[0].count(">") if quoted else 0
    is_rule = re.fullmatch(_RULE, whole.strip()) is not None and len(whole.strip()) != len(BLANK)
    return MailRow(depth, "" if is_rule else left, struck, whole.strip())


def with_gaps(text: str) -> str:
    """A text in which each blank of the page is the one sign that stands for what is not filled in."""
    return re.sub(_BLANKS, lambda found: f"{GAP} " if found[0].endswith(" ") else GAP, text)


def _without_headers(rows: list[MailRow]) -> Iterator[MailRow]:
    """The rows without the lines that introduce what is quoted; what stands below such headers is marked as old."""
    old, place = False, 0
    while place < len(rows):
        row = rows[place]
        headers = _headers(rows, place)
        if headers or re.fullmatch(_ORIGINAL, row.text):
            old, place = old or not row.depth, place + max(headers, 1)
            yield MailRow(row.depth, "", "", "", old)
            continue
        if count := _attribution(rows, place):
            place += count
            yield MailRow(row.depth, "", "", "", old)
            continue
        yield row.but(old=True) if old else row
        place += 1


def _headers(rows: list[MailRow], place: int) -> int:
    """How many rows from here on are the headers of a mail; 0 where none begin here."""
    if not re.match(_FROM, rows[place].text):
        return 0
    end, found = place, 0
    while end < len(rows) and rows[end].text and rows[end].depth == rows[place].depth:
        found += re.match(_HEADED, rows[end].text) is not None
        end += 1
    return end - place if found >= _FEWEST_HEADERS else 0


def _attribution(rows: list[MailRow], place: int) -> int:
    """How many rows from here on say who wrote when; 0 where none do."""
    text = ""
    for count, row in enumerate(rows[place : place + _ROWS_OF_ATTRIBUTION], 1):
        if not row.text or row.depth != rows[place].depth:
            return 0
        text = f"{text} {row.text}".strip()
        if re.fullmatch(_ATTRIBUTION, text) and ("@" in text or re.search(r"\d", text)):
            return count
        if not re.match(_BEGUN, text):
            break
    return 0


def _without_signature(rows: Iterator[MailRow]) -> Iterator[MailRow]:
    """The rows without a signature below its two dashes, up to what is quoted, and without what a telephone adds."""
    signed: MailRow | None = None
    for row in rows:
        if re.fullmatch(_SIGNED, row.whole) and row.whole:
            signed = row
        elif signed and (row.depth != signed.depth or row.old != signed.old or re.match(r"\(?\d{1,2}[.):]", row.text)):
            signed = None
        if signed or re.fullmatch(_SENT_FROM, row.text):
            yield row.but(text="", struck="")
        else:
            yield row
