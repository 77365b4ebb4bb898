"""THEY OWE and WE OWE: promises on both sides, and what is ours to do before the call (page section 2)."""

from __future__ import annotations

from datetime import date, timedelta

from callplan.core import phrase
from callplan.core.call.acts import due
from callplan.core.deal.deadlines import ours, past_winning
from callplan.core.deal.facts import limit
from callplan.core.deal.fulfilled import nobody_waits
from callplan.core.deal.needs import is_ours, needs_met
from callplan.core.deal.once_more import brings
from callplan.core.deal.position import missed_twice, undone
from callplan.core.deal.promised import NO_SHOW
from callplan.core.deal.standing import Standing, remembered
from callplan.core.deal.state import Promise
from callplan.core.deal.verdict import roles_in, side_of
from callplan.core.hearing import Entered, entered, not_heard
from callplan.core.map.playbook import Act
from callplan.core.plan import case, deadlines
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim
from callplan.core.plan.no_calls import may_ask
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DUE, TWICE, ONCE, TO_COME, AWAY = "due", "twice", "once", "to-come", NO_SHOW


class TheirPromise(Record):
    """A promise as the page tells it: due, missed twice or once, to come, or a call nobody came to; its days so far."""

    kind: str
    promise: Promise
    days: tuple[date, ...]


@remembered(())
def their_promises(standing: Standing, present: tuple[str, ...]) -> tuple[TheirPromise, ...]:
    """What they owe: what is due or was missed before what is to come, by day."""
    every = [each for each in standing.deal.promises.values() if standing.deal.side(each.person) != "us"]
    found = [owing for each in every if (owing := _owing(standing, each, present))]
    return tuple(sorted(found, key=lambda each: (each.kind == TO_COME, each.promise.due, each.promise.number)))


def _stayed_away(standing: Standing, promise: Promise) -> bool:
    """Whether somebody did not come to a call, and none has been held since."""
    calls = standing.deal.calls
    return promise.state == NO_SHOW and not (calls and calls[-1].number > promise.number)


def _owing(standing: Standing, promise: Promise, present: tuple[str, ...]) -> TheirPromise | None:
    if _stayed_away(standing, promise) and not standing.deal.has_left(promise.person):
        return TheirPromise(AWAY, promise, promise.misses)
    if brings(standing.map, promise.step) in {role for name in present for role in standing.deal.roles(name)}:
        return None
    if nobody_waits(standing, promise):
        return None
    if promise.state == "open":
        kind = DUE if promise.due <= (standing.on or date.max) else TO_COME
        return TheirPromise(kind, promise, (*_missed_before(standing, promise), *promise.misses))
    if promise.state != "missed" or _promised_again(standing, promise):
        return None
    days = (*_missed_before(standing, promise), *promise.misses)
    twice = promise.step in missed_twice(standing) or len(days) > 1
    return TheirPromise(TWICE if twice else ONCE, promise, days)


def _same(standing: Standing, promise: Promise) -> list[Promise]:
    """The other promises of the same step by the same person."""
    every = standing.deal.promises.values()
    return [each for each in every if promise.step and (each.step, each.person) == (promise.step, promise.person)]


def _promised_again(standing: Standing, promise: Promise) -> bool:
    """Whether the same step was promised by the same person again, or missed again later, so that one line tells it."""
    later = [each for each in _same(standing, promise) if each.number > promise.number]
    return any(each.state in ("open", "missed", "kept") for each in later)


def _missed_before(standing: Standing, promise: Promise) -> tuple[date, ...]:
    earlier = [each for each in _same(standing, promise) if each.number < promise.number and each.state == "missed"]
    return tuple([day for each in earlier for day in each.misses])


def behind(standing: Standing, promise: Promise) -> tuple[Entered, ...]:
    """The entries that telling a missed promise tells: that it was made, and that it was not kept."""
    missed = [promise, *[each for each in _same(standing, promise) if each.state == "missed"]]
    fates = [each.fate for each in missed if each.fate]
    return (
        *[entered(each) for each in missed],
        *[Entered(fate.number, fate.batch, fate.on, promise.person, proof="did") for fate in fates],
    )


MOST, MOST_LATE = 3, 2
LATER, OURS_LATER, MORE, DO_IT, BEFORE = 30, 35, 70, 42, 5


