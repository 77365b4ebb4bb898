"""A map made of what a person told about how a kind of client buys."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.founding.kind_of_client import KindOfClient, line
from callplan.core.founding.starter import (
    ACCOUNT,
    EXECUTIVE,
    MONEY,
    OFFER,
    PAYER,
    SPONSOR,
    Starter,
    all_of,
    decision_of,
    remarks,
    with_decision,
)
from callplan.core.map.condition import named
from callplan.core.map.playbook import Act, Decision, Fact, Playbook, Role, Stage, Talk
from callplan.core.map.terms import Case, Cases, Look, Named, Not, Proof, Some, Test
from callplan.core.record import Record
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callplan.core.interview.question import Answers
    from callplan.core.map.terms import Who


class Founded(Record):
    """A new map, and what to say before its parts, by their ids."""

    book: Playbook
    remarks: dict[str, str]


def founded(name: str, answers: Answers, starter: Starter) -> Founded:
    """The map that the answers come to. Raises Usage where a text cannot be read."""
    return _Founding(name, KindOfClient(answers, starter)).founded()


def titled(name: str) -> str:
    """What a map is called whose id is this."""
    return phrase.capital(name.replace("-", " "))


class _Founding:
    """The parts of the map that come of what was told."""

    def __init__(self, name: str, told: KindOfClient) -> None:
        self.name = name
        self.told = told
        self.starter = told.starter
        self.same = told.same
        self.limit = told.limit
        self.reviews = [self.starter.review(role, title) for role, title in told.also.items()]
        self.order = [decision_of(stage).id for stage in told.way]
        self.closing = self.order[-1]
        self.day = line(told.answers.get("by-day") or "").rstrip(".?!")

    def founded(self) -> Founded:
        """The whole map."""
        known = {role.id: role for role in self._roles()}
        written = self._written_from()
        main = [self._talked(self._main(stage), place >= written) for place, stage in enumerate(self.told.way)]
        stages = self._brought([*main, *[self._review(stage) for _, stage in self.reviews]], known)
        facts = tuple(self._facts())
        used = {fact.of for fact in facts}.union(*map(_with_roles, stages))
        ends = self.starter.book.end
        book = Playbook(
            self.name,
            line(self.told.answers.get("title") or "") or titled(self.name),
            tuple(stages),
            self.closing,
            tuple([role for role in known.values() if role.id in used]),
            facts,
            (ends["won"].but(needs=_all_needed([self.closing])), ends["lost"], ends["no-decision"]),
            choose_when=self._choose_when(),
        )
        return Founded(book, remarks(book, self.starter))

    def _roles(self) -> Iterator[Role]:
        """Everybody told of; who has one title is one role and does both."""
        usual, titles = self.starter.book.role, self.told.holders
        for role, title in titles.items():
            if self.same[role] == role:
                does = [usual[other].predicate for other in titles if self.same[other] == role]
                called = usual[role].called if title == usual[role].title else ""
                yield usual[role].but(title=title, predicate=" and ".join(does), called=called)
        yield from [role for role, _ in self.reviews]
        yield usual[ACCOUNT]

    def _main(self, stage: Stage) -> Stage:
        """A stage of the main way, between the others."""
        closes = decision_of(stage).id == self.closing
        offer = self.starter.book.steps[OFFER]
        late = closes and self.starter.book.stage_of[OFFER].id not in [each.id for each in self.told.way]
        steps = [self._merged(step) for step in (*stage.steps, *([offer] if late else []))]
        stage = stage.but(steps=tuple(steps))
        decision, usual = decision_of(stage), self.starter.usual[self.starter.book.closing]
        return with_decision(
            stage,
            decision.but(
                by=self._by(decision),
                needs=_all_needed(self._needs(decision.id)),
                before=decision_of(usual).before if closes and self.day else None,
                proof=decision.proof or (Proof((Look("wrote"),)) if closes else None),
                implied_by=tuple([name for name in decision.implied_by if name in self.order]),
            ),
        )

    def _merged(self, step: Act | Decision) -> Act | Decision:
        """A step with the roles that are one and the same named once."""
        by = self._as(step.by)
        if not isinstance(step, Decision):
            return step.but(by=by)
        hear = self._as(step.hear) if step.hear else None
        return step.but(by=by, hear=None if hear == by else hear)

    def _as(self, who: Who | Cases) -> Who:
        """The roles that stand for some, whatever the sum."""
        certain = who.of[-1].value if isinstance(who, Cases) else who
        return all_of(list(dict.fromkeys([self.same.get(role, role) for role in named(certain)])))

    def _by(self, decision: Decision) -> Who | Cases:
        """Who decides; where the money is decided on, that may hang on the sum."""
        spends = MONEY if MONEY in self.order else self.closing
        if self.limit is None or decision.id != spends or decision.by == Named(self.same[EXECUTIVE]):
            return decision.by
        over = Case(Named(self.same[EXECUTIVE]), Test("amount", "over", self.limit.sum))
        return Cases((over, Case(decision.by)))

    def _needs(self, decision: str) -> list[str]:
        """What has to be settled first: the last decision takes the place of the usual last one."""
        last = self.starter.book.closing
        if decision == self.closing:
            before = self.order[:-1]
            return [*self._handed_on(self.starter.needs(last), before), *[stage.id for _, stage in self.reviews]]
        before = self.order[: self.order.index(decision)]
        return [] if decision == last else self._handed_on(self.starter.needs(decision), before)

    def _handed_on(self, needs: Iterable[str], before: list[str]) -> list[str]:
        """What is decided before, of what is needed; what is not hands on what it needs itself."""
        found = []
        for name in needs:
            found += [name] if name in before else self._handed_on(self.starter.needs(name), before)
        return found

    def _review(self, stage: Stage) -> Stage:
        """A stage beside the main way: it begins once they know that they want it."""
        return stage.but(needs=_all_needed([name for name in named(stage.needs) if name in self.order[:-1]]))

    def _written_from(self) -> int:
        """The place of the first decision before which nobody may call any more; behind the last when all may."""
        name = self.told.answers.get("in-writing")
        if not name:
            return len(self.order)
        if name not in self.order:
            raise Usage(f"--in-writing: there is no decision “{line(name)}” here. It has {', '.join(self.order)}.")
        return self.order.index(name)

    def _talked(self, stage: Stage, written: bool) -> Stage:
        to = "purchasing" if "purchasing" in self.told.also else self.same[PAYER]
        return stage.but(talk=Talk("written", to, "the address they name")) if written else stage

    def _brought(self, stages: list[Stage], roles: dict[str, Role]) -> list[Stage]:
        """The stages, with an act for all who decides and is not there in the first; nobody is brought in writing."""
        here = {role for step in stages[0].steps for role in named(step.by) if roles[role].side == "client"}
        helper = SPONSOR if SPONSOR in here else min(here)
        found = []
        for stage in stages:
            decision = decision_of(stage)
            new = [role for role in named(decision.by) if role not in here]
            here.update(new)
            acts = [self._bringing(roles[role], helper, decision) for role in new]
            found.append(stage if stage.talk.how != "call" else stage.but(steps=(*acts, *stage.steps)))
        return found

    def _bringing(self, role: Role, helper: str, decision: Decision) -> Act:
        """The act of bringing somebody in; above a sum only, where they decide only above it."""
        until = Not(Named(decision.id))
        above = Test("amount", "over", self.limit.sum) if role.id == EXECUTIVE and self.limit else None
        return self.starter.bringing(role).but(by=Named(helper), when=Some((above, until)) if above else until)

    def _facts(self) -> Iterator[Fact]:
        """What is asked for: the sum that somebody decides above, and the day that it has to be decided before."""
        usual = self.starter.book.fact
        if self.limit:
            yield usual["amount"].but(of=self.same[PAYER])
        if self.day:
            yield self.starter.deadline(self.day).but(of=self.same[SPONSOR])

    def _choose_when(self) -> str:
        titles, others = self.told.titles, len(self.told.also)
        wants, pays = titles[SPONSOR], titles[PAYER]
        if self.same[PAYER] == SPONSOR:
            whose = f"it is wanted and paid for by {wants}"
        else:
            whose = f"it is wanted by {wants} and paid for by {pays}"
        return f"{whose}, and {phrase.several(others, 'other has', 'others have')} to agree" if others else whose


def _all_needed(names: list[str]) -> Some | None:
    return Some(tuple(map(Named, names))) if names else None


def _with_roles(stage: Stage) -> set[str]:
    """Every role that a stage names."""
    found = {stage.talk.to}
    for step in stage.steps:
        found.update(named(step.by))
        found.update(named(step.hear) if isinstance(step, Decision) else [step.brings])
    return found
