"""How large a map may be: more than a person would write would keep everybody waiting who uses it."""

from __future__ import annotations

from collections.abc import Sequence

from callplan.core.map.playbook import Playbook
from callplan.core.record import Record
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Items, Keys, Node, key_of

Graph = dict[str, list[str]]
STEPS, PLAIN = 500, 2


class Row(Record):
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


def _longest(graph: Graph, order: tuple[str, ...]) -> int:
    """How many places at most name each other in a row."""
    lengths: dict[str, int] = {}
    for place in order:
        lengths[place] = (" " not in place) + max([lengths.get(each, 0) for each in graph.get(place, ())], default=0)
    return max(lengths.values(), default=0)


def thing(place: str) -> str:
    """The id behind a place of a graph; nothing for one that stands for no thing alone."""
    return "" if " " in place else place.rstrip("?")


NEEDS = Row(30, 8, ("needs",), "needs what needs something else")
STATUS = Row(30, 16, ("when", "implied_by", "depends", "by"), "hangs on what hangs on something else")


def too_many(playbook: Playbook, reading: Reading) -> bool:
    """Whether a map has more steps than anybody can keep in mind; said at the first that is too many."""
    steps = list(playbook.steps)
    if len(steps) <= STEPS:
        return False
    node = key_of(reading.card[steps[STEPS]], "id")
    reading.say(node, f"more than {STEPS} steps, from here on: make several maps of it, one for each kind of client")
    return True


def _levels(node: Node) -> int:
    """How many lists and groups of keys stand inside each other."""
    if isinstance(node, Keys):
        return 1 + max(map(_levels, node.values()), default=0)
    return 1 + max(map(_levels, node), default=0) if isinstance(node, Items) else 0
