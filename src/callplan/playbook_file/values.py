"""The short forms: durations, moments, numbers, proof, and who."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from callplan.core.map.playbook import Waive
from callplan.core.map.terms import PROOFS, Length, Look, Moment, Named, Point, Proof, Some, Span, Who
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Empty, Items, Keys, Node, Text
from callplan.playbook_file.problems import cut, listed

Reader = Callable[[Any, Reading], Any]
SETTLED = ("act", "decision", "stage")
ASKED = ("fact", *SETTLED)
NO_ONE = Some(())
named = lru_cache(1000)(Named)
_DAY = Span(0, "d")
_NOTHING = Length(_DAY, _DAY)
_DAYS = {"d": 1.0, "bd": 1.4, "w": 7.0, "m": 30.4}
_LENGTH = re.compile(r"(\d{1,4})(bd|[dwm])?(?:-(\d{1,4})(bd|[dwm])|(\+))?", re.ASCII)
_WAIT = re.compile(r"(\S+)(?: +([-+]) +(\d{1,4})(bd|[dwm]))?", re.ASCII)
_NEARLY = re.compile(r"(\S+?) *([-+]) *(\d{1,4})(bd|[dwm])", re.ASCII)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)
NUMBER = re.compile(r"(-?\d{1,15}(?:\.\d{1,9})?)([km]?)", re.ASCII)
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000}


def what(node: Node) -> str:
    """What stands there, as a person would call it."""
    if isinstance(node, Text):
        return cut(node)
    return {Keys: "a group of keys", Items: "a list", Empty: "an empty value"}[type(node)]


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
    found = _LENGTH.fullmatch(text)
    if not found or not (found[2] or found[4]):
        return None
    least = Span(int(found[1]), found[2] or found[4])
    return Length(least, Span(int(found[3]), found[4]) if found[3] else least, bool(found[5]))


def waited(node: Text, reading: Reading, kinds: tuple[str, ...]) -> tuple[str, Span | None]:
    """An id with or without a wait: asked + 3bd."""
    found = _WAIT.fullmatch(node)
    close = _NEARLY.fullmatch(node)
    if not found or (close and not found[2] and node not in reading.kind):
        hint = f"{close[1]} {close[2]} {close[3]}{close[4]}" if close else "asked + 3bd"
        reading.say(node, f"{cut(node)} is neither an id nor an id with a wait: write {hint}")
        return "", None
    name = Text(found[1])
    name.start = node.start
    reading.one_of(name, kinds)
    if not found[2]:
        return str(name), None
    _can_wait(node, str(name), found[2] == "-", reading)
    return str(name), Span(int(found[2] + found[3]), found[4])


def _can_wait(node: Text, name: str, back: bool, reading: Reading) -> None:
    kind = reading.kind.get(name)
    if kind == "fact" and reading.type[name] != "date":
        reading.say(node, f'"{name}" is no date, so nothing can be counted from it: give it "type: date"')
    elif back and kind in SETTLED:
        reading.say(node, f'nobody knows beforehand when "{name}" will be: only a date can be counted back from')


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


def answer(node: Node, fact: str, reading: Reading) -> str | int | float:
    """A value of this fact, as its type asks for it."""
    if not isinstance(node, Text):
        reading.say(node, f'{what(node)} is no value of "{fact}"')
        return ""
    kind = reading.type.get(fact, "text")
    if kind == "number":
        return _number(node, fact, reading)
    if kind == "yes-no":
        told = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}.get(node)
        return told or _unfit(node, f'{cut(node)} is no value of "{fact}": it is yes or no', reading)
    if kind == "date":
        return _date(node, fact, reading)
    if kind == "choice" and node not in (choices := reading.choices[fact]):
        return _unfit(node, f'"{fact}" is {listed(choices)}, never {cut(node)}.{reading.offer(node, choices)}', reading)
    return " ".join(node.split())


def _unfit(node: Text, sentence: str, reading: Reading) -> str:
    reading.say(node, sentence)
    return ""


def _number(node: Text, fact: str, reading: Reading) -> int | float:
    found = NUMBER.fullmatch(node)
    if not found:
        reading.say(node, f'{cut(node)} is no number, and "{fact}" is one: write 50000, 50k or 1.5m')
        return 0
    if _THOUSANDS.fullmatch(node):
        plain = found[1].replace(".", "")
        reading.advise(node, f"{cut(node)} is {Decimal(found[1]).normalize():f}: if thousands are meant, write {plain}")
    value = Decimal(found[1]) * _TIMES[found[2]]
    return int(value) if value == value.to_integral_value() else float(value)


def _date(node: Text, fact: str, reading: Reading) -> str:
    try:
        return date.fromisoformat(node).isoformat()
    except ValueError:
        return _unfit(node, f'{cut(node)} is no date, and "{fact}" is one: write it as 2027-03-31', reading)


def who(node: Node, reading: Reading) -> Who:
    """Roles: some of the roles."""
    if isinstance(node, Text):
        return named(reading.role(node))
    if isinstance(node, Items) and node:
        return Some(tuple([who(each, reading) for each in node]))
    if isinstance(node, Keys) and (node.keys() == {"any"} or node.keys() == {"at_least", "of"}):
        return counted(node, reading, who)
    reading.say(node, f"{what(node)} names no role: write one, a list, {{any: [...]}} or {{at_least: 2, of: [...]}}")
    return NO_ONE


def counted(node: Keys, reading: Reading, reader: Reader) -> Some:
    """Some of: `x`; `[x, y]`; `{any: [x, y]}`; `{at_least: 2, of: [x, y, z]}`.

    One; all; one, the first preferred; so many. They nest.
    """
    key = "any" if "any" in node else "of"
    of = node[key]
    if not isinstance(of, Items) or not of:
        reading.say(of, f'"{key}" takes a list: {key}: [one, another]')
        return NO_ONE
    least = 1 if key == "any" else _count(node["at_least"], len(of), reading)
    return Some(tuple([reader(each, reading) for each in of]), least)


def _count(node: Node, most: int, reading: Reading) -> int:
    if isinstance(node, Text) and node.isdecimal() and len(node) < 4 and 1 <= int(node) <= most:
        return int(node)
    reading.say(node, f'"at_least" is a number from 1 to {most}, as many as the list holds')
    return 1


def times(node: Node, reading: Reading) -> int:
    """How many separate ones."""
    if isinstance(node, Text) and node.isdecimal() and len(node) < 4 and int(node):
        return int(node)
    reading.say(node, f'"times" is a whole number from 1, not {what(node)}')
    return 1


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
