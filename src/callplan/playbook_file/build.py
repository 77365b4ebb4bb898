"""The map put together from its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from callplan.core.map.playbook import Act, Decision, End, Fact, Playbook, Role, Stage
from callplan.playbook_file.answers import answer
from callplan.playbook_file.keys import END, FACT, MAP, ROLE, STAGE
from callplan.playbook_file.names import BUILT_IN, KINDS, Reading
from callplan.playbook_file.nodes import Items, Keys, Node, Text
from callplan.playbook_file.step_keys import ACT, DECISION
from callplan.playbook_file.values import cases


def build(doc: Keys, reading: Reading) -> Playbook:
    """The map as written, its closing decision still open; every problem met on the way is in the reading."""
    found = MAP.read(doc, reading)
    found.pop("format")
    roles = [_role(name, node, reading) for name, node in _entries(found.pop("roles", None), "roles", reading)]
    facts = [_fact(name, node, reading) for name, node in _entries(found.pop("facts", None), "facts", reading)]
    stages = [_stage(node, reading) for node in _list(found.pop("stages"), "stages", reading)]
    ends = [_end(name, node, reading) for name, node in _entries(found.pop("ends", None), "ends", reading)]
    return Playbook(
        **found,
        closing="",
        roles=tuple(roles),
        facts=_with(BUILT_IN, facts),
        stages=tuple(stages),
        ends=_with({kind: End(kind, kind) for kind in KINDS}, ends),
    )


def _with(always: dict[str, Any], found: list[Any]) -> tuple[Any, ...]:
    return tuple((always | {each.id: each for each in found}).values())


def _entries(node: Node | None, key: str, reading: Reading) -> Iterator[tuple[Text, Node]]:
    if isinstance(node, Keys):
        yield from node.items()
    elif node is not None:
        reading.say(node, f'"{key}" holds ids, each with its keys below it')


def _list(node: Node | tuple[()], key: str, reading: Reading) -> list[Node]:
    if isinstance(node, Items) and node:
        return node
    if not isinstance(node, tuple):
        reading.say(node, f'"{key}" is a list: begin each of them with "- id:"')
    return []


def _role(name: Text, node: Node, reading: Reading) -> Role:
    return Role(str(name), **ROLE.read(node, reading))


def _fact(name: Text, node: Node, reading: Reading) -> Fact:
    found = FACT.read(node, reading)
    fact = str(name)
    kind = reading.type.get(fact, "text")
    told = BUILT_IN.get(fact)
    if told:
        _as_built_in(told, found, node, reading)
    elif isinstance(node, Keys):
        _typed(kind, found, node, reading)
        if "ask" not in node and "depends" not in node:
            reading.say(node, 'a fact has no "ask": the question that finds it out, or "depends", to work it out')
    if "assume" in found:
        found["assume"] = answer(found["assume"], fact, reading)
    if "depends" in found:
        found["depends"] = cases(found["depends"], reading, lambda each, reading: answer(each, fact, reading))
    found["type"] = kind
    if reading.choices.get(fact):
        found["choices"] = tuple(reading.choices[fact])
    return told.but(**found) if told else Fact(fact, **found)


def _as_built_in(told: Fact, found: dict[str, Any], node: Node, reading: Reading) -> None:
    if found.get("type", told.type) != told.type or "choices" in found or ("unit" in found and told.type != "number"):
        reading.say(node, f'"{told.id}" is in every map, as a {told.type}: leave out what makes it another type')


def _typed(kind: str, found: dict[str, Any], node: Keys, reading: Reading) -> None:
    if "unit" in found and kind != "number":
        reading.say(node["unit"], f'only a number has a "unit", and this fact is a {kind}')
    if "choices" in found and found.get("type", "text") != "text":
        reading.say(node["type"], 'a fact with "choices" has no other type: take "type" out')


def _stage(node: Node, reading: Reading) -> Stage:
    found = STAGE.read(node, reading)
    steps = found.pop("steps")
    return Stage(**found, steps=tuple([_step(each, reading) for each in _list(steps, "steps", reading)]))


def _step(node: Node, reading: Reading) -> Act | Decision:
    kind: Callable[..., Act | Decision] = Act
    card = ACT
    if isinstance(node, Keys):
        if "whether" in node:
            kind, card = Decision, DECISION
        if ("whether" in node) == ("will" in node):
            which = 'both "will" and "whether"' if "will" in node else 'neither "will" nor "whether"'
            reading.say(node, f"a step has {which}: write one, will for an act, whether for a decision")
            node = _one_kind(node)
    return kind(**card.read(node, reading))


def _one_kind(node: Keys) -> Keys:
    without = {key: value for key, value in node.items() if key != "will"}
    return node.holding(without if "whether" in node else without | {"will": "?"})


def _end(name: Text, node: Node, reading: Reading) -> End:
    if isinstance(node, Items):
        node, reasons = Keys({"reasons": node}), node
        node.start, node.braces = reasons.start, False
    found = END.read(node, reading)
    kind = found.setdefault("kind", str(name) if name in KINDS else "")
    if name in KINDS and kind != name:
        reading.say(node, f'"{name}" is its own kind: take "kind" out')
    elif not kind and not (isinstance(node, Keys) and "kind" in node):
        reading.say(node, f'"{name}" has no "kind": won, lost, no-decision or void')
    return End(str(name), **found)
