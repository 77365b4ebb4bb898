"""What stands between the client and the chosen decision on this call, in words (rules 38, 49)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.feasible import picked
from callplan.core.call.rungs import Reach
from callplan.core.condition import leaves
from callplan.core.days import after
from callplan.core.deal.facts import day_of, known
from callplan.core.deal.state import Promise, Word
from callplan.core.deal.status import counted, settled, settled_on
from callplan.core.deal.verdict import deciding, past, roles_in, verdict
from callplan.core.plan.draft import Draft
from callplan.core.plan.silence import silence
from callplan.core.terms import Named


def indispensable(draft: Draft, step: str, role: str) -> bool:
    """Whether a decision cannot be made without a role's yes."""
    roles = set(roles_in(draft.standing, draft.map.steps[step].by)) - {role}
    return all(picked(who, roles.__contains__, roles.__contains__) is None for who in deciding(draft.standing, step))


def absent(draft: Draft) -> list[str]:
    """The known people, not on the call, whose yes the chosen decision wants."""
    roles = [role for role, wanted in draft.missing() if wanted == draft.chosen]
    return list(dict.fromkeys(draft.deal.holders(role)[0] for role in roles if draft.deal.holders(role)))


def short_reason(draft: Draft) -> str:
    """Why not on this call, to follow those words; the header has said who is missing."""
    step = draft.chosen or ""
    if (no := verdict(draft.standing, step).declined) and draft.status(step) == "declined":
        return f": {draft.first(no.person)} said no"
    if draft.status(step) == "put-off":
        return f": {reason(draft)}"
    also = f", and {first}" if (first := waits(draft)) else ""
    if people := absent(draft):
        return f", without {draft.firsts(people)}{also}"
    missing = [role for role, wanted in draft.missing() if wanted == step]
    if missing:
        return f", with nobody yet who {draft.predicate(missing[0])}{also}"
    return f": {reason(draft)}"


def reason(draft: Draft) -> str:
    """Why the chosen decision cannot be made on this call, or is not open to be made."""
    step = draft.chosen or ""
    missing = [role for role, wanted in draft.missing() if wanted == step]
    if draft.silent:
        return silence(draft)
    if draft.status(step) == "declined":
        return _declined(draft, step)
    if draft.status(step) == "put-off":
        return _put_off(draft, step)
    if people := absent(draft):
        return f"{draft.firsts(people)} {'is' if len(people) == 1 else 'are'} not on it"
    if missing:
        return f"nobody is known yet who {draft.predicate(missing[0])}"
    return waits(draft) or _too_few(draft, step) or "nobody on it has a yes to give"


def _too_few(draft: Draft, step: str) -> str:
    """For a decision of several people's, with too few of them on the call: how many it takes."""
    so_far, wanted = counted(draft.standing, step)
    given = f", and {phrase.number(so_far)} said yes so far" if so_far else ""
    return f"it takes {phrase.several(wanted, 'person', 'people')}{given}" if wanted > 1 else ""


def _declined(draft: Draft, step: str) -> str:
    no = verdict(draft.standing, step).declined
    assert no is not None
    words = f": {phrase.quoted(no.words)}" if no.words else ""
    return f"{draft.first(no.person)} said no on {phrase.short_day(no.on, draft.today)}{words}"


def _put_off(draft: Draft, step: str) -> str:
    put_off = past(draft.standing, step).put_off
    assert put_off is not None
    return f"{draft.first(put_off.word.person)} put it off to {phrase.short_day(put_off.until, draft.today)}"


def waits(draft: Draft) -> str:
    """`it waits for the floor plan`, `it waits until 11 Dec`, `the amount is not known yet`."""
    blocking = draft.blockers()
    steps = [name for name in blocking if name in draft.map.steps and not settled(draft.standing, name)]
    day = waits_until(draft)
    parts = [f"for {draft.titles(steps)}"] if steps else []
    parts += [f"until {phrase.short_day(day, draft.today)}"] if day else []
    if parts:
        return f"it waits {phrase.joined(parts)}"
    facts = [name for name in blocking if name in draft.map.fact and not known(draft.standing, name).told]
    verb = "is" if len(facts) == 1 else "are"
    return f"{phrase.joined([draft.fact_name(name) for name in facts])} {verb} not known yet" if facts else ""


def waits_until(draft: Draft) -> date | None:
    """The last day of the waits that the chosen decision needs and that are running."""
    days = [day for name in draft.blockers() if (day := until(draft, draft.chosen or "", name))]
    return max(days, default=None)


