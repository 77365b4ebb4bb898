"""What holds both in a deal as it is and in what one person knows of it: only that may stand in their letter."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.dates import dates
from callplan.core.deal.facts import is_dated, known
from callplan.core.deal.fold import fold
from callplan.core.deal.needs import is_clients, needs_met, spared
from callplan.core.deal.owed import owed
from callplan.core.deal.position import front, undone
from callplan.core.deal.promised import LIVE, without_a_day
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.state import Deal, Promise
from callplan.core.deal.status import is_open, status
from callplan.core.deal.verdict import deciding, past, roles_in, verdict
from callplan.core.deal.wanted import is_wanted
from callplan.core.events import Intended
from callplan.core.letter.known_to import known_to
from callplan.core.map.playbook import Act, Decision
from callplan.core.map.terms import Named, Some
from callplan.core.names import Names
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.story import Word
    from callplan.core.entries import Entry
    from callplan.core.map.terms import Condition

MOST_DECIDED, MOST_OPEN, MOST_ACTS = 6, 6, 5
BLANK = "____"


class Meeting(Record):
    """A call to come: its day, who will be on it, how long it is (0: not said), and the decision it was agreed for."""

    day: date
    people: tuple[str, ...]
    minutes: int = 0
    decision: str = ""


class Shared:
    """A deal on a day, and the same as one person of the client's knows it."""

    def __init__(self, deal: Deal, entries: tuple[Entry, ...], reader: str, today: date) -> None:
        self.deal = deal
        self.reader = reader
        self.today = today
        self.map = deal.playbook
        self.names = Names(deal, today)
        self.theirs = fold(known_to(entries, reader, self.is_ours), deal.name, deal.free)
        self.whole, self.known = Standing(deal, today), Standing(self.theirs, today)
        self.both = (self.whole, self.known)
        self.latest = self._latest()

    def is_ours(self, name: str) -> bool:
        """Whether somebody is on our side."""
        return self.deal.side(name) == "us"

    def decided(self) -> list[tuple[Decision, list[Word]]]:
        """What was decided last, as far as the reader knows, in the order of the map; each with the words of it."""
        told = {step: self._answer(step.id) for step in self.map.decisions}
        latest = sorted(filter(told.__getitem__, told), key=lambda step: told[step][-1].number)[-MOST_DECIDED:]
        return [(step, told[step]) for step in told if step in latest]

    def _answer(self, step: str) -> list[Word]:
        """The yeses by which a decision is made, or the no by which it is declined; nothing while it is open."""
        found, answered = verdict(self.known, step), {status(each, step) for each in self.both}
        if answered == {"made"}:
            return sorted(found.valid, key=lambda word: word.number)
        return [found.declined] if answered == {"declined"} and found.declined else []

    def is_no(self, step: str) -> bool:
        """Whether the answer that the reader knows of is a no."""
        return status(self.known, step) == "declined"

    def open(self) -> list[Decision]:
        """What is still to decide, in the order of the map: what comes next, what is owed, and the closing decision."""
        every = [step for step in self.map.decisions if self._is_open(step.id)]
        ahead = {step for track in self.map.tracks for step in front(self.whole, track)}
        behind = {debt.id for debt in owed(self.whole)}
        meeting = self.meeting()

        def rank(step: Decision) -> int:
            order = (
                meeting is not None and step.id == meeting.decision,
                step.id == self.map.closing,
                step.id in ahead,
                step.id in behind,
            )
            return order.index(True) if True in order else len(order)

        kept = sorted(every, key=rank)[:MOST_OPEN]
        return [step for step in every if step in kept]

    def _is_open(self, step: str) -> bool:
        surely = applies(self.whole, step) is True and applies(self.known, step) is not False
        return (
            surely
            and not self.is_no(step)
            and all(is_open(each, step) and not spared(each, step) for each in self.both)
        )

    def who(self, step: str) -> str:
        """Who decides or does a step, by those whom the reader knows; a blank where there is none."""
        options = deciding(self.whole, step)[:1]
        may_be = [who for who in options if who in deciding(self.known, step)]
        return (self._who(may_be[0]) if may_be else "") or BLANK

    def _who(self, who: Condition) -> str:
        if isinstance(who, Named):
            holders = self.holders(who.id)
            return self.names.full(holders[0]) if holders else ""
        assert isinstance(who, Some)
        parts = list(dict.fromkeys(self._who(each) for each in who.of))
        known_ones = [part for part in parts if part]
        if who.least == 1:
            return phrase.joined(known_ones, "or")
        every = phrase.joined(known_ones if known_ones == parts else [*known_ones, BLANK])
        return f"{phrase.number(who.least)} of {every}" if who.least else every

    def holders(self, role: str) -> list[str]:
        """Who holds a role, of those whom the reader knows; nobody who holds it in one view alone."""
        found = self.theirs.holders(role)
        return [name for name in self.deal.holders(role) if name in found]

    def deciders(self, step: str) -> list[str]:
        """Everybody the reader knows who may decide a step."""
        roles = roles_in(self.whole, self.map.steps[step].by)
        return list(dict.fromkeys([name for role in roles for name in self.holders(role)]))

    def heard(self, step: Decision) -> list[str]:
        """Who is to be heard in a decision and does not make it, of those whom the reader knows."""
        every = [name for role in roles_in(self.whole, step.hear) for name in self.holders(role)]
        deciders = self.deciders(step.id)
        return [name for name in dict.fromkeys(every) if name not in deciders and not self.is_ours(name)]

    def _latest(self) -> dict[str, date]:
        """The last day of each step, counted back from the days that the reader knows of."""
        if not is_dated(self.known):
            return {}
        found = dates(self.known, self.today).rows
        return {row.step: row.latest for row in found if row.latest and row.latest >= self.today}

    def put_off(self, step: str) -> date | None:
        """The day to which a decision was put off, where the reader knows of it."""
        found = past(self.known, step).put_off
        return found.until if found and status(self.known, step) == "put-off" else None

    def gate(self, step: str) -> str:
        """The decision that something owed comes before, as far as the reader can tell; "" for none."""
        return next((debt.before or "" for debt in owed(self.known) if debt.id == step), "")

    def promises(self) -> list[Promise]:
        """What was promised in the reader's hearing and is still to be done: ours first, then theirs, by day."""
        found = [each for each in self.theirs.promises.values() if self._waits(each)]
        return sorted(found, key=lambda each: (not self.is_ours(each.person), each.due, each.number))

    def _waits(self, promise: Promise) -> bool:
        whole = self.deal.promises.get(promise.id)
        waiting = (*LIVE, "missed")
        settled = promise.step in self.map.steps and not undone(self.whole, promise.step)
        return whole is not None and promise.state in waiting and whole.state in waiting and not settled

    def is_late(self, promise: Promise) -> bool:
        """Whether a promise is past its day."""
        return promise.state == "missed" or promise.due < self.today

    def meant(self) -> list[Intended]:
        """What somebody of theirs said they would do, without a day."""
        every = [entry.event for entry in without_a_day(self.known)]
        return [each for each in every if isinstance(each, Intended) and not self.is_ours(each.person)]

    def acts(self, shown: list[Decision]) -> list[Act]:
        """What nobody has taken on yet for what is still to decide: what the reader can do, then what is nobody's.

        Nothing that somebody promised, that is done on a call, that brings somebody, or that is theirs alone to see to.
        """
        stages = {self.map.stage_of[step.id].id for step in shown}
        promised = {*[each.step for each in self.deal.promises.values()], *[each.step for each in self.meant()]}
        free = [
            act for act in self.map.acts
            if self.map.stage_of[act.id].id in stages and act.id not in promised and self._can_be_done(act)
        ]  # fmt: skip
        mine = [act for act in free if self._is_readers(act)]
        return [*mine, *[act for act in free if not self._is_anybodys(act)]][:MOST_ACTS]

    def _can_be_done(self, act: Act) -> bool:
        if act.brings or act.on_call or act.without_us or not is_clients(self.whole, act.id):
            return False
        if any(called in act.clause for role in self.map.role if (called := self.names.called(role))):
            return False
        wanted = is_wanted(self.whole, act.id) and applies(self.whole, act.id) is True
        return wanted and all(undone(each, act.id) and needs_met(each, act.id) is not False for each in self.both)

    def _is_readers(self, act: Act) -> bool:
        """Whether the reader holds the part whose act it is, as far as they know."""
        return any(self.reader in self.holders(role) for role in roles_in(self.whole, act.by))

    def _is_anybodys(self, act: Act) -> bool:
        """Whether somebody is known whose act it is, the reader or another."""
        return any(self.deal.holders(role) for role in roles_in(self.whole, act.by))

    def meeting(self) -> Meeting | None:
        """The next call that the reader knows of and that is still to come."""
        planned, agreed = self.theirs.planned, self.theirs.meeting
        found = []
        if agreed and self.deal.meeting and self.deal.meeting.meeting == agreed.meeting:
            found.append(Meeting(agreed.meeting, agreed.people, decision=agreed.decision))
        if planned and self.deal.planned and self.deal.planned.call == planned.call:
            same = agreed and agreed.meeting == planned.call
            decision = agreed.decision if agreed and same else ""
            found.insert(0, Meeting(planned.call, planned.people, planned.minutes, decision))
        return min([each for each in found if each.day >= self.today], key=lambda each: each.day, default=None)

    def disputed(self) -> list[str]:
        """The questions on which what the reader told differs from what others told; never one of money."""
        facts = [each for each in self.map.facts if each.ask and each.id not in ("amount", "reason")]
        own = {claim.fact for claim in self.theirs.claims if claim.person == self.reader}
        return [each.ask for each in facts if each.id in own and known(self.whole, each.id).state == "conflict"]
