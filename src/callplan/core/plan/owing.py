"""What they fear, what is promised and owed on both sides, their work, and the footer (RULES §3)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.deal.clock import missed_twice
from callplan.core.deal.facts import known
from callplan.core.deal.needs import behind, is_ours
from callplan.core.deal.owed import Debt
from callplan.core.deal.position import undone
from callplan.core.deal.state import Promise
from callplan.core.deal.verdict import deciding
from callplan.core.plan.draft import Draft
from callplan.core.plan.model import Line, Risk
from callplan.core.playbook import Act

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def risk(draft: Draft) -> Risk | None:
    """The concern somebody raised about this decision, else the map's first."""
    step = draft.decision
    if step is None or not draft.clients or draft.silent:
        return None
    raised = [each for each in draft.deal.concerns.values() if not each.met and each.decision in ("", step.id)]
    if raised:
        last = raised[-1]
        day = phrase.short_day(last.on, draft.today)
        return Risk(f"{draft.first(last.person)} on {day}: {phrase.quoted(last.words)}", "", "")
    if not step.concerns:
        return None
    return Risk(step.concerns[0].fear, step.concerns[0].say, step.concerns[0].never)


def risk_line(draft: Draft) -> Iterator[Line]:
    """The risk in words, and what not to promise."""
    step, found = draft.decision, risk(draft)
    if step is None or found is None:
        return
    raised = found.fear.endswith("”")
    parts = [f"{phrase.sentence(found.fear)} Ask what would settle it." if raised else f"They fear that {found.fear}."]
    parts += [f"Say: {phrase.sentence(found.say)}"] if found.say else []
    parts += [f"Do not promise {found.never}."] if found.never else []
    concerns = [each.id for each in draft.deal.concerns.values() if not each.met]
    because = f"concern {concerns[-1]}" if raised else f"map {step.id}.concerns"
    yield Line("RISK", " ".join(parts), (because,))


def promises(draft: Draft) -> Iterator[Line]:
    """What we must finish before the call; promises late and live, ours and theirs; what is owed."""
    before = [f"{draft.map.steps[act].clause}{draft.due(act)}" for act in draft.unfinished()[:2]]
    if before:
        because = tuple(f"map {act}" for act in draft.unfinished()[:2])
        label = "Ours to finish" if draft.silent else "Before you dial"
        last = "or" if _one_is_enough(draft, draft.unfinished()[:2]) else "and"
        yield Line("PROMISES", f"{label}: {phrase.joined(before, last)}.", because)
    every = list(draft.deal.promises.values())
    for each in [each for each in every if draft.deal.side(each.person) == "us"]:
        yield from _ours(draft, each)
    for each in [each for each in every if draft.deal.side(each.person) != "us"]:
        yield from _theirs(draft, each)
    yield from _owed(draft)


def _one_is_enough(draft: Draft, acts: tuple[str, ...]) -> bool:
    """Whether two acts stand only in a choice, of which one is enough."""
    mentions = [around for act in acts for _, around in draft.standing.way.mentions.get(act, ())]
    return len(acts) > 1 and bool(mentions) and all(around and around == mentions[0] for around in mentions)


def _ours(draft: Draft, promise: Promise) -> Iterator[Line]:
    if promise.state not in ("open", "missed"):
        return
    late = "Ours, late" if promise.id in draft.late() else "Ours"
    day = phrase.long_day(promise.due, draft.today)
    yield Line("PROMISES", f"{late}: {promise.act} ({day}).", (f"promise {promise.id}",))


def _theirs(draft: Draft, promise: Promise) -> Iterator[Line]:
    because = (f"promise {promise.id}",)
    days = [phrase.short_day(day, draft.today) for day in promise.misses]
    who = draft.name(promise.person)
    if promise.step in missed_twice(draft.standing) and promise.state == "missed":
        same = [each for each in draft.deal.promises.values() if (each.step, each.state) == (promise.step, "missed")]
        if promise.id == same[-1].id:
            every = phrase.joined([phrase.short_day(day, draft.today) for each in same for day in each.misses])
            yield Line("PROMISES", f"{who} was to {promise.act} by {every}.", because)
    elif promise.state == "missed" and not _promised_again(draft, promise):
        yield Line("PROMISES", f"{who} was to {promise.act} by {phrase.joined(days)}, and did not.", because)
    elif promise.state == "open":
        due, before = phrase.short_day(promise.due, draft.today), _earlier(draft, promise)
        if promise.due < draft.day:
            yield Line("PROMISES", f"{who} was to {promise.act} by {due}{before}: kept?", because)
        else:
            yield Line("PROMISES", f"{who} is to {promise.act} by {due}{before}.", because)


