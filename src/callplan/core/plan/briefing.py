"""Everything a page is made from, worked out once: the choice, the rungs, the debts, and who here heard what."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from callplan.core.call.acts import Request
from callplan.core.call.choose import choose
from callplan.core.call.feasible import Feasibility, feasible, has_voice, unfinished_by_us
from callplan.core.call.rungs import Ladder, Reach, ladder
from callplan.core.call.silence import silenced
from callplan.core.deal.clock import last_decision, quiet
from callplan.core.deal.facts import Known, is_dated
from callplan.core.deal.needs import clients, unmet
from callplan.core.deal.owed import Debt, owed
from callplan.core.deal.position import doubted, given_up
from callplan.core.deal.promised import LIVE, there
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal, HeldCall, Promise, Worry
from callplan.core.deal.status import SETTLED, status
from callplan.core.deal.verdict import deciding, roles_in, verdict
from callplan.core.happened import Happening, news
from callplan.core.hearing import not_heard
from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Decision
from callplan.core.map.terms import Named
from callplan.core.names import Names
from callplan.core.plan.weak_facts import facts_of_a_date, weak_facts
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.core.dates import Dates
    from callplan.core.hearing import Entered
    from callplan.core.plan.supposed import CallFor


class Line(Record):
    """One line of the page. `section` is its label, `mark` its bullet, `because` what it was computed from.

    `drop`: 0 never falls from a full page; of the others the highest falls first. `keys`: what it asks or tells, so
    that a later page does not do so again.
    """

    section: str
    text: str
    because: tuple[str, ...] = ()
    mark: str = ""
    drop: int = 0
    keys: tuple[str, ...] = ()


class Briefing:
    """One deal on one day for one call, and what the rules say of it; `call` None: only where it stands.

    `standing` is the deal as it is; `supposed` the one the call is planned on: with the promises that are due by then
    kept, where a decision hangs on them (`hangs_on`), or with a decision taken up again on purpose (`back_to`, by
    `taken_up_by`).
    """

    def __init__(self, deal: Deal, on: date, call: CallFor | None = None) -> None:
        self.deal = deal
        self.map = deal.playbook
        self.today = on
        self.day = call.on if call else on
        self.names = Names(deal, on)
        self.standing = Standing(deal, self.day)
        self.call = call.but(people=there(deal, call.people)) if call else None
        self.present = self.call.people if self.call else ()
        self.clients = clients(self.standing, self.present)
        self.chosen, self.supposed, self.hangs_on, self.taken_up_by = self._suppose()
        self.silent = silenced(self.standing, self.chosen, self.present) if self.chosen else None
        self.doubted = doubted(self.standing)
        self.owed: tuple[Debt, ...] = owed(self.standing)
        self.last = last_decision(self.standing)
        self.quiet = quiet(self.standing)
        self.able = feasible(self.supposed, self.chosen, self.present) if self.chosen else Feasibility("not_here")
        self.ladder = self._ladder()
        self.dates = self._dates()
        self.on_record = any(stage.talk.how != "call" for stage in self.map.stages)
        self.light = len(self.map.decisions) <= 3 and len(self.map.tracks) == 1

    def _suppose(self) -> tuple[str | None, Standing, tuple[Promise, ...], str]:
        """The decision it is for, the deal it is planned on, the promises that hangs on, and who takes it up again."""
        if self.call is None:
            return choose(self.standing, ()), self.standing, (), ""
        from callplan.core.plan.supposed import supposed

        found = supposed(self.standing, self.call, self.clients)
        return found.chosen, found.standing, found.hangs_on, found.taken_up_by

    def _ladder(self) -> Ladder:
        if not self.chosen or (self.present and not self.clients):
            return Ladder()
        return ladder(self.supposed, self.chosen, self.present)

    @property
    def decision(self) -> Decision | None:
        """The decision the call is for."""
        step = self.map.steps[self.chosen] if self.chosen else None
        return step if isinstance(step, Decision) else None

    def _dates(self) -> Dates | None:
        """How the deal's dates stand today, whatever the day of the call; None when it has none, or is over."""
        if self.over or not is_dated(self.standing):
            return None
        from callplan.core.dates import dates

        return dates(self.now, self.today)

    @cached_property
    def now(self) -> Standing:
        """The deal as it stands today, whatever the day of the call."""
        return self.standing if self.day == self.today else Standing(self.deal, self.today)

    @property
    def over(self) -> bool:
        """Whether the deal is closed without being won."""
        return self.deal.ending not in ("", "won")

    @cached_property
    def first_page(self) -> bool:
        """Whether no call was held and no page used yet."""
        return not self.last_call and not self.used

    @property
    def given_up(self) -> frozenset[str]:
        """The steps that were missed twice, which nobody is asked for a third time (rule 54)."""
        return given_up(self.standing)

    @cached_property
    def promised(self) -> frozenset[str]:
        """The steps, or `@ROLE`, of promises that are open on either side."""
        return frozenset(each.step for each in self.deal.promises.values() if each.state in LIVE)

    @cached_property
    def weak_facts(self) -> dict[str, Known]:
        """The facts that the page leans on and that are not confirmed, the weakest first."""
        return weak_facts(self.standing, self.chosen or "", self.present)

    @cached_property
    def facts_of_a_date(self) -> list[str]:
        """The facts that are days, on which the limits of the decision and of what it waits for hang."""
        return facts_of_a_date(self.standing, self.chosen or "", self.present)

    @cached_property
    def last_call(self) -> HeldCall | None:
        """The call of the latest day with a client person, whenever it was entered."""
        return max(
            [call for call in self.deal.calls if call.client], key=lambda call: (call.on, call.number), default=None
        )

    @cached_property
    def _undated(self) -> Standing:
        """The deal without what the calendar does to it, as what happened is told."""
        return Standing(self.deal)

    @cached_property
    def last_happened(self) -> tuple[Happening, ...]:
        """What happened on the last call with a client person; before the first, all there is."""
        call = self.last_call
        return news(self._undated, lambda _, batch: call is None or batch == call.batch)

    @cached_property
    def since_happened(self) -> tuple[Happening, ...]:
        """What has come in since the last call; not that of a call before it, which was entered late."""
        call = self.last_call
        since = call.batch if call else -1
        late = {each.batch for each in self.deal.calls if call and each.on < call.on}
        return news(self._undated, lambda _, batch: batch > since and batch not in late)

    def is_new(self, person: str) -> bool:
        """Whether somebody comes to a call for the first time."""
        return not any(person in call.people for call in self.deal.calls)

    @cached_property
    def new(self) -> tuple[str, ...]:
        """The client people on the call who were on none before; nobody on the first page."""
        return () if self.first_page else tuple([name for name in self.clients if self.is_new(name)])

    @cached_property
    def worries(self) -> tuple[Worry, ...]:
        """The worries on record that are not met, nor about something they have decided since, in their words."""
        every = [each for each in self.deal.concerns.values() if each.words and not each.met]
        here = [each for each in every if not self.deal.has_left(each.person)]
        return tuple([each for each in here if not (each.decision and self.status(each.decision) in SETTLED)])

    @cached_property
    def used(self) -> frozenset[str]:
        """What earlier pages have asked and told: those of calls held, and of one whose day has gone by untold."""
        planned = self.deal.planned
        gone_by = planned is not None and planned.call < min(self.today, self.day)
        return self.deal.used.union(planned.asked) if planned and gone_by else self.deal.used

    def fresh(self, key: str) -> bool:
        """Whether no earlier page has asked or told something."""
        return key not in self.used

    def deciders(self, step: str) -> tuple[str, ...]:
        """Who decides a step: those on this call, else the known holders of the likeliest case."""
        here = feasible(self.supposed, step, self.present).people if self.present else ()
        if here:
            return here
        options = deciding(self.standing, step)
        given = verdict(self.standing, step).saying_yes
        roles = [leaf.id for leaf in leaves(options[0]) if isinstance(leaf, Named)] if options else []
        roles = [role for role in roles if role not in given] or roles
        found = [self.deal.holders(role)[:1] for role in roles]
        return tuple(dict.fromkeys(name for names in found for name in names))

    def unfinished(self, besides: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Our own acts that the aim waits for, or what is taken `besides`, those that can be done now."""
        asked = self.ladder.aim.id if isinstance(self.ladder.aim, Request) else ""
        steps = [step for step in dict.fromkeys((self.chosen or "", asked, *besides)) if step in self.map.steps]
        return tuple(dict.fromkeys(act for step in steps for act in unfinished_by_us(self.standing, step)))

    def late(self) -> list[Promise]:
        """Our promises that are past their day, the oldest first."""
        ours = [each for each in self.deal.promises.values() if self.deal.side(each.person) == "us"]
        due = min(self.day, self.today)
        owed = [each for each in ours if self.status(each.step or "@") not in SETTLED]
        late = [each for each in owed if each.state == "missed" or (each.state == "open" and each.due < due)]
        return sorted(late, key=lambda each: (each.due, each.number))

    def blockers(self) -> tuple[str, ...]:
        """The steps and facts the chosen decision waits for."""
        return unmet(self.supposed, self.chosen, self.present) if self.chosen else ()

    def voices(self, step: str) -> tuple[str, ...]:
        """The client people on the call who decide a step or are heard in it."""
        return tuple([name for name in self.clients if has_voice(self.standing, step, (name,))])

    def not_in_front_of(self, entries: Iterable[Entered], theirs: Iterable[str], then: str = "") -> str:
        """`Not in front of Piet.`: entries not for all here, those whose words they are apart; "" where all heard them.

        `then`: what to do in place of it; nothing on a map whose client hears nobody in confidence (page principle 11).
        """
        own = set(theirs)
        others = [name for name in not_heard(self.deal, self.clients, entries) if name not in own]
        return f"Not in front of {self.names.shorts(others)}{'' if self.on_record else then}." if others else ""

    def holds(self, person: str, step: str) -> bool:
        """Whether somebody holds a role that decides a step, or does it."""
        return not set(roles_in(self.standing, self.map.steps[step].by)).isdisjoint(self.deal.roles(person))

    def status(self, step: str) -> str:
        """A step's status on the day of the call; of `@ROLE`: open."""
        return status(self.standing, step) if step in self.map.steps else "open"

    @cached_property
    def beyond(self) -> tuple[str, ...]:
        """The decisions that could be taken on this call after the one it is for, in their order (rule 42)."""
        far = self.ladder.all_the_way
        if not isinstance(far, Reach) or self.chosen is None:
            return ()
        return tuple([step for step in far.chain if step != self.chosen])
