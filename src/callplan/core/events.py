"""What happened: small frozen dated facts; those of one call fold in the order their kinds stand in here (rule 1)."""

from __future__ import annotations

from datetime import date

from callplan.core.map.playbook import Playbook
from callplan.core.record import Event as Event


class Opened(Event, in_both=True):
    """The deal was opened, with its playbook pinned whole; `like`: the deal whose people and facts it took over."""

    playbook: Playbook
    like: str = ""


class Amended(Event, in_both=True):
    """The deal has this map from here on; `upstream` is the file's, as it was merged in, where it was."""

    playbook: Playbook
    upstream: Playbook | None = None
    note: str = ""


class SubjectNamed(Event, in_both=True):
    """What they and we call what is sold, with its article: `the shift planner`."""

    subject: str


class Met(Event, in_both=True):
    """A person is known, with the roles they hold from now on; `told_by` who said so ("" is us)."""

    person: str
    roles: tuple[str, ...] = ()
    told_by: str = ""


class Called(Event, in_both=True):
    """How a person is to be called, where their name does not tell."""

    person: str
    called: str


class Left(Event, in_both=True):
    """A person has left the client, or the part they played."""

    person: str


class CallTaken(Event, in_both=True):
    """What somebody said made them take the first call, in their words."""

    person: str
    words: str


class SignSeen(Event, in_both=True):
    """Something shows that they are at a stage; it is no decision, and moves nothing."""

    stage: str


class Learned(Event, in_both=True):
    """Somebody's word on a fact; without a person it is our own belief. `teller`: who told us, when proof is heard."""

    fact: str
    value: str | int | float
    person: str = ""
    proof: str = "said"
    words: str = ""
    paper: str = ""
    teller: str = ""


class Dated(Event):
    """The day by which the client wants a decision made, and on whose word; without a person it is our own belief."""

    decision: str
    day: date
    person: str = ""
    proof: str = "said"
    words: str = ""
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
    """A person's yes to a decision; `undated`: nobody said when it was, and `on` is the day on which we were told."""

    decision: str
    person: str
    proof: str = "said"
    words: str = ""
    teller: str = ""
    undated: bool = False


class Waived(Event):
    """A person let a step go, with a reason."""

    step: str
    person: str
    reason: str = ""


class Deferred(Event):
    """A person put a decision off: not before that day, or not yet and without a day."""

    decision: str
    person: str
    until: date | None
    reason: str = ""


class Done(Event):
    """An act was done; person "" is us. A step of `@ROLE` is somebody of that role brought or heard."""

    step: str
    person: str = ""
    proof: str = "said"
    label: str = ""
    teller: str = ""


class Intended(Event):
    """Somebody means to do something, and named no day for it: no promise, and it moves nothing; `step` as there."""

    person: str
    act: str
    step: str = ""


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


class Closed(Event):
    """The deal was closed at one of the map's ends: a reason of its list, or of one's own, and why in their words."""

    end: str
    reason: str = ""
    words: str = ""


class LookedBack(Event):
    """The rep's look back at a step that was missing: whether it would have `changed` it (yes, maybe, no), and why."""

    step: str
    changed: str = ""
    reason: str = ""
    words: str = ""


class CalledOff(Event):
    """A call that was to come did not take place: moved, or cancelled (no day); `absent` did not come ("" is us)."""

    call: date
    moved_to: date | None = None
    absent: tuple[str, ...] = ()


class Planned(Event):
    """A call was planned: when, with whom, its rungs, what it goes back to on purpose; `asked`: what its page asked.

    `silent`: nobody may call then, so that nobody is asked what came of it. `invite`: what a calendar knows it by.
    """

    call: date
    people: tuple[str, ...] = ()
    minutes: int = 30
    target: str = ""
    aim: str = ""
    all_the_way: str = ""
    least: str = ""
    back_to: str = ""
    asked: tuple[str, ...] = ()
    silent: bool = False
    invite: str = ""
