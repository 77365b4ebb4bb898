"""Who is on the call, the decision to aim at, and whether it can be made here (RULES §3: header, AIM, TODAY)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.feasible import HERE, UNKNOWN, deciders
from callplan.core.call.rungs import Reach
from callplan.core.deal.clock import missed_twice
from callplan.core.deal.moments import limit
from callplan.core.deal.position import unheard
from callplan.core.deal.standing import applies
from callplan.core.deal.state import Word
from callplan.core.deal.verdict import past, verdict
from callplan.core.plan.between import indispensable, no_aim, reason, short_reason, waits, waits_until
from callplan.core.plan.draft import Draft
from callplan.core.plan.leaning import unknown_facts
from callplan.core.plan.model import Line
from callplan.core.plan.reach import sources_of, take_it, will, written
from callplan.core.plan.silence import in_writing, silence
from callplan.core.playbook import Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def head(draft: Draft) -> Iterator[Line]:
    """Who, when, and who is missing for this decision."""
    name = phrase.held(draft.deal.name.upper())
    if draft.call is None:
        yield Line("HEAD", f"{name} · where it stands on {phrase.full_day(draft.day)}", ("the journal",))
        yield from _ended(draft)
        return
    title = f"{name} · {phrase.full_day(draft.day)} · {phrase.held(f'{draft.call.minutes} minutes')}"
    company = draft.names(draft.present)
    if not company:
        yield Line("HEAD", f"{title} · {phrase.held('nobody named yet')}", ("call planned",))
    elif draft.light:
        yield Line("HEAD", f"{title} · with {company}", ("call planned",))
    else:
        yield Line("HEAD", title, ("call planned",))
        yield Line("HEAD", f"With {company}", ("call planned",))
        yield from _absent(draft)
    yield from _ended(draft)


def _ended(draft: Draft) -> Iterator[Line]:
    """How the deal was closed; or the no that ends it and is not recorded as its end yet."""
    closed = draft.deal.closed
    if closed:
        end = draft.map.end.get(closed.end)
        kind = phrase.capital((end.title or end.kind.replace("-", " ")) if end else closed.end)
        reason = f": {closed.reason}" if closed.reason else ""
        day = phrase.short_day(closed.on, draft.today)
        yield Line("HEAD", f"{kind} on {day}{reason}", ("deal closed",))
    elif draft.over and (no := verdict(draft.standing, draft.map.closing).declined):
        words = f": {phrase.quoted(no.words)}" if no.words else ""
        day = phrase.short_day(no.on, draft.today)
        text = f"{draft.name(no.person)} said no to {draft.title(draft.map.closing)} on {day}{words}"
        record = phrase.held(f"callplan close {phrase.typed(draft.deal.name)}")
        yield Line("HEAD", f"{phrase.sentence(text)} That no ends it: {record}", (f"entry {no.number}",))


def _absent(draft: Draft) -> Iterator[Line]:
    wanted = draft.missing()
    for step in dict.fromkeys(step for _, step in wanted):
        roles = [role for role, for_ in wanted if for_ == step]
        known = [role for role in roles if draft.deal.holders(role)]
        people = list(dict.fromkeys(draft.deal.holders(role)[0] for role in known))
        if people:
            must = any(indispensable(draft, step, role) for role in known) or len(known) > 1
            ending = f"whose yes {draft.title(step)} needs" if must else f"whose yes counts for {draft.title(step)}"
            because = (f"map {step}.by", *(f"role {role}" for role in known))
            yield Line("HEAD", f"Without {draft.names(people)}, {ending}", because)
        for role in roles if step == draft.chosen else ():
            if role not in known:
                text = f"Nobody known yet who {draft.predicate(role)}"
                yield Line("HEAD", text, (f"map {step}.by", f"role {role}"))


def aim(draft: Draft) -> Iterator[Line]:
    """The decision, good for them, no is right if, and whether it can be decided here."""
    step = draft.decision
    if step is None or (draft.present and not draft.clients):
        yield Line("AIM", _nothing(draft), ("rule 49",))
        return
    if draft.call is None and draft.over:
        return
    yield from _decision(draft, step)
    yield from in_writing(draft)
    yield from _why_not(draft)
    owes = draft.ladder.aim.owes if isinstance(draft.ladder.aim, Reach) else ()
    if owes and draft.ladder.all_the_way == draft.ladder.aim and (text := take_it(draft, owes)):
        yield Line("AIM", text, tuple(f"owed {name}" for name in owes))
    if isinstance(draft.ladder.aim, Request):
        yield Line("TODAY", f"{will(draft, draft.ladder.aim)}.", sources_of(draft.ladder.aim))
    elif draft.ladder.aim is None and draft.call and not draft.silent and (text := no_aim(draft) or ""):
        yield Line("TODAY", text, ("rule 49",))


def _nothing(draft: Draft) -> str:
    """That there is nothing to aim at, in this deal's words."""
    if draft.chosen is None:
        return f"Nothing is left to decide on the way to {draft.title(draft.map.closing)}."
    return f"No client person is on this call: {draft.title(draft.chosen)} cannot move."


