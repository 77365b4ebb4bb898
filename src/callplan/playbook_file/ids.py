"""Ids as values: of roles, of steps, and lists of them."""

from __future__ import annotations

from callplan.playbook_file.names import Reading, good
from callplan.playbook_file.nodes import Items, Node, Text
from callplan.playbook_file.values import Reader, what


def role(node: Node, reading: Reading) -> str:
    """The role that is named."""
    if isinstance(node, Text):
        return reading.role(node)
    reading.say(node, f"{what(node)} is no role: write the id of one")
    return ""


def id_of(*kinds: str) -> Reader:
    """A reader of one id, of something of these kinds."""

    def read(node: Node, reading: Reading) -> str:
        if isinstance(node, Text):
            return reading.one_of(node, kinds)
        reading.say(node, f"{what(node)} is no id: write one")
        return ""

    return read


def own(node: Node, reading: Reading) -> str:
    """An id that the map gives itself."""
    if isinstance(node, Text):
        good(node, reading)
        return str(node)
    reading.say(node, f"{what(node)} is no id: write one, in small letters")
    return ""


def if_no(node: Node, reading: Reading) -> str:
    """Where a no leads: an end, a stage, a step, or go-on."""
    return "go-on" if node == "go-on" else str(id_of("end", "stage", "act", "decision")(node, reading))


def ids(reader: Reader) -> Reader:
    """A reader of a list."""

    def read(node: Node, reading: Reading) -> tuple[str, ...]:
        if isinstance(node, Items):
            return tuple([reader(each, reading) for each in node])
        advice = f"write [{node}]" if isinstance(node, Text) else 'begin each line below it with "- "'
        reading.say(node, f"{what(node)} is no list: {advice}")
        return ()

    return read


def yes(node: Node, reading: Reading) -> bool:
    """True or false."""
    told = {"true": True, "yes": True, "false": False, "no": False}.get(node) if isinstance(node, Text) else None
    if told is None:
        reading.say(node, f"{what(node)} is neither true nor false")
    return bool(told)
