"""Who and when: the one quantifier, over roles and in conditions, the tests of facts, and needs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Annotated, Any

from callplan.core.map.terms import Condition, Named, Not, Some, Test, Who
from callplan.playbook_file.answers import ASKED, WAIT, answer, answered, moved, waited
from callplan.playbook_file.form import Form, Reader, Schema, at_least, defined, either, items, mapping, ref, text
from callplan.playbook_file.map_ids import ID, NUMBER, Reading, a, what
from callplan.playbook_file.nodes import Items, Keys, Node, Text
from callplan.playbook_file.problems import cut

NO_ONE = Some(())
named = lru_cache(1000)(Named)
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
        return counted(node.holding(chosen), reading, inner)
    if reading.kind.get(key) == "fact":
        reading.named.add(str(key))
        return test(value, str(key), reading)
    _no_fact(key, value, node, reading)
    return NO_ONE


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
    least = 1 if key == "any" else at_least(node["at_least"], len(of), reading)
    return Some(tuple([reader(each, reading) for each in of]), least)


def some(value: Condition) -> Any:
    """A condition, or some of the roles."""
    if isinstance(value, Some):
        return _of_one_fact(value) or _several(value)
    if isinstance(value, Not):
        inner = value.of
        return {inner.fact: {"not": _test(inner)}} if isinstance(inner, Test) else {"not": some(inner)}
    return {value.fact: _test(value)} if isinstance(value, Test) else moved(value.id, value.wait)


def _several(value: Some) -> Any:
    of = [some(each) for each in value.of]
    return of if not value.least else {"any": of} if value.least == 1 else {"at_least": str(value.least), "of": of}


def _of_one_fact(value: Some) -> Any:
    """Several tests of one fact under its name: any of them, or two limits together."""
    tests = [each for each in value.of if isinstance(each, Test)]
    if len(tests) < 2 or len(tests) < len(value.of) or len({test.fact for test in tests}) > 1:
        return None
    if value.least == 1:
        return {tests[0].fact: {"any": [_test(test) for test in tests]}}
    limits = {test.how: answered(test.value) for test in tests if test.how != "is"}
    return {tests[0].fact: limits} if not value.least and len(limits) == len(tests) else None


def _test(value: Test) -> Any:
    return answered(value.value) if value.how == "is" else {value.how: answered(value.value)}


def _some(inner: Schema) -> Iterator[Schema]:
    """The quantifier over something: a list, any, at_least."""
    yield items(inner, 1)
    yield mapping({"any": items(inner, 1)}, ["any"])
    yield mapping({"at_least": ref("count"), "of": items(inner, 1)}, ["at_least", "of"])


def _condition(name: str, leaf: str, wanted: str) -> Schema:
    inner = ref(name)
    lines = {"any": items(inner, 1), "at_least": ref("count"), "of": items(inner, 1), "not": inner}
    told = {
        "type": "object",
        "minProperties": 1,
        "properties": lines,
        "additionalProperties": ref("test"),
        "propertyNames": {"pattern": f"^({ID}|at_least)$"},
        "dependencies": {"at_least": ["of"], "of": ["at_least"]},
    }
    return either(text(leaf, wanted), items(inner, 1), told)


_ROLES = defined("who", either(ref("id"), *_some(ref("who"))))
_WHEN = defined("condition", _condition("condition", ID, "An id, or a mapping of facts to their values."))
_NEED = defined("need", _condition("need", ID + WAIT, "An id, or an id with a wait: asked + 10d, renewal - 90d."))
_TEST = either(
    ref("value"),
    mapping({"any": items(ref("test"), 1)}, ["any"]),
    mapping({"not": ref("test")}, ["not"]),
    mapping({key: {"type": ["number", "string"], "pattern": f"^{NUMBER}$"} for key in ORDERS}, minProperties=1),
)
defined("test", _TEST)
ROLES = Form("roles", _ROLES, who, some)
When = Annotated[Any, Form("condition", _WHEN, when, some)]
Need = Annotated[Any, Form("need", _NEED, need, some)]
