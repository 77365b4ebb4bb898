"""Who is on the call, the decision to aim at, and why not here (RULES §3: header, AIM, TODAY)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.feasible import HERE, UNKNOWN
from callplan.core.call.rungs import Reach
from callplan.core.deal.clock import missed_twice
from callplan.core.deal.state import Promise, Word
from callplan.core.deal.verdict import past, verdict
from callplan.core.plan.draft import Draft
from callplan.core.plan.leaning import unknown_facts
from callplan.core.plan.model import Line
from callplan.core.plan.reach import sources_of, take_it, will, written
from callplan.core.playbook import Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def head(draft: Draft) -> Iterator[Line]:
    """Who, when, and who is missing for this decision."""
    name = phrase.held(draft.deal.name.upper())
    if draft.call is None:
        yield Line("HEAD", f"{name} · where it stands on {phrase.full_day(draft.day)}", ("the journal",))
        return
    title = f"{name} · {phrase.full_day(draft.day)} · {phrase.held(f'{draft.call.minutes} minutes')}"
    company = draft.names(draft.present)
    if draft.light and company:
        yield Line("HEAD", f"{title} · with {company}", ("call planned",))
        return
    yield Line("HEAD", title, ("call planned",))
    yield Line("HEAD", f"With {company}" if company else "Nobody is named for this call", ("call planned",))
    yield from _absent(draft)


def _absent(draft: Draft) -> Iterator[Line]:
    if not draft.present:
        return
    for role, step in draft.missing():
        holders = draft.deal.holders(role)
        because = (f"map {step}.by", f"role {role}")
        if holders:
            yield Line("HEAD", f"Without {draft.name(holders[0])}, whose yes {draft.title(step)} needs", because)
        elif step == draft.chosen:
            yield Line("HEAD", f"Nobody known yet who {draft.predicate(role)}", because)


def aim(draft: Draft) -> Iterator[Line]:
    """The decision, good for them, no is right if, and whether it can be decided here."""
    step = draft.decision
    if draft.present and not draft.clients:
        yield Line("AIM", "No client person is on this call: it cannot move.", ("rule 49",))
        return
    if step is None:
        yield Line("AIM", f"Nothing is left to decide on the way of {draft.deal.name}.", ("rule 49",))
        return
    subject, verb = draft.deciders(step.id)
    asks = f"{phrase.capital(subject)} {verb} whether {written(draft, step)}. {_feasible(draft, step)}"
    yield Line("AIM", asks.strip(), (f"map {step.id}.whether", f"rule 38: {draft.able.word}"))
    yield from _worth(draft, step)
    yield from _why_not(draft)
    owes = draft.ladder.aim.owes if isinstance(draft.ladder.aim, Reach) else ()
    if owes and draft.ladder.all_the_way == draft.ladder.aim:
        yield Line("AIM", take_it(draft, owes), tuple(f"owed {name}" for name in owes))
    if isinstance(draft.ladder.aim, Request):
        yield Line("TODAY", f"{will(draft, draft.ladder.aim)}.", sources_of(draft.ladder.aim))
    elif draft.ladder.aim is None and (text := no_aim(draft)):
        yield Line("TODAY", text, ("rule 49",))


def _feasible(draft: Draft, step: Decision) -> str:
    if draft.able.word == HERE or (draft.able.word == UNKNOWN and draft.able.people):
        who = phrase.joined([draft.first(name) for name in draft.able.people])
        condition = "" if draft.able.word == HERE else f" if it applies: ask first about {_unsure(draft, step)}"
        nobody = "" if draft.missing() or condition else "Nobody is missing: "
        return f"{nobody}{who} can decide it on this call{condition}."
    if not draft.present:
        return ""
    return f"Not on this call: {reason(draft)}."


def _unsure(draft: Draft, step: Decision) -> str:
    facts = unknown_facts(draft, step.id)
    return phrase.joined([draft.fact_name(fact) for fact in facts]) or "what it hangs on"


def reason(draft: Draft) -> str:
    """Why the chosen decision cannot be made on this call."""
    step = draft.chosen or ""
    missing = [role for role, wanted in draft.missing() if wanted == step]
    names = [draft.deal.holders(role)[0] for role in missing if draft.deal.holders(role)]
    if draft.status(step) == "declined":
        return _declined(draft, step)
    if draft.status(step) == "put-off":
        return _put_off(draft, step)
    if names:
        return f"{phrase.joined([draft.first(name) for name in names])} {'is' if len(names) == 1 else 'are'} not on it"
    if missing:
        return f"nobody is known yet who {draft.predicate(missing[0])}"
    if blocking := [name for name in draft.blockers() if name not in draft.map.fact]:
        return f"it waits for {draft.titles(blocking)}"
    if facts := draft.blockers():
        return f"it is not known yet: {phrase.joined([draft.fact_name(name) for name in facts])}"
    return "none of theirs on it can decide it"


def _declined(draft: Draft, step: str) -> str:
    no = verdict(draft.standing, step).declined
    assert no is not None
    words = f": {phrase.quoted(no.words)}" if no.words else ""
    return f"{draft.first(no.person)} said no on {phrase.short_day(no.on, draft.today)}{words}"


def _put_off(draft: Draft, step: str, what: str = "it") -> str:
    put_off = past(draft.standing, step).put_off
    assert put_off is not None
    words = f": {phrase.quoted(put_off.word.words)}" if put_off.word.words else ""
    return f"{draft.first(put_off.word.person)} put {what} off to {phrase.short_day(put_off.until, draft.today)}{words}"


def no_aim(draft: Draft) -> str | None:
    """Why there is nothing to aim at, in one line (rule 49); None when there is."""
    if draft.ladder.aim is not None:
        return None
    if draft.present and not draft.clients:
        return "No client person is on this call: it cannot move."
    if draft.chosen is None:
        return "Nothing is left to decide."
    title = phrase.capital(draft.title(draft.chosen))
    if draft.status(draft.chosen) == "declined":
        no = verdict(draft.standing, draft.chosen).declined
        assert no is not None
        because = f" because {phrase.quoted(no.words)}" if no.words else ""
        day = phrase.short_day(no.on, draft.today)
        what = f"{draft.first(no.person)} said no to {draft.title(draft.chosen)} on {day}{because}"
        return f"{what}: ask what would have to change."
    if draft.status(draft.chosen) == "put-off":
        return phrase.sentence(_put_off(draft, draft.chosen, draft.title(draft.chosen)))
    waiting = _awaited(draft)
    if waiting:
        due = phrase.short_day(waiting.due, draft.today)
        return f"{title} waits for {draft.first(waiting.person)}: {waiting.act}, due {due}."
    return f"{title} cannot be moved by those on this call: {reason(draft)}."


def _awaited(draft: Draft) -> Promise | None:
    wanted = {*draft.blockers(), *(f"@{role}" for role, step in draft.missing() if step == draft.chosen)}
    live = [each for each in draft.deal.promises.values() if each.state == "open" and each.step in wanted]
    return next((each for each in live if draft.deal.side(each.person) == "client"), None)


def _worth(draft: Draft, step: Decision) -> Iterator[Line]:
    good, no = step.good_for_them, step.no_is_right_if
    if draft.light and good and no:
        text = f"{phrase.capital(good)}; no is right if {no}."
        yield Line("AIM", text, (f"map {step.id}.good_for_them", f"map {step.id}.no_is_right_if"))
        return
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
