"""Everything a plan is composed from, worked out once: the choice, the rungs, the names, the debts."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.choose import choose
from callplan.core.call.feasible import Feasibility, clients, feasible, missing_roles, unfinished_by_us
from callplan.core.call.rungs import Ladder, ladder
from callplan.core.deal.clock import doubted, last_decision, quiet
from callplan.core.deal.needs import unmet
from callplan.core.deal.owed import Debt, owed
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import status
from callplan.core.deal.verdict import deciding
from callplan.core.playbook import Act, Decision
from callplan.core.record import Record
from callplan.core.terms import Named, Some, Who

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class CallFor(Record):
    """The call a plan is asked for: its day, its people, its length in minutes, and the decision if it is named."""

    on: date
    people: tuple[str, ...] = ()
    minutes: int = 30
    target: str = ""


class Draft:
    """One deal on one day for one call, and what the rules say of it; `call` None: only where it stands."""

    def __init__(self, deal: Deal, on: date, call: CallFor | None = None) -> None:
        self.deal = deal
        self.call = call
        self.day = call.on if call else on
        self.today = on
        self.standing = Standing(deal, self.day)
        self.map = deal.playbook
        self.present = call.people if call else ()
        self.clients = clients(self.standing, self.present)
        self.chosen = (call.target if call else "") or choose(self.standing, self.present)
        self.doubted = doubted(self.standing)
        self.owed: tuple[Debt, ...] = owed(self.standing)
        self.last = last_decision(self.standing)
        self.quiet = quiet(self.standing)
        self.able = feasible(self.standing, self.chosen, self.present) if self.chosen else Feasibility("not_here")
        self.ladder = self._ladder()
        self.light = len(self.map.decisions) <= 3 and len(self.map.tracks) == 1
        self.introduced: set[str] = set()

    def _ladder(self) -> Ladder:
        if not self.chosen or (self.present and not self.clients):
            return Ladder()
        return ladder(self.standing, self.chosen, self.present)

    @property
    def decision(self) -> Decision | None:
        """The decision the call is for."""
        step = self.map.steps[self.chosen] if self.chosen else None
        return step if isinstance(step, Decision) else None

    def title(self, name: str) -> str:
        """What a sentence calls a step, a fact or `@ROLE`."""
        if name.startswith("@"):
            return f"a call with {self.somebody(name[1:])}"
        if name in self.map.steps:
            return self.map.steps[name].name
        stage = self.map.stage.get(name)
        return phrase.quoted(stage.title) if stage else self.fact_name(name)

    def fact_name(self, fact: str) -> str:
        """What a sentence calls a fact: its id in words."""
        return fact.replace("-", " ")

    def titles(self, names: Iterable[str]) -> str:
        """Several titles in one breath, three at most."""
        every = [self.title(name) for name in names]
        rest = [f"{phrase.number(len(every) - 3)} more"] if len(every) > 3 else []
        return phrase.joined([*every[:3], *rest])

    def whoever(self, role: str) -> str:
        """`whoever can release the money`, for a role that nobody is known to hold."""
        return f"whoever {self.predicate(role)}"

    def predicate(self, role: str) -> str:
        """What the holder of a role does, to stand after `who`."""
        found = self.map.role[role]
        return found.predicate or f"is their {found.title}"

    def somebody(self, role: str) -> str:
        """Who holds a role, by name; else `somebody who …`."""
        names = self.deal.holders(role)
        return self.name(names[0]) if names else f"somebody who {self.predicate(role)}"

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
        short = person.split(" ")[0]
        alike = sum(other.split(" ")[0] == short for other in self.deal.people)
        return phrase.held(person) if alike > 1 else short

    def names(self, people: Iterable[str], last: str = "and") -> str:
        """Several people in one breath."""
        return phrase.joined([self.name(person) for person in people], last)

    def deciders(self, step: str) -> tuple[str, str]:
        """Who decides a step, in words - those on this call, else the known holders, else whoever - and the verb."""
        people = feasible(self.standing, step, self.present).people
        if people:
            return phrase.joined([phrase.held(name) for name in people]), "decide" if len(people) > 1 else "decides"
        options = deciding(self.standing, step)
        if len(options) > 1:
            return phrase.joined([self._subject(who)[0] for who in options], "or"), "decides"
        return self._subject(options[0]) if options else ("nobody named", "decides")

    def _subject(self, who: Who) -> tuple[str, str]:
        if isinstance(who, Named):
            holders = self.deal.holders(who.id)
            return (phrase.held(holders[0]) if holders else self.whoever(who.id)), "decides"
        assert isinstance(who, Some)
        parts = list(dict.fromkeys(self._subject(each)[0] for each in who.of))  # type: ignore[arg-type]
        if who.least == 1 or len(parts) == 1:
            return phrase.joined(parts, "or"), "decides"
        if who.least:
            return f"{phrase.number(who.least)} of {phrase.joined(parts)}", "decide"
        return phrase.joined(parts), "decide"

    def missing(self) -> list[tuple[str, str]]:
        """Roles nobody present holds, each with the decision that needs it: the chosen one's first, then the debts'."""
        far = self.ladder.all_the_way
        wanted = [self.chosen] if self.chosen else []
        wanted += [far.id] if far else []
        wanted += [debt.id for debt in self.owed if debt.kind == "decision" and debt.hard]
        found: dict[str, str] = {}
        for step in dict.fromkeys(wanted):
            for role in missing_roles(self.standing, step, self.present):
                found.setdefault(role, step)
        return list(found.items())

    def unfinished(self) -> tuple[str, ...]:
        """Our own acts that the chosen decision, or the furthest, waits for."""
        far = self.ladder.all_the_way
        steps = [*([self.chosen] if self.chosen else []), *(far.chain if far else ())]
        return tuple(dict.fromkeys(act for step in steps for act in unfinished_by_us(self.standing, step)))

    def late(self) -> list[str]:
        """Ids of our promises that are past their day."""
        promises = self.deal.promises.values()
        return [
            each.id
            for each in promises
            if self.deal.side(each.person) == "us"
            and (each.state == "missed" or (each.state == "open" and each.due < self.day))
        ]

    def blockers(self) -> tuple[str, ...]:
        """The steps and facts the chosen decision waits for."""
        return unmet(self.standing, self.chosen, self.present) if self.chosen else ()

    def status(self, step: str) -> str:
        """A step's status on the day of the call."""
        return status(self.standing, step)

    def deed(self, request: Request) -> str:
        """What somebody is asked to do, as a bare infinitive."""
        if request.id.startswith("@"):
            return f"bring {self.somebody(request.id[1:])} to a call"
        clause = self.map.steps[request.id].clause
        if not request.other:
            return clause
        other = (
            f"somebody who {self.predicate(request.other[1:])}"
            if request.other.startswith("@")
            else self.name(request.other)
        )
        return f"get {other} to {clause}"

    def help(self, request: Request) -> str:
        """What we can hand over for an act, if the map says so."""
        step = self.map.steps.get(request.id)
        return step.help if isinstance(step, Act) else ""
