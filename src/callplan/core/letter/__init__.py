"""What one person of the client's gets in writing before or after a call: numbered lines, and nothing internal."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.silence import barring, takes_questions
from callplan.core.deal.standing import Standing
from callplan.core.letter.lines import Lines
from callplan.core.letter.shared import Shared
from callplan.core.names import Names
from callplan.core.record import Record
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.map.playbook import Stage

CLOSE = (
    "A no is fine at any number, and so is “later”. If it is not worth your time any more, tell us and we stop there."
)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
MARK = 4


class Sender(Record):
    """Who a letter is from; the company may be left out."""

    name: str
    company: str = ""

    @property
    def side(self) -> str:
        """What a line calls our side: the company, else the person."""
        return self.company or self.name

    @property
    def text(self) -> str:
        """Both, as they stand at the head."""
        return f"{self.name} at {self.company}" if self.company else self.name


class LetterLine(Record):
    """A numbered line, and what it is about: `decided:STEP`, `decision:STEP`, `promise:ID`, `act:STEP`, `said:ACT`,
    `meeting:` or `day:STEP`.
    """

    number: int
    text: str
    about: str


class LetterPart(Record):
    """A heading with its lines."""

    title: str
    lines: tuple[LetterLine, ...]


class Letter(Record):
    """All that stands on it. `purpose` is what it is for, "" where nobody has said; `page` marks it in a reply."""

    person: str
    title: str
    head: str
    purpose: str
    parts: tuple[LetterPart, ...]
    close: str
    page: str = ""

    @property
    def lines(self) -> tuple[LetterLine, ...]:
        """Every numbered line."""
        return tuple([line for part in self.parts for line in part.lines])

    @property
    def mark(self) -> str:
        """The page's mark as it stands at the foot."""
        return f"(page {self.page})"

    @property
    def rows(self) -> tuple[str, ...]:
        """It as rows of plain text."""
        rows = [self.title, self.head, *([f"What it is for: {self.purpose}"] if self.purpose else [])]
        for part in self.parts:
            rows += [part.title, *[f"{line.number}. {line.text}" for line in part.lines]]
        return tuple(map(phrase.loose, (*rows, self.close)))


def letter(deal: Deal, entries: Sequence[Entry], person: str, today: date, sender: Sender) -> Letter:
    """The letter for one person, as it stands on a day.

    Raises Refusal where the deal is over, for somebody on our side or who has left, and where there is nothing to say.
    """
    _may_be_written(deal, person, today)
    shared = Shared(deal, tuple(entries), person, today)
    made = Lines(shared, sender.side)
    parts, number = list[LetterPart](), 0
    for title, every in made.parts():
        if every:
            texts = [LetterLine(number + count, text, about) for count, (about, text) in enumerate(every, 1)]
            parts.append(LetterPart(title, tuple(texts)))
            number += len(texts)
    if not any(line.about.split(":")[0] in ("decided", "decision") for part in parts for line in part.lines):
        raise Refusal(f"Nothing is decided or to decide that {person} knows of: there is no letter to write yet.")
    found = Letter(person, made.title(), _head(shared, sender), made.purpose(), tuple(parts), CLOSE)
    return found.but(page=_page(found.rows))


def _may_be_written(deal: Deal, person: str, today: date) -> None:
    if deal.ending not in ("", "won"):
        again = phrase.loose(phrase.command("reopen", deal.name))
        raise Refusal(f"{deal.name} is over ({deal.ended}); `{again}` takes it up again.")
    if deal.side(person) == "us":
        raise Refusal(f"{person} is on our side; a letter is for somebody of theirs.")
    if deal.has_left(person):
        raise Refusal(f"{person} has left.")
    stage = barring(Standing(deal, today), deal.roles(person))
    if stage and stage.talk.how == "none":
        raise Refusal(f"Nobody may call or write to {person} while “{stage.title}” is open.")
    if stage:
        _may_be_sent(deal, stage, person, today)


def _may_be_sent(deal: Deal, stage: Stage, person: str, today: date) -> None:
    """Raise Refusal where a letter to somebody would go past where all that is written goes while a stage is open."""
    talk, while_open = stage.talk, f"while “{stage.title}” is open"
    if not takes_questions(Standing(deal, today), stage):
        raise Refusal(f"The last day for writing to {person} has gone by, {while_open}.")
    if talk.through:
        raise Refusal(
            f"What is written goes through {talk.through} {while_open}; a letter to {person} would go past it."
        )
    if talk.to and talk.to not in deal.roles(person):
        holder = Names(deal, today).holder(talk.to)
        raise Refusal(f"What is written goes to {holder} {while_open}, and not to {person}.")


def _head(shared: Shared, sender: Sender) -> str:
    return (
        f"For {shared.names.full(shared.reader)}, from {sender.text}. {phrase.full_day(shared.today)}. "
        "A working page, and no offer: correct anything, by its number, and send it back."
    )


def _page(rows: tuple[str, ...]) -> str:
    """The mark of a text: the same for the same text, in letters that nobody takes for others."""
    from hashlib import sha256

    number = int.from_bytes(sha256("\n".join(rows).encode("utf-8", "replace")).digest()[:8], "big")
    mark = ""
    for _ in range(MARK):
        number, place = divmod(number, len(LETTERS))
        mark += LETTERS[place]
    return mark
