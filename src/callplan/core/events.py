"""What happened: small frozen dated facts, never changed, folded in the order they were written."""

from __future__ import annotations

from datetime import date

from callplan.core.playbook import Playbook
from callplan.core.record import Record, packed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Event(Record):
    """Something that happened on a day. `on` is the rep's date, used for arithmetic and print."""

    on: date


class Opened(Event):
    """The deal was opened, with its playbook pinned whole."""

    playbook: Playbook


class Amended(Event):
    """The deal has this map from here on; `upstream` is the file's, as it was merged in, where it was."""

    playbook: Playbook
    upstream: Playbook | None = None
    note: str = ""


class Met(Event):
    """A person is known, with the roles they hold from now on; `told_by` who said so ("" is us)."""

    person: str
    roles: tuple[str, ...] = ()
    told_by: str = ""


class Left(Event):
    """A person has left the client, or the part they played."""

    person: str


class Learned(Event):
    """Somebody's word on a fact; without a person it is our own belief. `teller`: who told us, when proof is heard."""

    fact: str
    value: str | int | float
    person: str = ""
    proof: str = "said"
    words: str = ""
    paper: str = ""
    teller: str = ""


class Missed(Event):
    """A promise was not kept."""

    promise: str


class Kept(Event):
    """A promise was kept."""

    promise: str


class Moved(Event):
    """A promise has another date."""

    promise: str
    due: date


class Released(Event):
    """A promise is no longer wanted."""

    promise: str


class Reopened(Event):
    """A client person took a decision up again."""

    decision: str
    person: str
    reason: str = ""


class No(Event):
    """A person's no to a decision."""

    decision: str
    person: str
    reason: str = ""


class Yes(Event):
    """A person's yes to a decision."""

    decision: str
    person: str
    proof: str = "said"
    words: str = ""
    teller: str = ""


class Waived(Event):
    """A person let a step go, with a reason."""

    step: str
    person: str
    reason: str = ""


class Deferred(Event):
    """A person put a decision off: not before that day."""

    decision: str
    person: str
    until: date
    reason: str = ""


class Done(Event):
    """An act was done; person "" is us. A step of `@ROLE` is somebody of that role brought or heard."""

    step: str
    person: str = ""
    proof: str = "said"
    label: str = ""
    teller: str = ""


class Promised(Event):
    """A promise: who (person "" is us), what, by when, and the step of the map (or `@ROLE`) it carries, if any."""

    promise: str
    person: str
    act: str
    due: date
    step: str = ""


class Raised(Event):
    """A person's concern, in their words, about a decision if they named one."""

    concern: str
    person: str
    words: str
    decision: str = ""


class Answered(Event):
    """A concern was met."""

    concern: str


class Planned(Event):
    """A call was planned: when, with whom, and the rungs its plan named."""

    call: date
    people: tuple[str, ...] = ()
    minutes: int = 30
    target: str = ""
    aim: str = ""
    all_the_way: str = ""
    least: str = ""


class Held(Event):
    """A call was held: who came, the rep's verdict, whether it was worth their time, the result shown that day."""

    people: tuple[str, ...] = ()
    verdict: str = ""
    worth: str = ""
    shown: str = ""


class Next(Event):
    """The next meeting: its day, what it is for, who will come."""

    meeting: date
    decision: str = ""
    people: tuple[str, ...] = ()


class CalledOff(Event):
    """A call that was to come did not take place: it was moved to another day, or cancelled (no day)."""

    call: date
    moved_to: date | None = None


class Closed(Event):
    """The deal was closed at one of the map's ends."""

    end: str
    reason: str = ""


class Corrected(Event):
    """An earlier entry is void, as if it had never been written."""

    entry: int


class Entry(Record):
    """An event in the journal: its number, its transaction, who wrote it and when (never used by a rule)."""

    number: int
    batch: int
    event: Event
    recorded_at: str = ""
    recorder: str = ""


FOLD_ORDER: tuple[type[Event], ...] = (
    Opened, Amended, Met, Left, Learned, Missed, Kept, Moved, Released, Reopened, No, Yes, Waived,
    Deferred, Done, Promised, Raised, Answered, Held, Next, Closed, CalledOff, Planned, Corrected,
)  # fmt: skip
_PLACE = {kind: place for place, kind in enumerate(FOLD_ORDER)}


def ordered(events: list[Event]) -> list[Event]:
    """The events of one transaction in the one order they fold in, whatever order they were given in (rule 1)."""
    return sorted(events, key=lambda event: (_PLACE[type(event)], "" if isinstance(event, Opened) else packed(event)))


def drafted(entries: tuple[Entry, ...], events: Sequence[Event]) -> tuple[Entry, ...]:
    """The entries with some events more, as they will be numbered when they are written."""
    batch = entries[-1].batch + 1 if entries else 1
    return (*entries, *[Entry(number, batch, event) for number, event in enumerate(events, len(entries) + 1)])


def live(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that no live correction names; a correction may itself be corrected (rule 2)."""
    void: set[int] = set()
    for entry in reversed(entries):
        if isinstance(entry.event, Corrected) and entry.number not in void:
            void.add(entry.event.entry)
    return tuple([entry for entry in entries if entry.number not in void])
