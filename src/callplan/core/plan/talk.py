"""What to say: the first words, what to do when they go back, and the last (RULES §3)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.feasible import has_voice, missing_roles
from callplan.core.call.rungs import Reach
from callplan.core.call.speech import silenced
from callplan.core.deal.needs import unmet
from callplan.core.deal.position import front
from callplan.core.deal.state import Word
from callplan.core.deal.status import lapsed
from callplan.core.deal.verdict import past, verdict
from callplan.core.plan.between import awaited
from callplan.core.plan.draft import Draft
from callplan.core.plan.model import Line
from callplan.core.playbook import Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def opening(draft: Draft) -> Iterator[Line]:
    """The first words: our late promise, the last decision, what today is for, and when to stop."""
    step = draft.decision
    if step is None or not draft.clients or draft.silent:
        return
    parts = [confession(draft), _today(draft, step)]
    if step.no_is_right_if:
        parts.append(f"If {step.no_is_right_if}, tell me and we stop there.")
    because = (
        *(f"promise {each}" for each in draft.late()[:1]),
        f"map {step.id}.title",
        f"map {step.id}.no_is_right_if",
    )
    yield Line("OPEN", phrase.quoted(" ".join(filter(None, parts))), because)


def confession(draft: Draft) -> str:
    """That we have not kept what we promised; nothing when we have."""
    late = [draft.deal.promises[each] for each in draft.late()]
    if not late:
        return ""
    return f"I was to {late[0].act} by {phrase.short_day(late[0].due, draft.today)} and have not."


def _today(draft: Draft, step: Decision) -> str:
    title = draft.title(step.id)
    reached = isinstance(draft.ladder.aim, Reach)
    today = f"today is for {title}" if reached else f"today is a step towards {title}"
    again = "today is for that" if reached else "today is a step towards that"
    opened = _opened_again(draft, step.id)
    if opened:
        return f"{opened}; {again}."
    if draft.last and draft.status(draft.last.id) != "expired":
        day = phrase.short_day(draft.last.word.on, draft.today)
        return f"After {_decided(draft)} on {day}, {today}."
    met = sum(call.client for call in draft.deal.calls)
    return f"We have met {_times(met)}; {today}." if met else f"{phrase.capital(today)}."


def _decided(draft: Draft) -> str:
    """The last decision as a noun; a no is named as one."""
    assert draft.last is not None
    no = draft.status(draft.last.id) in ("declined", "answered-no")
    return f"the no to {draft.title(draft.last.id)}" if no else draft.title(draft.last.id)


def _opened_again(draft: Draft, step: str) -> str:
    """Why something once made is on the table: in doubt, lapsed, re-opened, resting on another, its decider gone."""
    title, kind, word = draft.title(step), draft.status(step), verdict(draft.standing, step).made
    if draft.doubted == step and kind == "made" and word:
        return f"We settled {title} on {phrase.short_day(word.on, draft.today)}, and two dates have gone by since"
    day = lapsed(draft.standing, step) if kind == "expired" else None
    if day:
        return f"{phrase.capital(title)} lapsed on {phrase.short_day(day, draft.today)}"
    marks = [mark for mark in past(draft.standing, step).marks if not mark.spent]
    if not marks or kind not in ("re-opened", "to-reconfirm"):
        return ""
    if kind == "re-opened":
        return f"{phrase.capital(title)} is open again"
    if marks[-1].kind == "left":
        return f"{draft.first(marks[-1].cause)} has left, and {title} has to be said again"
    return f"With {draft.title(marks[-1].cause)} taken up again, {title} has to be said again"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{phrase.number(count)} times")


def if_back(draft: Draft) -> Iterator[Line]:
    """What to do when they go back."""
    step = draft.decision
    if step is None or not draft.clients or draft.light or draft.silent:
        return
    furthest = _furthest_made(draft)
    if furthest:
        made, word = furthest
        day = phrase.short_day(word.on, draft.today)
        text = f"If {made.called} comes apart, ask what changed since {day} and settle that first."
        yield Line("IF BACK", text, (f"entry {word.number}",))
        return
    aim, because = draft.ladder.aim, (f"map {step.id}",)
    if isinstance(aim, Request):
        name = draft.first(aim.person)
        text = f"If {name} will not {draft.deed(aim)}, ask what would have to change first, and offer to close it."
    else:
        name = draft.first((draft.able.people or _voices(draft, step.id) or draft.clients)[0])
        title = draft.title(step.id)
        text = f"If {name} says no to {title}, ask what would have to change first, and offer to close it."
    yield Line("IF BACK", text, because)


def _voices(draft: Draft, step: str) -> tuple[str, ...]:
    """The client people present who decide a step or are heard in it."""
    return tuple([name for name in draft.clients if has_voice(draft.standing, step, (name,))])


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
    return max(made, key=lambda pair: (stages[pair[0].id].track == track, rank[pair[0].id], pair[1].on), default=None)


def at_the_end(draft: Draft) -> Iterator[Line]:
    """Say back what was reached, and ask whether it was worth their time."""
    if not draft.clients or draft.decision is None or draft.silent:
        return
    rungs = [draft.ladder.all_the_way, draft.ladder.aim, draft.ladder.least]
    acts_only = not any(isinstance(rung, Reach) for rung in rungs)
    parts = list(dict.fromkeys(_said_back(draft, rung, acts_only) for rung in rungs if rung))
    said = f"Say back what was reached: {_either(parts)}." if parts else _still_open(draft)
    people = [_who_moves(draft), *_voices(draft, draft.decision.id), *draft.clients]
    name = draft.first(next(person for person in people if person in draft.clients))
    yield Line("AT THE END", f"{said} “{name}, was this worth your time?”", ("rungs",))


def _who_moves(draft: Draft) -> str:
    """Whose move it is: who is aimed at, else whose promise it waits for."""
    aim, turn = draft.ladder.aim, awaited(draft)
    if aim is None:
        return turn.person if turn else ""
    return aim.person if isinstance(aim, Request) else "".join(aim.people[:1])


def _either(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} or {parts[-1]}" if len(parts) > 1 else parts[0]


def _still_open(draft: Draft) -> str:
    """With no rung to reach: whose turn it is."""
    turn = awaited(draft)
    if turn:
        return f"Say back what is still open: {draft.title(turn.step)} ({draft.first(turn.person)})."
    return f"Say back what is still open: {draft.title(draft.chosen or '')}."


def _said_back(draft: Draft, rung: Reach | Request, named: bool) -> str:
    if isinstance(rung, Reach):
        return f"{draft.title(rung.id)} ({draft.firsts(rung.people)})"
    day = phrase.long_day(rung.due, draft.today)
    brought = rung.id[0] == "@" and rung.other and rung.other[0] != "@"
    title = f"a call with {draft.first(rung.other)}" if brought else draft.title(rung.id)
    return f"{title} by {day} ({draft.first(rung.person)})" if named else (f"{day} ({draft.first(rung.person)})")


def elsewhere(draft: Draft) -> Iterator[Line]:
    """What the main front waits for, when the call is for something else (rule 41)."""
    ahead = front(draft.standing, "main")
    if not draft.present or not draft.chosen or not ahead or draft.chosen in ahead or draft.light or draft.doubted:
        return
    step = ahead[0]
    if draft.status(step) in ("put-off", "declined"):
        return
    voices = _voices(draft, step) or draft.clients
    waits = _waiting(draft, step)
    ask = f"; ask {draft.first(voices[0])} about it" if voices and not silenced(draft.standing, step) else ""
    yield Line("WHERE", f"On the main way {draft.title(step)} comes next{waits}{ask}.", (f"front {step}", "rule 41"))


def _waiting(draft: Draft, step: str) -> str:
    """What a decision waits for: what it needs, else whose yes."""
    needs = [name for name in unmet(draft.standing, step, draft.present) if name in draft.map.steps]
    if needs:
        return f" and waits for {draft.titles(needs)}"
    roles = missing_roles(draft.standing, step, draft.present)
    return f" and waits for {phrase.joined([draft.somebody(role) for role in roles[:2]])}" if roles else ""
