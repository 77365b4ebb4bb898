"""A map that extends another: the two merged before anything is read, so that every line keeps its file."""

from __future__ import annotations

from collections.abc import Callable

from callplan.errors import Refusal
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Empty, Items, Keys, Node, Text, tree
from callplan.playbook_file.problems import cut

Parent = Callable[[str], tuple[bytes, str]]
MOST = 20
_OF_IDS = ("facts", "roles", "ends")
_BY_ID = ("stages", "steps")
_SPOKEN = ("topic", "yes")
_REPLACED = frozenset(
    ("when", "needs", "before", "by", "hear", "takes", "lasts", "times", "proof", "depends", "assume")
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
