"""OPEN: the first words, composed so that they can be said as printed (page section 4)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.state import Deal, Promise
from callplan.core.deal.verdict import verdict
from callplan.core.happened import DECIDED
from callplan.core.hearing import all_heard, entered, heard
from callplan.core.plan import case
from callplan.core.plan.aim import counts_once
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim
from callplan.core.plan.today import TODAY, Spoken, opened_again, what_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH, WAY_OUT, SO_FAR = "length", "way-out", "so-far"
FALLING = (LENGTH, WAY_OUT, SO_FAR)
MOST_WORDS, MOST_SENTENCES = 50, 5


def opening(b: Briefing, found: Aim) -> Iterator[Line]:
    """The opening in one pair of quotation marks; none while nobody may call, or with nobody from the client."""
    if not b.clients or found.kind in (case.SILENT, case.NO_CLIENT, case.NOTHING):
        return
    parts = _short_enough(b, list(_parts(b, found)))
    keys = tuple(part.key for part in parts if part.key)
    because = tuple(dict.fromkeys(reason for part in parts for reason in part.because)) or (f"case {found.kind}",)
    yield Line("OPEN", phrase.quoted(_said(b, parts)), because, keys=keys)


def _said(b: Briefing, parts: list[Spoken]) -> str:
    """The sentences in a row; a name stands before one only where the person addressed changes."""
    told, addressed, told_first = list[str](), tuple[str, ...](), False
    for part in parts:
        named = part.to and part.to != addressed and len(b.clients) > 1 and not part.named
        name = f"{b.names.shorts(part.to)}, " if named else ""
        then = told_first and part.part == TODAY
        text = f"then{', ' if named else ' '}{name}{part.text}" if then else f"{name}{part.lead}{part.text}"
        told.append(phrase.capital(text))
        addressed, told_first = part.to or addressed, part.asks_to_tell
    return " ".join(told)


def _short_enough(b: Briefing, parts: list[Spoken]) -> list[Spoken]:
    """The parts that can be said in one breath: over it, first the length falls, then the way out, then the story."""
    for part in FALLING:
        if len(_said(b, parts).split()) <= MOST_WORDS and len(parts) <= MOST_SENTENCES:
            break
        parts = [each for each in parts if each.part != part]
    return parts


def _parts(b: Briefing, found: Aim) -> Iterator[Spoken]:
    yield from _greeting(b)
    yield from _length(b)
    yield from _ours(b)
    today = what_for(b, found)
    if found.kind not in case.LOOKS_BACK and not opened_again(b, found.step):
        yield from _where_we_are(b)
    yield today
    yield from _way_out(b, found)
    if b.first_page:
        yield Spoken("wishes", "anything you want to cover?")


def _greeting(b: Briefing) -> Iterator[Spoken]:
    if not b.new:
        return
    if len(b.clients) == 1:
        yield Spoken("greeting", f"{b.names.short(b.clients[0])}, good to meet you.", b.new, named=True)
    else:
        yield Spoken("greeting", f"{b.names.shorts(b.new)}, good to have you with us.", b.new, named=True)


def _length(b: Briefing) -> Iterator[Spoken]:
    if b.call and (b.first_page or b.new):
        yield Spoken(LENGTH, f"we have {b.call.minutes} minutes.")


def _ours(b: Briefing) -> Iterator[Spoken]:
    """Our oldest promise that is late and was made to somebody who is here, said to them.

    Once it was said to them on two pages it is the rep's to say. A client who hears nobody in confidence learns of
    none that not everybody here heard us make.
    """
    for promise in b.late():
        told = [name for name in b.clients if heard(b.deal, name, entered(promise))]
        key = f"late:{promise.id}:{told[0]}" if told else ""
        if key and b.fresh(f"{key}:again") and (len(told) == len(b.clients) or not b.on_record):
            first = b.fresh(key)
            because = (f"promise {promise.id}",)
            yield Spoken(
                "ours", _confessed(b, promise, first), tuple(told[:1]), key if first else f"{key}:again", because
            )
            return


def _confessed(b: Briefing, promise: Promise, first: bool) -> str:
    then = "You'll have that by ____." if phrase.hands_over(promise.act) else "It'll be done by ____."
    who = speaker(b.deal, promise)
    said = f"{who} said {who}'d {promise.act}"
    if first:
        day = b.names.day(promise.due)
        if phrase.has_comma(promise.act):
            return f"{said}. That was for {day}, and {who} haven't. {then}"
        return f"{said} by {day}, and {who} haven't. {then}"
    return f"{said}, and {who} still haven't. {then}"


def speaker(deal: Deal, promise: Promise) -> str:
    """Who said that we would, for the rep to say: `I`, or `we` where whoever had the deal before did."""
    return "we" if promise.number in deal.by_others else "I"


def _told_where_we_are(b: Briefing) -> bool:
    """Whether somebody is asked to tell whoever is new where we have got to."""
    return bool(b.new) and len(b.new) < len(b.clients)


def _where_we_are(b: Briefing) -> Iterator[Spoken]:
    """What they said made them take the call; who tells whoever is new; what they decided last time."""
    taken = b.deal.taken
    if b.first_page and taken and b.clients == (taken.person,) and not phrase.turns_round(taken.words):
        words = f"‘{phrase.excerpt(taken.words)}’"
        yield Spoken(SO_FAR, f"you took this call because {words}.", because=(f"entry {b.deal.taken_at}",))
    elif _told_where_we_are(b):
        if teller := _who_tells(b):
            whom = b.names.shorts(b.new)
            yield Spoken(SO_FAR, f"would you tell {whom} where we've got to?", (teller,), asks_to_tell=True)
    else:
        yield from _last_decided(b)


def _who_tells(b: Briefing) -> str:
    """Who of those here made the last decision that stands, else the first who was on before and refused nothing."""
    last = b.last.word.person if b.last else ""
    against = {no.person for step in b.map.decisions for no in verdict(b.standing, step.id).noes}
    known = [name for name in b.clients if name not in b.new and name not in against]
    known.sort(key=lambda name: b.last_call is None or name not in b.last_call.people)
    return last if last in known else next(iter(known), "")


def _last_decided(b: Briefing) -> Iterator[Spoken]:
    """What was decided on the last call, where everybody here heard it."""
    decided = [each for each in b.last_happened if each.kind == DECIDED and b.status(each.id) == "made"]
    if not b.last_call or not decided or not all_heard(b.deal, b.clients, decided[-1].entries):
        return
    last = decided[-1]
    if set(last.people) <= set(b.clients):
        yield Spoken(SO_FAR, f"last time you {b.names.yes(last.id)}.", last.people, because=last.because)
    else:
        yield Spoken(SO_FAR, f"last time {b.names.shorts(last.people)} {b.names.yes(last.id)}.", because=last.because)


def _way_out(b: Briefing, found: Aim) -> Iterator[Spoken]:
    """That a no is welcome, said once for a decision that can be made here."""
    key = f"way-out:{found.step}"
    if (
        found.kind != case.DECIDE
        or opened_again(b, found.step)
        or not b.fresh(key)
        or (b.new and not b.first_page)
        or _before_purchasing(b)
        or counts_once(b, found.step) == "done"
    ):
        return
    topic = b.names.topic(found.step)
    if phrase.asks_whether(topic) and not phrase.has_choice(topic):
        text = "if the answer's no, that helps too." if b.first_page else "if it's a no, I'd rather hear it today."
    else:
        text = "if it's too early for that, tell me."
    yield Spoken(WAY_OUT, text, key=key)


def _before_purchasing(b: Briefing) -> bool:
    """Whether somebody here negotiates prices for them, in front of whom an offered no is taken up as one."""
    return any("purchasing" in b.deal.roles(name) for name in b.clients)