def they_owe(b: Briefing) -> Iterator[Line]:
    """The first of what they owe, and how many more."""
    found = their_promises(b.standing, b.present)
    for each in found[:MOST]:
        text = _FRAMES[each.kind](b, each)
        yield Line("THEY OWE", text, (f"promise {each.promise.id}",), drop=LATER if each.kind == TO_COME else 0)
    if len(found) > MOST:
        text = f"And {phrase.number(len(found) - MOST)} more: callplan promises."
        yield Line("THEY OWE", text, tuple(f"promise {each.promise.id}" for each in found[MOST:]), drop=MORE)


def was_to(b: Briefing, promise: Promise, by: str) -> str:
    """`Fay was to count the users by 2 Dec`."""
    return phrase.with_day(b.names.short(promise.person), "was", promise.act, by)


def _is_to(b: Briefing, promise: Promise) -> str:
    """`Fay is to count the users by today, Wed 2 Dec`: on its day nothing is missed yet."""
    day = b.names.long_day(promise.due)
    by = f"today, {day}" if promise.due == b.today else day
    return phrase.with_day(b.names.short(promise.person), "is", promise.act, by)


def _due(b: Briefing, owing: TheirPromise) -> str:
    promise = owing.promise
    parts = [f"{was_to(b, promise, b.names.day(promise.due)) if promise.due < b.day else _is_to(b, promise)}."]
    parts += ["Has it come?"] if phrase.names_us(promise.act) else []
    if promise.person not in b.present and b.clients and not not_heard(b.deal, b.clients, behind(b.standing, promise)):
        knows = [name for name in (b.voices(b.chosen) if b.chosen else ()) if may_ask(b, (name,))]
        parts += [f"Ask {b.names.short(knows[0])} where that stands."] if knows else []
    return " ".join(parts)


def _twice(b: Briefing, owing: TheirPromise) -> str:
    days = phrase.joined([b.names.day(day) for day in owing.days])
    if away := _not_before(b, owing.promise):
        return f"{was_to(b, owing.promise, days)}. {away}"
    again = ": ask what it would take" if may_ask(b, (owing.promise.person,)) else ""
    return f"{was_to(b, owing.promise, days)}. Don't ask for it again{again}."


def _once(b: Briefing, owing: TheirPromise) -> str:
    promise = owing.promise
    comma = phrase.has_comma(promise.act)
    did_not = "." if comma else " and didn't."
    more = " It wasn't done." if comma else ""
    away = _not_before(b, promise)
    return f"{was_to(b, promise, b.names.day(promise.due))}{did_not}{more}{' ' + away if away else ''}"


def _not_before(b: Briefing, promise: Promise) -> str:
    """`Not in front of Piet.`, where whoever missed it is on the call with somebody who did not hear of it."""
    if promise.person not in b.clients:
        return ""
    return b.not_in_front_of(behind(b.standing, promise), (promise.person,))


def _to_come(b: Briefing, owing: TheirPromise) -> str:
    promise, by = owing.promise, b.names.long_day(owing.promise.due)
    who = b.names.short(promise.person)
    moved = f", moved from {phrase.joined([b.names.day(day) for day in owing.days])}" if owing.days else ""
    return f"{phrase.with_day(who, 'is', promise.act, by)}{moved}."


def _away(b: Briefing, owing: TheirPromise) -> str:
    return f"They didn't come to the call of {b.names.long_day(owing.promise.due)}."


_FRAMES = {DUE: _due, TWICE: _twice, ONCE: _once, TO_COME: _to_come, AWAY: _away}


