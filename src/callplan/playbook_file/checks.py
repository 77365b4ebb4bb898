"""What only the whole map shows: the decision that closes it, stages without one, and circles."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from callplan.core.playbook import Decision, Playbook, Stage
from callplan.core.terms import Cases, Condition, Named, Not, Some, Test
from callplan.playbook_file.names import KINDS, Reading
from callplan.playbook_file.nodes import Keys, Node
from callplan.playbook_file.problems import listed

Graph = dict[str, list[str]]


def check(playbook: Playbook, doc: Keys, reading: Reading) -> Playbook:
    """The map with its closing decision named; what is wrong with it as a whole is noted in the reading."""
    for stage in playbook.stages:
        if stage.id not in playbook.without:
            _has_a_decision(stage, reading)
    for name in [name for name in KINDS if name in playbook.without]:
        reading.say(doc["without"], f'"{name}" is an end of every map, so it cannot stand in "without"')
    _circle(_needs(playbook), ("needs",), "A step cannot wait for itself: take one of these needs out", reading)
    _circle(
        _status(playbook),
        ("when", "implied_by", "depends", "by"),
        "Each hangs on the next: take one of these out",
        reading,
    )
    return playbook.but(closing=_closing(playbook, doc, reading))


def _has_a_decision(stage: Stage, reading: Reading) -> None:
    decided = any(isinstance(step, Decision) for step in stage.steps)
    if stage.steps and not decided and reading.kind.get(stage.id) == "stage":
        node = reading.card[stage.id]["id"]
        reading.say(node, f'the stage "{stage.id}" has no decision ("whether:"), and nothing else moves a deal')


def _closing(playbook: Playbook, doc: Keys, reading: Reading) -> str:
    won = playbook.end["won"].needs
    if won is None:
        return _last(playbook, doc, reading)
    named = [
        name for name in dict.fromkeys(_names(won, turned=False)) if isinstance(playbook.steps.get(name), Decision)
    ]
    node = key_of(reading.card["won"], "needs")
    if len(named) != 1:
        told = f"{len(named)} decisions, {listed(named, 'and')}" if named else "no decision"
        reading.say(node, f'"won" needs {told}: name the one decision whose yes wins the deal, and facts or acts')
    elif named[0] in playbook.without:
        reading.say(node, f'"{named[0]}" wins the deal, so it cannot stand in "without"')
    return named[0] if named else ""


def _last(playbook: Playbook, doc: Keys, reading: Reading) -> str:
    stages = [stage for stage in playbook.tracks.get("main", ()) if stage.id not in playbook.without]
    if not stages:
        if playbook.stages:
            reading.say(key_of(doc, "stages"), 'no stage stands on the main track: take a "track" out')
        return ""
    last = [step.id for step in stages[-1].steps if isinstance(step, Decision)]
    left = [step for step in last if step not in playbook.without]
    if len(left) == 1:
        return left[0]
    if last and reading.kind.get(stages[-1].id) == "stage":
        reading.say(reading.card[stages[-1].id]["id"], _which(left))
    return ""


def _which(left: list[str]) -> str:
    if not left:
        return 'the last stage has no decision left: leave the whole stage out with "without", or one decision in'
    told = f"the last stage has {len(left)} decisions, {listed(left, 'and')}: name the one whose yes wins the deal"
    return f'{told}, as in "won: {{needs: [{left[-1]}]}}" under "ends"'


def key_of(card: Keys, key: str) -> Node:
    """The key as it stands in the file, else the whole card."""
    return next((known for known in card if known == key), card)


def _names(condition: Any, *, turned: bool = True) -> Iterator[str]:
    """The ids in a condition; those under a `not` only if `turned`."""
    if isinstance(condition, Some):
        for each in condition.of:
            yield from _names(each, turned=turned)
    elif isinstance(condition, Not) and turned:
        yield from _names(condition.of)
    elif isinstance(condition, Named):
        yield condition.id
    elif isinstance(condition, Test):
        yield condition.fact


def _cases(*values: Any) -> list[Condition | None]:
    return [case.when for value in values if isinstance(value, Cases) for case in value.of]


def _needs(playbook: Playbook) -> Graph:
    graph: Graph = {}
    for stage in playbook.stages:
        for step in stage.steps:
            named = [*_names(step.needs, turned=False), *_names(stage.needs, turned=False)]
            graph[step.id] = [each for name in named for each in _decisions(playbook, name)]
    return graph


def _decisions(playbook: Playbook, name: str) -> list[str]:
    stage = playbook.stage.get(name)
    return [step.id for step in stage.steps if isinstance(step, Decision)] if stage else [name]


def _status(playbook: Playbook) -> Graph:
    """What has to be known before it is known whether a thing applies (its id with a ?) and is settled.

    An act without a `when` hangs on the steps that need it: it falls away with them (PLAYBOOKS 5).
    """
    graph: Graph = {fact.id: _all(fact.when, *_cases(fact.depends)) for fact in playbook.facts}
    for stage in playbook.stages:
        graph[stage.id] = [*_decisions(playbook, stage.id), *_names(stage.when)]
        for step in stage.steps:
            graph[f"{step.id}?"] = _all(step.when, stage.when)
            graph[step.id] = [f"{step.id}?", *_all(*_cases(step.by, step.times, step.proof, step.lasts))]
            graph[step.id] += step.implied_by if isinstance(step, Decision) else ()
    falling = [act.id for act in playbook.acts if act.when is None]
    for name, needed in _needs(playbook).items():
        for act in [each for each in needed if each in falling]:
            graph[f"{act}?"].append(f"{name}?")
    return graph


def _all(*conditions: Condition | None) -> list[str]:
    return [name for condition in conditions for name in _names(condition)]


def _open(graph: Graph, reading: Reading) -> Graph:
    """What names anything that comes after it: the rest, which is most of a map, can be in no circle."""
    found = {name: named for name, named in graph.items() if name.rstrip("?") in reading.card}
    for name, named in graph.items():
        if name in found and found.keys().isdisjoint(named):
            del found[name]
    return found


def _circle(graph: Graph, keys: tuple[str, ...], advice: str, reading: Reading) -> None:
    try:
        TopologicalSorter(_open(graph, reading)).prepare()
    except CycleError as error:
        found = list(dict.fromkeys(name.rstrip("?") for name in error.args[1][:0:-1]))
        order = list(reading.kind)
        start = found.index(min(found, key=order.index))
        circle = [*found[start:], *found[: start + 1]]
        card = reading.card[circle[0]]
        key = next((key for key in keys if key in card), "id")
        reading.say(key_of(card, key), f"{' -> '.join(circle)} goes in a circle. {advice}")
