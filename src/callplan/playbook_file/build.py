"""The map put together: merged with the one that it extends, then built from its parts.

It is merged before anything is read, so that every line keeps its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from callplan.core.map.playbook import Act, Decision, End, Fact, Playbook, Role, Stage
from callplan.errors import Refusal
from callplan.playbook_file.answers import answer
from callplan.playbook_file.keys import END, FACT, MAP, ROLE, STAGE
from callplan.playbook_file.map_ids import BUILT_IN, KINDS, Reading
from callplan.playbook_file.nodes import Empty, Items, Keys, Node, Text, tree
from callplan.playbook_file.problems import cut
from callplan.playbook_file.step_keys import ACT, DECISION
from callplan.playbook_file.values import cases

Parent = Callable[[str], tuple[bytes, str]]
MOST = 20
_OF_IDS = ("facts", "roles", "ends")
_BY_ID = ("stages", "steps")
_SPOKEN = ("topic", "yes")
_REPLACED = frozenset(
    ("when", "needs", "after", "before", "by", "hear", "takes", "lasts", "times", "proof", "depends", "assume")
)


def patched(doc: Keys, base: Keys, reading: Reading) -> Keys:
    """The map `base` with a patch of the same shape as one that extends it, without an id of its own."""
    if "extends" in doc:
        reading.say(doc["extends"], 'a patch changes the map of the deal as it is: take "extends" out')
    return _merged(base, _without_extends(doc), ids=False)


def whole(doc: Keys, parent: Parent | None, reading: Reading, below: tuple[str, ...] = ()) -> Keys | None:
    """The map with what it extends, at any distance; None when that cannot be read."""
    if "extends" not in doc:
        if "without" in doc:
            reading.say(
                doc["without"],
                '"without" leaves out parts of the map that "extends" names, and none is named',
            )
        return doc
    if "id" not in doc:
        reading.say(doc, 'a map has no "id": it needs one of its own, beside that of the map it extends')
    base = _base(doc["extends"], parent, reading, below)
    return None if base is None else _merged(base, _without_extends(doc), ids=False)


def _without_extends(doc: Keys) -> Keys:
    return doc.holding({key: value for key, value in doc.items() if key != "extends"})


def _base(node: Node, parent: Parent | None, reading: Reading, below: tuple[str, ...]) -> Keys | None:
    if not isinstance(node, Text) or not node.replace("-", "").isalnum():
        reading.say(node, '"extends" is the id of another map')
    elif parent is None:
        reading.say(node, f"the map {cut(node)} cannot be looked up from here")
    elif len(below) == MOST:
        reading.say(node, f"more than {MOST} maps extend each other here: let this one extend a map nearer to it")
    elif node in below:
        reading.say(node, f"{' -> '.join([*below, node])}: maps cannot extend each other in a circle: name another")
    else:
        return _found(node, parent, reading, (*below, str(node)))
    return None


def _found(node: Text, parent: Parent, reading: Reading, below: tuple[str, ...]) -> Keys | None:
    try:
        data, name = parent(str(node))
    except Refusal as refusal:
        reading.say(node, f"the map {cut(node)} cannot be read: {refusal}")
        return None
    base, problems = tree(data, name)
    reading.problems += problems
    if isinstance(base, Keys):
        return whole(base, parent, reading, below)
    if not problems:
        reading.say(node, f"the file of the map {cut(node)} holds no map")
    return None


def _merged(base: Keys, own: Keys, *, ids: bool) -> Keys:
    """Key by key; `ids`: the keys are ids, so what they hold is merged whatever they are called.

    A decision on something else is not spoken of in the words of the one it was.
    """
    keys = {key: key for key in own}
    merged = {}
    reworded = not ids and "whether" in own and own["whether"] != base.get("whether")
    for key, old in base.items():
        if key not in own:
            if not (reworded and key in _SPOKEN):
                merged[key] = old
        elif not isinstance(own[key], Empty):
            merged[keys[key]] = _value(key, old, own[key], ids)
    return own.holding(merged | {key: value for key, value in own.items() if key not in base})


def _value(key: Text, old: Node, new: Node, ids: bool) -> Node:
    if isinstance(old, Keys) and isinstance(new, Keys) and (ids or key not in _REPLACED):
        return _merged(old, new, ids=not ids and key in _OF_IDS)
    if isinstance(old, Items) and isinstance(new, Items) and not ids:
        if key in _BY_ID:
            return _by_id(old, new)
        if key == "without":
            return _items(new, [*old, *new])
    return new


def _by_id(base: Items, own: Items) -> Items:
    """A known id changes its entry; a new one goes after the one listed above it, else to the start."""
    merged, known = list(base), [_id(each) for each in base]
    place = 0
    for each in own:
        if (name := _id(each)) and name in known:
            place = known.index(name)
            merged[place] = _merged(merged[place], each, ids=False)
        else:
            merged.insert(place, each)
            known.insert(place, name)
        place += 1
    return _items(own, merged)


def _items(items: Items, held: list[Node]) -> Items:
    made = Items(held)
    made.start = items.start
    return made


def _id(node: Node) -> str:
    name = node.get("id") if isinstance(node, Keys) else None
    return name if isinstance(name, Text) else ""


def build(doc: Keys, reading: Reading) -> Playbook:
    """The map as written, its closing decision still open; every problem met on the way is in the reading."""
    found = MAP.read(doc, reading)
    found.pop("format")
    given = _entries(found.pop("roles", None), "roles", reading)
    roles = [Role(str(name), **ROLE.read(node, reading)) for name, node in given]
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
