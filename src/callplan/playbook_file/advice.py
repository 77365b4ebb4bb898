"""What would read better: the grammatical forms that the plan's sentences ask of a map's texts."""

from __future__ import annotations

import re
from collections.abc import Callable

from callplan.core.playbook import BUILT_IN_FACTS
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Items, Keys, Node, Text
from callplan.playbook_file.problems import cut

# Begun by what is no letter, and not by \b: the search then skips from word to word, in half the time
_PRONOUN = re.compile(r"\W(you(?:rs?)?|the(?:y|m|irs?)|we|us|ours?|I|me|my|he|hi[ms]|she|hers?)\b(?!-)")
_CAPITAL = re.compile(r"(?:A|[A-Z][a-z]+)\b")
_ARTICLE = re.compile(r"(?:the|an?|no) ", re.IGNORECASE)
_CLOSED = re.compile(
    r"(?:do|does|did|is|are|was|were|can|could|will|would|shall|should|may|might|has|have|had) ",
    re.IGNORECASE,
)
_ENDS_SO = ("bring", "spring", "swing", "string", "fling", "cling", "sling", "sting", "wring", "ring", "sing")
LONGEST = 40
Advice = Callable[[str], str]


def _short(text: str) -> str:
    return f"is {len(text)} letters long: {LONGEST} fit into a sentence" if len(text) > LONGEST else ""


def _with_article(text: str) -> str:
    return "" if _ARTICLE.match(text) else 'goes into sentences as it is: begin it with an article, as in "the order"'


def _nobody(text: str) -> str:
    found = _PRONOUN.search(f" {text}")
    return f'says "{found[1]}", and the plan names people instead: say it without' if found else ""


def _small(text: str) -> str:
    told = "begins with a capital, and it stands inside a sentence: use a small letter, unless it is a name"
    return told if _CAPITAL.match(text) else ""


def _unstopped(text: str) -> str:
    told = "ends with a full stop, and it stands inside a sentence: take it off"
    return told if text.endswith(".") else ""


def _bare(text: str) -> str:
    first = text.split()[0].lower()
    if first in ("to", "will"):
        return f'follows the word "will": begin it with the verb itself, without "{first}"'
    inflected = first.endswith(("s", "ing")) and not first.endswith("ss") and first not in _ENDS_SO
    return f'follows the word "will": begin it with the bare verb, as in "send", not "{first}"' if inflected else ""


def _asked(text: str) -> str:
    return "" if text.endswith("?") else "is read out as a question: end it with a question mark"


def _open(text: str) -> str:
    found = _CLOSED.match(text)
    return f'begins with "{found[0].strip()}", which yes or no answers: ask what, how, when or who' if found else ""


_CLAUSES = ("good_for_them", "no_is_right_if", "if_skipped", "not_proof", "signals", "is", "concerns")
_ANY: dict[str, tuple[Advice, ...]] = {
    **dict.fromkeys(_CLAUSES, (_small, _unstopped)),
    "ask": (_asked, _open),
    "they_ask": (_asked,),
}
_STEP: dict[str, tuple[Advice, ...]] = _ANY | {
    "will": (_bare, _nobody, _small, _unstopped),
    "whether": (_nobody, _small, _unstopped),
    "title": (_with_article, _nobody, _small, _unstopped, _short),
}


def advise(doc: Keys, reading: Reading) -> None:
    """Note what would read better, and what the map defines and never uses."""
    roles = doc.get("roles")
    people = [role for role in roles.values() if isinstance(role, Keys)] if isinstance(roles, Keys) else []
    for card in (*reading.card.values(), *people):
        told = _STEP if "will" in card or "whether" in card else _ANY
        for key, value in card.items():
            if looks := told.get(key):
                _look(key, value, looks, reading)
    for name, role in reading.roles.items():
        if "@" + name not in reading.named:
            reading.say(role, f'no step names the role "{name}"', advice=True)
    facts = doc.get("facts")
    for name in facts if isinstance(facts, Keys) else ():
        if name not in reading.named and name not in BUILT_IN_FACTS:
            reading.say(name, f"nothing asks about the fact {cut(name)}", advice=True)


def _look(key: str, node: Node | None, looks: tuple[Advice, ...], reading: Reading) -> None:
    if isinstance(node, Items):
        for each in node:
            _look(key, each.get("fear") if isinstance(each, Keys) else each, looks, reading)
    elif isinstance(node, Text) and (text := " ".join(node.split())):
        for look in looks:
            if sentence := look(text):
                reading.say(node, f'"{key}" {sentence}', advice=True)
