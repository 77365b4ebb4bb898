"""The page that a reply is about: its lines as they were sent, word by word."""

from __future__ import annotations

import re
from itertools import pairwise

from callplan.core.form.headings import folded
from callplan.core.form.rows import said
from callplan.core.letter.kept import letters
from callplan.core.record import Record
from callplan.core.reply.mail_rows import with_gaps
from callplan.core.text import tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.entries import Entry
    from callplan.core.outside import Sent

MARK = r"\(?\bpage[\s>]+([a-z2-9]{4})\b[\s>]*\)"
_WORD = r"…|[^\W_]+(?:['-][^\W_]+)*"


class PageLine(Record):
    """A line of a page: its number (0: none), what it is about, its text and its words."""

    number: int
    about: str
    text: str
    words: tuple[str, ...]


class SentPage(Record):
    """A page as it was sent; `pairs` are the words that stand beside each other on it, a reference in brackets too."""

    sent: Sent
    lines: tuple[PageLine, ...]
    pairs: frozenset[tuple[str, str]]

    @property
    def by_number(self) -> dict[int, PageLine]:
        """Its numbered lines."""
        return {line.number: line for line in self.lines if line.number}


def words(text: str) -> tuple[str, ...]:
    """The words of a text for comparing, a blank among them."""
    return tuple(re.findall(_WORD, folded(text)))


def page_of(sent: Sent) -> SentPage:
    """The page that was sent, line by line."""
    lines, number = list[PageLine](), 0
    for row in sent.text:
        begun = f"{number + 1}. "
        numbered = number < len(sent.about) and row.startswith(begun)
        text = said(with_gaps(row.removeprefix(begun) if numbered else row))[0]
        number += numbered
        lines.append(PageLine(number if numbered else 0, sent.about[number - 1] if numbered else "", text, words(text)))
    every = [re.findall(rf"\(\d+\)|{_WORD}", folded(line.text)) for line in lines]
    pairs = frozenset([pair for found in every for pair in pairwise(found)])
    return SentPage(sent, tuple(lines), pairs)


def marks(text: str) -> list[str]:
    """The marks of pages that stand in a reply, in their order; a line may have been broken within one."""
    return list(dict.fromkeys(re.findall(MARK, tidy(text).casefold())))


class Which(Record):
    """Which page a reply is about: None where none is kept; `note` says which where it might be another.

    `other`: to whom it went, where that is not who wrote the reply.
    """

    page: SentPage | None
    note: str = ""
    other: str = ""


def which_page(entries: Sequence[Entry], text: str, person: str) -> Which:
    """The page whose mark stands in a reply; without one, the last that went to whoever wrote it."""
    kept, marked = letters(entries), marks(text)
    named = [each for mark in marked for each in kept if each.page == mark]
    own = [each for each in named if each.person == person]
    if named:
        found = (own or named)[0]
        return Which(page_of(found), other="" if own else found.person)
    if marked:
        return Which(None, f"No page {marked[0]} is kept here.")
    theirs = [each for each in kept if each.person == person]
    if not theirs:
        return Which(None)
    return Which(page_of(theirs[0]), _last_of(theirs) if len(theirs) > 1 else "")


def _last_of(theirs: list[Sent]) -> str:
    last = theirs[0]
    return f"No page is named in it: it is read against page {last.page}, the last that {last.person} got."