def we_owe(b: Briefing, found: Aim) -> Iterator[Line]:
    """What has to be done at once, ours that is late, ours to come, our deadlines, and what is ours before the call."""
    late = b.late()
    if b.call and past_winning(b.now):
        from callplan.core.plan import no_longer

        yield Line("WE OWE", no_longer.sentence(b), ("page rule 19",))
    yield from [deadlines.line(b, each) for each in deadlines.urgent(b)]
    for each in [each for each in b.deal.promises.values() if b.deal.side(each.person) == "us"]:
        if _stayed_away(b.standing, each):
            text = f"An apology: we didn't come to the call of {b.names.long_day(each.due)}."
            yield Line("WE OWE", text, (f"promise {each.id}",))
    for each in late[:MOST_LATE]:
        text = f"{phrase.sentence(phrase.capital(each.act))} Due {b.names.day(each.due)}."
        yield Line("WE OWE", text, (f"promise {each.id}",))
    if len(late) > MOST_LATE:
        listed = f"{phrase.held('callplan promises --deal ')}{phrase.typed(b.deal.name)}"
        text = f"And {phrase.number(len(late) - MOST_LATE)} more: {listed}."
        yield Line("WE OWE", text, tuple(f"promise {each.id}" for each in late[MOST_LATE:]), drop=MORE)
    if late and b.call and found.kind != case.SILENT:
        yield Line("WE OWE", "Do it before the call, or have a day ready.", ("ours is late",), drop=DO_IT)
    to_come = [each for each in b.deal.promises.values() if b.deal.side(each.person) == "us" and each.state == "open"]
    for each in [each for each in to_come if each not in late]:
        day = "today" if b.day == b.today else "that day"
        by = f"{phrase.capital(each.act)}, by {b.names.long_day(each.due)}."
        text = f"{phrase.sentence(phrase.capital(each.act))} Due {day}." if each.due == b.day else by
        yield Line("WE OWE", text, (f"promise {each.id}",), drop=0 if each.due <= b.day else OURS_LATER)
    if found.kind == case.SILENT and (late or to_come):
        yield Line("WE OWE", "Send them nothing of it while nobody may call.", ("rule 64",))
    yield from deadlines.we_owe(b)
    if not past_winning(b.now):
        yield from _before_the_call(b, found)
        yield from _meanwhile(b)


def _meanwhile(b: Briefing) -> Iterator[Line]:
    """While nobody may call: our own acts there that can be begun, and have no deadline that is running."""
    acts = [step.id for step in b.silent.steps if isinstance(step, Act)] if b.silent else []
    left = [act for act in acts if is_ours(b.standing, act) and undone(b.standing, act) and not limit(b.standing, act)]
    ready = [act for act in left if act not in b.promised and needs_met(b.standing, act) is not False]
    for act in ready[:MOST_LATE]:
        text = phrase.sentence(f"Still to do on our side: {b.names.act(act)}")
        yield Line("WE OWE", text, (f"map {act}", "rule 64"), drop=BEFORE)


def _before_the_call(b: Briefing, found: Aim) -> Iterator[Line]:
    """Our own acts on the map that the aim waits for and that have no deadline; none while nobody may call."""
    told = {each.step for each in b.deal.promises.values() if b.deal.side(each.person) == "us"}
    told |= {each.step for each in ours(b.now)}
    if found.kind == case.SILENT:
        return
    for act in [name for name in b.blockers() if name in b.map.steps and _third_party(b, name)][:1]:
        who = b.names.holder(roles_in(b.standing, b.map.steps[act].by)[0])
        text = phrase.sentence(f"Still to do on our side: get {who} to {b.names.act(act)}")
        yield Line("WE OWE", text, (f"map {act}", "page rule 13"), drop=BEFORE)
    left = [act for act in b.unfinished(_taken_besides(b, found)) if act not in told]
    for act in left[:MOST_LATE]:
        at_once = due(b.standing, act) <= b.day + timedelta(days=1) or b.map.steps[act].takes is None
        label = "Before the call" if at_once and b.call else "Still to do on our side"
        yield Line("WE OWE", phrase.sentence(f"{label}: {b.names.act(act)}"), (f"map {act}",), drop=BEFORE)

    yield from deadlines.for_a_date(b, {*told, *left}, MOST_LATE - len(left[:MOST_LATE]))


def _taken_besides(b: Briefing, found: Aim) -> tuple[str, ...]:
    """The decisions beyond the aim that the page counts on: what of ours they wait for is to be done before, too."""
    if b.call is None:
        return ()
    from callplan.core.plan.best_case import beyond

    return beyond(b, found)


def _third_party(b: Briefing, step: str) -> bool:
    """Whether only somebody beside client and us can do an act, so that it is ours to see to."""
    sides = {side_of(b.standing, role) for role in roles_in(b.standing, b.map.steps[step].by)}
    return isinstance(b.map.steps[step], Act) and sides == {"third-party"} and undone(b.standing, step)
