"""What to say: the first words, what to do when they go back, and the last (RULES §3)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.feasible import has_voice
from callplan.core.call.rungs import Reach
from callplan.core.deal.position import front
from callplan.core.deal.state import Word
from callplan.core.deal.verdict import past, verdict
from callplan.core.plan.draft import Draft
from callplan.core.plan.model import Line
from callplan.core.playbook import Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


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
        day = phrase.short_day(word.on, draft.today)
        return f"We settled {step.name} on {day}, and two dates have gone by since; {today} once more."
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


def elsewhere(draft: Draft) -> Iterator[Line]:
    """What the main front waits for, when the call is for something else (rule 41)."""
    ahead = front(draft.standing, "main")
    if not draft.present or not draft.chosen or not ahead or draft.chosen in ahead or draft.light:
        return
    title = draft.title(ahead[0])
    voice = next((name for name in draft.clients if _has_voice(draft, ahead[0], name)), None)
    ask = f"; ask {draft.first(voice)} what would let it start" if voice else ""
    yield Line("WHERE", f"On the main way {title} comes next{ask}.", (f"front {ahead[0]}", "rule 41"))


def _has_voice(draft: Draft, step: str, name: str) -> bool:
    return has_voice(draft.standing, step, (name,))