def _promised_again(draft: Draft, promise: Promise) -> bool:
    """Whether the same person has promised the same step for another day since."""
    return any(promise in _same_before(draft, each) for each in draft.deal.promises.values() if each.state == "open")


def _same_before(draft: Draft, promise: Promise) -> list[Promise]:
    same = [each for each in draft.deal.promises.values() if (each.step, each.person) == (promise.step, promise.person)]
    return [each for each in same if promise.step and each.state == "missed" and each.number < promise.number]


def _earlier(draft: Draft, promise: Promise) -> str:
    """The days this was promised for before: moved, or missed and promised again."""
    missed = [phrase.short_day(day, draft.today) for each in _same_before(draft, promise) for day in each.misses]
    moved = [phrase.short_day(day, draft.today) for day in promise.misses]
    if missed:
        return f", after missing {phrase.joined([*missed, *moved])}"
    return f", moved from {phrase.joined(moved)}" if moved else ""


def _owed(draft: Draft) -> Iterator[Line]:
    groups: dict[tuple[str | None, str | None, date | None, bool], list[Debt]] = {}
    promised = {each.step for each in draft.deal.promises.values() if each.state == "open"}
    here = {role for name in draft.present for role in draft.deal.roles(name)}
    for debt in draft.owed:
        aimed = bool(draft.present) and debt.id == draft.chosen
        told = aimed or debt.id in promised or debt.id in missed_twice(draft.standing)
        if not told and debt.id.removeprefix("@") not in here:
            groups.setdefault((debt.before, debt.owner, debt.due, debt.since_map), []).append(debt)
    for (gate, owner, due, since_map), debts in groups.items():
        before = f", before {draft.title(gate)}" if gate else ""
        named = "no name, no day yet"
        if owner and due:
            named = f"put off by {draft.plain(owner)} to {phrase.short_day(due, draft.today)}"
        ours = [debt.id for debt in debts if debt.id[0] != "@" and is_ours(draft.standing, debt.id)]
        theirs = [debt.id for debt in debts if debt.id not in ours]
        if theirs:
            because = tuple(f"owed {name}" for name in theirs)
            what = phrase.shortened([draft.dated(name) for name in theirs])
            since = " since the map changed" if since_map else ""
            yield Line("PROMISES", f"Owed{since}: {what}{before}: {named}.", because)
        if left := [name for name in ours if name not in draft.unfinished()]:
            because = tuple(f"owed {name}" for name in left)
            yield Line("PROMISES", f"Ours to catch up: {draft.titles(left)}{before}.", because)


def work(draft: Draft) -> list[str]:
    """The acts of theirs around the chosen decision that are neither a rung, a debt, a promise nor missed twice."""
    if not draft.chosen:
        return []
    rungs = {rung.id for rung in (draft.ladder.aim, draft.ladder.least) if isinstance(rung, Request)}
    taken = rungs | {debt.id for debt in draft.owed} | missed_twice(draft.standing)
    taken |= {each.step for each in draft.deal.promises.values() if each.state == "open"}
    stage = [step.id for step in draft.map.stage_of[draft.chosen].steps]
    names = dict.fromkeys([*draft.blockers(), *stage])
    acts = [name for name in names if isinstance(draft.map.steps.get(name), Act) and undone(draft.standing, name)]
    acts = [name for name in acts if not behind(draft.standing, name, draft.present)]
    return [act for act in acts if act not in taken and not is_ours(draft.standing, act)]


def work_lines(draft: Draft) -> Iterator[Line]:
    """What they have to do, with or without us."""
    for name in work(draft):
        act = draft.map.steps[name]
        assert isinstance(act, Act)
        options = deciding(draft.standing, name)
        who, count = draft.subject(options[0]) if options else ("somebody", "one")
        verb = "has" if count == "one" else "have"
        alone = ", with or without us" if act.without_us else ""
        offer = f" Bring {act.help}." if act.help else ""
        text = f"{phrase.capital(who)} {verb} to {act.clause}{draft.so_far(name)}{draft.due(name)}{alone}.{offer}"
        yield Line("THEIR WORK", text, (f"map {name}",))


def foot(draft: Draft) -> Iterator[Line]:
    """Map and version, what was assumed, and the command for afterwards."""
    assumed = [
        f"{draft.fact_name(name)} ({found.value})"
        for name in draft.map.fact
        if (found := known(draft.standing, name)).state == "assumed" and draft.map.fact[name].depends is None
    ]
    parts = [f"{draft.map.id} {draft.map.version}"]
    parts += [f"assumed: {phrase.joined(assumed)}"] if assumed else []
    parts.append(phrase.held(f"callplan {'debrief' if draft.call else 'prep'} {phrase.typed(draft.deal.name)}"))
    yield Line("FOOT", " · ".join(parts), ("the pinned map",))