def until(draft: Draft, step: str, name: str) -> date | None:
    """The day on which a wait that a decision needs is over; None when no wait after that name is running."""
    found = [
        leaf.wait
        for condition in (draft.map.stage_of[step].needs, draft.map.steps[step].needs)
        for leaf in leaves(condition)
        if isinstance(leaf, Named) and leaf.id == name and leaf.wait
    ]
    if not found:
        return None
    begun = day_of(draft.standing, name) if name in draft.map.fact else _settled_on(draft, name)
    return max(after(begun, wait, draft.deal.free) for wait in found) if begun else None


def _settled_on(draft: Draft, name: str) -> date | None:
    days = [settled_on(draft.standing, step) for step in draft.standing.way.stands_for(name)]
    return max([day for day in days if day], default=None)


def no_aim(draft: Draft) -> str | None:
    """Why there is nothing to aim at, in one line (rule 49); None when there is."""
    if draft.ladder.aim is not None:
        return None
    if draft.chosen is None:
        return "Nothing is left to decide."
    if draft.present and not draft.clients:
        return "No client person is on this call: it cannot move."
    if draft.silent:
        return phrase.capital(phrase.sentence(silence(draft)))
    title = draft.title(draft.chosen)
    no, put_off = verdict(draft.standing, draft.chosen).declined, past(draft.standing, draft.chosen).put_off
    if draft.status(draft.chosen) == "declined" and no is not None:
        day = phrase.short_day(no.on, draft.today)
        why = f" because {phrase.quoted(no.words)}" if no.words else ""
        return f"{draft.first(no.person)} said no to {title} on {day}{why}: ask what would have to change."
    if draft.status(draft.chosen) == "put-off" and put_off is not None:
        day = phrase.short_day(put_off.until, draft.today)
        why = f": {phrase.quoted(put_off.word.words)}" if put_off.word.words else ""
        return phrase.sentence(f"{draft.first(put_off.word.person)} put {title} off to {day}{why}")
    return (
        _no_before(draft)
        or _first_link(draft)
        or _turn(draft)
        or f"{phrase.capital(title)} cannot move here: {reason(draft)}."
    )


def noes(draft: Draft) -> list[tuple[str, Word]]:
    """The declined ones among the chosen decision and what it waits for, each with its no."""
    steps = [name for name in (draft.chosen or "", *draft.blockers()) if name in draft.map.steps]
    found = [(step, verdict(draft.standing, step).declined) for step in steps if draft.status(step) == "declined"]
    return [(step, no) for step, no in found if no]


def _no_before(draft: Draft) -> str:
    """A no to something that the chosen decision waits for."""
    for step, no in noes(draft):
        title = phrase.capital(draft.title(draft.chosen or ""))
        said = f"{draft.first(no.person)} said no on {phrase.short_day(no.on, draft.today)}"
        return f"{title} waits for {draft.title(step)}: {said}. Ask what would have to change."
    return ""


def _first_link(draft: Draft) -> str:
    """What can be decided here before the chosen decision, when that leads to it."""
    far = draft.ladder.all_the_way
    if not isinstance(far, Reach) or len(far.chain) < 2 or not draft.chosen:
        return ""
    people, verb = draft.deciders(far.chain[0])
    return f"{phrase.capital(people)} {verb} {draft.title(far.chain[0])} first: that can be done here."


def _turn(draft: Draft) -> str:
    """Whose promise it waits for."""
    waiting = awaited(draft)
    if waiting is None or draft.chosen is None:
        return ""
    due = phrase.short_day(waiting.due, draft.today)
    text = f"{phrase.capital(draft.title(draft.chosen))} waits for {draft.first(waiting.person)}: {waiting.act}"
    if waiting.due < draft.day and waiting.person in draft.clients:
        return f"{text}, due {due}. Ask first whether that is done."
    return f"{text}, due {due}."


def awaited(draft: Draft) -> Promise | None:
    """The client's promise that the chosen decision waits for, directly or through what it needs."""
    wanted = {*draft.blockers(), *(f"@{role}" for role, step in draft.missing() if step == draft.chosen)}
    wanted |= {name for step in tuple(wanted) if step in draft.map.steps for name in draft.standing.way.needs[step]}
    live = [each for each in draft.deal.promises.values() if each.state == "open" and each.step in wanted]
    return next((each for each in live if draft.deal.side(each.person) == "client"), None)
