"""One playbook, as the client would walk it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.cli import words
    from callplan.core.playbook import Act, Decision, Playbook


def playbook_show(playbook: words.Map, *, json: words.Json = False) -> None:
    """Show a playbook: its roles, its facts, and its stages with their decisions and acts."""
    from callplan.cli import maps
    from callplan.core.clean import clean

    found = maps.load(playbook)
    if json:
        from callplan.render.model import as_json

        print(as_json(found))
        return
    for line in page(found):
        print(clean(line).rstrip())


def page(playbook: Playbook) -> Iterator[str]:
    """The lines of a map as the client would walk it."""
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
    from callplan.core.playbook import Decision

    clause = f"whether {step.clause}" if isinstance(step, Decision) else step.clause
    return f"{', '.join(_by(step))}: {clause}"


def _by(step: Act | Decision) -> list[str]:
    """The roles that do or decide a step, in every case."""
    from callplan.core.condition import leaves
    from callplan.core.terms import Cases, Named

    options = [case.value for case in step.by.of] if isinstance(step.by, Cases) else [step.by]
    named = [leaf.id for who in options if who is not None for leaf in leaves(who) if isinstance(leaf, Named)]
    return list(dict.fromkeys(named))
