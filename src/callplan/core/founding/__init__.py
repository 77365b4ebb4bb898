"""A map made of what a person told about how a kind of client buys."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.founding import told, usual
from callplan.core.founding.bringing import brought, with_roles
from callplan.core.founding.remarks import remarks
from callplan.core.founding.reviews import REVIEWS, review
from callplan.core.founding.told import changed, decision_of
from callplan.core.founding.usual import EXECUTIVE, MONEY, ORDER, PAYER, SPONSOR
from callplan.core.map.playbook import Act, Decision, End, Fact, Playbook, Role, Stage, Talk
from callplan.core.map.terms import Case, Cases, Look, Moment, Named, Point, Proof, Some, Test
from callplan.core.record import Record
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.interview.question import Answers
    from callplan.core.map.terms import Who

FIRST = ("worth-it", "must-haves")
DEADLINE = "deadline"
LOST = ("chose another", "kept what they have", "too dear")
NO_DECISION = ("lost interest", "something else came first")


class Founded(Record):
    """A new map, and what to say before its parts, by their ids."""

    book: Playbook
    remarks: dict[str, str]


def founded(name: str, answers: Answers) -> Founded:
    """The map that the answers come to. Raises Usage where a text cannot be read."""
    return _Founding(name, answers).founded()


def titled(name: str) -> str:
    """What a map is called whose id is this."""
    return phrase.capital(name.replace("-", " "))


class _Founding:
    """What was told, read, and the parts of the map that come of it."""

    def __init__(self, name: str, answers: Answers) -> None:
        self.name = name
        self.answers = answers
        self.same = told.same(answers)
        self.limit = told.above(answers)
        self.also = told.also(answers)
        self.way = told.decided(answers)
        self.order = [decision_of(stage).id for stage in self.way]
        self.closing = self.order[-1]
        self.reviews = [REVIEWS.get(role) or review(role, title) for role, title in self.also.items()]

    def founded(self) -> Founded:
        """The whole map."""
        known = {role.id: role for role in self._roles()}
        written = self._written_from()
        main = [self._talked(self._main(stage), place >= written) for place, stage in enumerate(self.way)]
        stages = brought([*main, *[self._review(stage) for _, stage in self.reviews]], known, self.limit)
        facts = self._facts()
        used = {fact.of for fact in facts}.union(*map(with_roles, stages))
        book = Playbook(
            self.name,
            told.line(self.answers.get("title") or "") or titled(self.name),
            tuple(stages),
            self.closing,
            tuple([role for role in known.values() if role.id in used]),
            facts,
            (
                End("won", "won", needs=Some((Named(self.closing),))),
                End("lost", "lost", reasons=LOST),
                End("no-decision", "no-decision", reasons=NO_DECISION),
            ),
            choose_when=self._choose_when(),
        )
        return Founded(book, remarks(book, self.limit))

    def _roles(self) -> Iterator[Role]:
        """Everybody told of; who has one title is one role and does both."""
        titles = told.titles(self.answers) | ({EXECUTIVE: self.limit.who} if self.limit else {})
        for role, title in titles.items():
            if self.same[role] == role:
                does = [usual.PREDICATES[other] for other in titles if self.same[other] == role]
                called = usual.CALLED.get(role, "") if title == told.TITLES.get(role) else ""
                yield Role(role, title, " and ".join(does), called=called)
        yield from [role for role, _ in self.reviews]
        yield usual.US

    def _main(self, stage: Stage) -> Stage:
        """A stage of the main way, between the others."""
        decision = decision_of(stage)
        closes = decision.id == self.closing
        steps = [*stage.steps, *([usual.OFFER] if stage.id == self._offering() else [])]
        stage = stage.but(steps=tuple([self._merged(step) for step in steps]))
        decision = decision_of(stage)
        return changed(
            stage,
            decision.but(
                by=self._by(decision),
                needs=self._needs(decision.id),
                before=Moment((Point(DEADLINE),)) if closes and self._day() else None,
                proof=decision.proof or (Proof((Look("wrote"),)) if closes else None),
                implied_by=(ORDER,) if decision.implied_by and ORDER in self.order else (),
            ),
        )

    def _offering(self) -> str:
        """The stage in which our offer goes out: where they choose, else the last."""
        return next((stage.id for stage in self.way if stage.id == "choice"), self.way[-1].id)

    def _merged(self, step: Act | Decision) -> Act | Decision:
        """A step with the roles that are one and the same named once."""
        by = self._as(step.by)
        if not isinstance(step, Decision):
            return step.but(by=by)
        hear = self._as(step.hear) if step.hear else None
        return step.but(by=by, hear=None if hear == by else hear)

    def _as(self, who: Who | Cases) -> Who:
        named = [leaf.id for leaf in (who.of if isinstance(who, Some) else (who,)) if isinstance(leaf, Named)]
        return usual.all_of(list(dict.fromkeys([self.same.get(role, role) for role in named])))

    def _by(self, decision: Decision) -> Who | Cases:
        """Who decides; where the money is decided on, that may hang on the sum."""
        spends = MONEY if MONEY in self.order else self.closing
        if self.limit is None or decision.id != spends or decision.by == Named(self.same[EXECUTIVE]):
            return decision.by
        over = Case(Named(self.same[EXECUTIVE]), Test("amount", "over", self.limit.sum))
        return Cases((over, Case(decision.by)))

    def _needs(self, decision: str) -> Some | None:
        """What has to be settled first: money waits for the need, the last decision for the money and the reviews."""
        before = self.order[: self.order.index(decision)]
        needs = [name for name in FIRST if name in before] if decision == MONEY or MONEY not in before else []
        needs = needs if decision in (MONEY, self.closing) else []
        if decision == self.closing:
            needs += [MONEY] if MONEY in before else []
            needs += [stage.id for _, stage in self.reviews]
        return Some(tuple(map(Named, needs))) if needs else None

    def _review(self, stage: Stage) -> Stage:
        """A stage beside the main way: it begins once they know that they want it."""
        first = [name for name in FIRST[:1] if name in self.order[:-1]]
        return stage.but(needs=Some(tuple(map(Named, first))) if first else None)

    def _written_from(self) -> int:
        """The place of the first decision before which nobody may call any more; behind the last when all may."""
        name = self.answers.get("in-writing")
        if not name:
            return len(self.order)
        if name not in self.order:
            raise Usage(f"--in-writing: there is no decision “{told.line(name)}” here. It has {', '.join(self.order)}.")
        return self.order.index(name)

    def _talked(self, stage: Stage, written: bool) -> Stage:
        to = "purchasing" if "purchasing" in self.also else self.same[PAYER]
        return stage.but(talk=Talk("written", to, "the address they name")) if written else stage

    def _day(self) -> str:
        return told.line(self.answers.get("by-day") or "").rstrip(".?!")

    def _facts(self) -> tuple[Fact, ...]:
        found = []
        if self.limit:
            ask, hear = (
                "Which amount would you expect on the last page?",
                "a range, and what it is compared with",
            )
            found.append(Fact("amount", ask, self.same[PAYER], hear, "number"))
        if self._day():
            ask, hear = f"What is the day on which {self._day()}?", "a date, and what it costs to miss it"
            found.append(Fact(DEADLINE, ask, self.same[SPONSOR], hear, "date"))
        return tuple(found)

    def _choose_when(self) -> str:
        titles = told.titles(self.answers)
        wants, pays = titles[SPONSOR], titles[PAYER]
        if self.same[PAYER] == SPONSOR:
            whose = f"it is wanted and paid for by {wants}"
        else:
            whose = f"it is wanted by {wants} and paid for by {pays}"
        more = phrase.several(len(self.also), "other has", "others have")
        return f"{whose}, and {more} to agree" if self.also else whose
