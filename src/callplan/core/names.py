"""The one namer: what sentences call the people, roles, steps, stages and facts of one deal."""

from __future__ import annotations

from datetime import date

from callplan.core import person, phrase
from callplan.core.days import as_day
from callplan.core.deal.state import Deal
from callplan.core.map.playbook import Act, Decision
from callplan.core.map.terms import UNITS, Named, Point, Some, Who

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

IT = "{it}"
_BUILT_IN = {"wanted-by": "start date", "amount": "amount", "reason": "reason"}
_MOST = 3


def short(name: str, called: str = "", *, in_full: bool) -> str:
    """A person as they are `called`, else by first name, or `in_full` where another has the same; `us` for our side."""
    return full(name) if in_full or not name else phrase.held(called or person.first_name(name))


def full(name: str) -> str:
    """A person's whole name, given name first."""
    return phrase.held(person.whole_name(name)) if name else "us"


def quote(words: str) -> str:
    """Somebody's words in quotation marks, the first of them where they are many."""
    return phrase.quoted(phrase.excerpt(words))


class Names:
    """The names of one deal's people and things on a day; the same wherever they are printed, whatever came before."""

    def __init__(self, deal: Deal, today: date) -> None:
        self.deal = deal
        self.map = deal.playbook
        self.today = today
        self.alike: dict[str, bool] = {}

    def short(self, name: str) -> str:
        """A person as they are called, or in full where two are called the same; `us` for our side."""
        return short(name, self.called_so(name), in_full=self.is_shared(name))

    def called_so(self, name: str) -> str:
        """How somebody is to be called, where it was said."""
        contact = self.deal.people.get(name)
        return contact.called if contact else ""

    def is_shared(self, name: str) -> bool:
        """Whether what somebody is called may mean another of the deal's people, too."""
        if name not in self.alike:
            people = dict.fromkeys((*self.deal.people, name))
            alike = person.alike({each: self.called_so(each) or person.first_name(each) for each in people})
            told_apart = self.deal.people if name in self.deal.people else (name,)
            self.alike |= {each: each in alike for each in told_apart}
        return self.alike[name]

    def shorts(self, people: Iterable[str], last: str = "and") -> str:
        """Several people in one breath."""
        return phrase.joined([self.short(each) for each in people], last)

    def full(self, name: str) -> str:
        """A person's whole name, given name first."""
        return full(name)

    def roles(self, name: str) -> list[str]:
        """The titles of the roles that somebody holds."""
        return [self.map.role[role].title for role in self.deal.roles(name) if role in self.map.role]

    def called(self, role: str) -> str:
        """Whoever holds a role, with an article: `the person with the budget`."""
        found = self.map.role[role]
        return found.called or phrase.with_article(found.title)

    def holder(self, role: str) -> str:
        """Who holds a role, by first name; else what they are called."""
        names = self.deal.holders(role)
        if names:
            return self.short(names[0])
        gone = [each.name for each in self.deal.people.values() if each.left and role in each.roles]
        return f"the person who takes over from {self.short(gone[-1])}" if gone else self.called(role)

    def who_is(self, role: str) -> str:
        """Who holds a role, as it is asked: `Who is the person with the budget`, `Who checks the contracts`."""
        called = self.called(role)
        return f"Who is {called}" if phrase.names_one(called) else f"Who {self.predicate(role)}"

    def predicate(self, role: str) -> str:
        """What the holder of a role does, to stand after `who`."""
        found = self.map.role[role]
        return found.predicate or f"acts as {found.title}"

    def who(self, who: Who) -> tuple[str, int]:
        """Who does or decides something in words, and how many that are for the verb."""
        if isinstance(who, Named):
            return self.holder(who.id), 1
        assert isinstance(who, Some)
        # of several, whoever has no name yet comes last: “who takes over from Cora and Mia” is somebody else
        of = who.of if who.least == 1 else sorted(who.of, key=self._has_no_name)
        parts = list(dict.fromkeys(self.who(each)[0] for each in of))  # type: ignore[arg-type]
        if who.least == 1 or len(parts) == 1:
            return phrase.joined(parts, "or"), 1
        if who.least:
            return f"{phrase.number(who.least)} of {phrase.joined(parts)}", 2
        return phrase.joined(parts), 2

    def _has_no_name(self, who: object) -> bool:
        """Whether it is a role that only somebody held who has left."""
        role = who.id if isinstance(who, Named) else ""
        held = [each for each in self.deal.people.values() if role in each.roles]
        return bool(held) and all(each.left for each in held)

    def title(self, name: str) -> str:
        """What a list calls a step, a stage, a fact or `@ROLE`."""
        if name.startswith("@"):
            return phrase.call_with(self.holder(name[1:]))
        if name in self.map.steps:
            return self.map.steps[name].called
        stage = self.map.stage.get(name)
        return phrase.quoted(stage.title) if stage else self.fact(name)

    def titles(self, names: Iterable[str], most: int = _MOST) -> str:
        """Several titles in one breath, and how many more."""
        return phrase.shortened([self.title(name) for name in names], most)

    def topic(self, step: str) -> str:
        """What is decided, as it is read: `whether to buy rather than build`."""
        found = self._decision(step)
        return self._it(found.topic, "this") if found.topic else f"whether {found.clause}"

    def spoken(self, step: str) -> str:
        """What is decided, as it is said to them."""
        found = self._decision(step)
        if not found.topic and phrase.speaks_of_them(found.clause):
            return f"where we stand on {self.title(step)}"
        return self.topic(step)

    def yes(self, step: str) -> str:
        """What somebody did who said yes, to follow a name: `decided to buy rather than build`."""
        found = self._decision(step)
        if found.yes:
            return self._it(found.yes, "it")
        if phrase.speaks_of_them(found.clause):
            return f"said yes to {self.title(step)}"
        return f"decided {found.clause}" if found.clause.startswith("to ") else f"agreed that {found.clause}"

    def act(self, name: str) -> str:
        """An act as a bare infinitive; one that brings somebody: `bring in Piet`, `bring in the director`."""
        if name.startswith("@"):
            return self._bring(name[1:])
        step = self.map.steps[name]
        if isinstance(step, Act) and step.brings:
            return self._bring(step.brings)
        return step.clause if isinstance(step, Act) else f"decide {self.topic(name)}"

    def _bring(self, role: str) -> str:
        """`bring in Piet`; of somebody we know already, `get Piet onto a call`."""
        names = self.deal.holders(role)
        known = bool(names) and any(names[0] in call.people for call in self.deal.calls)
        return f"get {self.short(names[0])} onto a call" if known else f"bring in {self.holder(role)}"

    def fact(self, fact: str) -> str:
        """What a fact is called, to follow `the`."""
        return _BUILT_IN.get(fact) or phrase.spoken(fact)

    def counted(self, point: Point) -> str:
        """What a limit is counted from: `“notice day”`, `10 days after the award`."""
        name = phrase.quoted(self.fact(point.id)) if point.id in self.map.fact else self._from(point.id)
        if point.span is None or not point.span.count:
            return name
        length = phrase.several(abs(point.span.count), UNITS[point.span.unit])
        return f"{length} {'after' if point.span.count > 0 else 'before'} {name}"

    def _from(self, name: str) -> str:
        stage = self.map.stage.get(name)
        return phrase.quoted(stage.title) if stage else self.title(name)

    def value(self, fact: str, value: str | float, *, bare: bool = False) -> str:
        """A fact's value as it is read: `three`, `84,000 EUR`, `Thu 3 Dec`; `bare`: without what is counted."""
        found = self.map.fact[fact]
        if found.type == "date" and (day := as_day(value)):
            return self.long_day(day)
        if not isinstance(value, (int, float)):
            return value
        if bare or not found.unit or found.unit == self.fact(fact):
            return phrase.number(value)
        return phrase.held(f"{f'{value:,}' if phrase.is_currency(found.unit) else phrase.number(value)} {found.unit}")

    def quote(self, words: str) -> str:
        """Somebody's words in quotation marks, the first of them where they are many."""
        return quote(words)

    def day(self, day: date) -> str:
        """`3 Dec`."""
        return phrase.short_day(day, self.today)

    def who_when(self, person: str, day: date, undated: bool) -> str:
        """`Marta on 3 Dec`, before what she said; without a day where nobody said when."""
        return self.short(person) if undated else f"{self.short(person)} on {self.day(day)}"

    def long_day(self, day: date) -> str:
        """`Thu 3 Dec`."""
        return phrase.long_day(day, self.today)

    def command(self, verb: str) -> str:
        """A command of callplan on this deal, as it is typed."""
        return phrase.command(verb, self.deal.name)

    def _decision(self, step: str) -> Decision:
        found = self.map.steps[step]
        assert isinstance(found, Decision)
        return found

    def _it(self, words: str, unnamed: str) -> str:
        """What is sold in the place of its mark; while nobody has named it, `this` or `it`."""
        first, mark, rest = words.partition(IT)
        return f"{first}{self.deal.subject or unnamed}{rest.replace(IT, 'it')}" if mark else words
