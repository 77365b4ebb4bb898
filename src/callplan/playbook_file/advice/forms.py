"""The grammatical forms that the plan's sentences ask of a map's texts: which field is looked at for what."""

from __future__ import annotations

from collections.abc import Iterator

from callplan.playbook_file.advice import grammar as g
from callplan.playbook_file.advice import spoken
from callplan.playbook_file.advice.grammar import Looks, after
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Items, Keys, Node, Text

_CLAUSE = (g.SMALL, g.UNSTOPPED)
_QUESTION = Looks(g.ASKED, g.OPEN, g.UNTAGGED, spoken.ADDRESSED)
_HEARD = Looks(g.HEARD, g.UNSTOPPED)
_PLAIN = Looks(*_CLAUSE)
_FEARED = Looks(after("They fear that", "that"), *_CLAUSE)
_STEP = {
    "title": Looks(g.WITH_ARTICLE, g.ONE, g.UNNAMED, *_CLAUSE, g.SHORT),
    "ask": _QUESTION,
    "listen_for": _HEARD,
    "help": Looks(g.THING, *_CLAUSE),
    "if_skipped": Looks(after("If it is passed over,", "if", "then", "that"), g.OF_THEM, *_CLAUSE),
    "until_then": Looks(g.GUARDED, *_CLAUSE),
    "not_proof": _PLAIN,
}
_FORMS: dict[str, dict[str, Looks]] = {
    "map": {"for": Looks(after("when", "when", "if"), *_CLAUSE)},
    "fact": {"ask": _QUESTION, "listen_for": _HEARD},
    "role": {
        "title": Looks(g.WITHOUT_ARTICLE, g.UNSTOPPED),
        "is": Looks(g.PREDICATE, *_CLAUSE),
        "called": spoken.CALLED,
    },
    "stage": {"title": Looks(g.THEIRS, g.UNENDED), "signals": Looks(g.THEY, *_CLAUSE)},
    "act": _STEP | {"will": Looks(g.BARE, g.NOBODY_ELSE, *_CLAUSE)},
    "decision": _STEP
    | {
        "whether": Looks(after("whether", "whether", "if", "that"), g.OURS, g.NOBODY, *_CLAUSE),
        "topic": spoken.TOPIC,
        "yes": spoken.YES,
        "good_for_them": Looks(after("Good for them:", "if", "that", "because", "to"), g.OF_THEM, *_CLAUSE),
        "no_is_right_if": Looks(after("No is right if", "if", "when", "unless", "that"), g.OF_THEM, *_CLAUSE),
        "concerns": _FEARED,
        "they_ask": Looks(g.ASKED),
    },
    "concern": {
        "fear": _FEARED,
        "say": Looks(g.SAYABLE, g.UNSTOPPED),
        "never": Looks(after("Do not promise", "never", "do not", "promise", "to"), *_CLAUSE),
    },
    "end": {"title": _PLAIN, "reasons": _PLAIN},
}


def advise(doc: Keys, reading: Reading) -> None:
    """Note every text whose form does not fit the sentences it goes into."""
    for kind, card in _cards(doc, reading):
        looks = _FORMS[kind]
        for key, value in card.items():
            if key in looks:
                for text in (value,) if type(value) is Text else _texts(value):
                    if looks[key].stop_at(text):
                        _look(key, text, looks[key], reading)


def _look(key: str, text: Text, looks: Looks, reading: Reading) -> None:
    told = " ".join(text.split())
    for sentence in looks.at(told) if told else ():
        reading.advise(text, f'"{key}" {sentence}')


def _cards(doc: Keys, reading: Reading) -> Iterator[tuple[str, Keys]]:
    """Every part of the map that holds texts, and what it is."""
    yield "map", doc
    for name, card in reading.card.items():
        kind = reading.kind[name]
        yield kind, card
        if kind == "decision" and isinstance(concerns := card.get("concerns"), Items):
            yield from [("concern", each) for each in concerns if isinstance(each, Keys)]
    yield from [("role", role) for role in _entries(doc, "roles") if isinstance(role, Keys)]
    yield from [("end", Keys(reasons=end)) for end in _entries(doc, "ends") if isinstance(end, Items)]


def _entries(doc: Keys, key: str) -> list[Node]:
    found = doc.get(key)
    return list(found.values()) if isinstance(found, Keys) else []


def _texts(node: Node) -> list[Text]:
    return [each for each in node if isinstance(each, Text)] if isinstance(node, Items) else []
