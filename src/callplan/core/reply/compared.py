"""What of a reply is new, line by line of the page that it answers; what stands there as it was sent is nothing."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from callplan.core.form.paper import GAP
from callplan.core.record import Record
from callplan.core.reply.chunks import Chunk, apart, chunks, is_from
from callplan.core.reply.sent_page import PageLine, SentPage, words

MOSTLY, HALF, FEWEST = 0.6, 0.5, 3
_BETWEEN = r"(?<=[,;:.!?])\s+|\s+[–—-]\s+"


class Piece(Record):
    """A part of a line, from one comma to the next: how it was sent ("" where it is added), and how it came back."""

    was: str
    wrote: str


class Changed(Record):
    """A line of the page that somebody wrote on: the line, the parts that are new, and what was struck out."""

    line: PageLine
    pieces: tuple[Piece, ...]
    struck: str = ""

    @property
    def wrote(self) -> str:
        """What was written, all of it."""
        return ", ".join([_bare(piece.wrote) for piece in self.pieces if piece.wrote])


class Compared(Record):
    """What a reply says: the lines that are changed, by number; what else was written; and what is quoted of others."""

    changed: tuple[Changed, ...]
    rest: str
    quoted: str


class _Reader:
    """Goes through the pieces of a reply, beside the page; `on` is the line that was quoted last."""

    def __init__(self, page: SentPage, person: str) -> None:
        self.page = page
        self.by_number = page.by_number
        self.person = person
        self.on: PageLine | None = None
        self.as_quoted: dict[int, list[str]] = {}
        self.answers: dict[int, list[str]] = {}
        self.struck: dict[int, list[str]] = {}
        self.rest: list[str] = []
        self.quoted: list[str] = []

    def take(self, chunk: Chunk) -> None:
        """One piece more."""
        line = self._line(chunk)
        if line is not None:
            self._quote(line, chunk)
            return
        for part in apart(len(self.by_number), chunk):
            self._own(part)

    def _line(self, chunk: Chunk) -> PageLine | None:
        """The line of the page that a piece is, be it edited, or goes on with; None where it is none."""
        found = words(chunk.text)
        for number in chunk.numbers[:1]:
            line = self.by_number[number]
            if chunk.struck and _share(words(f"{chunk.struck} {chunk.text}"), line.words) >= HALF:
                return line
            if _share(found, line.words) >= HALF or _begins(line.words, found):
                return line
        if self._goes_on(chunk, found):
            return self.on
        return self._likeliest(chunk, found)

    def _likeliest(self, chunk: Chunk, found: tuple[str, ...]) -> PageLine | None:
        """The line that a piece without its number, or with a wrong one, is most like."""
        if len(found) < FEWEST:
            return next((line for line in self.page.lines if line.words == found and not chunk.numbers), None)
        likely = [line for line in self.page.lines if _common(found, line.words) >= MOSTLY * len(line.words)]
        for line in sorted(likely, key=lambda each: -_share(found, each.words)):
            if _share(found, line.words) >= (MOSTLY if chunk.numbers else HALF):
                return line
        within = (line for line in self.page.lines if not line.number and _within(found, line.words))
        return None if chunk.numbers else next(within, None)

    def _goes_on(self, chunk: Chunk, found: tuple[str, ...]) -> bool:
        """Whether a piece is what is missing at the end of the line that was quoted last, where it was broken."""
        if self.on is None or chunk.numbers or not found or not self.on.number:
            return False
        so_far = words(" ".join(self.as_quoted.get(self.on.number, [])))
        tail = self.on.words[len(so_far) :]
        begun = so_far == self.on.words[: len(so_far)]
        return begun and bool(tail) and found[: len(tail)] == tail[: len(found)]

    def _quote(self, line: PageLine, chunk: Chunk) -> None:
        self.on = line
        if line.number:
            self.as_quoted.setdefault(line.number, []).append(chunk.text)
            if chunk.struck:
                self.struck.setdefault(line.number, []).append(chunk.struck)
        else:
            self.rest += [piece.wrote for piece in pieces(line.text, chunk.text) if piece.wrote]

    def _own(self, chunk: Chunk) -> None:
        """What somebody wrote on the page or beside it."""
        if not words(chunk.text.replace(GAP, "")):
            return
        if chunk.numbers:
            self.on = None
            for number in chunk.numbers:
                self.answers.setdefault(number, []).append(chunk.text)
        elif self.on and self.on.number and not is_from(self.person, chunk.text):
            self.answers.setdefault(self.on.number, []).append(chunk.text)
        elif chunk.depth or chunk.old:
            self.quoted.append(chunk.text)
        elif not is_from(self.person, chunk.text):
            self.rest.append(chunk.text)

    def changed(self) -> list[Changed]:
        """Every line that is not as it was sent."""
        found = []
        for number, line in self.by_number.items():
            quoted = " ".join(self.as_quoted.get(number, []))
            new = pieces(line.text, quoted) if quoted else []
            new += [Piece("", clause) for text in self.answers.get(number, []) for clause in clauses(text)]
            struck = " ".join(self.struck.get(number, []))
            if any(piece.wrote for piece in new) or struck or any(piece.was for piece in new):
                found.append(Changed(line, tuple(new), struck))
        return found


def compared(page: SentPage, text: str, person: str) -> Compared:
    """What is new in a reply of somebody to a page."""
    reader = _Reader(page, person)
    for chunk in chunks(page, text):
        reader.take(chunk)
    return Compared(tuple(reader.changed()), " ".join(reader.rest), " ".join(reader.quoted))


def clauses(text: str) -> list[str]:
    """A text from one comma, colon or full stop to the next."""
    return [part for part in re.split(_BETWEEN, text) if words(part)]


def pieces(was: str, now: str) -> list[Piece]:
    """The parts of a line that are new, each with the part in whose place it stands.

    Left out at the end is how a quotation is cut; left out elsewhere is a change without words.
    """
    before, after = clauses(was), clauses(now)
    old, new = [words(each) for each in before], [words(each) for each in after]
    found = list[Piece]()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "delete" and b == len(old)):
            continue
        if tag == "replace" and b == len(old) and _is_cut(old[a], new[c:d]):
            continue
        gone, come = before[a:b], _without_tails(before[a:b], after[c:d])
        gone += [""] * (len(come) - len(gone))
        come += [""] * (len(gone) - len(come))
        found += [Piece(one, _filled(one, other)) for one, other in zip(gone, come, strict=True)]
    return found


def _is_cut(old: tuple[str, ...], new: list[tuple[str, ...]]) -> bool:
    """Whether a part is no more than the beginning of what was sent."""
    return len(new) == 1 and new[0] == old[: len(new[0])]


def _without_tails(gone: list[str], come: list[str]) -> list[str]:
    """The new parts without what stood behind a blank on the page, and stands there still."""
    tails = [words(each.partition(GAP)[2]) for each in gone if GAP in each]
    return [each for each in come if words(each) not in tails]


def _filled(was: str, now: str) -> str:
    """What stands in the place of a blank, where the words round it are as they were; else all of it."""
    if GAP not in was:
        return now
    head, _, tail = was.partition(GAP)
    tail = tail.strip(" ,.;:?")
    behind = now[len(head) :] if now.casefold().startswith(head.casefold()) else now
    place = behind.casefold().rfind(tail.casefold()) if tail else -1
    behind = behind[:place] if place >= 0 else behind
    return _bare(behind.replace(GAP, " "))


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:.")


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum((Counter(one) & Counter(other)).values())


def _share(found: tuple[str, ...], line: tuple[str, ...]) -> float:
    """How much of a line stands in a piece, in its order: 0 to 1."""
    if not line or _common(found, line) < HALF * len(line):
        return 0.0
    blocks = SequenceMatcher(None, found, line, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(line)


def _begins(line: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Whether a piece begins as a line does, which was cut behind that."""
    least = min(FEWEST + 1, len(line))
    return len(found) >= least and found[:least] == line[:least]


def _within(found: tuple[str, ...], line: tuple[str, ...]) -> bool:
    """Whether a piece stands in a line as it is."""
    return f" {' '.join(found)} " in f" {' '.join(line)} "
