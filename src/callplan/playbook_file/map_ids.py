"""The ids a map defines, gathered before anything that names them is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from callplan.core.map.playbook import BUILT_IN_FACTS, RESERVED, UNWORDED, Fact
from callplan.playbook_file.nodes import Empty, Items, Keys, Node, Text
from callplan.playbook_file.problems import Problem, clean, cut, listed, nearest

COMPARES = 4_000
KINDS = ("won", "lost", "no-decision")
BUILT_IN = {
    "amount": Fact("amount", ask=UNWORDED["amount"], type="number"),
    "wanted-by": Fact("wanted-by", ask=UNWORDED["wanted-by"], type="date"),
    "reason": Fact("reason"),
}
ID = "[a-z][a-z0-9-]*"
NUMBER = r"-?\d{1,15}(\.\d{1,9})?[km]?"
_is_id = re.compile(ID, re.ASCII).fullmatch
is_number = re.compile(NUMBER, re.ASCII).fullmatch


class Reading:
    """What all readers of one map share: the ids it defines, where each stands, and the problems so far."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.compares = COMPARES
        self.roles: dict[str, Text] = {}
        self.kind: dict[str, str] = dict.fromkeys(BUILT_IN_FACTS, "fact") | dict.fromkeys(KINDS, "end")
        self.type: dict[str, str] = {name: fact.type for name, fact in BUILT_IN.items()}
        self.choices: dict[str, dict[str, None]] = {}
        self.card: dict[str, Keys] = {}
        self.named: set[str] = set()

    def say(self, node: Node, sentence: str) -> None:
        """Note a mistake in this node."""
        self.problems.append(Problem(*node.at, clean(sentence)))

    def advise(self, node: Node, sentence: str) -> None:
        """Note what would serve better than what this node holds."""
        self.problems.append(Problem(*node.at, clean(sentence), advice=True))

    def offer(self, word: str, known: Iterable[str]) -> str:
        """A question that offers the nearest known word; nothing where the file is too wrong or too large."""
        words = list(islice(known, self.compares + 1))
        self.compares -= len(words)
        return nearest(word, words) if self.compares > 0 else ""

    def role(self, node: Text) -> str:
        """The role this text names."""
        if node not in self.roles:
            offer = self.offer(node, self.roles)
            others = "" if offer or self.compares <= 0 else f", which has {listed(self.roles, 'and') or 'none'}"
            self.say(node, f"{cut(node)} is no role of this map{others}.{offer}")
        self.named.add("@" + node)
        return str(node)

    def one_of(self, node: Text, kinds: tuple[str, ...]) -> str:
        """The id this text names, which has to be of one of these kinds."""
        kind = self.kind.get(node)
        self.named.add(str(node))
        if kind in kinds:
            return str(node)
        wanted = (name for name, found in self.kind.items() if found in kinds)
        offer = self.offer(node, wanted)
        if kind:
            steps = ("step" if each == "act" else each for each in kinds if each != "decision" or "act" not in kinds)
            wants = listed(map(a, steps))
            self.say(node, f"{cut(node)} is {a(kind)}, and this names {wants}.{offer}")
        else:
            self.say(node, f"{cut(node)} is nothing in this map.{offer}")
        return str(node)


def what(node: Node) -> str:
    """What stands there, as a person would call it."""
    if isinstance(node, Text):
        return cut(node)
    return {Keys: "a group of keys", Items: "a list", Empty: "an empty value"}[type(node)]


def a(kind: str) -> str:
    """The word with its article."""
    return ("an " if kind in ("act", "end") else "a ") + kind


def gather(doc: Keys, reading: Reading) -> None:
    """Note every id the map defines, and say which of them cannot be one or is taken."""
    for role in keys_under(doc, "roles"):
        good(role, reading)
        reading.roles[str(role)] = role
    taken: dict[str, Text] = {}
    for node, kind, card in _things(doc):
        good(node, reading)
        if node in taken:
            first = taken[node].at[1]
            reading.say(node, f'"{node}" is taken: {a(reading.kind[node])} has this id in line {first}')
            continue
        if reading.kind.get(node, kind) != kind:
            reading.say(node, f'"{node}" is in every map, as {a(reading.kind[node])}')
            continue
        taken[str(node)] = node
        reading.kind[str(node)] = kind
        if isinstance(card, Keys):
            reading.card[str(node)] = card
            if kind == "fact" and node not in BUILT_IN_FACTS:
                kind, choices = _type(card)
                reading.type[str(node)], reading.choices[str(node)] = kind, dict.fromkeys(choices)
        elif kind == "fact":
            reading.type.setdefault(str(node), "text")


def _things(doc: Keys) -> Iterator[tuple[Text, str, Node]]:
    for name in keys_under(doc, "facts"):
        yield name, "fact", doc["facts"][name]
    for stage in _cards(doc, "stages"):
        if type(stage.get("id")) is Text:
            yield stage["id"], "stage", stage
        for step in _cards(stage, "steps"):
            if type(step.get("id")) is Text:
                yield step["id"], "decision" if "whether" in step else "act", step
    for name in keys_under(doc, "ends"):
        yield name, "end", doc["ends"][name]


def keys_under(doc: Keys, key: str) -> Keys:
    """The keys that stand under a key, if any do."""
    found = doc.get(key)
    return found if isinstance(found, Keys) else Keys()


def _cards(doc: Keys, key: str) -> list[Keys]:
    found = doc.get(key)
    return [each for each in found if isinstance(each, Keys)] if isinstance(found, Items) else []


def good(node: Text, reading: Reading) -> None:
    """Say what keeps this text from being an id."""
    if node in RESERVED:
        reading.say(node, f'"{node}" has a meaning of its own and cannot be an id')
    elif not _is_id(node):
        reading.say(node, f"{cut(node)} is no id: small letters a to z, digits and -, beginning with a letter")


def _type(card: Keys) -> tuple[str, tuple[str, ...]]:
    told, choices = card.get("type"), card.get("choices")
    if isinstance(choices, Items):
        return "choice", tuple([str(each) for each in choices if type(each) is Text])
    if told is not None:
        return (str(told), ()) if type(told) is Text else ("text", ())
    if "unit" in card:
        return "number", ()
    cases = [case.get("is") for case in _cards(card, "depends")]
    values = [value for value in cases if type(value) is Text]
    return by_values(values)


def by_values(values: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The type, and the choices, of a fact that is worked out to these values."""
    if not values:
        return "text", ()
    if all(value in ("yes", "no", "true", "false") for value in values):
        return "yes-no", ()
    if all(map(is_number, values)):
        return "number", ()
    return "choice", tuple(dict.fromkeys(map(str, values)))
