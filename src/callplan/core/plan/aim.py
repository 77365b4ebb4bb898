"""AIM: what the client is to decide or do on this call, or why nobody can yet (page section 5)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.choose import comes_first
from callplan.core.call.feasible import missing_roles
from callplan.core.deal.needs import may_not_apply
from callplan.core.deal.standing import times
from callplan.core.deal.verdict import deciding, rung_asked, verdict
from callplan.core.hearing import entered, we_hear
from callplan.core.plan import case, no_calls, until_then
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SPOKEN_FOR = (case.DECLINED, case.UNWRITTEN, case.APART, case.DOUBTED, case.SILENT, case.NOTHING)
NEEDED = ("b", "c")
GOOD = 80


def aim(b: Briefing, found: Aim) -> Iterator[Line]:
    """The aim, what nobody is to do before it, and what is in it for them."""
    section = "AIM" if b.call else "NEXT"
    if b.over and not b.call:
        return
    text = f"{sentence(b, found)}{_aside(b, found)}"
    yield Line(section, text, _because(b, found), keys=(f"for:{found.step}",) if found.step else ())
    if found.kind != case.PAST_WINNING:
        yield from [line.but(section=section) for line in until_then.not_yet(b, found)]
    step = b.decision
    if b.call and step and step.good_for_them and b.fresh(f"for:{step.id}") and found.kind in (case.DECIDE, case.ACT):
        text = phrase.sentence(f"What's in it for them: {step.good_for_them}")
        yield Line(section, text, (f"map {step.id}.good_for_them",), drop=GOOD)


def _aside(b: Briefing, found: Aim) -> str:
    """That somebody's no, putting-off or yes by word is not for those on the call who did not hear of it."""
    if found.kind not in (case.DECLINED, case.PUT_OFF, case.UNWRITTEN) or found.words is None:
        return ""
    aside = f": take {b.names.short(found.people[0])} aside" if found.people[0] in b.clients else ""
    text = b.not_in_front_of([entered(found.words)], found.people, aside)
    return f" {text}" if text else ""


def sentence(b: Briefing, found: Aim) -> str:
    """The aim in words; the same on the page, in a debrief's answer and in a review."""
    return phrase.capital(_FRAMES[found.kind](b, found))


def coming(b: Briefing, found: Aim) -> str:
    """What comes next: who decides what, on which day, or isn't there; or what has to be cleared up first."""
    meeting = b.deal.meeting
    day = found.until if found.kind == case.PUT_OFF else meeting.meeting if meeting else None
    if found.kind in SPOKEN_FOR or not found.step:
        return sentence(b, found)
    step = found.step if found.decides or (meeting and meeting.decision) else comes_first(b.standing, found.step)
    people = b.deciders(step)
    who, verb = who_decide(b, people, step)
    said = f"{who} {verb} {b.names.topic(step)}."
    absent = [each for each in people if meeting and meeting.people and each not in meeting.people]
    if day is None or not absent:
        return phrase.capital(f"On {b.names.long_day(day)}: {said}" if day else said)
    down = f"{b.names.shorts(absent)} {'are' if absent[1:] else 'is'}n't down for {b.names.long_day(day)}"
    return f"{phrase.capital(said)} {phrase.capital(down)}."


def _because(b: Briefing, found: Aim) -> tuple[str, ...]:
    told = [f"case {found.kind}"]
    told += [f"map {found.step}"] if found.step else []
    told += [f"entry {found.words.number}"] if found.words else []
    told += [f"promise {each.id}" for each in found.promises]
    told += [f"map {found.request.id}"] if found.request and found.request.id in b.map.steps else []
    return tuple(told)


