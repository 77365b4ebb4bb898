"""A map as YAML that a person can edit, and that reads back to the same map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import indent
from typing import Any

from yaml import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    SafeDumper,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
    emit,
)

from callplan.core.map.playbook import Decision, End, Fact, Playbook, Stage
from callplan.core.text import clean
from callplan.playbook_file.answers import answered
from callplan.playbook_file.keys import END, FACT, ROLE, STAGE
from callplan.playbook_file.map_ids import BUILT_IN, KINDS, by_values
from callplan.playbook_file.nodes import NOTHING
from callplan.playbook_file.step_keys import ACT, DECISION

HEADER = """\
# The map of this deal alone: what you change here changes no other deal, and no playbook file.
# Save it and close it to have it checked; what changes for the deal is shown then.
#
# Ids are what the history names: change titles and texts freely, and ids never.
# To leave a step out, delete it here, and its id where another part names it;
# or write its id under "without": what it needed first is then needed in its place.
"""
WITHOUT = "# without: what never applies here; it still stands below, for whatever names it\n"
FACTS = "# facts: what conditions may ask; one that is not known becomes a question\n"
ROLES = "# roles: who does things and decides; `is` completes “the person who …”; side: client, us or third-party\n"
STAGES = "# stages: the client's way in the order expected; inside a stage the order means nothing\n"
ENDS = "# ends: how it may end, and the reasons to choose from\n"
LEFT_OUT = "# left out\n"
NEVER_FOLDED = 1_000_000
WIDEST = 72
_WORD = re.compile(r"[^\s,:]+(?: [-+] \w+)?")


def written(book: Playbook) -> str:
    """The map as a file would have it, with comments that explain; `read` of it as a deal's own gives the map again."""
    return composed(book, HEADER, dict.fromkeys(book.left_out, LEFT_OUT))


def composed(book: Playbook, header: str, marks: dict[str, str]) -> str:
    """A map as a file has it: what to say first, and remarks before the parts whose ids they stand under."""
    head = {"format": "1", "id": book.id, "title": book.title, "version": str(book.version)}
    head |= {"for": book.choose_when} if book.choose_when else {}
    out = f"\n{WITHOUT}{emitted({'without': list(book.without)}, levels=1)}" if book.without else ""
    facts = {fact.id: _fact(fact) for fact in book.facts}
    sections = (
        _section(FACTS, "facts", {name: card for name, card in facts.items() if card}, marks),
        _section(ROLES, "roles", {role.id: ROLE.written(role) for role in book.roles}, marks),
        f"\n{STAGES}stages:\n" + "\n".join([_stage(stage, marks) for stage in book.stages]),
        _section(ENDS, "ends", {end.id: _end(end) for end in book.ends if end != End(end.id, end.id)}, marks),
    )
    return "".join([header, emitted(head), out, *sections])


def _section(comment: str, key: str, cards: dict[str, Any], marks: dict[str, str]) -> str:
    """A part of the map whose entries stand under their ids."""
    if not cards:
        return ""
    told = [marks.get(name, "") + emitted({name: card}) for name, card in cards.items()]
    return f"\n{comment}{key}:\n{indent(''.join(told), '  ')}"


def _stage(stage: Stage, marks: dict[str, str]) -> str:
    head = marks.get(stage.id, "") + emitted([STAGE.written(stage, "steps")])
    kinds = [(step, DECISION if isinstance(step, Decision) else ACT) for step in stage.steps]
    steps = "".join([marks.get(step.id, "") + emitted([kind.written(step)]) for step, kind in kinds])
    return f"{indent(head, '  ')}    steps:\n{indent(steps, ' ' * 6)}"


def _fact(fact: Fact) -> dict[str, Any]:
    told = BUILT_IN.get(fact.id)
    card = FACT.written(fact, "type", "choices", like=told) | ({} if told else _type(fact))
    return {key: card[key] for key in fact.__match_args__ if key in card}


def _type(fact: Fact) -> dict[str, Any]:
    """The type of a fact, as far as it does not follow from the rest."""
    values = [answered(case.value) for case in fact.depends.of] if fact.depends else []
    if fact.unit or (values and (fact.type, fact.choices) == by_values(values)):
        return {}
    if fact.choices:
        return {"choices": list(fact.choices)}
    return {"type": fact.type} if values or fact.type != "text" else {}


def _end(end: End) -> Any:
    card = END.written(end, *(["kind"] if end.id in KINDS else []))
    return card["reasons"] if card.keys() == {"reasons"} else card


class _Dumper(SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Set every list off from the key it stands under."""
        super().increase_indent(flow, indentless=False)


def emitted(value: dict[str, Any] | list[Any], levels: int = 2) -> str:
    """The value as YAML, so many levels of it always in blocks; texts are quoted where need be, and never folded."""
    events = [
        StreamStartEvent(), DocumentStartEvent(explicit=False), *_events(value, levels),
        DocumentEndEvent(explicit=False), StreamEndEvent(),
    ]  # fmt: skip
    text: str = emit(events, Dumper=_Dumper, width=NEVER_FOLDED, allow_unicode=True)
    return text


def _events(value: Any, levels: int = 0) -> Iterator[Event]:
    if isinstance(value, dict):
        yield MappingStartEvent(None, None, True, flow_style=levels < 1 and _brief(value))
        for key, held in value.items():
            yield from (*_events(key), *_events(held, levels - 1))
        yield MappingEndEvent()
    elif isinstance(value, list):
        yield SequenceStartEvent(None, None, True, flow_style=levels < 1 and _brief(value))
        for each in value:
            yield from _events(each, levels - 1)
        yield SequenceEndEvent()
    else:
        yield ScalarEvent(None, None, (True, True), clean(value), style="'" if value in NOTHING else None)


def _brief(value: Any) -> bool:
    """Whether a value fits on one line, and nothing in it is a text with blanks, which a comma might cut."""
    words = list(_words(value))
    return all(map(_WORD.fullmatch, words)) and sum(len(word) + 2 for word in words) <= WIDEST


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from _words(held)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
    else:
        yield value
