"""A map written as YAML, and read back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from random import Random
from textwrap import dedent
from typing import Any

import pytest
from maps import SMALL
from random_maps import a_map
from story import HEADER

from callplan.core.map.playbook import Playbook
from callplan.core.record import Record
from callplan.playbook_file import load, own, patch, read, written
from callplan.playbook_file.answers import answered
from callplan.playbook_file.map_ids import BUILT_IN

ROOT = Path(__file__).parents[1]
EVERY = """\
format: 1
id: every
title: Every form there is
version: 12
for: somebody has to see them all
facts:
  amount: {ask: Which sum?, of: boss, unit: EUR, listen_for: "a range: from, to"}
  wanted-by: {assume: 2027-03-31}
  data: {ask: What data?, choices: [none, "null", client paper], assume: none, of: boss, when: risky}
  risky: {ask: What could go wrong?, type: yes-no, assume: no}
  size: {ask: How large?, unit: m², when: {not: {data: none}}}
  weight: {ask: How heavy?, type: number, assume: 1.25}
  term: {ask: When does it end?, type: date}
  route: {depends: [{when: {amount: {over: 250k, at_most: 1.5m}}, is: long}, {is: short}]}
  spoken: {type: text, depends: [{when: {data: {any: [none, client paper]}}, is: long}, {is: short}]}
  light: {depends: [{when: {route: {not: long}}, is: yes}, {is: no}]}
  limit: {depends: [{when: {size: {at_least: 3}}, is: 10k}, {is: 7}]}
  money: {unit: EUR, depends: [{when: {size: {under: 3}}, is: 10k}, {is: 7}]}
  kind: {choices: [b, a, c], depends: [{when: {not: {any: [{size: {over: 3}}, {data: none}]}}, is: a}, {is: b}]}
roles:
  boss: {title: boss, called: the boss, is: decides}
  user: {title: user}
  we: {title: us, side: us}
  lawyer: {title: "lawyer: the house's own", side: third-party}
stages:
  - id: first
    title: "Is it # worth it?"
    signals: ["they say: yes", "- they list things"]
    talk: {how: written, to: boss, through: "post@house", before: [first-done + 3bd, term - 1m],
      under: [boss, user], exempt: lawyer}
    when: {at_least: 2, of: [risky, {data: none}, term]}
    steps:
      - {id: seen, will: see it, by: we, on_call: true, without_us: true, gives_up: money, brings: boss}
      - id: counted
        will: count, and count again
        by: {any: [boss, [user, lawyer]]}
        times: {depends: [{when: {size: {over: 3}}, is: 3}, {is: 2}]}
        takes: {depends: [{when: {data: none}, is: 3-5d}, {is: 2d-3w}]}
        lasts: 3w+
        before: term
      - id: first-done
        title: the first one
        whether: it is worth it
        topic: what {it} has to do
        yes: "said: {it} is worth it"
        by: {at_least: 2, of: [boss, user, lawyer]}
        hear: user
        needs: [seen, {any: [counted, {at_least: 1, of: [term]}]}, term - 90d]
        after: {not: {data: none}}
        takes: 10bd
        lasts: {depends: [{when: {data: none}, is: 1m}]}
        proof: {any: [{did: they sign it}, wrote]}
        not_proof: ["they smile: it means nothing"]
        ask: What would it be?
        listen_for: a name
        help: a list
        if_skipped: nobody knows
        until_then: [a price, a day]
        waive: {by: [boss, user], reasons: [no time, "seen, elsewhere"]}
        good_for_them: they sleep
        no_is_right_if: they sleep already
        concerns: [it breaks, {fear: it is dear, say: "look: it pays", never: a price}]
        if_no: first
        they_ask: [Who else?]
        implied_by: [last-done]
  - id: second
    title: And then?
    track: aside
    needs: [first, amount]
    after: [first-done + 2d]
    before: term
    steps:
      - id: last-done
        whether: it is done
        by: {depends: [{when: {amount: {over: 50000}}, is: [boss, user]}, {is: boss}]}
        when: {any: [seen, {not: counted}]}
        times: 2
        proof: {depends: [{when: {data: none}, is: said}, {is: wrote}]}
        waive: never
        if_no: go-on
        before: {depends: [{when: {data: none}, is: term + 0d}, {is: wanted-by}]}
  - id: third
    title: The end?
    steps:
      - {id: closed, whether: it is bought, by: boss, hear: {depends: [{is: [user, boss]}]}}
ends:
  won: {needs: [closed, {data: none}], before: wanted-by, title: "won: at last"}
  lost: [too dear, "no: never"]
  forgotten: {kind: void, title: forgotten, reasons: [nobody rang], needs: {not: closed}}