def who_decide(b: Briefing, people: tuple[str, ...], step: str) -> tuple[str, str]:
    """Who decides a step in words, and the verb: those named and whoever it takes besides, else those who may."""
    if not b.present and not verdict(b.standing, step).saying_yes:
        people = ()
    besides = missing_roles(b.standing, step, people) if people and len(deciding(b.standing, step)) == 1 else ()
    named = [*map(b.names.short, people), *map(b.names.holder, besides)]
    who, count = (phrase.joined(named), len(named)) if people else doers(b, step)
    return who, "decide" if count > 1 else "decides"


def doers(b: Briefing, step: str) -> tuple[str, int]:
    """Whoever decides or does a step in words, in the likeliest case, and how many that are for the verb."""
    options = deciding(b.standing, step)
    return b.names.who(options[0]) if options else ("somebody", 1)


def _decide(b: Briefing, found: Aim) -> str:
    who, verb = who_decide(b, found.people, found.step)
    topic = b.names.topic(found.step)
    if not found.certain:
        return f"{who} {verb} {topic}, once the first question below is answered."
    parts = [f"{who} {verb} {topic}."]
    parts += [f"It counts once it's {proof}."] if (proof := counts_once(b, found.step)) else []
    wanted = times(b.standing, found.step)
    parts += [f"It takes {phrase.number(wanted)} people."] if wanted > 1 else []
    if given := _said_already(b, found):
        parts.append(f"{b.names.shorts(given)} said yes already.")
    return " ".join(parts)


def counts_once(b: Briefing, step: str) -> str:
    """`in writing` or `done`, for a decision to which a spoken yes is not enough; else nothing."""
    return {"wrote": "in writing", "did": "done"}.get(rung_asked(b.standing, step), "")


def _said_already(b: Briefing, found: Aim) -> tuple[str, ...]:
    """Those whose yes stands and who need not give it again."""
    verdicts = verdict(b.standing, found.step)
    counted = [yes.person for yes in verdicts.valid if not verdicts.saying_yes.isdisjoint(yes.roles)]
    return tuple(dict.fromkeys(name for name in counted if name and name not in found.people))


def agrees(b: Briefing, request: Request) -> str:
    """`Marta agrees to name the quietest week by Wed 9 Dec`."""
    return phrase.with_day(b.names.short(request.person), "agrees", deed(b, request), b.names.long_day(request.due))


def deed(b: Briefing, request: Request) -> str:
    """What somebody is asked to do, as a bare infinitive: themselves, or get another to."""
    if request.id.startswith("@"):
        if request.other:
            other = request.other
            return f"bring in {'one more: ' + b.names.called(other[1:]) if other[0] == '@' else b.names.short(other)}"
        return b.names.act(request.id)
    act = b.names.act(request.id)
    if not request.other:
        return act
    other = b.names.called(request.other[1:]) if request.other[0] == "@" else b.names.short(request.other)
    return f"get {other} to {act}"


def _act(b: Briefing, found: Aim) -> str:
    assert found.request is not None
    what = "that's needed" if found.request.kind in NEEDED else "it helps"
    what = phrase.capital(what if found.request.certain else f"perhaps {what}")
    return f"{agrees(b, found.request)}. {what} {to_decide(b, found.step)}."


def to_decide(b: Briefing, step: str) -> str:
    """`to decide whether to order`; of what is made, again."""
    return f"to decide{' again' * (b.status(step) == 'made')} {b.names.topic(step)}"


def _promised(b: Briefing, found: Aim) -> str:
    who, verb = who_decide(b, found.people, found.step)
    owners = tuple(dict.fromkeys(promise.person for promise in found.promises))
    promise = f"the promise to {found.promises[0].act}" if len(found.promises) == 1 else "their promises"
    counted = f" It counts once it's {proof}." if (proof := counts_once(b, found.step)) else ""
    return f"If {b.names.shorts(owners)} kept {promise}, {who} {verb} {b.names.topic(found.step)}.{counted}"


def _doubted(b: Briefing, found: Aim) -> str:
    who, verb = who_decide(b, found.people, found.step)
    again = " again" if b.status(found.step) == "made" else ""
    return f"{who} {verb}{again} {b.names.topic(found.step)}. Two dates were missed, so ask before anything else."


