"""The words of a map: who, which conditions, needs, lengths of time, days and proofs, said of the client's way."""

from __future__ import annotations

from collections import Counter

from callplan.core import phrase
from callplan.core.map.condition import leaves, possible
from callplan.core.map.condition_text import certain, kept, omitted, told, turned
from callplan.core.map.playbook import Playbook, Talk
from callplan.core.map.terms import UNITS, Cases, Condition, Length, Moment, Named, Not, Proof, Some, Span, Test, Who

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

MAIN = "main"
RUNGS = {
    "assumed": "our own belief",
    "heard": "word from somebody else",
    "said": "their word",
    "wrote": "their word in writing",
    "did": "the deed",
}
SIDES = {"client": "", "us": "us", "third-party": "third party"}
_HOW = {"is": "", "over": "over ", "at_least": "at least ", "under": "under ", "at_most": "at most "}
_TALK = {"call": "calls", "written": "only in writing", "none": "no word with them"}
_DAYS = {"wanted-by": "the day it is wanted by"}


class Wording:
    """What one map calls its parts, and its conditions and values in words; what never applies is not mentioned.

    A value that differs by case is told in short, `a or b, depending on the amount`; with `whole`, case by case.
    """

    def __init__(self, playbook: Playbook, *, whole: bool = False) -> None:
        self.map = playbook
        self.whole = whole
        self._called = Counter([step.called for step in playbook.steps.values()])

    def name(self, name: str) -> str:
        """What a sentence calls a step, a stage or a fact; with its id where two are called the same."""
        step, stage = self.map.steps.get(name), self.map.stage.get(name)
        if step:
            return step.called if self._called[step.called] == 1 else f"{step.called} ({name})"
        return phrase.quoted(stage.title) if stage else _DAYS.get(name, f"the {phrase.spoken(name)}")

    def end(self, name: str) -> str:
        """What an end is called."""
        return self.map.end[name].title or phrase.spoken(name)

    def role(self, name: str) -> str:
        """What a role is called."""
        return self.map.role[name].title

    def value(self, fact: str, value: str | float) -> str:
        """A fact's value: `50,000 EUR`, `personal`."""
        unit = self.map.fact[fact].unit
        return f"{figure(value)}{f' {unit}' * bool(unit)}"

    def who(self, by: Who | Cases | None, the: str = "") -> str:
        """`sponsor and user`, `two of a, b and c`; `the` stands before each."""
        return self._by_case(by, lambda who: told(who, lambda role: the + self.role(role.id), _apart))

    def side(self, by: Who | Cases) -> str:
        """The one side that does or decides it: client, us, third-party; nothing when several do."""
        roles = {leaf.id for who in self._options(by) for leaf in leaves(who) if isinstance(leaf, Named)}
        sides = {self.map.role[role].side for role in roles}
        return sides.pop() if len(sides) == 1 else ""

    def length(self, value: Length | Cases | None) -> str:
        """`2 to 4 weeks`, `2 days to 3 weeks`, `3 weeks or more`."""
        return self._by_case(value, _length)

    def times(self, value: int | Cases) -> str:
        """How many separate ones."""
        return self._by_case(value, str)

    def day(self, value: Moment | Cases | None) -> str:
        """`3 working days after the request`, `the notice day`; of several the earliest."""
        return self._by_case(value, self._moment)

    def proof(self, value: Proof | Cases | None) -> str:
        """`their word in writing, as in “a mail that names the sum”`."""
        return self._by_case(value, _proof)

    def talk(self, talk: Talk) -> str:
        """How they may be spoken to; nothing when anybody may call anybody."""
        parts = [
            _TALK[talk.how],
            f"with {self._roles(talk.under)}" if talk.under else "",
            f"but for {self._roles(talk.exempt)}" if talk.exempt else "",
            f"to {self.role(talk.to)}" if talk.to else "",
            f"through {talk.through}" if talk.through else "",
            f"not later than {day}" if (day := self.day(talk.before)) else "",
        ]
        return "" if talk == Talk() else ", ".join(filter(None, parts))

    def _roles(self, names: tuple[str, ...]) -> str:
        return phrase.joined([self.role(name) for name in names])

    def leads(self, if_no: str) -> str:
        """What a no does; nothing when the question simply stays open."""
        if if_no in ("", "go-on"):
            return "is an answer, too" if if_no else ""
        return f"ends it: {self.end(if_no)}" if if_no in self.map.end else f"leads back to {self.name(if_no)}"

    def needs(self, condition: Condition | None) -> str:
        """What has to be settled first, as things: `the go-ahead, 10 days after the award, and a or b`."""
        left = kept(self.map, condition)
        return told(left, self._need, self._of_one_fact) if left is not None else ""

    def holds(self, condition: Condition | None) -> str:
        """A condition as clauses: `the data is personal and the go-ahead is settled`."""
        left = kept(self.map, condition)
        return told(left, self._clause, self._of_one_fact, "of these hold:") if left is not None else ""

    def applies(self, when: Condition | None) -> str:
        """When a thing applies: `if the data is personal, until the order is settled`; nothing when always."""
        left = kept(self.map, when)
        if left is None:
            return ""
        whole = turned(left)
        parts = whole.of if isinstance(whole, Some) and not whole.least else (whole,)
        ends = [name for each in parts if (name := self._end_of(each))]
        rest = tuple([each for each in parts if not self._end_of(each)])
        holds = [f"if {self.holds(Some(rest))}"] if rest else []
        return ", ".join([*holds, *([f"until {phrase.joined(ends, 'or')} is settled"] if ends else [])])

    def cases(self, value: Cases, said: Callable[[Any], str]) -> str:
        """A value that differs by case, whole: `3 weeks if the data is personal, otherwise 1 week`."""
        found: list[str] = []
        for case in value.of:
            truth = certain(self.map, case.when)
            if truth is not False:
                rule = "" if truth else f" if {self.holds(case.when)}"
                found.append(f"{'otherwise ' * bool(found and truth)}{said(case.value)}{rule}")
            if truth:
                break
        return ", ".join(found)

    def worked_out(self, value: Cases) -> str:
        """A fact worked out from others: `board if the amount is over 250,000 EUR, otherwise direct`."""
        return self.cases(value, figure)

    def _by_case(self, value: Any, said: Callable[[Any], str]) -> str:
        if self.whole and isinstance(value, Cases):
            return self.cases(value, said)
        options = list(dict.fromkeys([said(each) for each in self._options(value)]))
        if len(options) < 2:
            return "".join(options)
        compound = any(" and " in each for each in options)
        asked = [leaf for case in value.of for leaf in leaves(kept(self.map, case.when))]
        names = [self.name(leaf.id) for leaf in asked]
        either = ", or ".join(options) if compound else phrase.joined(options, "or")
        return f"{either}, depending on {phrase.joined(list(dict.fromkeys(names)))}"

    def _options(self, value: Any) -> list[Any]:
        found = possible(value, lambda when: certain(self.map, when))
        return [each for each in found if each is not None]

    def _moment(self, value: Moment) -> str:
        days = [self._after(point.id, point.span) for point in value.of if point.id not in omitted(self.map)]
        return f"{phrase.joined(days, 'or')}{', whichever comes first' * (len(days) > 1)}"

    def _after(self, name: str, wait: Span | None) -> str:
        if wait is None or not wait.count:
            return self.name(name)
        return f"{span(wait)} {'after' if wait.count > 0 else 'before'} {self.name(name)}"

    def _need(self, leaf: Named | Test | Not) -> str:
        if not isinstance(leaf, Named):
            return self._clause(leaf)
        known = "" if leaf.id not in self.map.fact else " known" if leaf.wait is None else " reached"
        return self._after(leaf.id, leaf.wait) + known * (leaf.wait is None or not leaf.wait.count)

    def _clause(self, leaf: Named | Test | Not) -> str:
        if one := self._of_one_fact((leaf,), "and"):
            return one
        inner, no = (leaf.of, "not ") if isinstance(leaf, Not) else (leaf, "")
        assert isinstance(inner, Named)
        return f"{self.name(inner.id)} is {no}{'known' if inner.id in self.map.fact else 'settled'}"

    def _of_one_fact(self, tests: tuple[Condition, ...], glue: str) -> str:
        """Tests of one fact in one clause, `the data is internal or personal`; nothing when they ask anything else."""
        inner = [each.of if isinstance(each, Not) else each for each in tests]
        asked = {each.fact if isinstance(each, Test) else "" for each in inner}
        if len(asked) > 1 or "" in asked:
            return ""
        fact = self.map.fact[asked.pop()]
        subject = phrase.quoted(phrase.spoken(fact.id)) if fact.type == "yes-no" else self.name(fact.id)
        values = [
            f"{'not ' * isinstance(each, Not)}{_HOW[test.how]}{self.value(fact.id, test.value)}"
            for each, test in zip(tests, inner, strict=True)
            if isinstance(test, Test)
        ]
        return f"{subject} is {phrase.joined(values, glue)}"

    def _end_of(self, condition: Condition) -> str:
        """The step or stage until which a condition holds, where it says no more than that."""
        inner = condition.of if isinstance(condition, Not) else None
        return self.name(inner.id) if isinstance(inner, Named) and inner.id not in self.map.fact else ""


def figure(value: str | float) -> str:
    """A value as it is said: numbers with separators."""
    return value if isinstance(value, str) else f"{value:,}"


def track(name: str) -> str:
    """A track in a sentence."""
    return "the main way" if name == MAIN else f"the track {phrase.spoken(name)}"


def span(length: Span) -> str:
    """`10 days`, `1 week`; which way it looks is said beside it."""
    count = abs(length.count)
    return f"{count} {UNITS[length.unit]}{'' if count == 1 else 's'}"


def _length(value: Length) -> str:
    shortest, longest = value.shortest, value.longest
    if shortest == longest:
        return f"{span(longest)}{' or more' * value.open}"
    least = str(shortest.count) if shortest.unit == longest.unit else span(shortest)
    return f"{least} to {span(longest)}"


def _proof(value: Proof) -> str:
    looks = [f"{RUNGS[look.rung]}{f', as in “{look.like}”' * bool(look.like)}" for look in value.of]
    return phrase.joined(looks, "or")


def _apart(_: tuple[Condition, ...], __: str) -> str:
    return ""
