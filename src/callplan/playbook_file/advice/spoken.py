"""The grammatical forms that the plan's sentences ask of a map's texts: which field is looked at for what."""

from __future__ import annotations

from collections.abc import Iterator

from callplan.core import phrase
from callplan.core.map.condition import named
from callplan.core.map.playbook import Playbook
from callplan.playbook_file.advice import grammar as g
from callplan.playbook_file.advice.grammar import Looks, TextCheck, after
from callplan.playbook_file.map_ids import Reading, keys_under
from callplan.playbook_file.nodes import Items, Keys, Text

ALOUD = 55
_UNEVEN = (
    "(?i:be|been|is|are|was|were|have|has|had|go|goes|went|gone|choose|chooses|chose|chosen|give|gives|gave|given"
    r"|take|takes|took|taken|do|does|did|done|saw|seen|knew|known|wrote|written|began|begun|came|became)(?!\S)"
)
_NO_PAST = (
    "(?i:accept|agree|approve|award|buy|confirm|decide|order|pick|place|release|say|settle|sign|want"
    r"|to|that|the|an?|it|we|\S*(?:ing|(?<!s)s))(?!\S)"
)
_AS_IN = 'as in "decided to go ahead"'

_unaddressed = TextCheck(
    g.WORD % f"(?!(?<= as )they)(?:{g.OTHERS})",
    'says "{found}", and it is spoken to them and of them: say it without',
    where="through",
)
_filled = TextCheck(
    r"\{(?!it\})[^{}]*\}?",
    'holds "{found}", and "{{it}}" alone is filled in, with what is sold',
    where="through",
)
_open = TextCheck(
    r"(?i:(?!(?:whether|which|what|who(?:se|m)?|how|when)\b))",
    'goes on after "decide": begin it with whether, which, what, who, how or when, as in "whether to go ahead"',
)
_brief = TextCheck(rf"(?s:.{{{ALOUD + 1}}}.*)", f"is {{letters}} letters long: {ALOUD} are said with ease")
_even = TextCheck(
    _UNEVEN,
    'begins with "{found}", and it stands after "you" and after "you have": '
    f"take a verb that is the same in both, {_AS_IN}",
)
_past = TextCheck(
    f"(?!{_UNEVEN}){_NO_PAST}",
    f'follows "last time you": begin it with what was done, {_AS_IN}, not with "{{found}}"',
)
_held = TextCheck(
    "(?i:(?!(?:the|an?|our|one of|some(?:body|one)) ))",
    'goes into sentences as it is: begin it with an article, "one of" or "somebody", '
    'as in "the person with the budget"',
)
_TOPIC = Looks(_open, _unaddressed, _filled, g.SMALL, g.UNSTOPPED, _brief)
_YES = Looks(_even, _past, _unaddressed, _filled, g.SMALL, g.UNSTOPPED)
_CALLED = Looks(_held, _unaddressed, g.SMALL, g.UNSTOPPED)
_ADDRESSED = TextCheck(
    f"(?i:{g.WORD % 'the(?:y|m|irs?)'})",
    'says "{found}", and the page takes it for a question about them, not to them: say "you", or name who is meant',
    where="through",
)
_SPOKEN_TO = TextCheck(
    r"(?i:[ (]the (?:client|customer|prospect|lead|account|decision[- ]maker)(?:'s|’s)?(?![\w-]))",
    'speaks of "{found}", who is the one it is put to: say "you", or name the role that is meant',
    where="through",
)
_CLAUSE = (g.SMALL, g.UNSTOPPED)
_QUESTION = Looks(g.ASKED, g.OPEN, g.UNTAGGED, _ADDRESSED, _SPOKEN_TO)
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
        "is": Looks(g.PREDICATE, g.INFLECTED, g.FINISHED, *_CLAUSE),
        "called": _CALLED,
    },
    "stage": {"title": Looks(g.THEIRS, g.UNENDED), "signals": Looks(g.THEY, *_CLAUSE)},
    "act": _STEP | {"will": Looks(g.WILLED, g.BARE, g.NOBODY_ELSE, *_CLAUSE)},
    "decision": _STEP
    | {
        "whether": Looks(after("whether", "whether", "if", "that"), g.OURS, g.NOBODY, *_CLAUSE),
        "topic": _TOPIC,
        "yes": _YES,
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
                for text in value if isinstance(value, Items) else [value]:
                    if isinstance(text, Text) and looks[key].stop_at(text):
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
    yield from [("role", role) for role in keys_under(doc, "roles").values() if isinstance(role, Keys)]
    yield from [("end", Keys(reasons=end)) for end in keys_under(doc, "ends").values() if isinstance(end, Items)]


def advise_aloud(playbook: Playbook, doc: Keys, reading: Reading) -> None:
    """Note once that decisions told in this very file do not say how they are spoken of: what it extends has its own.

    What we decide ourselves is put to nobody.
    """
    file = doc["id"].at[0]
    left = [
        step
        for step in playbook.decisions
        if not (step.topic and step.yes)
        and step.id not in playbook.left_out
        and reading.card[step.id]["whether"].at[0] == file
        and {playbook.role[name].side for name in named(step.by)} != {"us"}
    ]
    if left:
        first, more = left[0], len(left) - 1
        none = " and no ".join([f'"{key}"' for key in ("topic", "yes") if not getattr(first, key)])
        others = (
            f", and {phrase.several(more, 'more decision lacks', 'more decisions lack')} one or both" if more else ""
        )
        told = 'write what you would say aloud, or the page makes do with "whether"'
        reading.advise(reading.card[first.id]["id"], f'"{first.id}" has no {none}{others}: {told}')