def _decision(draft: Draft, step: Decision) -> Iterator[Line]:
    """Whether what; good for them; no is right if: one line on a light page, three on another."""
    subject, verb = draft.deciders(step.id)
    asks = f"{phrase.capital(subject)} {verb} whether {written(draft, step)}. {_feasible(draft, step)}".strip()
    because: tuple[str, ...] = (f"map {step.id}.whether", f"rule 38: {draft.able.word}")
    good, no = step.good_for_them, step.no_is_right_if
    if draft.light and good and no:
        because = (*because, f"map {step.id}.good_for_them", f"map {step.id}.no_is_right_if")
        yield Line("AIM", f"{asks} {phrase.capital(good)}; no is right if {no}.", because)
        return
    yield Line("AIM", asks, because)
    yield from _worth(draft, step)
    yield from _limited(draft, step)


def _limited(draft: Draft, step: Decision) -> Iterator[Line]:
    """The day by which the map has it settled."""
    day = limit(draft.standing, step.id)
    if day:
        told = "It was to be settled" if day < draft.day else "It has to be settled"
        asked = " Which day holds now?" if day < draft.day else ""
        text = f"{told} by {phrase.long_day(day, draft.today)}.{asked}"
        yield Line("AIM", text, (f"map {step.id}.before",))


def _feasible(draft: Draft, step: Decision) -> str:
    if draft.able.word == HERE or (draft.able.word == UNKNOWN and draft.able.people):
        if draft.able.word == HERE and draft.light:
            return ""
        who = draft.firsts(draft.able.people)
        doubt = "" if draft.able.word == HERE else _doubt(draft, step)
        voices = phrase.joined([draft.somebody(role) for role in _unheard(draft, step)[:2]])
        heard = f" Hear {voices} first." if voices and draft.present else ""
        return f"{_before(draft, step, bool(doubt or heard))}{who} can decide it on this call{doubt}.{heard}"
    if draft.silent:
        day = waits_until(draft)
        wait = f", and it waits until {phrase.short_day(day, draft.today)}" if day else ""
        return f"Not on a call{phrase.sentence(f': {silence(draft)}{wait}')}"
    if draft.present:
        return f"Not on this call{phrase.sentence(short_reason(draft))}"
    text = reason(draft) if draft.status(step.id) in ("declined", "put-off") else waits(draft)
    return phrase.capital(phrase.sentence(text)) if text else ""


def _unheard(draft: Draft, step: Decision) -> tuple[str, ...]:
    """The roles that a decision should hear, that have not been, and that nobody on the call holds."""
    return unheard(draft.standing.but(frozenset(), draft.present), step.id)


def _before(draft: Draft, step: Decision, uncertain: bool) -> str:
    """What leads up to it: the yeses already given, or that nobody is missing."""
    found = verdict(draft.standing, step.id)
    yeses = [yes for yes in found.valid if not found.saying_yes.isdisjoint(yes.roles)]
    given = [yes.person for yes in yeses if yes.person and yes.person not in draft.able.people]
    if given and draft.doubted != step.id:
        return f"{draft.firsts(dict.fromkeys(given))} said yes already: "
    return "" if uncertain or draft.missing() else "Nobody is missing: "


def _doubt(draft: Draft, step: Decision) -> str:
    """Why it is not certain that those present can decide it, and what to ask first."""
    facts = [draft.fact_name(fact) for fact in unknown_facts(draft, step.id)]
    sure = deciders(draft.standing, step.id, draft.present)[1]
    unless = " unless it has to wait" if sure else " if nobody else has to"
    when = " if it applies" if applies(draft.standing, step.id) is None else unless
    return f"{when}: ask first about {phrase.joined(facts) or 'what it hangs on'}"


def _worth(draft: Draft, step: Decision) -> Iterator[Line]:
    good, no = step.good_for_them, step.no_is_right_if
    words = _their_words(draft, step.id)
    if words:
        day = phrase.short_day(words.on, draft.today)
        text = f"In {draft.first(words.person)}'s words: {phrase.quoted(words.words)} ({day})."
        yield Line("AIM", text, (f"entry {words.number}",))
    elif good:
        yield Line("AIM", f"Good for them: {good}.", (f"map {step.id}.good_for_them",))
    if no:
        yield Line("AIM", f"No is right if {no}.", (f"map {step.id}.no_is_right_if",))


def _their_words(draft: Draft, step: str) -> Word | None:
    """What a client person said for this decision, latest first."""
    yeses = [yes for yes in past(draft.standing, step).yeses if yes.words and draft.deal.side(yes.person) == "client"]
    return yeses[-1] if yeses else None


def _why_not(draft: Draft) -> Iterator[Line]:
    for act in sorted(missed_twice(draft.standing)):
        misses = [miss for miss in draft.deal.misses if miss.step == act]
        days = [phrase.short_day(miss.due, draft.today) for miss in misses]
        people = list(dict.fromkeys(miss.person for miss in misses))
        text = f"Why not {draft.title(act)} again: {draft.names(people)} missed it on {phrase.joined(days)}."
        yield Line("AIM", text, tuple(f"entry {miss.number}" for miss in misses))
