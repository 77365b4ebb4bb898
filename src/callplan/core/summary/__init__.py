"""What is kept of a deal for the look across all of them, as it stands on one day."""

from __future__ import annotations

from datetime import date

from callplan.core.record import Record, parsed
from callplan.core.summary.call_to_come import CallToCome


class Told(Record):
    """The day by which a decision is to be made, and whose word that is ("" is our own belief).

    `how`: promised, dated, meeting, limit (the map counts it from a day that is known) or put-off.
    """

    day: date
    how: str
    person: str = ""
    on: date | None = None


class Work(Record):
    """Something of theirs before a decision, that waits for it if `needed`; `missed`: it was promised twice in vain."""

    id: str
    title: str
    who: str
    needed: bool = True
    known: bool = True
    due: date | None = None
    missed: bool = False


class Voice(Record):
    """One source's word."""

    person: str
    proof: str
    value: str | int | float | date


class Weak(Record):
    """Something the decision leans on that is not sure. `kind`: fact, day, or person (that it is theirs to decide).

    `state`: conflict, unknown, assumed, heard or single. `ask` is the map's question, `of` whom to ask.
    """

    what: str
    state: str
    voices: tuple[Voice, ...] = ()
    ask: str = ""
    of: str = ""
    kind: str = "fact"


class Said(Record):
    """What was said of the next decision and is not settled, or by others: apart (yes, no), no, re-opened, put-off."""

    kind: str
    people: tuple[str, ...]
    words: str = ""
    second_hand: bool = False
    from_others: tuple[str, ...] = ()


class Owing(Record):
    """Something owed: its gate, whether that waits for it, whether it comes next, and who promised it for when."""

    id: str
    title: str
    gate: str = ""
    hard: bool = False
    near: bool = False
    ours: bool = False
    owner: str = ""
    due: date | None = None


class TheirDate(Record):
    """A day by which the client wants something, and whether it holds. `word`: holds, tight, cannot-hold or past.

    `deadline`: the working day before, where it falls on a free one. `slack`: the working days to spare, and `missing`
    those by which it comes late. `person`: whose word it is ("" is our own belief); `limit`: it is the map's own.
    `remedy`: whom to ask whether something on the way is really needed.
    """

    step: str
    title: str
    day: date
    deadline: date
    word: str
    slack: int | None = None
    missing: int | None = None
    person: str = ""
    limit: bool = False
    remedy: str = ""


class DueStep(Record):
    """A deadline of the map that is running: the step, the day it is told for, and whether that has gone by.

    `act`: what we have to do, where it is `ours` and can be begun; `own`: it is ours, also where it cannot yet. `was`:
    its own day, where that has gone by and `day` is the last. `missing`: the working days it comes late at this pace.
    `sooner`: the day by which it is wanted to begin on what of ours `begins` then.
    """

    step: str
    title: str
    day: date
    late: bool = False
    ours: bool = False
    act: str = ""
    own: bool = False
    was: date | None = None
    missing: int | None = None
    sooner: date | None = None
    begins: str = ""


class NextDecision(Record):
    """The client's next decision. `holds` is "" or why it is not sure: none, applies, doubted, refused.

    `who` are the deciders in words; `people` all of them, where each is known by name, and `known` those who are;
    `missing` is what one who is not known does, to stand after `who`, and `called` what that one is called. `ask` is
    whom to ask about it; `silent` how they may be spoken to while nobody may call, `until` what has to be done first,
    and `to` who takes what is written. `said`: what was said of it and is not settled; `not_before`: the day it was put
    off to; `aim`: what a call would be for, as the page says it; `latest`: the last day for it, counted back from the
    client's own.
    """

    id: str = ""
    title: str = ""
    holds: str = "none"
    who: str = ""
    people: tuple[str, ...] = ()
    missing: str = ""
    told: Told | None = None
    work: tuple[Work, ...] = ()
    weak: tuple[Weak, ...] = ()
    ask: str = ""
    silent: str = ""
    until: tuple[str, ...] = ()
    to: str = ""
    topic: str = ""
    known: tuple[str, ...] = ()
    called: str = ""
    said: Said | None = None
    not_before: date | None = None
    aim: str = ""
    latest: date | None = None


class Barred(Record):
    """Somebody, in words, whom nobody may call (rule 64), and what has to be done first.

    `writing`: questions may be written, and `to` is who takes them, where the map says so.
    """

    who: str
    writing: bool = False
    to: str = ""
    until: tuple[str, ...] = ()


class Called(Record):
    """How somebody is to be called."""

    person: str
    called: str


class Side(Record):
    """What one side has promised: how many still to keep, ours also when missed, and the first of them.

    `missed`: how many dates, and `unkept` what was missed and not made good; `days` are those of the open ones;
    `before` counts apart what was open when a deal ended that was taken up again.
    """

    open: int = 0
    due: date | None = None
    missed: int = 0
    unkept: tuple[str, ...] = ()
    act: str = ""
    person: str = ""
    days: tuple[date, ...] = ()
    before: int = 0

    def gone_by(self, on: date) -> int:
        """How many promised days have gone by without the promise kept: those marked as missed, those not marked."""
        return self.missed + sum(day < on for day in self.days)


class Summary(Record):
    """What a review prints of a deal without folding it again.

    `amount` is None while it is not known, or in conflict; `most` is the highest that is told of it. `since`: the
    client's last decision, else the opening; `calls_since` then. `resumed`: the day it was taken up again, while they
    have decided nothing since. `planned`: the day of a call that was planned and not debriefed. `ended`: how it was
    closed, in words. `shared`: those named in full; `called`: how somebody is. `dates`: theirs, the worst first;
    `deadlines`: the map's, by day. `barred`: those nobody may call.
    `past_winning`: that nothing can be won any more, and why. `call`: the one that is waited for.
    """

    deal: str
    playbook: str
    version: int
    opened: date
    since: date
    light: bool
    closed: str
    closed_reason: str
    closed_on: date | None
    won: bool
    stage: str
    stage_title: str
    ours_title: str
    gap: int | None
    next: NextDecision
    last_decision: str
    decided_on: date | None
    decided_by: str
    calls: int
    calls_since: int
    amount: str | int | float | None
    theirs: Side
    ours: Side
    owed: tuple[Owing, ...] = ()
    next_meeting: date | None = None
    dates: tuple[TheirDate, ...] = ()
    most: float | None = None
    resumed: date | None = None
    planned: date | None = None
    unit: str = ""
    ended: str = ""
    shared: tuple[str, ...] = ()
    called: tuple[Called, ...] = ()
    deadlines: tuple[DueStep, ...] = ()
    barred: tuple[Barred, ...] = ()
    past_winning: str = ""
    call: CallToCome | None = None


UNSURE = ("conflict", "unknown", "assumed")

_EVERY = (
    Told,
    Work,
    Voice,
    Weak,
    Said,
    Owing,
    TheirDate,
    DueStep,
    NextDecision,
    Side,
    Called,
    Barred,
    CallToCome,
    Summary,
)
_KINDS: dict[str, type[Record]] = {one.__name__: one for one in _EVERY}


def unpacked(body: str) -> Summary:
    """The summary that was packed. Raises ValueError, TypeError or KeyError when it is damaged."""
    found: Summary = parsed(body, _KINDS)
    return found
