"""The look across all deals from the client's side: one hard question, passed or failed, and what to ask next."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.ledger import Counted, Found
from callplan.core.record import Record
from callplan.core.review.cells import CLOSED, COLUMNS, beside, cells, line, quiet_days
from callplan.core.review.note import note
from callplan.core.review.question import Lack, lacking
from callplan.core.summary import Summary, unpacked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callplan.core.ledger import DealsAsked

QUESTION = "Can you name the client's next decision, who makes it, by when, what they must do first, and how you know?"
PARTS = {
    "decision": "the decision",
    "decider": "who makes it",
    "day": "by when",
    "work": "what they must do first",
    "source": "how you know",
}


class Reviewed(Record):
    """One deal: its line, what else there is to tell where there is room, what to act on, and all that is kept of it.

    `cells`: the same as a row of a table; `lacks`: what of the hard question has no answer. `quiet_days` and the
    summary's `calls_since`: since the last client decision, else since the opening. `their_date`: how their own date
    stands, and `slack` the working days left before it.
    """

    deal: str
    owner: str
    passed: bool | None
    lacks: tuple[Lack, ...]
    quiet_days: int
    their_date: str | None
    slack: int | None
    cells: tuple[str, ...]
    line: str
    beside: tuple[str, ...]
    note: str
    summary: Summary


class Review(Record):
    """The deals asked for, on a day: how many, how many pass, and the first of them, worst first, to be read once."""

    on: date
    counted: Counted
    head: tuple[str, ...]
    columns: tuple[str, ...]
    deals: Iterable[Reviewed]
    rest: str


def review(counted: Counted, found: Iterable[Found], asked: DealsAsked, shown: int) -> Review:
    """The review of the deals asked for, of which the first so many are `shown`.

    Its deals are read one by one: ValueError, TypeError or KeyError when a row is damaged.
    """
    deals = (reviewed(each.deal, each.owner, unpacked(each.body), asked.on, closed=asked.closed) for each in found)
    left = counted.deals - shown
    rest = f"{phrase.capital(phrase.several(left, 'more deal'))}: --all lists every one." if left > 0 and shown else ""
    head = tuple(_head(counted, asked))
    return Review(asked.on, counted, head, CLOSED if asked.closed else COLUMNS, deals, rest)


def _head(counted: Counted, asked: DealsAsked) -> Iterator[str]:
    """How many there are, how many pass, and what is missing most."""
    open_ = counted.deals - counted.owing
    if not counted.deals:
        yield _nothing(asked)
    elif asked.closed:
        yield f"{phrase.capital(phrase.several(counted.deals, 'deal'))} closed."
        return
    if open_:
        yield QUESTION
        yield f"{_passed(counted.passed, open_)}{_most(counted)}"
    if counted.owing:
        yield f"{phrase.capital(phrase.several(counted.owing, 'deal'))} won, with something still missing."


def _nothing(asked: DealsAsked) -> str:
    """That no deal is as asked for."""
    told = [f"on {asked.playbook}"] if asked.playbook else []
    told += [f"at {asked.stage}"] if asked.stage else []
    told += [f"with {asked.owner}"] if asked.owner else []
    told += [f"over {asked.over:,.15g}"] if asked.over is not None else []
    quiet = asked.quiet_since
    told += [f"without a client decision since {phrase.short_day(quiet, asked.on)}"] if quiet else []
    if told:
        return f"No {'closed ' if asked.closed else ''}deal is {phrase.joined(told)}."
    return "No deal is closed." if asked.closed else "There is no deal to look at."


def _passed(count: int, asked: int) -> str:
    if asked == 1:
        return "For the one deal you can." if count else "For the one deal you can't."
    how_many = "all" if count == asked else phrase.number(count) if count else "none"
    return f"You can for {how_many} of the {phrase.number(asked)} deals."


def _most(counted: Counted) -> str:
    """What is missing most, and how often each part is missing."""
    missing = {words: getattr(counted, part) for part, words in PARTS.items() if getattr(counted, part)}
    if not missing:
        return ""
    often = sorted(missing, key=lambda words: -missing[words])
    first = f" Missing most often: {often[0]} ({missing[often[0]]})"
    rest = [f"{words} ({missing[words]})" for words in often[1:]]
    return phrase.sentence(f"{first}; then {phrase.joined(rest)}" if rest else first)


def reviewed(deal: str, owner: str, summary: Summary, on: date, *, closed: bool = False) -> Reviewed:
    """One deal of a review, of all that are to be looked after or of those that are `closed`."""
    lacks = () if summary.closed else lacking(summary, on)
    worst = next(iter(summary.dates), None)
    return Reviewed(
        deal=deal,
        owner=owner,
        passed=None if summary.closed else not lacks,
        lacks=lacks,
        quiet_days=quiet_days(summary, on),
        their_date=worst.word if worst else None,
        slack=worst.slack if worst else None,
        cells=cells(summary, on, closed=closed),
        line=line(summary, on),
        beside=beside(summary, on),
        note=note(summary, on),
        summary=summary,
    )


__all__ = ["COLUMNS", "Lack", "Review", "Reviewed", "review", "reviewed"]