def _put_off(b: Briefing, found: Aim) -> str:
    assert found.until is not None
    until = b.names.long_day(found.until)
    return f"Get ready for {until}: {b.names.short(found.people[0])} put {b.names.title(found.step)} off until then."


def _declined(b: Briefing, found: Aim) -> str:
    no = f"{b.names.short(found.people[0])}'s no to {b.names.title(found.step)}"
    return f"Find out whether {no} is for good and, if it isn't, what would change it."


def _apart(b: Briefing, found: Aim) -> str:
    pair = case.apart(b, found.step) or ()
    yes, no = [f"{b.names.short(each.person)}{we_hear(b.deal, each)} said" for each in pair]
    return f"{yes} yes and {no} no: get them to agree on {b.names.topic(found.step)}."


def _unwritten(b: Briefing, found: Aim) -> str:
    return f"Get {b.names.short(found.people[0])}'s yes to {b.names.title(found.step)} in writing."


def _back(b: Briefing, found: Aim) -> str:
    who = b.names.shorts(found.people) or who_decide(b, (), found.step)[0]
    verb = "look" if len(found.people) > 1 else "looks"
    return f"{who} {verb} again at {b.names.topic(found.step)}."


def _awaited(b: Briefing, found: Aim) -> str:
    assert found.until is not None
    who, _ = who_decide(b, found.people, found.step)
    day_ = b.names.day(found.until)
    whom = f" for {b.names.short(found.promises[0].person)}" if found.promises else ""
    return f"It waits{whom} until {day_}. After that, {who} can decide {b.names.topic(found.step)}."


def _waits(b: Briefing, found: Aim) -> str:
    topic = b.names.topic(found.step)
    if found.steps:
        facts = [name for name in found.steps if name in b.map.fact]
        told = [f"a clear answer on the {b.names.fact(name)}" for name in facts]
        waits = phrase.joined(told) if told else phrase.shortened([perhaps(b, name) for name in found.steps])
        return f"Before anybody can decide {topic}, it takes {waits}."
    people = phrase.joined([b.names.holder(role) for role in found.roles]) or who_decide(b, found.people, found.step)[0]
    return f"It takes {people} to decide {topic}."


def perhaps(b: Briefing, name: str) -> str:
    """What is wanted, by its title; what may not apply is wanted perhaps."""
    return f"{'perhaps ' if may_not_apply(b.standing, name) else ''}{b.names.title(name)}"


def _silent(b: Briefing, _: Aim) -> str:
    return no_calls.sentence(b)


def _past_winning(b: Briefing, _: Aim) -> str:
    from callplan.core.plan import no_longer

    return no_longer.sentence(b)


def _nothing(b: Briefing, _: Aim) -> str:
    if to_win := case.won_once(b):
        return f"Nothing is left for them to decide. {to_win}"
    end = phrase.held(" --won") if b.status(b.map.closing) == "made" else phrase.held(" --lost")
    closed = "" if b.deal.closed or not b.deal.ours else f": {b.names.command('close')}{end}"
    return f"Nothing is left for them to decide{closed}."


def _no_client(_: Briefing, __: Aim) -> str:
    return "Nobody from the client is on this call: they can't decide anything on it."


_FRAMES: dict[str, Callable[[Briefing, Aim], str]] = {
    case.NOTHING: _nothing, case.NO_CLIENT: _no_client, case.BACK: _back, case.SILENT: _silent, case.APART: _apart,
    case.PAST_WINNING: _past_winning,
    case.DOUBTED: _doubted, case.PUT_OFF: _put_off, case.DECLINED: _declined, case.PROMISED: _promised,
    case.UNWRITTEN: _unwritten, case.DECIDE: _decide, case.ACT: _act, case.AWAITED: _awaited, case.WAITS: _waits,
}  # fmt: skip
