"""A map as YAML that a person can edit, and that reads back to the same map."""

from __future__ import annotations

from textwrap import indent
from typing import Any

from callplan.core.map.playbook import Act, Decision, End, Fact, Playbook, Stage
from callplan.core.record import Record
from callplan.playbook_file import spelled
from callplan.playbook_file.emit import emitted
from callplan.playbook_file.names import BUILT_IN, KINDS, by_values
from callplan.playbook_file.spelled import Shape, by_case

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
_CALLED = {"predicate": "is", "choose_when": "for"}
_SHAPES: dict[str, Shape] = {
    "by": by_case(spelled.some), "hear": by_case(spelled.some), "when": spelled.some, "needs": spelled.some,
    "before": by_case(spelled.moment), "takes": by_case(spelled.length), "lasts": by_case(spelled.length),
    "times": by_case(str), "proof": by_case(spelled.proof), "waive": spelled.waive, "concerns": spelled.concerns,
    "talk": spelled.talk, "assume": spelled.answer, "depends": lambda value: spelled.cases(value, spelled.answer),
}  # fmt: skip
_FIRST = ("id", "title", "called", "clause", "topic", "yes", "by", "hear")


def written(book: Playbook) -> str:
    """The map as a file would have it, with comments that explain; `read` of it as a deal's own gives the map again."""
    return _whole(book, HEADER, dict.fromkeys(book.left_out, LEFT_OUT))


def composed(book: Playbook, header: str, remarks: dict[str, str]) -> str:
    """A new map as a file has it: what to say first, and remarks before the parts whose ids they stand under."""
    return _whole(book, header, remarks)


def _whole(book: Playbook, header: str, marks: dict[str, str]) -> str:
    head = {"format": "1", "id": book.id, "title": book.title, "version": str(book.version)}
    head |= {"for": book.choose_when} if book.choose_when else {}
    out = f"\n{WITHOUT}{emitted({'without': list(book.without)}, levels=1)}" if book.without else ""
    facts = {fact.id: _fact(fact) for fact in book.facts}
    sections = (
        _section(FACTS, "facts", {name: card for name, card in facts.items() if card}, marks),
        _section(ROLES, "roles", {role.id: _card(role, "id") for role in book.roles}, marks),
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
    head = marks.get(stage.id, "") + emitted([_card(stage, "steps")])
    steps = "".join([marks.get(step.id, "") + emitted([_step(step)]) for step in stage.steps])
    return _indented(head, 2) + "    steps:\n" + _indented(steps, 6)


def _indented(text: str, count: int) -> str:
    return indent(text, " " * count)


def _step(step: Act | Decision) -> dict[str, Any]:
    verb = "whether" if isinstance(step, Decision) else "will"
    return {verb if key == "clause" else key: held for key, held in _card(step).items()}


def _fact(fact: Fact) -> dict[str, Any]:
    told = BUILT_IN.get(fact.id)
    card = _card(fact, "id", "type", "choices", like=told) | ({} if told else _type(fact))
    return {key: card[key] for key in fact.__match_args__ if key in card}


def _type(fact: Fact) -> dict[str, Any]:
    """The type of a fact, as far as it does not follow from the rest."""
    values = [spelled.answer(case.value) for case in fact.depends.of] if fact.depends else []
    if fact.unit or (values and (fact.type, fact.choices) == by_values(values)):
        return {}
    if fact.choices:
        return {"choices": list(fact.choices)}
    return {"type": fact.type} if values or fact.type != "text" else {}


def _end(end: End) -> Any:
    card = _card(end, "id", *(["kind"] if end.id in KINDS else []))
    return card["reasons"] if card.keys() == {"reasons"} else card


def _card(part: Record, *apart: str, like: Record | None = None) -> dict[str, Any]:
    """The keys of a part, but for those apart and those that hold what they hold anyway, or in the part it is like."""
    usual = vars(like) if like else part._defaults
    fields = [name for name in (*_FIRST, *part.__match_args__) if name in part.__match_args__ and name not in apart]
    held = {name: getattr(part, name) for name in fields}
    return {
        _CALLED.get(name, name): _SHAPES.get(name, spelled.plain)(value)
        for name, value in held.items()
        if name not in usual or value != usual[name]
    }
