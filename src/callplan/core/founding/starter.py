"""The map that new ones are made from, with its patterns for what is told otherwise; and what a new map says first."""

from __future__ import annotations

from functools import cached_property

from callplan.core import phrase
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
HEADER = """\
# How one kind of client buys, as you told it. It can be used as it stands; what it says gets better with every deal.
#
# What to fill in next, the most useful first:
#   1. `whether` and `title` of every decision: in the words that these clients use among themselves.
#   2. `topic` and `yes`: read them aloud, as in "I'd like you to decide `topic`" and "last time you `yes`".
#   3. `no_is_right_if` and `good_for_them`: ask a client who bought, and one who was right not to.
#   4. `ask`: your best question before each decision. One that yes or no answers is no use here.
#   5. `concerns`: what they may fear (`fear`), what you say to that (`say`), what you never promise (`never`).
#   6. `signals` of every stage: what you see or hear of them while they are there, told with "they".
#   7. `takes`: how long each step really took in your last three deals.
#
# A decision (`whether:`) is always theirs. An act (`will:`) is work that somebody must get done. What stands in `needs`
# has to be settled first; all other order is only what is usual. `when: {not: x}`: the act is a help on the way to x.
# `{it}` is what you sell, by the name that you and they have for it in a deal.
# `callplan playbook check` names every mistake in this file, and what would serve better.
"""
YOURS = (
    "# Yours: add `good_for_them`; `ask` and `no_is_right_if` would fit any decision, so put them in its own words.\n"
)
BESIDE = "# Beside the main way: nobody waits for it before the last decision does. Work of theirs goes in as an act.\n"
CLOSING = (
    "# The last decision wins the deal. What comes after it (a start, a first delivery) can be a stage of its own.\n"
)
WRITTEN = "# From here on they may be written to and not called: `talk` says to whom, and where. Say here until when.\n"
EXAMPLE = """\
# Add what they may fear here, as under the first decision:
#   concerns:
#     - fear: the last changeover cost more than it saved
#       say: the old way stays in place until you tell us to take it away
#       never: a changeover without a lost hour
"""


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
        whom = role.called or phrase.with_article(role.title)
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


def remarks(book: Playbook, starter: Starter) -> dict[str, str]:
    """What is said before parts of a map, by their ids."""
    main = book.tracks["main"]
    found = {decision_of(stage).id: YOURS for stage in main if decision_of(stage).id not in starter.usual}
    found |= {stage.id: BESIDE for stage in book.stages if stage.track != "main"}
    if len(main) > 1 and decision_of(main[1]).id in starter.usual:
        found[decision_of(main[1]).id] = EXAMPLE
    found[main[-1].id] = CLOSING
    if written := next((stage.id for stage in main if stage.talk.how == "written"), ""):
        found[written] = found.get(written, "") + WRITTEN
    if EXECUTIVE in book.role:
        found["amount"] = "# Decides who decides. Give it a `unit`, such as EUR.\n"
    return found
