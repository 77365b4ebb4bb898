"""The look across all deals from the client's side: one hard question, passed or failed, and what to ask next."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.ledger import Counted, Found
from callplan.core.record import Record
from callplan.core.review.lacking import Lack, lacking, remarks, room
from callplan.core.summary import Summary, unpacked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS = ("DEAL", "THEIR NEXT DECISION", "WHOSE", "BY", "QUIET", "MISSED")
CLOSED = ("DEAL", "HOW IT ENDED", "", "ON", "", "MISSED")
QUESTION = "Can you name the client's next decision, who makes it, by when, what they must do first, and how you know?"
PARTS = {
    "decision": "the decision",
    "decider": "who makes it",
    "day": "by when",
    "work": "what they must do first",
    "source": "how you know",
}
ROOM = 150


class Reviewed(Record):
    """One deal: the cells of its line, what is missing and what to do about it, and all that is kept of it.

    `quiet_days` and the summary's `calls_since`: since the last client decision, else since the opening.
    """

    deal: str
    owner: str
    passed: bool | None
    lacks: tuple[Lack, ...]
    quiet_days: int
    cells: tuple[str, ...]
    note: str
    summary: Summary


class Review(Record):
    """The deals asked for, on a day: how many, how many pass, and the first of them, worst first."""

    on: date
    counted: Counted
    head: tuple[str, ...]
    columns: tuple[str, ...]
    deals: tuple[Reviewed, ...]
    rest: str


def review(counted: Counted, found: Sequence[Found], on: date, *, closed: bool = False) -> Review:
    """The review of deals that were looked for. Raises ValueError, TypeError or KeyError when a row is damaged."""
    deals = tuple([reviewed(each.deal, each.owner, unpacked(each.body), on) for each in found])
    left = counted.deals - len(deals)
    rest = f"{phrase.capital(phrase.several(left, 'more deal'))}: --all lists every one." if left and deals else ""
    head = _closed(counted) if closed else _head(counted)
    return Review(on, counted, tuple(head), CLOSED if closed else COLUMNS, deals, rest)


def _closed(counted: Counted) -> Iterator[str]:
    yield f"{phrase.capital(phrase.several(counted.deals, 'deal'))} closed." if counted.deals else "No deal is closed."


def _head(counted: Counted) -> Iterator[str]:
    """How many there are, how many pass, and what is missing most."""
    asked = counted.deals - counted.owing
    if not counted.deals:
        yield "There is no deal to look at."
    if asked:
        yield QUESTION
        yield f"{_passed(counted.passed, asked)}{_most(counted)}"
    if counted.owing:
        yield f"{phrase.capital(phrase.several(counted.owing, 'deal'))} won, with something still owed."


def _passed(count: int, asked: int) -> str:
    if asked == 1:
        return "For the one deal you can." if count else "For the one deal you cannot."
    how_many = "all" if count == asked else phrase.number(count) if count else "none"
    return f"You can for {how_many} of {phrase.number(asked)} deals."


def _most(counted: Counted) -> str:
    """What is missing most, and how often each part is missing."""
    missing = {words: getattr(counted, part) for part, words in PARTS.items() if getattr(counted, part)}
    if not missing:
        return ""
    often = sorted(missing, key=lambda words: -missing[words])
    first = f" Missing most often: {often[0]} ({missing[often[0]]})"
    rest = [f"{words} ({missing[words]})" for words in often[1:]]
    return phrase.sentence(f"{first}; then {phrase.joined(rest)}" if rest else first)


def reviewed(deal: str, owner: str, summary: Summary, on: date) -> Reviewed:
    """One deal of a review."""
    lacks = () if summary.closed else lacking(summary, on)
    days = max(0, (on - _quiet_since(summary)).days)
    passed = None if summary.closed else not lacks
    return Reviewed(deal, owner, passed, lacks, days, _cells(summary, on, days), _note(summary, lacks, on), summary)


def _quiet_since(summary: Summary) -> date:
    return summary.quiet_since or summary.decided_on or summary.opened


def _cells(summary: Summary, on: date, days: int) -> tuple[str, ...]:
    calls = f" {summary.calls_since} call{'' if summary.calls_since == 1 else 's'}" if summary.calls_since else ""
    begun = _quiet_since(summary)
    quiet, missed = phrase.short_day(begun, on) if begun > on else f"{days}d{calls}", _missed(summary)
    if not summary.closed:
        return (summary.deal, summary.next.title or "none left", _whose(summary), _by(summary, on), quiet, missed)
    ended = phrase.short_day(summary.closed_on or on, on)
    if not summary.won or not (summary.owed or summary.theirs.open or summary.ours.open):
        return (summary.deal, summary.closed, "", ended, "", missed)
    debt = summary.owed[0] if summary.owed else None
    by = phrase.short_day(debt.due, on) if debt and debt.due else ""
    return (summary.deal, f"won; {debt.title if debt else 'promises'}", debt.owner if debt else "", by, quiet, missed)


def _missed(summary: Summary) -> str:
    """How many promised days each side has missed: `they 2 we 1`."""
    sides = (("they", summary.theirs.missed), ("we", summary.ours.missed))
    return " ".join([f"{who} {count}" for who, count in sides if count])


def _whose(summary: Summary) -> str:
    people = summary.next.people
    if not people:
        return "not known" if summary.next.id else ""
    return f"{people[0]} +{len(people) - 1}" if len(people) > 1 else people[0]


def _by(summary: Summary, on: date) -> str:
    told = summary.next.told
    if not summary.next.id:
        return ""
    return f"{phrase.short_day(told.day, on)}{'?' if told.day < on else ''}" if told else "no day"


def _note(summary: Summary, lacks: tuple[Lack, ...], on: date) -> str:
    """The sentences to act on, as many as there is room for: a date in danger, what is missing, what is in the way."""
    said = ""
    for sentence in (*room(summary, on), *[lack.sentence() for lack in lacks], *remarks(summary, lacks, on)):
        if not said or len(said) + len(sentence) < ROOM:
            said = f"{said} {sentence}".strip()
    return said


__all__ = ["COLUMNS", "Lack", "Review", "Reviewed", "review", "reviewed"]
