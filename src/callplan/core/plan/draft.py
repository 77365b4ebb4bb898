"""Everything a plan is composed from, worked out once: the choice, the rungs, the names, the debts."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.choose import choose
from callplan.core.call.feasible import Feasibility, clients, feasible, missing_roles, unfinished_by_us
from callplan.core.call.rungs import Ladder, ladder
from callplan.core.call.speech import silenced
from callplan.core.condition import conditions, leaves
from callplan.core.deal.clock import doubted, last_decision, quiet
from callplan.core.deal.lasting import times
from callplan.core.deal.moments import limit
from callplan.core.deal.needs import unmet
from callplan.core.deal.owed import Debt, owed
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import counted, lapsed, status
from callplan.core.deal.verdict import deciding, roles_in
from callplan.core.plan.naming import Naming
from callplan.core.playbook import Act, Decision
from callplan.core.record import Record
from callplan.core.terms import Cases, Moment, Named, Test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.dates import Dates


class CallFor(Record):
    """The call a plan is asked for: its day, its people, its length in minutes, and the decision if it is named.

    `back_to`: a decision that is settled, to be taken up again on purpose.
    """

    on: date
    people: tuple[str, ...] = ()
    minutes: int = 30
    target: str = ""
    back_to: str = ""


class Draft(Naming):
    """One deal on one day for one call, and what the rules say of it; `call` None: only where it stands."""

    def __init__(self, deal: Deal, on: date, call: CallFor | None = None) -> None:
        super().__init__(deal)
        self.call = call
        self.day = call.on if call else on
        self.today = on
        self.standing = Standing(deal, self.day)
        self.present = call.people if call else ()
        self.clients = clients(self.standing, self.present)
        self.chosen = (call.target if call else "") or choose(self.standing, self.present)
        self.silent = silenced(self.standing, self.chosen) if self.chosen else None
        self.doubted = doubted(self.standing)
        self.owed: tuple[Debt, ...] = owed(self.standing)
        self.last = last_decision(self.standing)
        self.quiet = quiet(self.standing)
        self.able = feasible(self.standing, self.chosen, self.present) if self.chosen else Feasibility("not_here")
        self.ladder = self._ladder()
        self.dates = self._dates()
        self.light = len(self.map.decisions) <= 3 and len(self.map.tracks) == 1

    def _ladder(self) -> Ladder:
        if not self.chosen or (self.present and not self.clients):
            return Ladder()
        return ladder(self.standing, self.chosen, self.present)

    @property
    def decision(self) -> Decision | None:
        """The decision the call is for."""
        step = self.map.steps[self.chosen] if self.chosen else None
        return step if isinstance(step, Decision) else None

    def _dates(self) -> Dates | None:
        """How the deal's dates stand today, whatever the day of the call; None when it has none, or is over."""
        if self.over or not self.is_dated():
            return None
        from callplan.core.dates import dates

        standing = self.standing if self.day == self.today else Standing(self.deal, self.today)
        return dates(standing, self.today)

    def is_dated(self) -> bool:
        """Whether anybody has named a day for anything, or a limit of the map may be running."""
        book = self.map
        told = {claim.fact for claim in self.deal.claims}
        told.update([fact.id for fact in book.facts if fact.assume is not None or fact.depends is not None])
        if self.deal.dated or "wanted-by" in told:
            return True
        told.update(self.deal.past, book.stage)
        for limited in (*book.steps.values(), *book.ends):
            if limited.before is not None and not told.isdisjoint(_counted_from(limited.before)):
                return True
        return False

    @property
    def over(self) -> bool:
        """Whether the deal is closed without being won; a no to its closing decision alone ends nothing."""
        end = self.map.end.get(self.deal.closed.end) if self.deal.closed else None
        return self.deal.closed is not None and (end.kind if end else self.deal.closed.end) != "won"

    def title(self, name: str) -> str:
        """What a sentence calls a step, a fact or `@ROLE`; a step of several, with how many there are so far."""
        return f"{super().title(name)}{self.so_far(name)}"

    def so_far(self, name: str) -> str:
        """` (two of three)`, to follow a step of several that is begun and not settled; else nothing."""
        if name not in self.map.steps or self.map.steps[name].times == 1:
            return ""
        so_far, wanted = counted(self.standing, name)
        return f" ({phrase.number(so_far)} of {phrase.number(wanted)})" if 0 < so_far < wanted else ""

    def due(self, name: str) -> str:
        """` by Thu 10 Dec`, to follow what has a limit that is running; else nothing."""
        day = limit(self.standing, name) if name in self.map.steps else None
        return f" by {phrase.long_day(day, self.today)}" if day else ""

    def dated(self, name: str) -> str:
        """The title of what is owed, with the day it lapsed, else the one it has to be settled by."""
        day = lapsed(self.standing, name) if name in self.map.steps and self.status(name) == "expired" else None
        told, last = "lapsed on", day
        if day is None:
            told, last = "limit", limit(self.standing, name) if name in self.map.steps else None
        return f"{self.title(name)} ({told} {phrase.long_day(last, self.today)})" if last else self.title(name)

    def deciders(self, step: str) -> tuple[str, str]:
        """Who decides a step, in words - those on this call, else the known holders, else whoever - and the verb."""
        people = feasible(self.standing, step, self.present).people
        if people:
            return phrase.joined([phrase.held(name) for name in people]), "decide" if len(people) > 1 else "decides"
        options = deciding(self.standing, step)
        wanted = times(self.standing, step)
        if wanted > 1 and len(options) == 1 and isinstance(options[0], Named):
            return self.so_many(options[0].id, wanted), "decide"
        if len(options) > 1:
            return self._one_or_other(step, list(dict.fromkeys(self.subject(who)[0] for who in options))), "decides"
        subject, count = self.subject(options[0]) if options else ("somebody", "one")
        return subject, "decides" if count == "one" else "decide"

    def _one_or_other(self, step: str, subjects: list[str]) -> str:
        """Who decides a step while it is open by which case, and what that depends on."""
        found = [leaf for each in conditions(self.map.steps[step].by) for leaf in leaves(each)]
        names = dict.fromkeys(leaf.fact if isinstance(leaf, Test) else leaf.id for leaf in found)
        either = ", or ".join(subjects) if " and " in "".join(subjects) else phrase.joined(subjects, "or")
        asked = f", depending on {phrase.joined([self.title(name) for name in names])},"
        return f"{either}{asked}" if len(subjects) > 1 else either

    def missing(self) -> list[tuple[str, str]]:
        """Roles nobody present holds, each with the decision that needs it: the chosen one's first, then the debts'."""
        far = self.ladder.all_the_way
        wanted = [self.chosen] if self.chosen else []
        wanted += [far.id] if far else []
        wanted += [debt.id for debt in self.owed if debt.kind == "decision" and debt.hard]
        found: dict[str, str] = {}
        for step in dict.fromkeys(wanted):
            for role in self._wanted(step):
                found.setdefault(role, step)
        return list(found.items())

    def _wanted(self, step: str) -> tuple[str, ...]:
        """The roles that a decision still wants here; one in doubt wants its own again (rule 53)."""
        missing = missing_roles(self.standing, step, self.present)
        if missing or step != self.doubted or step != self.chosen or self.able.people or not self.present:
            return missing
        return roles_in(self.standing, self.map.steps[step].by)

    def unfinished(self) -> tuple[str, ...]:
        """Our own acts that the chosen decision, the furthest, or an act to be asked for waits for."""
        far = self.ladder.all_the_way
        asked = [rung.id for rung in (self.ladder.aim, self.ladder.least) if isinstance(rung, Request)]
        steps = [*([self.chosen] if self.chosen else []), *(far.chain if far else ())]
        steps += [name for name in asked if name in self.map.steps]
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

    def deed(self, request: Request, name: Callable[[str], str] | None = None) -> str:
        """What somebody is asked to do, as a bare infinitive; `name` says how people are called."""
        if request.id.startswith("@") and request.other:
            who = f"another who {self.predicate(request.id[1:])}"
            return f"bring {who if request.other[0] == '@' else (name or self.name)(request.other)} to a call"
        if request.id.startswith("@"):
            return f"bring {self.somebody(request.id[1:], name)} to a call"
        clause = self.map.steps[request.id].clause
        if not request.other:
            return clause
        if request.other.startswith("@"):
            return f"get somebody who {self.predicate(request.other[1:])} to {clause}"
        return f"get {(name or self.name)(request.other)} to {clause}"

    def help(self, request: Request) -> str:
        """What we can hand over for an act, if the map says so."""
        step = self.map.steps.get(request.id)
        return step.help if isinstance(step, Act) else ""


def _counted_from(moment: Moment | Cases) -> list[str]:
    """The ids of the days that a moment may be counted from."""
    if isinstance(moment, Cases):
        return [name for case in moment.of if case.value for name in _counted_from(case.value)]
    return [point.id for point in moment.of]
