"""The facts a plan leans on, weakest first (rule 57)."""

from __future__ import annotations

from callplan.core.call.silence import under_way
from callplan.core.deal.facts import Known, known
from callplan.core.deal.needs import unmet
from callplan.core.deal.position import front
from callplan.core.deal.standing import Standing, applies, choices
from callplan.core.deal.status import settled
from callplan.core.map.condition import conditions, leaves
from callplan.core.map.terms import Cases, Condition, Moment, Named

WEAKNESS = ("conflict", "unknown", "assumed", "single")


def facts_of(standing: Standing, step: str, present: tuple[str, ...]) -> list[str]:
    """The facts that a decision's applying, deciding or needs hang on."""
    return list(dict.fromkeys([*_asked_of(standing, step), *_asked_before(standing, step, present)]))


def facts_of_a_date(standing: Standing, chosen: str, present: tuple[str, ...]) -> list[str]:
    """The facts that are days on which the limits of the chosen decision, and of what it waits for, hang."""
    if not chosen:
        return []
    acts = [name for name in unmet(standing, chosen, present) if name in standing.map.steps]
    return [fact for name in (chosen, *acts) for fact in days_to(standing, name)]


def unknown_facts(standing: Standing, step: str, present: tuple[str, ...]) -> list[str]:
    """Those of them that are not known well enough."""
    every = facts_of(standing, step, present)
    needed = {
        leaf.id
        for condition in standing.way.asked[step]
        for leaf in leaves(condition)
        if isinstance(leaf, Named) and leaf.id in standing.map.fact
    }
    found = {name: known(standing, name) for name in every}
    return [
        name
        for name, each in found.items()
        if (each.value is None and each.state != "n/a") or (name in needed and not each.told and each.state != "n/a")
    ]


def asked_key(standing: Standing, fact: str, person: str) -> str:
    """What tells that somebody was asked for a fact; for the next day of one that has gone by they are asked anew."""
    gone_by = known(standing, fact).gone_by
    return f"ask:{fact}:{person}{f':{gone_by}' if gone_by else ''}"


def _asked_of(standing: Standing, step: str) -> list[str]:
    """The facts a step's own conditions ask, computed ones resolved into what they rest on."""
    found = standing.map.steps[step]
    stage = standing.map.stage_of[step]
    every: list[Condition | None] = [found.when, stage.when, *standing.way.asked[step], *conditions(found.by)]
    return _facts_in(standing, every)


def _asked_before(standing: Standing, step: str, present: tuple[str, ...]) -> list[str]:
    """The facts on which it hangs whether what a decision needs applies."""
    before = [name for name in unmet(standing, step, present) if name in standing.map.steps]
    uncertain = [name for name in before if applies(standing, name) is None]
    return [fact for name in uncertain for fact in _leaned_on(standing, name, False)]


def _facts_in(standing: Standing, every: list[Condition | None]) -> list[str]:
    names: dict[str, None] = {}
    for condition in every:
        for leaf in leaves(condition):
            fact = standing.map.fact.get(leaf.id)
            if fact is None:
                continue
            inner = _facts_in(standing, list(conditions(fact.depends))) if fact.depends else [leaf.id]
            names.update(dict.fromkeys(inner))
    return list(names)


def weak_facts(standing: Standing, chosen: str, present: tuple[str, ...]) -> dict[str, Known]:
    """The facts the plan leans on that are not confirmed, weakest and nearest first; every conflict as well (57)."""
    needs = standing.way.needs[chosen] if chosen else ()
    steps = [chosen, *[name for name in needs if not settled(standing, name)]] if chosen else []
    ahead = [step for track in standing.map.tracks for step in front(standing, track)]
    steps += [step for step in ahead if under_way(standing, step)]
    near = [name for step in dict.fromkeys(steps) for name in _leaned_on(standing, step, step == chosen)]
    near += facts_of_a_date(standing, chosen, present)
    every = [*near, *(name for name in standing.map.fact if _differs(standing, name))]
    found = {name: known(standing, name) for name in dict.fromkeys(every)}
    weak = {
        name: each for name, each in found.items() if each.state in WEAKNESS and not _told_by_its_own(standing, each)
    }
    return dict(sorted(weak.items(), key=lambda pair: WEAKNESS.index(pair[1].state)))


def _differs(standing: Standing, fact: str) -> bool:
    """Whether sources differ about a fact that can still matter: nothing asks for it, or something unsettled does."""
    if known(standing, fact).state != "conflict":
        return False
    asking = [
        step for step in standing.map.steps if fact in _asked_of(standing, step) or fact in days_to(standing, step)
    ]
    return not asking or not all(_is_past(standing, step) for step in asking)


def _is_past(standing: Standing, step: str) -> bool:
    """Whether a step is settled, and nothing that says who decides it hangs on a fact."""
    return settled(standing, step) and not _facts_in(standing, list(conditions(standing.map.steps[step].by)))


def days_to(standing: Standing, step: str) -> list[str]:
    """The days from which the limit of a step, or of its stage, is counted."""
    both = standing.map.steps[step].before, standing.map.stage_of[step].before
    return [name for limit in both for name in days_named(standing, limit)]


def days_named(standing: Standing, limit: Moment | Cases | None) -> list[str]:
    """The facts that are days from which a limit is counted, in any case still possible."""
    points = [point.id for each in choices(standing, limit) if isinstance(each, Moment) for point in each.of]
    return [name for name in points if name in standing.map.fact]


def _told_by_its_own(standing: Standing, found: Known) -> bool:
    """Whether a fact rests on one word, and that is in writing from somebody the map would have asked."""
    if found.state != "single":
        return False
    return any(
        claim.proof in ("wrote", "did") and standing.map.fact[claim.fact].of in standing.deal.roles(claim.person)
        for claim in found.claims
    )


def leaned_on(standing: Standing, step: str) -> list[str]:
    """The facts that a decision, and what it needs, hang on; computed ones resolved into what they rest on."""
    needs = [name for other in standing.way.needs[step] for name in _leaned_on(standing, other, False)]
    return list(dict.fromkeys([*_asked_of(standing, step), *needs]))


def _leaned_on(standing: Standing, step: str, chosen: bool) -> list[str]:
    if chosen:
        return _asked_of(standing, step)
    found, stage = standing.map.steps[step], standing.map.stage_of[step]
    return _facts_in(standing, [found.when, stage.when])
