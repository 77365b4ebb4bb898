"""A map as a Mermaid flowchart: a box for each track and stage, decisions six-sided, acts square, needs as arrows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from callplan.core.map.condition import named
from callplan.core.map.picture import Arrow, Card, Lane, Picture, Station
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.text import clean

# What Mermaid, Markdown or HTML might take for its own; Mermaid reads `direction TB` as an order wherever it stands,
# and does not draw a label that begins like a list
_UNSAFE = re.compile(r"[^\w\s,.?!'’“”()–…·-]|_|(?<=direction)\s|^-|^\d(?=\d*[.)])", re.IGNORECASE)
_SIDES = {"us": ":::ours", "third-party": ":::others"}
_LOOKS = ("closing stroke-width:4px", "ours stroke-dasharray:2 3", "others stroke-dasharray:8 4")


def mermaid(page: Picture) -> str:
    """The map as text for Mermaid, whatever its words hold."""
    kinds = {station.id: "stage" for lane in page.lanes for station in lane.stations}
    rows = [
        f"accTitle: {escaped(page.title)}",
        f"accDescr: {escaped(page.told)}",
        *[row for lane in page.lanes for row in _lane(lane)],
        *[row for lane in page.lanes for row in _order(lane)],
        *[_arrow(arrow, kinds) for arrow in page.arrows],
        *[f"classDef {look}" for look in _LOOKS],
    ]
    return "flowchart TB\n" + "".join([f"  {row}\n" for row in rows])


def escaped(text: str) -> str:
    """The text with every sign that might be read as anything but text written as a number."""
    told = " ".join(clean(text).split())
    return _UNSAFE.sub(lambda found: f"#{ord(found[0])};", told) or "…"


def _lane(lane: Lane) -> Iterator[str]:
    yield f'subgraph {_id("track", lane.track)}["{escaped(lane.title)}"]'
    for station in lane.stations:
        yield from [f"  {row}" for row in _station(station)]
    yield "end"


def _station(station: Station) -> Iterator[str]:
    applies = [f"({station.applies})"] if station.applies else []
    yield f'subgraph {_id("stage", station.id)}["{_label(station.title, *applies)}"]'
    yield from [f"  {_card(card)}" for card in station.cards]
    yield "end"


def _card(card: Card) -> str:
    left, right = ('{{"', '"}}') if card.decision else ('["', '"]')
    look = ":::closing" if card.closing else _SIDES.get(card.side, "")
    return f"{_id('step', card.id)}{left}{_label(card.title, *filter(None, (card.who, card.takes)))}{right}{look}"


def _label(*texts: str) -> str:
    return "<br/>".join(map(escaped, texts))


def _order(lane: Lane) -> Iterator[str]:
    """The order in which stages are expected, which blocks nobody."""
    for before, after in pairwise(lane.stations):
        yield f"{_id('stage', before.id)} -.-> {_id('stage', after.id)}"


def _arrow(arrow: Arrow, kinds: dict[str, str]) -> str:
    start, end = [_id(kinds.get(name, "step"), name) for name in (arrow.start, arrow.end)]
    said = ", ".join(filter(None, ("or" * arrow.choice, f"{arrow.wait} later" * bool(arrow.wait))))
    label = f'|"{escaped(said)}"|' if said else ""
    return f"{start} -->{label} {end}"


def _id(kind: str, name: str) -> str:
    """A name of our own: some ids of a map, such as `end`, are words of Mermaid."""
    return f"{kind}_{name.replace('-', '_')}"


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
    return f"{', '.join(named(step.by))}: {clause}"
