"""What is used in the call: header, aim, rungs, opening, and how to end (RULES §3)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.feasible import HERE, UNKNOWN
from callplan.core.call.rungs import Reach
from callplan.core.deal.clock import missed_twice
from callplan.core.deal.state import Promise, Word
from callplan.core.deal.verdict import past, rung_asked, verdict
from callplan.core.plan.draft import Draft
from callplan.core.plan.model import Line
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
    asks = f"{phrase.capital(subject)} {verb} whether {_written(draft, step)}. {_feasible(draft, step)}"
    yield Line("AIM", asks.strip(), (f"map {step.id}.whether", f"rule 38: {draft.able.word}"))
    yield from _worth(draft, step)
    yield from _why_not(draft)
    owes = draft.ladder.aim.owes if isinstance(draft.ladder.aim, Reach) else ()
    if owes and draft.ladder.all_the_way == draft.ladder.aim:
        yield Line("AIM", _take_it(draft, owes), tuple(f"owed {name}" for name in owes))
    if isinstance(draft.ladder.aim, Request):
        yield Line("TODAY", f"{_will(draft, draft.ladder.aim)}.", _sources(draft.ladder.aim))
    elif draft.ladder.aim is None and (text := no_aim(draft)):
        yield Line("TODAY", text, ("rule 49",))


def _written(draft: Draft, step: Decision) -> str:
    rung = rung_asked(draft.standing, step.id)
    ending = {"wrote": ", in writing", "did": ", and does it"}.get(rung, "")
    return f"{step.clause}{ending}"


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
    from callplan.core.plan.asks import unknown_facts

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
    return f"it is not known yet: {phrase.joined([draft.fact_name(name) for name in draft.blockers()])}"


def _declined(draft: Draft, step: str) -> str:
    no = verdict(draft.standing, step).declined
    assert no is not None
    words = f": {phrase.quoted(no.words)}" if no.words else ""
    return f"{draft.first(no.person)} said no on {phrase.short_day(no.on, draft.today)}{words}"


def _put_off(draft: Draft, step: str) -> str:
    put_off = past(draft.standing, step).put_off
    assert put_off is not None
    return f"{draft.first(put_off.word.person)} put it off to {phrase.short_day(put_off.until, draft.today)}"


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
        return (
            f"{draft.first(no.person)} said no to {draft.title(draft.chosen)} on "
            f"{phrase.short_day(no.on, draft.today)}: ask what would have to change."
        )
    if draft.status(draft.chosen) == "put-off":
        return f"{title}: {_put_off(draft, draft.chosen)}."
    waiting = _awaited(draft)
    if waiting:
        due = phrase.short_day(waiting.due, draft.today)
        return f"{title} waits for {draft.first(waiting.person)}: {waiting.act}, due {due}."
    return f"{title} cannot be moved by those on this call: {reason(draft)}."


def _awaited(draft: Draft) -> Promise | None:
    live = [each for each in draft.deal.promises.values() if each.state == "open" and each.step]
    wanted = {*draft.blockers(), *(f"@{role}" for role, _ in draft.missing())}
    theirs = [each for each in live if draft.deal.side(each.person) == "client"]
    return next((each for each in theirs if each.step in wanted), theirs[0] if theirs else None)


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


def _will(draft: Draft, request: Request) -> str:
    return f"{draft.name(request.person)} will {draft.deed(request)} by {phrase.long_day(request.due, draft.today)}"


def _sources(request: Request) -> tuple[str, ...]:
    return (f"map {request.id}" if request.id[0] != "@" else f"role {request.id[1:]}", f"rule 45{request.kind}")


def least(draft: Draft) -> Iterator[Line]:
    """The least that still counts."""
    request = draft.ladder.least
    if request is None:
        return
    offer = draft.help(request)
    text = f"{_will(draft, request)}. With no date from {draft.first(request.person)}, nothing has moved."
    yield Line("LEAST", f"{text} Bring {offer}." if offer else text, _sources(request))


def all_the_way(draft: Draft) -> Iterator[Line]:
    """How far they may go, how to take it, and what it leaves owing."""
    far = draft.ladder.all_the_way
    if far is None or far == draft.ladder.aim:
        return
    step = draft.map.steps[far.id]
    assert isinstance(step, Decision)
    who = phrase.joined([draft.first(name) for name in far.people])
    verb = "decide" if len(far.people) > 1 else "decides"
    text = f"{who} {verb} whether {_written(draft, step)}."
    if far.owes:
        text = f"{text} {_take_it(draft, far.owes)}{_price(draft, far)}"
    yield Line("ALL THE WAY", text, (f"map {far.id}.whether", "rule 42", *(f"owed {name}" for name in far.owes)))


def _take_it(draft: Draft, owes: tuple[str, ...]) -> str:
    """Take the yes, and let somebody name a day for each thing then owed, before what waits for it."""
    from callplan.core.deal.owed import owed

    reach = draft.ladder.all_the_way or draft.ladder.aim
    assert isinstance(reach, Reach)
    debts = {debt.id: debt for debt in owed(draft.standing.but(frozenset(reach.chain), draft.present))}
    gates = dict.fromkeys(debts[name].before for name in owes)
    parts = []
    for gate in gates:
        titles = draft.titles([name for name in owes if debts[name].before == gate])
        parts.append(f"{titles}, before {draft.title(gate)}" if gate else titles)
    return f"Take it, and let {_keeper(draft, owes)} name a day for {'; for '.join(parts)}."


def _keeper(draft: Draft, owes: tuple[str, ...]) -> str:
    """Who on the call can name the day: one with a voice in what is owed, else the first client person."""
    from callplan.core.call.feasible import has_voice

    for name in draft.clients:
        if any(owed[0] != "@" and has_voice(draft.standing, owed, (name,)) for owed in owes):
            return draft.first(name)
    return draft.first(draft.clients[0])


def _price(draft: Draft, far: Reach) -> str:
    """The price of a leap, only when it passes over what is not owed yet."""
    already = {debt.id for debt in draft.owed}
    leapt = [draft.map.steps[name] for name in far.owes if name in draft.map.steps and name not in already]
    dear = next((step for step in leapt if step.if_skipped), None)
    return f" If {dear.name} stays owed, {dear.if_skipped}." if dear else ""


def elsewhere(draft: Draft) -> Iterator[Line]:
    """What the main front waits for, when the call is for something else (rule 41)."""
    from callplan.core.deal.position import front

    ahead = front(draft.standing, "main")
    if not draft.present or not draft.chosen or not ahead or draft.chosen in ahead or draft.light:
        return
    title = draft.title(ahead[0])
    voice = next((name for name in draft.clients if _has_voice(draft, ahead[0], name)), None)
    ask = f"; ask {draft.first(voice)} what would let it start" if voice else ""
    yield Line("WHERE", f"On the main way {title} comes next{ask}.", (f"front {ahead[0]}", "rule 41"))


def _has_voice(draft: Draft, step: str, name: str) -> bool:
    from callplan.core.call.feasible import has_voice

    return has_voice(draft.standing, step, (name,))


def opening(draft: Draft) -> Iterator[Line]:
    """The first words: our late promise, the last decision, what today is for, and when to stop."""
    step = draft.decision
    if step is None or not draft.clients:
        return
    parts = [_confession(draft), _today(draft, step)]
    if step.no_is_right_if:
        parts.append(f"If {step.no_is_right_if}, tell me and we stop there.")
    because = (
        *(f"promise {each}" for each in draft.late()[:1]),
        f"map {step.id}.title",
        f"map {step.id}.no_is_right_if",
    )
    yield Line("OPEN", phrase.quoted(" ".join(filter(None, parts))), because)


def _confession(draft: Draft) -> str:
    late = [draft.deal.promises[each] for each in draft.late()]
    if not late:
        return ""
    return f"I was to {late[0].act} by {phrase.short_day(late[0].due, draft.today)} and have not."


def _today(draft: Draft, step: Decision) -> str:
    today = (
        f"today is for {step.name}" if isinstance(draft.ladder.aim, Reach) else f"today is a step towards {step.name}"
    )
    marks = [mark for mark in past(draft.standing, step.id).marks if mark.kind == "re-opened" and not mark.spent]
    if draft.doubted == step.id and draft.status(step.id) == "made" and draft.last:
        word = verdict(draft.standing, step.id).made
        assert word is not None
        return f"{phrase.capital(step.name)} was decided on {phrase.short_day(word.on, draft.today)}, and two days have gone by since without what was promised; {today} again."
    if marks:
        return f"{phrase.capital(step.name)} is open again; {today}."
    if draft.last:
        day = phrase.short_day(draft.last.word.on, draft.today)
        return f"After {draft.title(draft.last.id)} on {day}, {today}."
    met = sum(call.client for call in draft.deal.calls)
    return f"We have met {_times(met)}; {today}." if met else f"{phrase.capital(today)}."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{phrase.number(count)} times")


def if_back(draft: Draft) -> Iterator[Line]:
    """What to do when they go back."""
    step = draft.decision
    if step is None or not draft.clients or draft.light:
        return
    furthest = _furthest_made(draft)
    if furthest:
        made, word = furthest
        day = phrase.short_day(word.on, draft.today)
        text = f"If {made.name} comes apart, ask what changed since {day} and settle that first."
        yield Line("IF BACK", text, (f"entry {word.number}",))
        return
    who = draft.able.people or draft.clients
    name = draft.first(who[0])
    text = f"If {name} says no to {step.name}, ask what would have to change first, and offer {name} to close."
    yield Line("IF BACK", text, (f"map {step.id}",))


def _furthest_made(draft: Draft) -> tuple[Decision, Word] | None:
    """The furthest decision made, on the chosen one's track before any other."""
    track = draft.map.stage_of[draft.chosen].track if draft.chosen else "main"
    made = [
        (step, word)
        for step in draft.map.decisions
        if step.id != draft.chosen
        and draft.status(step.id) == "made"
        and (word := verdict(draft.standing, step.id).made)
    ]
    rank, stages = draft.map.rank, draft.map.stage_of
    return max(made, key=lambda pair: (stages[pair[0].id].track == track, rank[pair[0].id]), default=None)


def at_the_end(draft: Draft) -> Iterator[Line]:
    """Say back what was reached, and ask whether it was worth their time."""
    if not draft.clients:
        return
    rungs = [draft.ladder.all_the_way, draft.ladder.aim, draft.ladder.least]
    parts = list(dict.fromkeys(_said_back(draft, rung) for rung in rungs if rung))
    if not parts:
        return
    reached = f"{', '.join(parts[:-1])} or {parts[-1]}" if len(parts) > 1 else parts[0]
    aim = draft.ladder.aim
    person = (aim.person if isinstance(aim, Request) else aim.people[0] if aim and aim.people else "") or draft.clients[
        0
    ]
    name = draft.first(person if person in draft.clients else draft.clients[0])
    text = f"Say back what was reached: {reached}. “{name}, was this worth your time?”"
    yield Line("AT THE END", text, ("rungs",))


def _said_back(draft: Draft, rung: Reach | Request) -> str:
    if isinstance(rung, Request):
        return f"{phrase.long_day(rung.due, draft.today)} ({draft.first(rung.person)})"
    return f"{draft.title(rung.id)} ({phrase.joined([draft.first(name) for name in rung.people])})"
