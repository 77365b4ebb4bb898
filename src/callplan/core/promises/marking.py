"""What became of promises of any deal, as it is typed: `harrow:p1`."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.fold import folded
from callplan.core.deal.marks import promise_of
from callplan.core.deal.promised import LIVE
from callplan.core.deal.state import Deal, Promise
from callplan.core.entries import Entry, ordered
from callplan.core.events import Event, Kept, Missed, Moved, Released
from callplan.core.interview.grammar import TypedDays, fields
from callplan.core.interview.which_call import default_day
from callplan.core.promises import was_to
from callplan.core.record import Record
from callplan.core.text import clean
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHAPES = {"kept": "DEAL:ID", "missed": "DEAL:ID", "moved": "DEAL:ID:DATE", "released": "DEAL:ID"}
AFTER = {
    "kept": "was kept already",
    "missed": "was marked as missed already",
    "released": "was released already",
    "fell away": "fell away with the person who made it and left; it can only have been kept before",
}


class PromiseMark(Record):
    """What is said of a promise, in which flag; `until`: the day it was moved to."""

    became: str
    deal: str
    promise: str
    until: date | None


class Written(Record):
    """What was written down of a promise, and the sentence that says so."""

    deal: str
    promise: str
    became: str
    on: date
    until: date | None
    text: str


class Marked(Record):
    """Everything that was written down of promises, one deal after another."""

    written: tuple[Written, ...]


def marks(told: Mapping[str, Sequence[str] | None], today: date) -> list[PromiseMark]:
    """What the flags say. Raises Usage for what cannot be read."""
    return [_mark(became, text, today) for became in SHAPES for text in told.get(became) or ()]


def _mark(became: str, text: str, today: date) -> PromiseMark:
    deal, promise, *rest = fields(became, text, SHAPES[became], SHAPES[became].count(":") + 1)
    return PromiseMark(became, deal, promise, TypedDays(today).ahead(became, rest[0]) if rest else None)


def passed_over(deal: Deal, every: Sequence[PromiseMark]) -> tuple[list[PromiseMark], list[str]]:
    """The marks of one deal that are new, and what is said of those that stand already: a line may be repeated."""
    new, told = [], []
    for mark in every:
        promise = promise_of(deal, mark.promise)
        if promise and _stands(promise, mark) and [each.promise for each in every].count(mark.promise) == 1:
            is_so = f"is due {phrase.full_day(mark.until)}" if mark.until else f"was {mark.became}"
            told.append(f"{clean(deal.name)} {promise.id} {is_so} already; nothing was written for it.")
        else:
            new.append(mark)
    return new, told


def _stands(promise: Promise, mark: PromiseMark) -> bool:
    if mark.until:
        return promise.state in LIVE and promise.due == mark.until
    return promise.state == mark.became


def events(deal: Deal, every: Sequence[PromiseMark], today: date) -> list[Event]:
    """What the marks of one deal record, on today, or the day of the last call where that is later.

    Raises Usage where one cannot be: no such promise, settled already, said twice, moved to a day that is gone.
    """
    on, names = default_day(deal, today), [mark.promise for mark in every]
    for mark in every:
        _checked(deal, mark, on)
        if names.count(mark.promise) > 1:
            raise Usage(f"--{mark.became}: {mark.promise} of “{deal.name}” is named twice; only one can be so.")
    return ordered([_event(mark, on) for mark in every])


def _checked(deal: Deal, mark: PromiseMark, on: date) -> None:
    promise = promise_of(deal, mark.promise)
    if promise is None and mark.promise in deal.playbook.steps:
        raise Usage(
            f"--{mark.became}: {mark.promise} is a step of “{clean(deal.name)}” and no promise; "
            f"`{phrase.command('debrief', deal.name)}` takes down what became of it."
        )
    if promise is None:
        live = [f"{each.id} ({each.act})" for each in deal.promises.values() if each.state in LIVE]
        raise Usage(
            f"--{mark.became}: there is no promise “{clean(mark.promise)}” in “{deal.name}”. "
            f"Open are {', '.join(live) or 'none'}."
        )
    gone = promise.state == "fell away" and mark.became != "kept"
    if gone or promise.state in ("kept", "released", mark.became):
        raise Usage(f"--{mark.became}: {promise.id} of “{deal.name}” {AFTER[promise.state]}.")
    if mark.until and mark.until < on:
        raise Usage(f"--moved: {mark.until} lies before {on}; a promise has a day still to come.")


def _event(mark: PromiseMark, on: date) -> Event:
    if mark.until:
        return Moved(on, mark.promise, mark.until)
    return {"kept": Kept, "missed": Missed, "released": Released}[mark.became](on, mark.promise)


def written(deal: Deal, every: Sequence[PromiseMark], today: date) -> list[Written]:
    """What is said once the marks of one deal have been written down; the deal is as it was before."""
    on = default_day(deal, today)
    told = []
    for mark in every:
        promise = promise_of(deal, mark.promise)
        assert promise is not None
        after = folded(deal, Entry(deal.last + 1, 0, _event(mark, on))).promises[promise.id]
        text = _sentence(deal.name, mark, promise, counts=len(after.misses) > len(promise.misses), on=on)
        told.append(Written(deal.name, promise.id, mark.became, on, mark.until, text))
    return told


def _sentence(deal: str, mark: PromiseMark, promise: Promise, *, counts: bool, on: date) -> str:
    """`harrow p1 kept: Marta Lind was to name a quiet week by Fri 4 Dec.`"""
    was = phrase.long_day(promise.due, on)
    became = mark.became if mark.until is None else f"moved to {phrase.long_day(mark.until, on)}"
    missed = f" {was} counts as missed." if mark.until and counts else ""
    return phrase.sentence(f"{deal} {promise.id} {became}: {was_to(promise.person, promise.act)} by {was}") + missed
