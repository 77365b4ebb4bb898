"""What is kept of a deal beside its entries, so that all deals can be found, counted and sorted without folding one."""

from __future__ import annotations

from datetime import date

from callplan.core.record import Record

FORM = 12
DEADLINE, BEFORE = "deadline", "from before"
PARTS = {"decision": 1, "decider": 2, "day": 4, "work": 8, "source": 16}


def form(free: frozenset[date]) -> int:
    """What this way of summing up is known by: it changes with the program, and with the rep's holidays."""
    return FORM * 10**12 + sum(day.toordinal() ** 2 for day in free) % 10**12


def deadline_id(step: str) -> str:
    """What the deadline of a step is kept by, among the promises of its deal: no promise has such an id."""
    return f"{step}.{DEADLINE}"


class Pledge(Record):
    """A promise still to be kept, or a deadline of the map's. `side`: client, third-party or us.

    `state`: open, missed and ours to keep yet, open when a deal ended that was taken up again (from before), deadline.
    """

    deal: str
    promise: str
    side: str
    person: str
    act: str
    due: date
    state: str
    step: str


class Row(Record):
    """A deal in one line: what is sorted and filtered by, and `body`, the packed summary.

    It is what folding gives on every day from `as_of` until the one before `turns_on`, for those who sum up by the
    same `form`. `live`: still to be looked after, open or won with debts. `amount`: the highest that anybody has told.
    `since`: the client's last decision, else the opening. `lacks`: the parts of the hard question without an answer, a
    bit of PARTS each, and `failed` how many; `in_danger`: a day that was told, or the client's own, came to nothing.
    `call`: the day of the call that is waited for. `people`: who is theirs, a line each, then their addresses.
    """

    body: str = "{}"
    form: int = 0
    as_of: date = date.min
    turns_on: date | None = None
    live: int = 1
    closed: str = ""
    playbook: str = ""
    stage: str = ""
    amount: float | None = None
    since: date = date.min
    lacks: int = 0
    failed: int = 0
    in_danger: int = 0
    call: date | None = None
    people: str = ""
    promises: tuple[Pledge, ...] = ()


class DealsAsked(Record):
    """Which deals are looked at on a day: all that are not over, or those that are `closed`; "" and None: any.

    `over`: of more than that amount; `quiet_since`: in which the client has decided nothing since.
    """

    on: date
    owner: str = ""
    playbook: str = ""
    stage: str = ""
    over: float | None = None
    quiet_since: date | None = None
    closed: bool = False


class Counted(Record):
    """How many deals there are, and for how many each part of the hard question has no answer.

    `owing`: won, with debts; the question is not asked of these, nor of closed ones.
    """

    deals: int = 0
    owing: int = 0
    passed: int = 0
    decision: int = 0
    decider: int = 0
    day: int = 0
    work: int = 0
    source: int = 0


class Found(Record):
    """A deal that was looked for, whose it is, and its packed summary."""

    deal: str
    owner: str
    body: str
