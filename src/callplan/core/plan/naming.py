"""What a sentence calls people, roles, steps and facts of one deal."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.state import Deal
from callplan.core.terms import Named, Some, Who

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Naming:
    """The names of one deal's people and things; a person is introduced in full once, then called by first name."""

    def __init__(self, deal: Deal) -> None:
        self.deal = deal
        self.map = deal.playbook
        self.introduced: set[str] = set()

    def title(self, name: str) -> str:
        """What a sentence calls a step, a fact or `@ROLE`."""
        if name.startswith("@"):
            return f"a call with {self.somebody(name[1:])}"
        if name in self.map.steps:
            return self.map.steps[name].called
        stage = self.map.stage.get(name)
        return phrase.quoted(stage.title) if stage else self.fact_name(name)

    def fact_name(self, fact: str) -> str:
        """What a sentence calls a fact: its id in words."""
        return phrase.spoken(fact)

    def titles(self, names: Iterable[str]) -> str:
        """Several titles in one breath, three at most."""
        return phrase.shortened([self.title(name) for name in names])

    def whoever(self, role: str) -> str:
        """`whoever can release the money`, for a role that nobody is known to hold."""
        return f"whoever {self.predicate(role)}"

    def predicate(self, role: str) -> str:
        """What the holder of a role does, to stand after `who`."""
        found = self.map.role[role]
        return found.predicate or f"acts as {found.title}"

    def somebody(self, role: str, name: Callable[[str], str] | None = None) -> str:
        """Who holds a role, by name; else `somebody who …`."""
        names = self.deal.holders(role)
        return (name or self.name)(names[0]) if names else f"somebody who {self.predicate(role)}"

    def so_many(self, role: str, wanted: int) -> str:
        """So many people of one role: those known by name, and how many more it takes."""
        names = [phrase.held(name) for name in self.deal.holders(role)]
        if len(names) > wanted:
            return f"{phrase.number(wanted)} of {phrase.joined(names)}"
        more = wanted - len(names)
        rest = f"{phrase.number(more)} more, each somebody who {self.predicate(role)},"
        alone = f"{phrase.number(wanted)} people, each somebody who {self.predicate(role)},"
        return phrase.joined([*names, *([rest] if more else [])]) if names else alone

    def name(self, person: str) -> str:
        """A person in a sentence: in full with their role at first mention, then by first name."""
        if not person:
            return "us"
        if person not in self.introduced:
            return self.introduce(person)
        return self.first(person)

    def introduce(self, person: str) -> str:
        """A person's full name with their role, as at first mention."""
        self.introduced.add(person)
        roles = [self.map.role[role].title for role in self.deal.roles(person) if role in self.map.role]
        return phrase.held(person) + (f" ({phrase.joined(roles)})" if roles else "")

    def plain(self, person: str) -> str:
        """A person where no role has room: in full at first mention, then by first name."""
        if person in self.introduced:
            return self.first(person)
        self.introduced.add(person)
        return phrase.held(person)

    def first(self, person: str) -> str:
        """A first name; in full where two first names are alike."""
        short = phrase.first_name(person)
        alike = sum(phrase.first_name(other) == short for other in self.deal.people)
        return phrase.held(person) if alike > 1 else short

    def firsts(self, people: Iterable[str], last: str = "and") -> str:
        """Several people by their first names."""
        return phrase.joined([self.first(person) for person in people], last)

    def names(self, people: Iterable[str], last: str = "and") -> str:
        """Several people in one breath."""
        return phrase.joined([self.name(person) for person in people], last)

    def subject(self, who: Who) -> tuple[str, str]:
        """Who does or decides something, in words, and whether it is `one` or `several`."""
        if isinstance(who, Named):
            holders = self.deal.holders(who.id)
            return (phrase.held(holders[0]) if holders else self.whoever(who.id)), "one"
        assert isinstance(who, Some)
        parts = list(dict.fromkeys(self.subject(each)[0] for each in who.of))  # type: ignore[arg-type]
        if who.least == 1 or len(parts) == 1:
            return phrase.joined(parts, "or"), "one"
        if who.least:
            return f"{phrase.number(who.least)} of {phrase.joined(parts)}", "several"
        return phrase.joined(parts), "several"
