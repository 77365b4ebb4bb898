"""The map that new ones are made from: what clients usually decide, who else agrees, and the patterns for others."""

from __future__ import annotations

from functools import cached_property

from callplan.core import english, phrase
from callplan.core.map.condition import named
from callplan.core.map.playbook import Act, Decision, Fact, Playbook, Role, Stage
from callplan.core.map.terms import Named, Not, Some
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.map.terms import Who

USER, SPONSOR, PAYER, EXECUTIVE, ACCOUNT = "user", "sponsor", "budget-owner", "executive", "account"
MONEY, OFFER, OTHER, OWN = "money", "offer", "other", "own"
BLANK = "___"
LONGEST_TITLE = 40


class Starter(Record):
    """The map in `starter.yaml`; its tracks `other` and `own` are patterns."""

    book: Playbook

    @cached_property
    def usual(self) -> dict[str, Stage]:
        """The stages of the main way by the ids of their decisions."""
        return {decision_of(stage).id: stage for stage in self.book.tracks["main"]}

    @cached_property
    def reviews(self) -> dict[str, Stage]:
        """The stages beside the main way by the roles that have to agree in them."""
        return {stage.track: stage for stage in self.book.stages if stage.track not in ("main", OTHER, OWN)}

    @cached_property
    def roles(self) -> frozenset[str]:
        """What no other role may be called."""
        return frozenset((*self.book.role, "main")) - {OTHER}

    @cached_property
    def taken(self) -> frozenset[str]:
        """What no other stage or step may be called."""
        stages = (*self.usual.values(), *self.reviews.values())
        return frozenset((*self.book.fact, *self.book.end)).union(*map(ids_of, stages))

    def needs(self, decision: str) -> tuple[str, ...]:
        """What a decision needs; nothing when it is none of these."""
        return named(self.book.steps[decision].needs) if decision in self.usual else ()

    def own(self, name: str, clause: str) -> Stage:
        """A stage for a decision told in other words than any of the usual ones."""
        stage = _renamed(self.book.tracks[OWN][0], OWN, name)
        decision = decision_of(stage).but(clause=clause)
        return with_decision(stage.but(title=phrase.capital(_filled(stage.title, clause)), track="main"), decision)

    def review(self, name: str, title: str) -> tuple[Role, Stage]:
        """Somebody who has to agree, and the stage beside the main way in which they do."""
        if name in self.reviews:
            return self.book.role[name], self.reviews[name]
        role, stage = self.book.role[OTHER], _renamed(self.book.tracks[OTHER][0], OTHER, name)
        decision = decision_of(stage)
        decision = decision.but(by=Named(name), title=_short(decision.title, title))
        return role.but(id=name, title=title, predicate=_filled(role.predicate, title)), stage.but(
            title=_filled(stage.title, title), track=name, steps=(decision,)
        )

    def deadline(self, day: str) -> Fact:
        """The fact of the day on which something is so."""
        fact = self.book.fact["deadline"]
        return fact.but(ask=_filled(fact.ask, day))

    def bringing(self, role: Role) -> Act:
        """The act of bringing somebody in who is not there from the beginning."""
        act = next(act for act in self.book.acts if act.brings == OTHER)
        whom = role.called or english.with_article(role.title)
        return act.but(
            id=act.id.replace(OTHER, role.id),
            clause=_filled(act.clause, whom),
            title=_short(act.title, role.title),
            brings=role.id,
        )


def decision_of(stage: Stage) -> Decision:
    """The one decision of a stage."""
    return next(step for step in stage.steps if isinstance(step, Decision))


def with_decision(stage: Stage, decision: Decision) -> Stage:
    """The stage with its decision in another form."""
    return stage.but(steps=tuple([decision if step.id == decision.id else step for step in stage.steps]))


def ids_of(stage: Stage) -> tuple[str, ...]:
    """The ids of a stage and its steps."""
    return (stage.id, *[step.id for step in stage.steps])


def all_of(roles: Sequence[str]) -> Who:
    """One role, or all of some."""
    return Named(roles[0]) if len(roles) == 1 else Some(tuple([Named(role) for role in roles]))


def _renamed(stage: Stage, pattern: str, name: str) -> Stage:
    """A pattern's stage under a name: its acts are a help on the way to its decision."""
    until = Not(Named(decision_of(stage).id.replace(pattern, name)))
    steps = [step.but(id=step.id.replace(pattern, name), when=until if step.when else None) for step in stage.steps]
    return stage.but(id=stage.id.replace(pattern, name), steps=tuple(steps))


def _filled(text: str, words: str) -> str:
    return text.replace(BLANK, words)


def _short(text: str, words: str) -> str:
    """A title with a blank in it that ends in a preposition and words, or without these where it would be too long."""
    full = _filled(text, words)
    return full if len(full) <= LONGEST_TITLE else text.removesuffix(f" {BLANK}").rpartition(" ")[0]
