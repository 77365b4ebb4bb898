"""The facts a plan leans on, weakest first (rule 57)."""

from __future__ import annotations

from callplan.core.call.choose import under_way
from callplan.core.condition import conditions, leaves
from callplan.core.deal.facts import Known, known
from callplan.core.deal.needs import unmet
from callplan.core.deal.position import front
from callplan.core.deal.standing import applies, choices
from callplan.core.deal.status import is_open, settled
from callplan.core.plan.draft import Draft
from callplan.core.terms import Condition, Moment, Named, Test

WEAKNESS = ("conflict", "unknown", "assumed", "single")


def unknown_facts(draft: Draft, step: str) -> list[str]:
    """The facts not known well enough that a decision's applying, deciding or needs hang on."""
    every = dict.fromkeys([*_asked_of(draft, step), *_asked_before(draft, step)])
    needed = {
        leaf.id
        for condition in (draft.map.stage_of[step].needs, draft.map.steps[step].needs)
        for leaf in leaves(condition)
        if isinstance(leaf, Named) and leaf.id in draft.map.fact
    }
    found = {name: known(draft.standing, name) for name in every}
    return [
        name
        for name, each in found.items()
        if (each.value is None and each.state != "n/a") or (name in needed and not each.told and each.state != "n/a")
    ]


def _asked_of(draft: Draft, step: str) -> list[str]:
    """The facts a step's own conditions ask, computed ones resolved into what they rest on."""
    found = draft.map.steps[step]
    stage = draft.map.stage_of[step]
    every: list[Condition | None] = [found.when, stage.when, found.needs, stage.needs, *conditions(found.by)]
    return _facts_in(draft, every)


def _asked_before(draft: Draft, step: str) -> list[str]:
    """The facts on which it hangs whether what a decision needs applies."""
    before = [name for name in unmet(draft.standing, step, draft.present) if name in draft.map.steps]
    uncertain = [name for name in before if applies(draft.standing, name) is None]
    return [fact for name in uncertain for fact in _leaned_on(draft, name, False)]


def _facts_in(draft: Draft, every: list[Condition | None]) -> list[str]:
    names: dict[str, None] = {}
    for condition in every:
        for leaf in leaves(condition):
            name = leaf.fact if isinstance(leaf, Test) else leaf.id
            fact = draft.map.fact.get(name)
            if fact is None:
                continue
            inner = _facts_in(draft, list(conditions(fact.depends))) if fact.depends else [name]
            names.update(dict.fromkeys(inner))
    return list(names)


def weak_facts(draft: Draft) -> dict[str, Known]:
    """The facts the plan leans on that are not confirmed, weakest and nearest first; every conflict as well (57)."""
    chosen = draft.chosen or ""
    needs = draft.standing.way.needs[chosen] if chosen else ()
    steps = [chosen, *[name for name in needs if not settled(draft.standing, name)]] if chosen else []
    ahead = [step for track in draft.map.tracks for step in front(draft.standing, track)]
    steps += [step for step in ahead if under_way(draft.standing, step)]
    near = [name for step in dict.fromkeys(steps) for name in _leaned_on(draft, step, step == chosen)]
    near += _days_of(draft, chosen) if chosen else []
    every = [*near, *(name for name in draft.map.fact if _differs(draft, name))]
    found = {name: known(draft.standing, name) for name in dict.fromkeys(every)}
    weak = {name: each for name, each in found.items() if each.state in WEAKNESS and not _told_by_its_own(draft, each)}
    return dict(sorted(weak.items(), key=lambda pair: WEAKNESS.index(pair[1].state)))


def _differs(draft: Draft, fact: str) -> bool:
    """Whether sources differ about a fact that can still matter: nothing asks for it, or something unsettled does."""
    if known(draft.standing, fact).state != "conflict":
        return False
    asking = [step for step in draft.map.steps if fact in _asked_of(draft, step) or fact in _counted_to(draft, step)]
    return not asking or not all(_is_past(draft, step) for step in asking)


def _is_past(draft: Draft, step: str) -> bool:
    """Whether a step is settled, and nothing that says who decides it hangs on a fact."""
    return settled(draft.standing, step) and not _facts_in(draft, list(conditions(draft.map.steps[step].by)))


def facts_ahead(draft: Draft) -> list[str]:
    """The facts on which it hangs whether the open decisions apply, and who makes them, in the order of the map."""
    every = [step.id for step in draft.map.decisions if is_open(draft.standing, step.id)]
    return list(dict.fromkeys(name for step in every for name in _asked_of(draft, step)))


def _days_of(draft: Draft, step: str) -> list[str]:
    """The days on which the limits of a decision, and of the acts it waits for, hang."""
    acts = [name for name in unmet(draft.standing, step, draft.present) if name in draft.map.steps]
    return [fact for name in (step, *acts) for fact in _counted_to(draft, name)]


def _counted_to(draft: Draft, step: str) -> list[str]:
    """The days from which the limit of a step is counted."""
    moments = choices(draft.standing, draft.map.steps[step].before)
    points = [point.id for moment in moments if isinstance(moment, Moment) for point in moment.of]
    return [name for name in points if name in draft.map.fact]


def _told_by_its_own(draft: Draft, found: Known) -> bool:
    """Whether a fact rests on one word, and that is in writing from somebody the map would have asked."""
    if found.state != "single":
        return False
    return any(
        claim.proof in ("wrote", "did") and draft.map.fact[claim.fact].of in draft.deal.roles(claim.person)
        for claim in found.claims
    )


def leaned_on(draft: Draft, step: str) -> list[str]:
    """The facts that a decision, and what it needs, hang on; computed ones resolved into what they rest on."""
    needs = [name for other in draft.standing.way.needs[step] for name in _leaned_on(draft, other, False)]
    return list(dict.fromkeys([*_asked_of(draft, step), *needs]))


def _leaned_on(draft: Draft, step: str, chosen: bool) -> list[str]:
    if chosen:
        return _asked_of(draft, step)
    found, stage = draft.map.steps[step], draft.map.stage_of[step]
    return _facts_in(draft, [found.when, stage.when])
