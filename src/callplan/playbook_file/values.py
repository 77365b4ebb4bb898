"""Lengths of time, days, proof, waivers, and what differs by case: read, written, and told to an editor."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any

from callplan.core.map.playbook import Waive
from callplan.core.map.terms import PROOFS, Case, Cases, Length, Look, Moment, Point, Proof, Span
from callplan.playbook_file.answers import ASKED, UNIT, WAIT, moved, waited
from callplan.playbook_file.conditions import ROLES, some, when, who
from callplan.playbook_file.form import (
    VALUE,
    Form,
    Reader,
    Schema,
    Writer,
    defined,
    either,
    items,
    mapping,
    ref,
    text,
    times,
)
from callplan.playbook_file.map_ids import ID, Reading, what
from callplan.playbook_file.nodes import Empty, Items, Keys, Node, Text
from callplan.playbook_file.problems import cut, listed

LENGTH = rf"\d{{1,4}}({UNIT}(\+|-\d{{1,4}}{UNIT})?|-\d{{1,4}}{UNIT})"
_is_length = re.compile(LENGTH, re.ASCII).fullmatch
_SPANS = re.compile(r"(\d+)([a-z]*)", re.ASCII)
_DAYS = {"d": 1.0, "bd": 1.4, "w": 7.0, "m": 30.4}
_DAY = Span(0, "d")
_NOTHING = Length(_DAY, _DAY)


def length(node: Node, reading: Reading) -> Length:
    """Duration: `10d`, `10bd`, `2w`, `3m`, `3-5d`, `2d-3w`, `3w+`.

    Days, working days, weeks, calendar months; a range; at least that long.
    """
    found = _length(str(node)) if isinstance(node, Text) else None
    if not found:
        reading.say(node, f"{what(node)} is no length of time: write 10d, 10bd, 2w, 3m, 3-5d, 2d-3w or 3w+")
        return _NOTHING
    least, most = found.shortest, found.longest
    if least.count * _DAYS[least.unit] > most.count * _DAYS[most.unit]:
        reading.say(node, f"{what(node)} runs backwards: the shorter one comes first")
    return found


@lru_cache(1000)
def _length(text: str) -> Length | None:
    if not _is_length(text):
        return None
    spans = _SPANS.findall(text)
    (least, unit), (most, last) = spans[0], spans[-1]
    return Length(Span(int(least), unit or last), Span(int(most), last), text.endswith("+"))


def _length_written(value: Length) -> str:
    first, last = value.shortest, value.longest
    if value.open or first == last:
        return f"{first.count}{first.unit}{'+' if value.open else ''}"
    return f"{first.count}{'' if first.unit == last.unit else first.unit}-{last.count}{last.unit}"


def moment(node: Node, reading: Reading) -> Moment:
    """Moment: `asked`, `asked + 3bd`, `renewal - 20bd`; `[asked + 1m, renewal]`.

    From the day a step is settled, a stage passed, or a date fact names; back from a date fact only.
    A list: the earliest.
    """
    nodes = node if isinstance(node, Items) else [node]
    return Moment(tuple([_point(each, reading) for each in nodes]))


def _point(node: Node, reading: Reading) -> Point:
    if not isinstance(node, Text):
        reading.say(node, f"{what(node)} is no day: write an id, asked + 3bd, or renewal - 90d")
        return Point("")
    name, span = waited(node, reading, ASKED)
    if span is None and reading.type.get(name, "date") != "date":
        reading.say(node, f'"{name}" is no date: give it "type: date", or name another day')
    return Point(name, span)


def _moment_written(value: Moment) -> Any:
    told = [moved(point.id, point.span) for point in value.of]
    return told[0] if len(told) == 1 else told


def proof(node: Node, reading: Reading) -> Proof:
    """Proof: `said`; `{did: an order with a signature}`; `{any: [{did: …}, wrote]}`.

    A rung; what it looks like; one of several. `assumed` < `heard` (of others) < `said` < `wrote` < `did`.
    """
    if isinstance(node, Keys) and node.keys() == {"any"} and isinstance(node["any"], Items):
        return Proof(tuple([_look(each, reading) for each in node["any"]]) or (Look("said"),))
    return Proof((_look(node, reading),))


def _look(node: Node, reading: Reading) -> Look:
    rung, like = next(iter(node.items())) if isinstance(node, Keys) and len(node) == 1 else (node, "")
    if not isinstance(rung, Text) or isinstance(like, (Keys, Items, Empty)):
        reading.say(
            node,
            f"{what(node)} is no proof: write said, {{did: what it looks like}}, or {{any: [...]}} of these",
        )
        return Look("said")
    if rung not in PROOFS:
        reading.say(rung, f"{cut(rung)} is no proof: it is {listed(PROOFS)}.{reading.offer(rung, PROOFS)}")
        return Look("said")
    return Look(str(rung), " ".join(like.split()))


def _proof_written(value: Proof) -> Any:
    told = [{look.rung: look.like} if look.like else look.rung for look in value.of]
    return told[0] if len(told) == 1 else {"any": told}


def waive(node: Node, reading: Reading) -> Waive:
    """Waiver: `never`; `{by: roles, reasons: [too small]}`.

    Nobody; only those, in `by` or not, for only those reasons. Either may be left out.
    """
    if node == "never":
        return Waive(never=True)
    reasons = node.get("reasons", Items()) if isinstance(node, Keys) else None
    fits = isinstance(reasons, Items) and all(isinstance(each, Text) for each in reasons)
    if not isinstance(node, Keys) or not fits or not node.keys() <= {"by", "reasons"}:
        reading.say(node, f'"waive" is never, or {{by: role, reasons: [one, another]}}, not {what(node)}')
        return Waive()
    by = who(node["by"], reading) if "by" in node else None
    return Waive(by, tuple([" ".join(each.split()) for each in reasons or ()]))


def _waiver_written(value: Waive) -> Any:
    if value.never:
        return "never"
    return ({"by": some(value.by)} if value.by else {}) | ({"reasons": list(value.reasons)} if value.reasons else {})


def by_case(name: str, form: Form) -> Form:
    """By case (\\*): `{depends: [{when: C, is: V}, …, {is: V}]}`.

    The first case that holds; none, no value. In every key whose type has a \\*.
    """
    reader = form.reader
    assert reader

    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Keys) and "depends" in node:
            if len(node) > 1:
                reading.say(node, '"depends" stands alone: what differs by case goes into its list')
            return cases(node["depends"], reading, reader)
        return reader(node, reading)

    def written(value: Any) -> Any:
        return {"depends": cases_written(value, form.writer)} if isinstance(value, Cases) else form.writer(value)

    schema = either(form.schema, mapping({"depends": cases_told(form.schema)}, ["depends"]))
    return Form(f"{form.name} *", defined(f"{name}-by-case", schema), read, written)


def cases(node: Node, reading: Reading, reader: Reader) -> Cases:
    """The cases of a value, in their order."""
    if not isinstance(node, Items) or not node:
        reading.say(node, '"depends" is a list of cases: [{when: ..., is: ...}, {is: ...}]')
        return Cases(())
    found = []
    for place, case in enumerate(node, 1):
        if not isinstance(case, Keys) or "is" not in case or not case.keys() <= {"when", "is"}:
            reading.say(case, f"{what(case)} is no case: write {{when: ..., is: ...}}, and nothing else in it")
            continue
        if "when" not in case and place < len(node):
            reading.say(case, 'a case without "when" holds always: what comes after it never counts, so put it last')
        condition = when(case["when"], reading) if "when" in case else None
        found.append(Case(reader(case["is"], reading), condition))
    return Cases(tuple(found))


def cases_written(value: Cases, writer: Writer) -> list[Any]:
    """The cases as a file has them."""
    return [({"when": some(each.when)} if each.when else {}) | {"is": writer(each.value)} for each in value.of]


def cases_told(value: Schema) -> Schema:
    """The cases as an editor is told of them."""
    return items(mapping({"when": ref("condition"), "is": value}, ["is"]), 1)


_DAY_TOLD = defined("day", text(ID + WAIT, "A day is asked, asked + 3bd or renewal - 90d."))
_MOMENT = defined("moment", either(_DAY_TOLD, items(_DAY_TOLD)))
_LENGTH = defined("duration", text(LENGTH, "Write 10d, 10bd, 2w, 3m, 3-5d, 2d-3w or 3w+."))
_RUNG = mapping(dict.fromkeys(PROOFS, VALUE), minProperties=1, maxProperties=1)
_LOOK = defined("look", either({"enum": list(PROOFS)}, _RUNG))
_PROOF = defined("proof", either(_LOOK, mapping({"any": items(_LOOK)}, ["any"])))
_WAIVER = defined("waiver", either({"enum": ["never"]}, mapping({"by": ref("who"), "reasons": items(VALUE)})))

Who = Annotated[Any, by_case("who", ROLES)]
Day = Annotated[Any, by_case("moment", Form("moment", _MOMENT, moment, _moment_written))]
Long = Annotated[Any, by_case("duration", Form("duration", _LENGTH, length, _length_written))]
Times = Annotated[Any, by_case("count", Form("number", ref("count"), times))]
Proven = Annotated[Any, by_case("proof", Form("proof", _PROOF, proof, _proof_written))]
Waived = Annotated[Any, Form("waiver", _WAIVER, waive, _waiver_written)]
