"""The facts a plan leans on, weakest first (rule 57)."""

from __future__ import annotations

from callplan.core.call.choose import under_way
from callplan.core.condition import conditions, leaves
from callplan.core.deal.facts import Known, known
from callplan.core.deal.needs import unmet
from callplan.core.deal.position import front
from callplan.core.deal.standing import applies, choices
from callplan.core.deal.status import settled
from callplan.core.plan.briefing import Briefing
from callplan.core.terms import Condition, Moment, Named, Test

WEAKNESS = ("conflict", "unknown", "assumed", "single")


def facts_of(b: Briefing, step: str) -> list[str]:
    """The facts that a decision's applying, deciding or needs hang on."""
    return list(dict.fromkeys([*_asked_of(b, step), *_asked_before(b, step)]))


def facts_of_a_date(b: Briefing) -> list[str]:
    """The facts that are days on which the limits of the chosen decision, and of what it waits for, hang."""
    return _days_of(b, b.chosen) if b.chosen else []


def unknown_facts(b: Briefing, step: str) -> list[str]:
    """Those of them that are not known well enough."""
    every = facts_of(b, step)
    needed = {
        leaf.id
        for condition in (b.map.stage_of[step].needs, b.map.steps[step].needs)
        for leaf in leaves(condition)
        if isinstance(leaf, Named) and leaf.id in b.map.fact
    }
    found = {name: known(b.standing, name) for name in every}
    return [
        name
        for name, each in found.items()
        if (each.value is None and each.state != "n/a") or (name in needed and not each.told and each.state != "n/a")
    ]


def _asked_of(b: Briefing, step: str) -> list[str]:
    """The facts a step's own conditions ask, computed ones resolved into what they rest on."""
    found = b.map.steps[step]
    stage = b.map.stage_of[step]
    every: list[Condition | None] = [found.when, stage.when, found.needs, stage.needs, *conditions(found.by)]
    return _facts_in(b, every)


def _asked_before(b: Briefing, step: str) -> list[str]:
    """The facts on which it hangs whether what a decision needs applies."""
    before = [name for name in unmet(b.standing, step, b.present) if name in b.map.steps]
    uncertain = [name for name in before if applies(b.standing, name) is None]
    return [fact for name in uncertain for fact in _leaned_on(b, name, False)]


def _facts_in(b: Briefing, every: list[Condition | None]) -> list[str]:
    names: dict[str, None] = {}
    for condition in every:
        for leaf in leaves(condition):
            name = leaf.fact if isinstance(leaf, Test) else leaf.id
            fact = b.map.fact.get(name)
            if fact is None:
                continue
            inner = _facts_in(b, list(conditions(fact.depends))) if fact.depends else [name]
            names.update(dict.fromkeys(inner))
    return list(names)


def weak_facts(b: Briefing) -> dict[str, Known]:
    """The facts the plan leans on that are not confirmed, weakest and nearest first; every conflict as well (57)."""
    chosen = b.chosen or ""
    needs = b.standing.way.needs[chosen] if chosen else ()
    steps = [chosen, *[name for name in needs if not settled(b.standing, name)]] if chosen else []
    ahead = [step for track in b.map.tracks for step in front(b.standing, track)]
    steps += [step for step in ahead if under_way(b.standing, step)]
    near = [name for step in dict.fromkeys(steps) for name in _leaned_on(b, step, step == chosen)]
    near += _days_of(b, chosen) if chosen else []
    every = [*near, *(name for name in b.map.fact if _differs(b, name))]
    found = {name: known(b.standing, name) for name in dict.fromkeys(every)}
    weak = {name: each for name, each in found.items() if each.state in WEAKNESS and not _told_by_its_own(b, each)}
    return dict(sorted(weak.items(), key=lambda pair: WEAKNESS.index(pair[1].state)))


def _differs(b: Briefing, fact: str) -> bool:
    """Whether sources differ about a fact that can still matter: nothing asks for it, or something unsettled does."""
    if known(b.standing, fact).state != "conflict":
        return False
    asking = [step for step in b.map.steps if fact in _asked_of(b, step) or fact in _counted_to(b, step)]
    return not asking or not all(_is_past(b, step) for step in asking)


def _is_past(b: Briefing, step: str) -> bool:
    """Whether a step is settled, and nothing that says who decides it hangs on a fact."""
    return settled(b.standing, step) and not _facts_in(b, list(conditions(b.map.steps[step].by)))


def _days_of(b: Briefing, step: str) -> list[str]:
    """The days on which the limits of a decision, and of the acts it waits for, hang."""
    acts = [name for name in unmet(b.standing, step, b.present) if name in b.map.steps]
    return [fact for name in (step, *acts) for fact in _counted_to(b, name)]


def _counted_to(b: Briefing, step: str) -> list[str]:
    """The days from which the limit of a step is counted."""
    moments = choices(b.standing, b.map.steps[step].before)
    points = [point.id for moment in moments if isinstance(moment, Moment) for point in moment.of]
    return [name for name in points if name in b.map.fact]


def _told_by_its_own(b: Briefing, found: Known) -> bool:
    """Whether a fact rests on one word, and that is in writing from somebody the map would have asked."""
    if found.state != "single":
        return False
    return any(
        claim.proof in ("wrote", "did") and b.map.fact[claim.fact].of in b.deal.roles(claim.person)
        for claim in found.claims
    )


def leaned_on(b: Briefing, step: str) -> list[str]:
    """The facts that a decision, and what it needs, hang on; computed ones resolved into what they rest on."""
    needs = [name for other in b.standing.way.needs[step] for name in _leaned_on(b, other, False)]
    return list(dict.fromkeys([*_asked_of(b, step), *needs]))


def _leaned_on(b: Briefing, step: str, chosen: bool) -> list[str]:
    if chosen:
        return _asked_of(b, step)
    found, stage = b.map.steps[step], b.map.stage_of[step]
    return _facts_in(b, [found.when, stage.when])
