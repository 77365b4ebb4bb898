"""A reply in pieces: each a line of the page as it is quoted, an answer with its number, or a text of its own."""

from __future__ import annotations

import re

from callplan.core.record import Record
from callplan.core.reply.mail_rows import mail_rows
from callplan.core.reply.sent_page import MARK, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.reply.mail_rows import MailRow
    from callplan.core.reply.sent_page import SentPage

_MANY = r"(?<!\d)\d{1,2}(?:\s?(?:,|and|&|/|\+)\s?\d{1,2}(?!\d)){0,9}"
_CALLED = r"(?:(?:re|ad|to|on|line|no|nr|number|point|item|zu|punkt)\.?\s*|#\s*)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_ANSWERS = r"(?=\s+(?:yes|no|not|later|ok|okay|done|me|agreed|decided)\b)"
_BEGINS = (
    rf"(?i)(?P<called>{_CALLED})?(?:\((?P<ref>{_MANY})\)\s*(?:[.:](?=\s|$)|[-–—=](?=\s))?"
    rf"|(?P<many>{_MANY})\s*(?:\.(?=\s|$)(?!\s*{_MONTH})|[:)](?=\s|$)|[-–—=](?=\s)|{_ANSWERS}))\s*"
)
_INSIDE = rf"(?:(?<=[;.,])|(?<=\s))\s*(?=(?:{_MANY})\s*[:)]\s)|(?<=;)\s*(?=\d{{1,2}}\.\s)"
START = 4
_STRIKES = ("~~", "<del", "<s>", "<strike")
_REFERS = ("before", "for", "want", "after", "see", "than", "with", "in", "under", "of", "at", "on", "and", "or", "if")
_GREETS = r"(?i)(?:hi|hello|hey|dear|hallo|good (?:morning|afternoon|evening|day)|morning)\b[^.?:;]{0,40}[,!.]?"
_ENDS = (
    r"(?:(?i:(?:many |kind |best |warm )?(?:thanks|thank you|regards|wishes|greetings)|best|cheers|sincerely|br|kr|mfg"
    r"|yours(?: sincerely| truly)?|mit freundlichen grüßen|viele grüße|cordialement|all the best)"
    r"(?i: again| so much| a lot| in advance)?)[,.!]*(?: (?!(?i:yes|no|ok)\b)(?![a-zà-ÿ])[^\W\d_][\w.'’-]*){0,3}[,.!]*"
)
_POINTS = (
    r"(?i)(?:please )?(?:see|find)?\s*(?:my|our)?\s*(?:answers?|comments?|replies|corrections?|notes)\s*"
    r"(?:are )?(?:in ?line|below|in red|in blue|in bold|in the text)[.:!]*|see (?:below|in ?line)[.:!]*"
)


class Chunk(Record):
    """A piece of a reply: how deep it is quoted, its number (() for none), its text, and what is struck out of it."""

    depth: int
    old: bool
    numbers: tuple[int, ...]
    text: str
    struck: str = ""


def chunks(page: SentPage, text: str) -> list[Chunk]:
    """The pieces of a reply, in their order."""
    cutter = _Cutter(page)
    for row in mail_rows(text):
        cutter.take(row)
    cutter.end()
    return cutter.found


class _Cutter:
    """Goes through the rows; a piece ends at a blank row, at another depth, and where the next one begins."""

    def __init__(self, page: SentPage) -> None:
        self.most = max(page.by_number, default=0)
        self.pairs = page.pairs
        self.headings = {line.words for line in page.lines if not line.number}
        self.starts = {line.words[:START] for line in page.lines if len(line.words) >= START}
        self.found: list[Chunk] = []
        self.now: list[MailRow] = []
        self.numbers: tuple[int, ...] = ()
        self.signed = False

    def take(self, row: MailRow) -> None:
        """One row more."""
        if not row.text and not row.struck:
            self.end()
            self.signed = False
            return
        numbers, text = self._begins(row)
        ends = bool(self.now) and (row.depth, row.old) != (self.now[-1].depth, self.now[-1].old)
        if ends or numbers or self._is_of_page(text):
            self.end()
            self.signed = False
        if self.signed or self._is_greeting(row):
            return
        self.numbers = numbers or self.numbers
        self.now.append(row.but(text=text))
        if words(text) in self.headings:
            self.end()

    def end(self) -> None:
        """Keep the piece that is at hand."""
        if self.now:
            first = self.now[0]
            text, struck = (" ".join([part for part in parts if part]) for parts in zip(*[
                (row.text, re.sub(r"^\(?\d{1,2}[.):]\s+", "", row.struck)) for row in self.now
            ], strict=True))  # fmt: skip
            text = re.sub(rf"(?i){MARK}", "", text).strip()
            self.found.append(Chunk(first.depth, first.old, self.numbers, text, struck))
        self.now, self.numbers = [], ()

    def _is_of_page(self, text: str) -> bool:
        """Whether a row begins as a line of the page does whose number is gone, or is a heading of it."""
        found = words(text)
        return found[:START] in self.starts or found in self.headings

    def _is_greeting(self, row: MailRow) -> bool:
        """Whether a row greets, or ends a letter; what stands right below an end is who wrote it."""
        if row.depth:
            return False
        self.signed = re.fullmatch(_ENDS, row.text) is not None
        greets = not self.now and any(re.fullmatch(each, row.text) for each in (_GREETS, _POINTS))
        return self.signed or greets

    def _begins(self, row: MailRow) -> tuple[tuple[int, ...], str]:
        """The numbers that a row begins with, and what stands behind them."""
        of_struck = row.whole.lstrip("*+-# ").startswith(_STRIKES)
        found = re.match(_BEGINS, row.struck if of_struck else row.text)
        if found is None:
            return (), row.text
        many = tuple(dict.fromkeys(map(int, re.findall(r"\d+", found["many"] or found["ref"]))))
        in_range = all(0 < number <= self.most for number in many)
        if not in_range or (found["ref"] and not found["called"] and self._refers(found["ref"])):
            return (), row.text
        return many, row.text if of_struck else row.text[found.end() :]

    def _refers(self, number: str) -> bool:
        """Whether a number in brackets goes on with the row before: the page, or a sentence, refers to a line so."""
        if not self.now:
            return False
        last = words(self.now[-1].text)[-1:]
        return bool(last) and ((last[0], f"({number})") in self.pairs or last[0] in _REFERS)


def apart(most: int, chunk: Chunk) -> Iterator[Chunk]:
    """One piece an answer, where several stand on one line with numbers up to `most`: `4: 18 December; 9) me`."""
    numbers, begin = chunk.numbers, 0
    for place in [found.end() for found in re.finditer(_INSIDE, chunk.text)]:
        head = re.match(rf"({_MANY})\s*[:).]\s*", chunk.text[place:])
        many = tuple(map(int, re.findall(r"\d+", head[1]))) if head else ()
        if head is None or not many or not all(0 < number <= most for number in many):
            continue
        before = chunk.text[begin:place].strip(" ;,")
        if before or numbers:
            yield chunk.but(numbers=numbers, text=before)
        numbers, begin = many, place + head.end()
    yield chunk.but(numbers=numbers, text=chunk.text[begin:].strip())


def is_from(person: str, text: str) -> bool:
    """Whether a text is nothing but the name of whoever wrote it."""
    said, name = words(text), words(person)
    return bool(said) and len(said) <= len(name) and set(said) <= set(name)
