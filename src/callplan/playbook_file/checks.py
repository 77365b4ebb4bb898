"""What only the whole map shows: the decision that closes it, stages without one, circles, and how large it may be."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Decision, Playbook, Stage
from callplan.core.map.terms import Cases, Condition
from callplan.core.record import Record
from callplan.playbook_file.map_ids import KINDS, Reading
from callplan.playbook_file.nodes import Items, Keys, Node, key_of
from callplan.playbook_file.problems import listed

Graph = dict[str, list[str]]
STEPS, PLAIN, LONGEST = 500, 2, 12


class WaitingRow(Record):
    """Things that wait for each other, each for the next: how many may, and in which keys they say so.

    `few` in a row are not looked at closely: no conditions are deep enough to make them too many.
    """

    most: int
    few: int
    keys: tuple[str, ...]
    waits: str

    def place(self, name: str, reading: Reading) -> Node:
        """Where something says what it waits for."""
        card = reading.card[name]
        return key_of(card, next((key for key in self.keys if key in card), "id"))

    def bound(self, graph: Graph, order: tuple[str, ...], reading: Reading) -> bool:
        """Whether not too many wait for each other, else it is said; a deep condition counts for more than one."""
        if _longest(graph, order) <= self.few:
            return True
        lengths: dict[str, int] = {}
        for place in order:
            named = graph.get(place, ())
            own = self._own(place, named, reading)
            lengths[place] = own + max([lengths.get(each, 0) for each in named], default=0)
            if own and lengths[place] > self.most:
                told = f'"{thing(place)}" {self.waits}, and so on, more than {self.most} in a row'
                reading.say(self.place(thing(place), reading), f"{told}: take out what follows from the others")
                return False
        return True

    def _own(self, place: str, named: Sequence[str], reading: Reading) -> int:
        """How much a place counts: nothing when it only stands for another of the same thing or its stage."""
        card = reading.card.get(thing(place))
        if card is None or all(" " in each or each == f"{place}?" for each in named):
            return 0
        keys = ("when",) if place.endswith("?") else self.keys
        return max([1, *[_levels(card[key]) - PLAIN for key in keys if key in card]])


NEEDS = WaitingRow(30, 8, ("needs", "after"), "needs what needs something else")
STATUS = WaitingRow(30, 16, ("when", "implied_by", "depends", "by"), "hangs on what hangs on something else")


def check(playbook: Playbook, doc: Keys, reading: Reading) -> Playbook:
    """The map with its closing decision named; what is wrong with it as a whole is noted in the reading."""
    for stage in playbook.stages:
        if stage.id not in playbook.without:
            _has_a_decision(stage, reading)
    for name in [name for name in KINDS if name in playbook.without]:
        reading.say(doc["without"], f'"{name}" is an end of every map, so it cannot stand in "without"')
    if not too_many(playbook, reading):
        needs = _needs(playbook)
        sound = _in_order(needs, NEEDS, "A step cannot wait for itself: take one of these needs out", reading)
        # acts that need each other in a circle fall away in that circle, too: it is said once
        status = _status(playbook, needs) if sound else _apart(playbook)
        _in_order(status, STATUS, "Each hangs on the next: take one of these out", reading)
    return playbook.but(closing=_closing(playbook, doc, reading))


def _has_a_decision(stage: Stage, reading: Reading) -> None:
    if stage.steps and not _decisions(stage) and reading.kind.get(stage.id) == "stage":
        node = reading.card[stage.id]["id"]
        reading.say(node, f'the stage "{stage.id}" has no decision ("whether:"), and nothing else moves a deal')


def _closing(playbook: Playbook, doc: Keys, reading: Reading) -> str:
    won = playbook.end["won"].needs
    if won is None:
        return _last(playbook, doc, reading)
    named = [name for name in _not_turned(won) if isinstance(playbook.steps.get(name), Decision)]
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
    last = _decisions(stages[-1])
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


def _cases(*values: Any) -> list[Condition | None]:
    return [case.when for value in values if isinstance(value, Cases) for case in value.of]


def _needs(playbook: Playbook) -> Graph:
    """What each step needs; a stage's own needs, and its being passed, are places of their own in the graph."""
    graph: Graph = {}
    for stage in playbook.stages:
        graph[f"{stage.id} needs"] = [*_through(playbook, stage.needs), *_through(playbook, stage.after)]
        for step in stage.steps:
            own = [*_through(playbook, step.needs), *_through(playbook, step.after)]
            graph[step.id] = [f"{stage.id} needs", *own]
        graph[f"{stage.id} passed"] = _decisions(stage)
    return graph


