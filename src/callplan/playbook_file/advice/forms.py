"""The grammatical forms that the plan's sentences ask of a map's texts: which field is looked at for what."""

from __future__ import annotations

from collections.abc import Iterator

from callplan.playbook_file.advice import grammar as g
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Items, Keys, Node, Text

Looks = dict[str, tuple[g.Look, ...]]
_CLAUSE = (g.small, g.unstopped)
_STEP: Looks = {
    "title": (g.with_article, g.nobody, *_CLAUSE, g.short),
    "ask": (g.asked, g.open_),
    "listen_for": (g.heard, g.unstopped),
    "help": (g.thing, *_CLAUSE),
    "if_skipped": (g.after("If it stays owed,", "if", "then", "that"), g.of_them, *_CLAUSE),
    "until_then": (g.guarded, *_CLAUSE),
    "not_proof": _CLAUSE,
}
_FORMS: dict[str, Looks] = {
    "map": {"for": (g.after("when", "when", "if"), *_CLAUSE)},
    "fact": {"ask": (g.asked, g.open_), "listen_for": (g.heard, g.unstopped)},
    "role": {"title": (g.without_article, g.unstopped), "is": (g.predicate, *_CLAUSE)},
    "stage": {"title": (g.theirs, g.unended), "signals": (g.they, *_CLAUSE)},
    "act": _STEP | {"will": (g.bare, g.nobody, *_CLAUSE)},
    "decision": _STEP
    | {
        "whether": (g.after("whether", "whether", "if", "that"), g.ours, g.nobody, *_CLAUSE),
        "good_for_them": (g.after("Good for them:", "if", "that", "because", "to"), g.of_them, *_CLAUSE),
        "no_is_right_if": (g.after("No is right if", "if", "when", "unless", "that"), g.of_them, *_CLAUSE),
        "concerns": (g.after("They fear that", "that"), *_CLAUSE),
        "they_ask": (g.asked,),
    },
    "concern": {
        "fear": (g.after("They fear that", "that"), *_CLAUSE),
        "say": (g.sayable, g.unstopped),
        "never": (g.after("Do not promise", "never", "do not", "promise", "to"), *_CLAUSE),
    },
    "end": {"title": _CLAUSE, "reasons": _CLAUSE},
}


def advise(doc: Keys, reading: Reading) -> None:
    """Note every text whose form does not fit the sentences it goes into."""
    for kind, card in _cards(doc, reading):
        looks = _FORMS[kind]
        for key, value in card.items():
            for text in _texts(value) if key in looks else ():
                _look(key, text, looks[key], reading)


def _look(key: str, text: Text, looks: tuple[g.Look, ...], reading: Reading) -> None:
    told = " ".join(text.split())
    for look in looks if told else ():
        if sentence := look(told):
            reading.advise(text, f'"{key}" {sentence}')


def _cards(doc: Keys, reading: Reading) -> Iterator[tuple[str, Keys]]:
    """Every part of the map that holds texts, and what it is."""
    yield "map", doc
    for name, card in reading.card.items():
        kind = reading.kind[name]
        yield kind, card
        if kind == "decision":
            concerns = card.get("concerns")
            found = concerns if isinstance(concerns, Items) else ()
            yield from [("concern", each) for each in found if isinstance(each, Keys)]
    yield from [("role", role) for role in _entries(doc, "roles") if isinstance(role, Keys)]
    yield from [("end", Keys(reasons=end)) for end in _entries(doc, "ends") if isinstance(end, Items)]


def _entries(doc: Keys, key: str) -> list[Node]:
    found = doc.get(key)
    return list(found.values()) if isinstance(found, Keys) else []


def _texts(node: Node) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Items):
        yield from [each for each in node if isinstance(each, Text)]
