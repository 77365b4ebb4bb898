"""What an exchange with the hub came to, in words."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

from callplan.core import phrase
from callplan.core.record import Record
from callplan.core.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST = 7
# What a transaction is told by: the first of these that is in it
TOLD_BY = {
    "Closed": "closed {deal}",
    "Held": "wrote a debrief of {day} to {deal}",
    "CalledOff": "wrote to {deal} what became of the call of {day}",
    "Planned": "wrote a prep for the call of {day} to {deal}",
    "Resumed": "took {deal} up again",
    "Dropped": "dropped {deal}",
    "Renamed": "called a deal {deal}",
    "Corrected": "took something back in {deal}",
    "Amended": "changed the map of {deal}",
    "Sent": "wrote a letter of {day} to {deal}",
}
ADDED = "added to {deal}"


class Batch(Record):
    """A transaction that came: in which deal, what it is told by, of which day, and who wrote it."""

    deal: str
    kind: str
    day: date | None
    recorder: str


class Changed(Record):
    """What changed for whoever has a role on the hub.

    Transactions that `came`; deals that are `new` here, each with its owner; those of which something was `sent`, and
    how many could not be, since the role is no rep's (`unsendable`); deals that were `won` from somebody or `lost` to
    somebody; those that were `forgotten` elsewhere, or had somebody forgotten in them; deals of others that are not
    there for this role any more (`away`); those whose names are taken, and those that cannot be read.
    """

    came: tuple[Batch, ...] = ()
    new: tuple[tuple[str, str], ...] = ()
    sent: tuple[str, ...] = ()
    unsendable: int = 0
    won: tuple[tuple[str, str], ...] = ()
    lost: tuple[tuple[str, str], ...] = ()
    forgotten: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    clashing: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    forgot: int = 0


def day_of(kind: str, on_day: str, body: str) -> str:
    """The day that an entry is told by: of a prep that of its call, else when it happened."""
    return str(json.loads(body)["call"]["date"]) if kind == "Planned" else on_day


def batch_of(deal: str, entries: Sequence[tuple[str, str, str]]) -> Batch:
    """A transaction by the kind, the day and the recorder of each of its entries."""
    by_kind = {kind: day for kind, day, _ in reversed(entries)}
    kind = next((each for each in TOLD_BY if each in by_kind), "")
    day = by_kind.get(kind)
    return Batch(deal, kind, date.fromisoformat(day) if day else None, entries[0][2])


def lines(found: Changed, role: str, today: date) -> list[str]:
    """What changed, a sentence each, for whoever has that role on the hub."""
    came = [*_moved(found), *_new(found, role), *_batches(found, role, today)]
    more = [f"And {phrase.number(len(came) - MOST)} more."] if len(came) > MOST else []
    # what is not here any more is nowhere else to be seen
    told = [*came[:MOST], *more, *_gone(found), *_sent(found), *_forgot(found), *_left(found, role)]
    return told or ["Nothing new on either side."]


def _moved(found: Changed) -> Iterable[str]:
    yield from [f"{clean(deal)} is yours now; it was {clean(giver)}'s." for deal, giver in found.won]
    yield from [f"{clean(deal)} is {clean(taker)}'s now, and no longer here." for deal, taker in found.lost]


def _new(found: Changed, role: str) -> Iterable[str]:
    """New deals: each by its name where they are few, else so many of each owner."""
    won = {deal for deal, _ in found.won}
    for owner in sorted({owner for owner, _ in found.new}):
        names = [clean(deal) for whose, deal in sorted(found.new) if whose == owner and deal not in won]
        whose = "of yours" if owner == role else f"of {clean(owner)}'s"
        if len(names) > MOST:
            yield f"{phrase.capital(phrase.several(len(names), 'deal'))} {whose} came."
        elif names:
            yield f"New here {whose}: {phrase.joined(names)}."


def _batches(found: Changed, role: str, today: date) -> Iterable[str]:
    """Who did what, each once with how often it was."""
    for batch, count in Counter(found.came).items():
        mine = batch.recorder == role
        who = "You" if mine else phrase.capital(clean(batch.recorder))
        day = phrase.loose(phrase.short_day(batch.day, today)) if batch.day else ""
        did = TOLD_BY.get(batch.kind, ADDED).format(day=day, deal=clean(batch.deal.removeprefix(f"{batch.recorder}/")))
        often = f", {phrase.number(count)} times" if count > 1 else ""
        yield f"{who} {did}{' on another machine' if mine else ''}{often}."


def _gone(found: Changed) -> Iterable[str]:
    yield from [f"{clean(deal)} was forgotten elsewhere, and is gone here, too." for deal in found.forgotten]
    yield from [f"Somebody was forgotten in {clean(deal)} elsewhere, and is here, too." for deal in found.rewritten]
    if found.away:
        few = len(found.away) <= MOST
        which = phrase.joined(sorted(map(clean, found.away))) if few else f"{len(found.away):,} deals of others"
        owner = "its owner has" if len(found.away) == 1 else "their owners have"
        yield f"Not on the hub for you, and so not here any more, until {owner} sent what a new hub lacks: {which}."


def _sent(found: Changed) -> Iterable[str]:
    """Of which deals something went to the hub: by name where they are few."""
    if found.sent:
        few = len(found.sent) <= MOST
        which = phrase.joined(sorted(map(clean, found.sent))) if few else f"{len(found.sent):,} deals of yours"
        yield f"What was new in {which} is on the hub now."


def _forgot(found: Changed) -> Iterable[str]:
    if found.forgot:
        yield "What was forgotten here is gone from the hub, too."


def _left(found: Changed, role: str) -> Iterable[str]:
    for deal in found.clashing:
        called = clean(deal)
        rename = phrase.loose(phrase.command("rename", called))
        owner, slash, _ = called.partition("/")
        if slash:
            yield f"A deal of {owner}'s is called {called} here: `{rename} NEW` for yours, then `callplan sync` again."
            continue
        yield (
            f"Another deal of yours on the hub, from another machine, is called {called}: `{rename} NEW` here, then "
            f"`callplan sync` again. Where both are one client, `callplan debrief NEW --again --into {called}` files a "
            f"debrief there, and `callplan drop NEW` takes the one from here away."
        )
    for deal in found.unreadable:
        yield f"{deal} is left on the hub: a newer callplan wrote it, `pip install -U callplan`, or something else did."
    if found.unsendable:
        stay = phrase.capital(phrase.several(found.unsendable, "deal"))
        stays = "stays" if found.unsendable == 1 else "stay"
        yield f"{stay} of your own {stays} here: {clean(role)} is no rep on the hub."