def _through(playbook: Playbook, needs: Condition | None) -> list[str]:
    return [f"{name} passed" if name in playbook.stage else name for name in _not_turned(needs)]


def _not_turned(needs: Condition | None) -> list[str]:
    """What is needed; what stands under a `not` is not."""
    return list(dict.fromkeys(leaf.id for leaf in leaves(needs, turned=False)))


def _decisions(stage: Stage) -> list[str]:
    return [step.id for step in stage.steps if isinstance(step, Decision)]


def _status(playbook: Playbook, needs: Graph | None = None) -> Graph:
    """What has to be known before it is known whether a thing applies (its id with a ?) and is settled.

    An act without a `when` hangs on the steps that need it: it falls away with them (PLAYBOOKS 5).
    """
    graph = _apart(playbook)
    falling = {act.id for act in playbook.acts if act.when is None}
    for name, needed in (needs or _needs(playbook)).items():
        for act in [each for each in needed if each in falling]:
            graph[f"{act}?"].append(name if " " in name else f"{name}?")
    return graph


def _apart(playbook: Playbook) -> Graph:
    """The same, but for acts that fall away."""
    graph: Graph = {fact.id: _all(fact.when, *_cases(fact.depends)) for fact in playbook.facts}
    for stage in playbook.stages:
        graph[f"{stage.id} when"] = _all(stage.when)
        for step in stage.steps:
            graph[f"{step.id}?"] = [f"{stage.id} when", *_all(step.when)]
            graph[step.id] = [f"{step.id}?", *_all(*_cases(step.by, step.times, step.proof, step.lasts))]
            graph[step.id] += step.implied_by if isinstance(step, Decision) else ()
        graph[f"{stage.id} needs"] = [f"{step.id}?" for step in stage.steps]
        graph[stage.id] = [*_decisions(stage), f"{stage.id} when"]
    return graph


def _all(*conditions: Condition | None) -> list[str]:
    return [leaf.id for condition in conditions for leaf in leaves(condition)]


def _sorted(graph: Graph, reading: Reading) -> tuple[str, ...]:
    """Every place after those it names. Raises CycleError; most of a map names only what stands above it."""
    left = {name: named for name, named in graph.items() if " " in name or name.rstrip("?") in reading.card}
    order = []
    for name, named in graph.items():
        if name in left and left.keys().isdisjoint(named):
            order.append(name)
            del left[name]
    return (*order, *TopologicalSorter(left).static_order())


def _in_order(graph: Graph, row: WaitingRow, advice: str, reading: Reading) -> bool:
    """Whether nothing waits for itself, and not too many for each other; else it is said where."""
    try:
        order = _sorted(graph, reading)
    except CycleError as error:
        found = [name for name in dict.fromkeys(map(thing, error.args[1][:0:-1])) if name]
        places = {name: place for place, name in enumerate(reading.kind)}
        start = found.index(min(found, key=places.__getitem__))
        circle = [*found[start:], *found[: start + 1]]
        reading.say(row.place(circle[0], reading), f"{_shown(circle)} goes in a circle. {advice}")
        return False
    return row.bound(graph, order, reading)


def _shown(circle: list[str]) -> str:
    """The circle as arrows; a long one without its middle."""
    told = circle if len(circle) <= LONGEST else [*circle[: LONGEST - 2], "...", *circle[-2:]]
    return " -> ".join(told)


def _longest(graph: Graph, order: tuple[str, ...]) -> int:
    """How many places at most name each other in a row."""
    lengths: dict[str, int] = {}
    for place in order:
        lengths[place] = (" " not in place) + max([lengths.get(each, 0) for each in graph.get(place, ())], default=0)
    return max(lengths.values(), default=0)


def thing(place: str) -> str:
    """The id behind a place of a graph; nothing for one that stands for no thing alone."""
    return "" if " " in place else place.rstrip("?")


def too_many(playbook: Playbook, reading: Reading) -> bool:
    """Whether a map has more steps than anybody can keep in mind; said at the first that is too many."""
    if len(playbook.steps) <= STEPS:
        return False
    node = key_of(reading.card[list(playbook.steps)[STEPS]], "id")
    reading.say(node, f"more than {STEPS} steps, from here on: make several maps of it, one for each kind of client")
    return True


def _levels(node: Node) -> int:
    """How many lists and groups of keys stand inside each other."""
    if isinstance(node, Keys):
        return 1 + max(map(_levels, node.values()), default=0)
    return 1 + max(map(_levels, node), default=0) if isinstance(node, Items) else 0
