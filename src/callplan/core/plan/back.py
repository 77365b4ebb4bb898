"""The plan for a call that goes back on purpose, to a decision that was settled already (rule 61)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.acts import due
from callplan.core.deal.fold import folded
from callplan.core.deal.state import Deal
from callplan.core.deal.status import settled_on
from callplan.core.deal.verdict import roles_in, verdict
from callplan.core.entries import Entry
from callplan.core.events import Reopened
from callplan.core.plan import plan
from callplan.core.plan.asks import MOST, STARRED
from callplan.core.plan.draft import CallFor, Draft
from callplan.core.plan.model import Ask, Line, Plan, Rung, Rungs
from callplan.core.plan.reach import written
from callplan.core.plan.talk import confession
from callplan.core.plan.trim import trimmed
from callplan.core.playbook import Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = ("WHERE", "PROMISES", "THEIR WORK", "FOOT")


def back(deal: Deal, today: date, call: CallFor) -> Plan:
    """The page: who takes the decision up again, what then rests on nothing, and how it is decided anew."""
    return _Back(deal, today, call).page()


class _Back:
    """The deal as it stands, and as it would stand with the decision taken up again on the call."""

    def __init__(self, deal: Deal, today: date, call: CallFor) -> None:
        forward = call.but(back_to="", target="")
        self.draft = Draft(deal, today, forward)
        self.step = deal.playbook.steps[call.back_to]
        self.who = self._taken_up_by()
        again = folded(deal, Entry(deal.last + 1, 0, Reopened(call.on, self.step.id, self.who))) if self.who else deal
        self.stands = plan(deal, today, forward)
        self.again = plan(again, today, forward.but(target=self.step.id))
        self.anew = Draft(again, today, forward.but(target=self.step.id))
        self.title = self.draft.title(self.step.id)
        self.draft.names(self.draft.present)

    def _taken_up_by(self) -> str:
        """The client person on the call who decides it, else the first of them; nobody while nobody is named."""
        deciding = set(roles_in(self.draft.standing, self.step.by))
        able = [name for name in self.draft.clients if not deciding.isdisjoint(self.draft.deal.roles(name))]
        return next(iter(able or self.draft.clients), "")

    def page(self) -> Plan:
        """The whole plan."""
        asks = self._asks()
        return self.stands.but(
            call=self.again.call,
            decision=self.again.decision,
            no_aim=None,
            rungs=self._rungs(),
            asks=asks,
            may_ask=self.again.may_ask,
            risk=self.again.risk,
            unknown=self.again.unknown,
            lines=tuple(trimmed(list(self._lines(asks)), self.draft.light)),
        )

    def _decided_here(self) -> bool:
        """Whether those present could decide it anew."""
        aim = self.again.rungs.aim
        return bool(self.who) and aim is not None and aim.kind == "decision"

    def _rungs(self) -> Rungs:
        if not self.who:
            return Rungs(None, None, None)
        step, people = self.step.id, (self.who,)
        far = self.again.rungs.aim if self._decided_here() else None
        aim = Rung("act", step, self.who, f"take {self.title} up again", self.draft.day, "reputation", people=people)
        return Rungs(far, aim, aim.but(act=f"look at {self.title} again", due=self._day(), weight="time"))

    def _day(self) -> date:
        return due(self.draft.standing, "", self.step.id)

    def _settled(self) -> str:
        """` on 9 Nov`, the day it was settled, to follow a verb."""
        day = settled_on(self.draft.standing, self.step.id)
        return f" on {phrase.short_day(day, self.draft.today)}" if day else ""

    def _lines(self, asks: tuple[Ask, ...]) -> Iterator[Line]:
        yield from self._from(self.again, "HEAD")
        yield from self._aim()
        yield from self._further()
        yield from self._opening()
        for ask in asks:
            yield Line("ASK", f"{ask.of}: {ask.question}", ask.because, "*" if ask.starred else "-")
            if ask.starred and ask.listen_for:
                yield Line("ASK", ask.listen_for, ask.because, "→")
        yield from self._from(self.again, "THEY ASK", "RISK", "PROOF")
        yield from self._at_the_end()
        yield from self._from(self.stands, *KEPT)

    def _from(self, page: Plan, *sections: str) -> list[Line]:
        return [line for line in page.lines if line.section in sections]

    def _aim(self) -> Iterator[Line]:
        """Who takes it up again, who settled it, and what has then to be said again."""
        subject, verb = (phrase.held(self.who), "takes") if self.who else self._deciders()
        text = f"Back on purpose: {subject} {verb} {self.title} up again."
        if made := verdict(self.draft.standing, self.step.id).made:
            text = f"{text} It was settled{self._settled()} by {self.draft.first(made.person)}."
        yield Line("AIM", text, (f"map {self.step.id}", "rule 61"))
        if resting := [step for step in self.again.to_reconfirm if step not in self.stands.to_reconfirm]:
            because = tuple(f"map {step}.needs" for step in resting)
            yield Line("AIM", f"What rests on it has then to be said again: {self.draft.titles(resting)}.", because)
        yield from self._from(self.again, "AIM")[1:]

    def _deciders(self) -> tuple[str, str]:
        subject, verb = self.anew.deciders(self.step.id)
        return subject, "takes" if verb == "decides" else "take"

    def _further(self) -> Iterator[Line]:
        """The least, and all the way where those present can decide it anew."""
        if not self.who:
            return
        name, day = self.draft.name(self.who), phrase.long_day(self._day(), self.draft.today)
        text = f"{name} will look at {self.title} again by {day}. With no date from {name}, nothing has moved."
        yield Line("LEAST", text, ("rule 61",))
        if not self._decided_here():
            return
        assert isinstance(self.step, Decision)
        subject, verb = self.anew.deciders(self.step.id)
        text = f"{phrase.capital(subject)} {verb} anew whether {written(self.anew, self.step)}."
        yield Line("ALL THE WAY", text, (f"map {self.step.id}.whether", "rule 61"))

    def _opening(self) -> Iterator[Line]:
        """The first words: our late promise, when it was settled, and when a no is better said now."""
        if not self.who:
            return
        assert isinstance(self.step, Decision)
        said = f"{phrase.capital(self.title)} was settled{self._settled()}; today is for looking at it again."
        no = f"If {self.step.no_is_right_if}, it is better said now." if self.step.no_is_right_if else ""
        words = " ".join(filter(None, (confession(self.draft), said, no)))
        yield Line("OPEN", phrase.quoted(words), (f"map {self.step.id}", "rule 61"))

    def _asks(self) -> tuple[Ask, ...]:
        """What has changed, asked first; then what the decision itself wants to be asked."""
        if not self.who:
            return ()
        assert isinstance(self.step, Decision)
        since = f" since {self._settled().removeprefix(' on ')}" if self._settled() else ""
        question = f"What has changed about {self.title}{since}?"
        listen = f"whether {self.step.no_is_right_if}" if self.step.no_is_right_if else ""
        first = Ask(question, self.draft.first(self.who), listen, True, ("rule 61",))
        asks = (first, *[ask for ask in self.again.asks if ask.question != question])
        most = 1 if self.draft.light else MOST
        return tuple([ask.but(starred=place < STARRED) for place, ask in enumerate(asks[:most])])

    def _at_the_end(self) -> Iterator[Line]:
        """What it comes to when it holds, and what to say back."""
        if not self.who:
            return
        name = self.draft.first(self.who)
        if self.stands.decision and self.stands.decision.id != self.step.id:
            after = self.draft.title(self.stands.decision.id)
            text = f"If {name} says that {self.title} holds, it stands, and {after} comes next."
            yield Line("IF IT HOLDS", text, ("rule 61",))
        day = phrase.long_day(self._day(), self.draft.today)
        anew = f"{self.title} decided anew, " if self._decided_here() else ""
        text = f"Say back what was reached: {anew}{self.title} taken up again, or {day} ({name})."
        yield Line("AT THE END", f"{text} “{name}, was this worth your time?”", ("rungs",))
