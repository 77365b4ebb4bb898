"""A deal as folding leaves it: everything known, nothing that depends on the calendar."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.story import Past
from callplan.core.entries import Entry
from callplan.core.events import CallTaken, Closed, Dated, LookedBack, Next, Planned
from callplan.core.map.playbook import Playbook
from callplan.core.outside import Listed
from callplan.core.record import Record


class Contact(Record):
    """Somebody, `called` so where it was said. `spoke`: came to a call, or is the source of what is recorded (36).

    `addresses`: of their mail.
    """

    name: str
    roles: tuple[str, ...]
    told_by: str
    met: date
    left: date | None
    spoke: bool
    number: int
    called: str
    addresses: tuple[str, ...] = ()


class Claim(Record):
    """One person's word on a fact; person "" is our own belief."""

    fact: str
    value: str | int | float
    person: str
    proof: str
    paper: str
    teller: str
    on: date
    number: int
    words: str
    batch: int


class Fate(Record):
    """The entry that last changed a promise: kept, missed, moved or released it, or had it fall away."""

    on: date
    number: int
    batch: int


class Promise(Record):
    """A promise and what became of it: open, kept, missed, released, no-show, fell away or from before an end.

    `fate`: the entry that made it so; `again`: the ids under which it was promised once more, which moved it.
    """

    id: str
    person: str
    act: str
    due: date
    step: str
    on: date
    number: int
    state: str = "open"
    moves: int = 0
    misses: tuple[date, ...] = ()
    batch: int = 0
    fate: Fate | None = None
    again: tuple[str, ...] = ()


class Miss(Record):
    """A date the client's side did not keep, of a promise that carries a step, or of a call they did not come to.

    `on`: the day on which that was told.
    """

    step: str
    person: str
    due: date
    number: int
    on: date


class Worry(Record):
    """A concern somebody raised."""

    id: str
    person: str
    words: str
    decision: str
    on: date
    met: bool = False
    number: int = 0
    batch: int = 0


class HeldCall(Record):
    """A call that was held; `client`: a client person was on it."""

    on: date
    people: tuple[str, ...]
    verdict: str
    worth: str
    shown: str
    number: int
    batch: int
    client: bool


class Resumption(Record):
    """A closed deal taken up again."""

    on: date
    number: int
    batch: int


class CrmWord(Record):
    """What a CRM said, and in which entry."""

    said: Listed
    number: int


class Deal(Record):
    """Everything known of one deal. `orphans`: numbers of live entries that make no sense any more (rule 3).

    `free`: the rep's days without work, besides weekends. `resumed`: when taken up again last. `subject`: what is sold,
    as all call it; `taken`: why they took the first call; `used`: what pages gone by asked and told. `added`: the steps
    an amendment brought, each with its entry (rule 35); `signs`: the stages it showed at; `intended`: meant without a
    day; `listed`: what a CRM said, the latest last. `ours`: it is no other's in the team; `by_others`: the numbers of
    entries of whoever had it before.
    """

    name: str
    opened: date
    playbook: Playbook
    people: dict[str, Contact]
    past: dict[str, Past]
    promises: dict[str, Promise]
    concerns: dict[str, Worry]
    added: dict[str, int]
    claims: tuple[Claim, ...] = ()
    misses: tuple[Miss, ...] = ()
    calls: tuple[HeldCall, ...] = ()
    brought: tuple[str, ...] = ()
    planned: Planned | None = None
    meeting: Next | None = None
    closed: Closed | None = None
    resumed: Resumption | None = None
    dated: tuple[Dated, ...] = ()
    looked_back: tuple[LookedBack, ...] = ()
    orphans: tuple[int, ...] = ()
    subject: str = ""
    taken: CallTaken | None = None
    taken_at: int = 0
    signs: frozenset[str] = frozenset()
    intended: tuple[Entry, ...] = ()
    used: frozenset[str] = frozenset()
    listed: tuple[CrmWord, ...] = ()
    last: int = 0
    free: frozenset[date] = frozenset()
    ours: bool = True
    by_others: frozenset[int] = frozenset()

    @property
    def ending(self) -> str:
        """The kind of end it was closed with, `won` or another; "" while it goes on. One the map lost is its own."""
        end = self.playbook.end.get(self.closed.end) if self.closed else None
        return end.kind if end else self.closed.end if self.closed else ""

    @property
    def ended(self) -> str:
        """What its map calls the end it was closed with; "" while it goes on."""
        end = self.playbook.end.get(self.closed.end) if self.closed else None
        return (end and end.title) or self.ending.replace("-", " ")

    def has_left(self, person: str) -> bool:
        """Whether somebody is known to have left."""
        return person in self.people and self.people[person].left is not None

    def side(self, name: str) -> str:
        """Whose side somebody is on: client (also with no role at all), us, or third-party."""
        if not name:
            return "us"
        sides = {self.playbook.role[role].side for role in self.roles(name) if role in self.playbook.role}
        return "client" if not sides or "client" in sides else "third-party" if "third-party" in sides else "us"

    def roles(self, name: str) -> tuple[str, ...]:
        """The roles somebody holds; we hold every role of ours."""
        if not name:
            return tuple([role.id for role in self.playbook.roles if role.side == "us"])
        return self.people[name].roles if name in self.people else ()

    def holders(self, role: str) -> tuple[str, ...]:
        """Who holds a role now, longest known first; those who left apart."""
        return tuple([name for name, contact in self.people.items() if role in contact.roles and not contact.left])
