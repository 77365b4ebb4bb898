"""A map as a plain list: roles, facts, and each stage with its decisions and acts."""

from __future__ import annotations

from collections.abc import Iterator

from callplan.core.clean import clean
from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.map.terms import Cases, Named


def listing(playbook: Playbook) -> str:
    """The map in lines, an id before each."""
    return "".join([f"{clean(line).rstrip()}\n" for line in _page(playbook)])


def _page(playbook: Playbook) -> Iterator[str]:
    yield f"{playbook.id}, version {playbook.version}: {playbook.title}"
    if playbook.choose_when:
        yield f"When {playbook.choose_when}"
    yield from _listed("Roles", {role.id: role.title for role in playbook.roles})
    yield from _listed("Facts", {fact.id: fact.ask for fact in playbook.facts if fact.ask})
    for track, stages in playbook.tracks.items():
        for stage in stages:
            beside = "" if track == "main" else f" (beside the main way: {track})"
            yield from _listed(f"{stage.title}{beside}", {step.id: _said(step) for step in stage.steps})
    yield from _listed("Ends", {end.id: end.title or ", ".join(end.reasons) for end in playbook.ends})


def _listed(title: str, entries: dict[str, str]) -> Iterator[str]:
    if entries:
        widest = max(map(len, entries))
        yield from ("", title, *[f"  {name:<{widest}}  {said}" for name, said in entries.items()])


def _said(step: Act | Decision) -> str:
    clause = f"whether {step.clause}" if isinstance(step, Decision) else step.clause
    return f"{', '.join(_by(step))}: {clause}"


def _by(step: Act | Decision) -> list[str]:
    """The roles that do or decide a step, in every case."""
    options = [case.value for case in step.by.of] if isinstance(step.by, Cases) else [step.by]
    named = [leaf.id for who in options if who is not None for leaf in leaves(who) if isinstance(leaf, Named)]
    return list(dict.fromkeys(named))
