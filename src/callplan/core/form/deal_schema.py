"""What may be told of a call of one deal, as a JSON Schema (2020-12): for whoever fills it in from a recording."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.promised import LIVE
from callplan.core.flags import FLAGS, Flag
from callplan.core.interview.in_parts import FACT, HEARD, LISTS, PROOF, TOLD_BY, needed_of, parts_of
from callplan.core.map.playbook import Decision
from callplan.core.outcome import VERDICTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from callplan.core.deal.state import Deal

    Schema = dict[str, Any]

TOLD = (
    "on", "with", "decided", "declined", "deferred", "reopened", "waived", "promised", "we-promised", "kept", "missed",
    "moved", "released", "concern", "concern-met", "set", "date", "done", "person", "left", "next", "worth-it",
    "not-asked", "note", "verdict",
)  # fmt: skip
NAMED = {
    "decision": "decision", "step": "step", "person": "person", "people": "person", FACT: "fact", PROOF: "proof",
    TOLD_BY: "person", "roles": "role", "date": "day", "on": "day",
}  # fmt: skip
PROMISES = ("kept", "missed", "moved", "released")
WORRIES = ("concern-met",)
IN_THEIR_WORDS = ("decided",)
ABOUT = (
    "For `{command} --answers FILE`. Words stand as they were said, word for word. What nobody said is left out. "
    "`verdict` is the rep's own word: leave it out unless the rep said it."
)


def deal_schema(deal: Deal) -> Schema:
    """The schema: what may be named are this deal's decisions, steps, people, facts, and what is open of it."""
    people = [name for name, contact in deal.people.items() if not contact.left]
    made = [each for each in deal.promises.values() if each.state in LIVE]
    worries = {each.id: each.words for each in deal.concerns.values() if not each.met}
    steps = deal.playbook.steps.values()
    defined = {
        "decision": _one_of({each.id: each.name for each in steps if isinstance(each, Decision)}),
        "step": _one_of({each.id: each.name for each in steps}),
        "person": {"enum": people} if people else {"type": "string", "minLength": 1},
        "fact": _one_of({each.id: each.ask or each.id for each in deal.playbook.facts if each.depends is None}),
        "promise": _one_of({each.id: f"{each.person or 'we'}: {each.act}, by {each.due}" for each in made}),
        "worry": _one_of(worries),
        "role": _one_of({each.id: each.title for each in deal.playbook.roles}),
        "proof": {"enum": ["said", "wrote", "did", HEARD]},
        "day": {"type": "string", "description": "2026-12-09, or as it was said, counted from the call: friday, +2w"},
    }
    lacking = [*([] if made else PROMISES), *([] if worries else WORRIES)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"What came of a call with {deal.name}",
        "description": ABOUT.format(command=phrase.loose(phrase.command("debrief", deal.name))),
        "type": "object",
        "properties": {key: _told(FLAGS[key]) for key in TOLD if key not in lacking},
        "required": ["with"],
        "additionalProperties": False,
        "$defs": {name: each for name, each in defined.items() if each.get("enum", [name])},
    }


def _one_of(named: dict[str, str]) -> Schema:
    """One of these ids, with what each stands for."""
    return {"enum": list(named), "description": "; ".join([f"{name}: {told}" for name, told in named.items()])}


def _told(flag: Flag) -> Schema:
    """What may stand under the key of a flag."""
    if not flag.form:
        return {"type": "boolean", "description": flag.asks}
    if flag.key == "verdict":
        return {"enum": list(VERDICTS), "description": "Leave it out unless the rep said it."}
    each = _of_parts(flag) if parts_of(flag) else _alone(flag.key)
    if flag.key == "with":
        each = {"anyOf": [_ref("person"), each]}
    about = flag.asks.partition(":")[0].rstrip(".")
    return {"description": f"{about}.", "type": "array", "items": each} if flag.many else {**each, "description": about}


def _alone(key: str) -> Schema:
    if key in PROMISES:
        return _ref("promise")
    named = {"on": "day", "left": "person", "concern-met": "worry"}.get(key)
    return _ref(named) if named else {"type": "string", "minLength": 1}


def _of_parts(flag: Flag) -> Schema:
    """A mapping of the parts; a yes has their words, and what was heard whoever told it."""
    names = parts_of(flag)
    needed = [*needed_of(flag), *(["words"] if flag.key in IN_THEIR_WORDS else [])]
    found: Schema = {
        "type": "object",
        "properties": {name: _part(flag.key, name) for name in names},
        "required": needed,
        "additionalProperties": False,
    }
    if PROOF in names:
        heard = {"properties": {PROOF: {"const": HEARD}}, "required": [PROOF]}
        found |= {"if": heard, "then": {"required": [TOLD_BY]}, "else": {"properties": {TOLD_BY: False}}}
    return found


def _part(key: str, name: str) -> Schema:
    if key == "moved" and name == "id":
        return _ref("promise")
    if name == "value":
        return {"type": ["string", "number", "boolean"]}
    if key in ("with", "person") and name in ("person", "name"):
        return {"type": "string", "minLength": 1, "description": "first and last name of somebody new"}
    if name in LISTS:
        return {"type": "array", "items": _ref(NAMED[name])}
    return _ref(NAMED[name]) if name in NAMED else {"type": "string", "minLength": 1}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