"""


def again(book: Playbook) -> Playbook | None:
    """The map written and read back as a deal's own; it has no mistakes."""
    found, problems = own(written(book).encode(), "map.yaml")
    assert [str(problem) for problem in problems if not problem.advice] == []
    return found


def _inside(value: Any) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        for name in value.__match_args__:
            yield from _inside(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _inside(each)


def test_every_form() -> None:
    """It writes every key and every form, so that it reads back to the same map."""
    book, problems = read(EVERY.encode(), "map.yaml")
    assert [str(problem) for problem in problems if not problem.advice] == []
    assert book is not None
    book = book.but(without=("risky", "second"))
    assert again(book) == book
    records = list(_inside(book))
    for kind in {kind for record in records for kind in type(record).__mro__ if issubclass(kind, Record)} - {Record}:
        for name in [name for name in kind.__annotations__ if name in kind._defaults]:
            used = [getattr(record, name) for record in records if isinstance(record, kind)]
            assert any(value != kind._defaults[name] for value in used), (kind, name)


def test_random_maps() -> None:
    """It gives any map back."""
    for seed in range(40):
        made = a_map(Random(seed))
        book = made.but(facts=tuple([BUILT_IN.get(fact.id, fact) for fact in made.facts]))
        assert again(book) == book, seed


def told_in(file: Path) -> Iterator[Playbook]:
    """Every map in the texts of a test that can be used as it is, or below the first keys of a story."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "stages:" in node.value:
            for text in (node.value, HEADER + dedent(node.value)):
                book, _ = read(text.encode(), file.name)
                yield from [book] if book else []


def test_other_maps() -> None:
    """It gives the bundled maps back, and every map of these tests."""
    bundled = [load(str(file)) for file in sorted((ROOT / "playbooks").glob("*.yaml"))]
    assert [again(book) == book for book in bundled] == [True] * len(bundled)
    others = [book for file in sorted(ROOT.glob("tests/**/*.py")) for book in told_in(file)]
    assert len(others) > 20
    assert [book.id for book in others if again(book) != book] == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"), (-3, "-3"), (9_000, "9000"), (10_000, "10k"), (1_500_000, "1500k"), (10_000_000, "10m"),
        (0.25, "0.25"), (2.5e6, "2500k"), (1e-9, "0.000000001"), ("yes", "yes"),
        (999_999_999_999_999_000_000, "999999999999999m"),
    ],
)  # fmt: skip
def test_numbers(value: str | float, said: str) -> None:
    """It writes round numbers short, and never with an exponent."""
    assert answered(value) == said


def test_left_out() -> None:
    """What a deal's own map leaves out is marked where it stands; another file cannot leave out what it holds."""
    book, _ = read(SMALL.encode(), "map.yaml")
    assert book is not None
    text = written(book.but(without=("gap-shown",)))
    assert "      # left out\n      - id: gap-shown\n" in text
    assert (again(book.but(without=("gap-shown",))) or book).left_out == {"gap-shown"}
    assert again(book.but(without=("want",))) == book.but(without=("want",))
    assert [problem.sentence for problem in read(text.encode(), "map.yaml")[1]] == [
        '"without" leaves out parts of the map that "extends" names, and none is named'
    ]


def test_ends_of_every_map_stay() -> None:
    """An end of its own can be left out; won, lost and no-decision cannot."""
    ended = SMALL + "  asleep: {kind: void}\nwithout: [asleep, lost]\n"
    assert [str(problem) for problem in own(ended.encode(), "map.yaml")[1]] == [
        'map.yaml:28:10: "lost" is an end of every map, so it cannot stand in "without"'
    ]


def test_a_patch() -> None:
    """A patch has the form of a map that extends another, and needs no id; a mistake in it has its own line."""
    book, _ = read(SMALL.encode(), "map.yaml")
    assert book is not None
    found, problems = patch(b"stages: [{id: want, steps: [{id: wanted, hear: }]}]\n", "p.yaml", book, "the map")
    assert (found and found.decisions[0].hear, [each for each in problems if not each.advice]) == (None, [])
    for text, said in (
        ("extends: complex-b2b", 'p.yaml:1:10: a patch changes the map of the deal as it is: take "extends" out'),
        ("roles: {boss: {}}", 'p.yaml:1:15: a role has no "title": what a sentence calls it'),
        ("[]", 'p.yaml:1:1: a map begins with "format: 1", not with this'),
    ):
        found, problems = patch(text.encode(), "p.yaml", book, "the map")
        assert (found, [str(problem) for problem in problems if not problem.advice]) == (None, [said])
