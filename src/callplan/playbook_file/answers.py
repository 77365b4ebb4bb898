"""Values of facts, and ids that carry a wait: one by one, as the fact's type and the map's ids ask for them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from callplan.core.interview import typed_sums
from callplan.core.map.terms import Span
from callplan.playbook_file.map_ids import Reading, is_number, what
from callplan.playbook_file.nodes import Node, Text
from callplan.playbook_file.problems import cut, listed

SETTLED = ("act", "decision", "stage")
ASKED = ("fact", *SETTLED)
UNIT = "(bd|[dwm])"
WAIT = rf"( +[-+] +\d{{1,4}}{UNIT})?"
_WAIT = re.compile(rf"(\S+){WAIT}", re.ASCII)
_NEARLY = re.compile(rf"(\S+?) *([-+]) *(\d{{1,4}}){UNIT}", re.ASCII)
_DOUBTFUL = re.compile(r"-?[1-9]\d{0,2}\.\d{3}k?", re.ASCII)
_TIMES = {"m": 1_000_000, "k": 1_000, "": 1}


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
    try:
        value = typed_sums.read(node.removeprefix("-")) if is_number(node) else None
    except typed_sums.DoubtfulSum as doubt:
        reading.say(node, f"{cut(node)} {doubt}")
        return 0
    if value is None:
        reading.say(node, f'{cut(node)} is no number, and "{fact}" is one: write 50000, 50k or 1.5m')
        return 0
    return -value if node.startswith("-") else value


def _date(node: Text, fact: str, reading: Reading) -> str:
    try:
        return date.fromisoformat(node).isoformat()
    except ValueError:
        return _unfit(node, f'{cut(node)} is no date, and "{fact}" is one: write it as 2027-03-31', reading)


def answered(value: str | float) -> str:
    """A value of a fact as a file has it; a round number, and one too long to be read, is shortened."""
    if isinstance(value, str):
        return value
    round_ones = [
        f"{int(value / size)}{sign}" for sign, size in _TIMES.items() if not value % size and value >= 10 * size
    ]
    exact = Decimal(value) if value == int(value) else Decimal(str(value))
    told = [*round_ones, *[f"{exact / size:f}{sign}" for sign, size in reversed(_TIMES.items())]]
    return next((text for text in told if is_number(text) and not _DOUBTFUL.fullmatch(text)), f"{told[0]}0")


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
    sign, span = found[2].split()
    _can_wait(node, str(name), sign == "-", reading)
    return str(name), Span(int(sign + span.removesuffix(found[3])), found[3])


def _can_wait(node: Text, name: str, back: bool, reading: Reading) -> None:
    kind = reading.kind.get(name)
    if kind == "fact" and reading.type[name] != "date":
        reading.say(node, f'"{name}" is no date, so nothing can be counted from it: give it "type: date"')
    elif back and kind in SETTLED:
        reading.say(node, f'nobody knows beforehand when "{name}" will be: only a date can be counted back from')


def moved(name: str, span: Span | None) -> str:
    """An id with its wait, as a file has it."""
    return f"{name} {'-' if span.count < 0 else '+'} {abs(span.count)}{span.unit}" if span else name
