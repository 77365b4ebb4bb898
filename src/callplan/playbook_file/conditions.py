"""Conditions, tests, needs, and values that differ by case."""

from __future__ import annotations

from itertools import chain
from typing import Any

from callplan.core.map.terms import Case, Cases, Condition, Not, Some, Test
from callplan.playbook_file.names import Reading, a
from callplan.playbook_file.nodes import Items, Keys, Node, Text
from callplan.playbook_file.problems import cut
from callplan.playbook_file.values import ASKED, NO_ONE, Reader, answer, counted, named, waited, what

ORDERS = ("over", "at_least", "under", "at_most")


def when(node: Node, reading: Reading) -> Condition:
    """Condition: some of over ids and mappings, `{data: personal, not: trial}`.

    An id: the fact is known, the step settled, the stage passed. A mapping: all its lines hold, `fact: test`, `any:`,
    `at_least:` with `of:`, `not:` a condition. What is unknown becomes a question.
    """
    if isinstance(node, Text):
        return named(reading.one_of(node, ASKED)) if " + " not in node and " - " not in node else _clock(node, reading)
    return _compound(node, reading, when)


def need(node: Node, reading: Reading) -> Condition:
    """Need: a condition whose ids may carry a wait, `asked + 10d`, `renewal - 90d`.

    Settled, and that long ago; of a date fact, that day has come (`renewal + 0d`). A fact alone: somebody told it.
    """
    if isinstance(node, Text):
        return named(*waited(node, reading, ASKED))
    return _compound(node, reading, need)


def _clock(node: Text, reading: Reading) -> Condition:
    reading.say(node, f'{cut(node)}: a condition never looks at the clock; waits belong in "needs" and "before"')
    return NO_ONE


def _compound(node: Node, reading: Reading, inner: Reader) -> Condition:
    if isinstance(node, Items) and node:
        return Some(tuple([inner(each, reading) for each in node]))
    if isinstance(node, Keys) and node:
        lines = [_line(key, node, reading, inner) for key in node if key != "of" or "at_least" not in node]
        return lines[0] if len(lines) == 1 else Some(tuple(lines))
    reading.say(node, f"{what(node)} is no condition: write an id, a list of them, or {{fact: value}}")
    return NO_ONE


def _line(key: Text, node: Keys, reading: Reading, inner: Reader) -> Condition:
    value = node[key]
    if key == "not":
        return Not(inner(value, reading))
    if key == "any" or (key == "at_least" and "of" in node):
        chosen = {name: node[name] for name in (("any",) if key == "any" else ("at_least", "of"))}
        return counted(_keys(chosen, node), reading, inner)
    if reading.kind.get(key) == "fact":
        reading.named.add(str(key))
        return test(value, str(key), reading)
    _no_fact(key, value, node, reading)
    return NO_ONE


def _keys(chosen: dict[Any, Any], node: Keys) -> Keys:
    keys = Keys(chosen)
    keys.start = node.start
    return keys


def _no_fact(key: Text, value: Node, node: Keys, reading: Reading) -> None:
    kind = reading.kind.get(key)
    facts = (name for name, found in reading.kind.items() if found == "fact")
    if kind:
        reading.say(key, f'"{key}" is {a(kind)}, and only a fact has a value: write it alone, without the colon')
    elif not isinstance(value, (Text, Keys, Items)) and node.braces:
        reading.say(
            key,
            f"a comma inside braces ends a value, so {cut(key)} stands alone: write {{any: [...]}}",
        )
    else:
        reading.say(key, f"{cut(key)} is none of this map's facts.{reading.offer(key, chain(facts, ('any', 'not')))}")


def test(node: Node, fact: str, reading: Reading) -> Condition:
    """Test: `v`; `{any: [v, w]}`; `{not: v}`; `{over: n}`, `at_least`, `under`, `at_most`.

    It is that; one of them; not that; more than n, or both of `{at_least: 5k, under: 1.5m}`. A date: `2027-03-31`.
    """
    if isinstance(node, Text):
        return Test(fact, "is", answer(node, fact, reading))
    if isinstance(node, Keys) and node.keys() == {"not"}:
        return Not(test(node["not"], fact, reading))
    if isinstance(node, Keys) and node.keys() == {"any"}:
        return counted(node, reading, lambda each, reading: test(each, fact, reading))
    if isinstance(node, Keys) and node and node.keys() <= set(ORDERS):
        if reading.type[fact] != "number":
            reading.say(node, f'"{fact}" is no number, so nothing is over or under it: give it "type: number"')
            return NO_ONE
        tests = [Test(fact, str(how), answer(value, fact, reading)) for how, value in node.items()]
        return tests[0] if len(tests) == 1 else Some(tuple(tests))
    reading.say(
        node,
        f'{what(node)} is no test of "{fact}": write a value, {{any: [...]}}, {{not: value}} or {{over: 5}}',
    )
    return NO_ONE


def by_case(reader: Reader) -> Reader:
    """By case (\\*): `{depends: [{when: C, is: V}, …, {is: V}]}`.

    The first case that holds; none, no value. In every key whose type has a \\*.
    """

    def read(node: Node, reading: Reading) -> Any:
        if isinstance(node, Keys) and "depends" in node:
            if len(node) > 1:
                reading.say(node, '"depends" stands alone: what differs by case goes into its list')
            return cases(node["depends"], reading, reader)
        return reader(node, reading)

    return read


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
