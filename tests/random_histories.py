"""Random histories of a deal on a random map, the same for the same seed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from random_maps import CLIENT_ROLES, VALUES

from callplan.core.entries import Corrected, Dropped, Entry, PersonMended, Renamed, Resumed, ordered
from callplan.core.events import (
    Amended,
    Answered,
    Called,
    CalledOff,
    CallTaken,
    Closed,
    Dated,
    Deferred,
    Done,
    Event,
    Held,
    Intended,
    Kept,
    Learned,
    Left,
    LookedBack,
    Met,
    Missed,
    Moved,
    Next,
    No,
    Opened,
    Planned,
    Promised,
    Raised,
    Released,
    Reopened,
    SignSeen,
    SubjectNamed,
    Waived,
    Yes,
)
from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Playbook
from callplan.core.map.terms import Cases, Named, Who
from callplan.core.outside import Listed, Noted, Reached, Sent

START = date(2026, 3, 2)
PEOPLE = {
    "Ana Berg": ("sponsor",), "Ben Ek": ("buyer",), "Ana Roth": ("user",), "Cleo Maas": ("counsel", "user"),
    "Dirk": (), "Uma Lind": ("sponsor",), "Tom Third": ("broker",), "Sal Ours": ("seller",),
}  # fmt: skip


class Teller:
    """Tells a random history of a deal on a map, one transaction after another."""

    def __init__(self, chance: Random, playbook: Playbook) -> None:
        self.chance = chance
        self.playbook = playbook
        self.day = START
        self.entries: list[Entry] = []
        self.promises: list[str] = []
        self.concerns: list[str] = []
        # by a chance of their own, so that a seed keeps the rest of its history
        self.seldom = Random(str(chance.getstate()[1][:8]))
        self.write([Opened(START, playbook)])

    def write(self, events: list[Event]) -> None:
        """One transaction more."""
        batch = self.entries[-1].batch + 1 if self.entries else 1
        for event in events:
            self.entries.append(Entry(len(self.entries) + 1, batch, event))

    def history(self) -> tuple[Entry, ...]:
        """People met, then a few calls, notes and corrections."""
        company = self.chance.sample(sorted(PEOPLE), self.chance.choice((2, 3, 4, 5, 6)))
        self.write([Met(self.day, name, PEOPLE[name], "") for name in company])
        for _ in range(self.chance.choice((0, 1, 2, 3, 4, 5, 6))):
            self.day += timedelta(days=self.chance.choice((-2, 0, 1, 3, 7, 14)))
            kind = self.chance.random()
            if kind < 0.08:
                self.correct()
            elif kind < 0.18:
                self.write(ordered(self.some(("learned", "met", "left", "done"), 2)))
            elif kind < 0.26:
                self.planned()
            elif kind < 0.29:
                self.begun()
            elif kind < 0.32:
                self.mended()
            else:
                self.call()
            if self.seldom.random() < 0.3:
                self.chance, chance = self.seldom, self.chance
                self.write([getattr(self, self.chance.choice(SELDOM))()])
                self.chance = chance
        return tuple(self.entries)

    def called(self) -> Event:
        return Called(self.day, self.chance.choice(self.known()), self.chance.choice(("Ana", "Mia", "Dr. de Vries")))

    def sign(self) -> Event:
        return SignSeen(self.day, self.chance.choice(list(self.playbook.stage)))

    def dated(self) -> Event:
        day = self.soon() + timedelta(days=self.chance.choice((0, 30, 90)))
        return Dated(self.day, self.decided(), day, self.anybody(), self.chance.choice(("said", "wrote")))

    def noted(self) -> Event:
        return Noted(self.day, self.day, self.chance.choice(("they parked in the yard", "Ana Berg left early")))

    def listed(self) -> Event:
        stage = self.chance.choice(("Discovery", "Proposal", "Negotiation"))
        status = self.chance.choice(("open", "open", "open", "won"))
        return Listed(self.day, "HubSpot", "9001", stage, status, 84000, self.soon(), "ask Ana Berg")

    def reached(self) -> Event:
        return Reached(self.day, self.anybody() or "Ana Berg", "ana@berg.example")

    def sent(self) -> Event:
        return Sent(self.day, "abcd", self.anybody(), ("For Ana Berg", "1. Whether it is so: Ben Ek."), ("decision:x",))

    def looked_back(self) -> Event:
        step = self.chance.choice(list(self.playbook.steps))
        return LookedBack(self.day, step, self.chance.choice(("yes", "maybe", "no")), "", "we never asked")

    def resumed(self) -> Event:
        return Resumed(self.day, "a new budget")

    def amended(self) -> Event:
        """The map as it is, with a later version, now and then merged in from the file."""
        later = self.playbook.but(version=self.playbook.version + 1)
        return Amended(self.day, later, self.chance.choice((None, later)), "as they said")

    def correct(self) -> None:
        """Take the last transaction back, or one entry of any."""
        last = self.entries[-1].batch
        numbers = [entry.number for entry in self.entries if entry.batch == last]
        if self.chance.random() < 0.4:
            numbers = [self.chance.choice(self.entries[1:]).number] if len(self.entries) > 1 else numbers
        self.write([Corrected(self.day, number) for number in numbers if number > 1] or [Answered(self.day, "none")])

    def mended(self) -> None:
        """Somebody is called otherwise, or is somebody else, or was to have other roles; the deal has another name."""
        one, other = self.chance.choice(self.known()), self.chance.choice(sorted(PEOPLE))
        person = PersonMended(self.day, one, other, self.chance.choice((None, PEOPLE[other], ())))
        self.write([self.chance.choice((person, person, Renamed(self.day, "other"), Dropped(self.day)))])

    def call(self) -> None:
        """A debrief: who came, and what they did."""
        kinds = tuple(KINDS)
        events = self.some(kinds, self.chance.choice((0, 1, 2, 3, 5)))
        if self.chance.random() < 0.5:
            events += self.agreed()
        if self.chance.random() < 0.3:
            events += getattr(self, self.chance.choice(("wavered", "broken_off", "promised_again", "brought")))()
        here = tuple(self.chance.sample(self.known(), min(len(self.known()), self.chance.choice((0, 1, 2, 3, 4)))))
        self.write(
            ordered([*events, Held(self.day, here, self.chance.choice(("", "advanced", "stayed", "went-back")))])
        )

    def agreed(self) -> list[Event]:
        """A decision all who may speak for it agree to, the earlier ones of the map more often."""
        steps = self.playbook.decisions
        step = steps[min(self.chance.randrange(len(steps)), self.chance.randrange(len(steps)))].id
        able = [name for name in self.known() if set(PEOPLE[name]) & self._speaking(step)]
        return [Yes(self.day, step, name, "did") for name in able]

    def wavered(self) -> list[Event]:
        """A decision taken up again and put off to a day."""
        step = self.decided()
        who = self.anybody(step)
        off = Deferred(self.day, step, who, self.soon(), "after the fair")
        return [Reopened(self.day, step, who, "a new boss"), off]

    def broken_off(self) -> list[Event]:
        """A no to the closing decision, by all who may say it, now and then with the end told."""
        step = self.playbook.closing
        noes: list[Event] = [
            No(self.day, step, name, "too dear") for name in self.known() if set(PEOPLE[name]) & self._speaking(step)
        ]
        return [*noes, Closed(self.day, "lost", "")] if self.chance.random() < 0.3 else noes

    def promised_again(self) -> list[Event]:
        """A promise made by then, made once more for another day; or somebody leaves who had promised something."""
        made = [entry.event for entry in self.entries if isinstance(entry.event, Promised)]
        if not made:
            return []
        first = self.chance.choice(made)
        if self.chance.random() < 0.4 and first.person:
            return [Left(self.day, first.person)]
        self.promises.append(f"p{len(self.promises) + 1}")
        return [Promised(self.day, self.promises[-1], first.person, first.act, self.soon(), first.step)]

    def brought(self) -> list[Event]:
        """A promise to bring somebody of a role."""
        self.promises.append(f"p{len(self.promises) + 1}")
        acts = [act.id for act in self.playbook.acts if act.brings]
        step = self.chance.choice([*acts, *[f"@{role}" for role in CLIENT_ROLES]])
        return [Promised(self.day, self.promises[-1], self.anybody(), "bring them", self.soon(), step)]

    def planned(self) -> None:
        """A call is planned, and its page asks and tells a few things."""
        here = tuple(self.chance.sample(self.known(), min(len(self.known()), 2)))
        asked = tuple(self.chance.sample(("ask:a:Ana", "worry:c1", "event:3"), self.chance.choice((0, 1, 2))))
        target = self.chance.choice(("", "", self.decided()))
        back = self.chance.choice(("", "", self.decided())) if not target else ""
        self.write([Planned(self.day, self.soon(), here, 30, target, back_to=back, asked=asked)])

    def begun(self) -> None:
        """What is sold, and why somebody took the call."""
        self.write(ordered([SubjectNamed(self.day, "the planner"), CallTaken(self.day, self.anybody(), "it broke")]))

    def known(self) -> list[str]:
        """Everybody met so far."""
        return sorted({entry.event.person for entry in self.entries if isinstance(entry.event, Met)})

    def some(self, kinds: tuple[str, ...], count: int) -> list[Event]:
        """Some random events of these kinds; yeses are the most frequent."""
        weights = [KINDS[kind] for kind in kinds]
        return [getattr(self, kind)() for kind in self.chance.choices(kinds, weights, k=count)]

    def anybody(self, step: str = "") -> str:
        """Somebody known, mostly one who may speak for the step; now and then us."""
        if self.chance.random() < 0.04:
            return ""
        able = [name for name in self.known() if step and set(PEOPLE[name]) & self._speaking(step)]
        return self.chance.choice(able if able and self.chance.random() < 0.75 else self.known())

    def _speaking(self, step: str) -> set[str]:
        found = self.playbook.steps[step].by
        options = [case.value for case in found.of] if isinstance(found, Cases) else [found]
        return {name for option in options for name in _names(option)}

    def decided(self) -> str:
        """A decision of the map."""
        return self.chance.choice(self.playbook.decisions).id

    def any_act(self) -> str:
        """An act, or `@ROLE`; none where the map has none."""
        acts = [act.id for act in self.playbook.acts]
        return self.chance.choice([*acts, *acts, f"@{self.chance.choice(CLIENT_ROLES)}"])

    def soon(self) -> date:
        """A day around now."""
        return self.day + timedelta(days=self.chance.choice((0, 2, 5, 9, 21)))

    def yes(self) -> Event:
        step = self.decided()
        proof = self.chance.choice(("said", "said", "wrote", "did", "heard"))
        return Yes(self.day, step, self.anybody(step), proof, self.chance.choice(("", "fine by me")))

    def no(self) -> Event:
        step = self.decided()
        return No(self.day, step, self.anybody(step), "not now")

    def reopened(self) -> Event:
        step = self.decided()
        return Reopened(self.day, step, self.anybody(step), "a new boss")

    def waived(self) -> Event:
        step = self.chance.choice(list(self.playbook.steps))
        return Waived(self.day, step, self.anybody(step), self.chance.choice(("no time", "too dear")))

    def deferred(self) -> Event:
        step = self.decided()
        return Deferred(self.day, step, self.anybody(step), self.soon(), "after the fair")

    def done(self) -> Event:
        step = self.any_act()
        who = self.anybody(step if step in self.playbook.steps else "")
        return Done(self.day, step, who, self.chance.choice(("said", "wrote", "did")))

    def promised(self) -> Event:
        step = self.chance.choice([self.any_act(), self.any_act(), ""])
        self.promises.append(f"p{len(self.promises) + 1}")
        who = self.anybody(step if step in self.playbook.steps else "")
        return Promised(self.day, self.promises[-1], who, "send it", self.soon(), step)

    def intended(self) -> Event:
        step = self.chance.choice([self.any_act(), ""])
        return Intended(self.day, self.anybody(step if step in self.playbook.steps else ""), "send it", step)

    def missed(self) -> Event:
        return Missed(self.day, self.promise())

    def kept(self) -> Event:
        return Kept(self.day, self.promise())

    def moved(self) -> Event:
        return Moved(self.day, self.promise(), self.soon())

    def released(self) -> Event:
        return Released(self.day, self.promise())

    def promise(self) -> str:
        """A promise made before, or one never made."""
        return self.chance.choice([*self.promises, *self.promises, *self.promises, "p99"])

    def learned(self) -> Event:
        fact = self.chance.choice(sorted(VALUES))
        return Learned(
            self.day, fact, self.chance.choice(VALUES[fact]), self.anybody(), self.chance.choice(("said", "wrote"))
        )

    def met(self) -> Event:
        name = self.chance.choice(sorted(PEOPLE))
        return Met(self.day, name, PEOPLE[name], self.chance.choice(("", self.anybody())))

    def left(self) -> Event:
        return Left(self.day, self.chance.choice(self.known()))

    def raised(self) -> Event:
        self.concerns.append(f"c{len(self.concerns) + 1}")
        return Raised(self.day, self.concerns[-1], self.chance.choice(self.known()), "it breaks", self.decided())

    def answered(self) -> Event:
        return Answered(self.day, self.chance.choice([*self.concerns, "c99"]))

    def next(self) -> Event:
        people = tuple(self.chance.sample(self.known(), 1))
        return Next(self.day, self.soon(), self.chance.choice(("", self.decided())), people)

    def called_off(self) -> Event:
        return CalledOff(
            self.day,
            self.soon(),
            self.chance.choice((None, self.soon())),
            self.chance.choice(((), ("",), (self.anybody(),))),
        )

    def closed(self) -> Event:
        return Closed(self.day, self.chance.choice(("won", "lost", "no-decision")), "")


KINDS = {
    "yes": 30, "no": 6, "reopened": 7, "waived": 5, "deferred": 4, "done": 9, "promised": 14, "intended": 3,
    "missed": 12, "kept": 4, "moved": 4, "released": 2, "learned": 8, "met": 2, "left": 3, "raised": 2, "answered": 1,
    "next": 3, "called_off": 1, "closed": 1,
}  # fmt: skip
SELDOM = (
    "called", "called", "sign", "dated", "looked_back", "resumed", "amended", "called_off", "noted", "listed",
    "reached", "sent",
)  # fmt: skip


def _names(who: Who) -> list[str]:
    return [leaf.id for leaf in leaves(who) if isinstance(leaf, Named)]


def a_history(chance: Random, playbook: Playbook) -> tuple[Entry, ...]:
    """A random history of a deal on that map."""
    return Teller(chance, playbook).history()
