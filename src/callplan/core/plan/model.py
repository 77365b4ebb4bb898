"""The values of a plan, as `--json` shows them."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.clock import Quiet
from callplan.core.deal.owed import Debt
from callplan.core.deal.position import Places
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from callplan.core.plan.asked import Ask
    from callplan.core.plan.briefing import Line
    from callplan.core.plan.end_of_call import Risk


class PlaybookName(Record):
    """Which map, and which state of it."""

    id: str
    version: int


class Person(Record):
    """Somebody, with the roles they hold."""

    name: str
    roles: tuple[str, ...]


class Missing(Record):
    """A role that nobody on the call holds, and the decision that needs it."""

    role: str
    for_: str


class Call(Record):
    """The call a plan is for."""

    on: date
    minutes: int
    people: tuple[Person, ...]
    missing: tuple[Missing, ...]


class Chosen(Record):
    """The decision the call is for. `feasibility`: here, supported, not_here, unknown; `why` in a sentence."""

    id: str
    title: str
    whether: str
    by: tuple[str, ...]
    feasibility: str
    why: str


class Rung(Record):
    """Something the client can do on the call: a decision to make, or an act to promise by `due`.

    `id` is a step or `@ROLE`; `people` are the single names behind `person`; `chain` the decisions
    taken on the way to this one, itself last; `owes` what would then be owed.
    """

    kind: str
    id: str
    person: str
    act: str
    due: date
    weight: str
    owes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()


class Rungs(Record):
    """All the way, aim, and the least that still counts."""

    all_the_way: Rung | None
    aim: Rung | None
    least: Rung | None


class LastDecision(Record):
    """The last client decision that still stands."""

    id: str
    on: date
    person: str


class Commitment(Record):
    """A promise. `state`: open, overdue, kept, missed, moved, released."""

    id: str
    person: str
    act: str
    due: date
    step: str | None
    state: str


class PromisesMade(Record):
    """What we promised and what they promised."""

    ours: tuple[Commitment, ...]
    theirs: tuple[Commitment, ...]


class SourceVoice(Record):
    """One source's word on a fact."""

    value: str | int | float
    person: str
    proof: str
    paper: str


class Source(Record):
    """How well a fact is known. `state`: unknown, assumed, single, confirmed, conflict."""

    fact: str
    state: str
    values: tuple[SourceVoice, ...]


class PlanValues(Record):
    """What is behind one page for one call (or, without a call, where the deal stands), and its lines.

    `asked`: what this page asks and tells, by the keys of its lines; `on_the_call`: the acts to be done on it first.
    """

    deal: str
    closed: str | None
    playbook: PlaybookName
    call: Call | None
    decision: Chosen | None
    no_aim: str | None
    rungs: Rungs
    position: Places
    fronts: dict[str, tuple[str, ...]]
    doubted: str | None
    to_reconfirm: tuple[str, ...]
    support: tuple[Any, ...]
    declined: tuple[str, ...]
    deferred: tuple[str, ...]
    last_client_decision: LastDecision | None
    momentum: Quiet
    owed: tuple[Debt, ...]
    promises: PromisesMade
    sources: tuple[Source, ...]
    client_work: tuple[str, ...]
    before_you_dial: tuple[str, ...]
    asks: tuple[Ask, ...]
    may_ask: tuple[str, ...]
    risk: Risk | None
    unknown: tuple[str, ...]
    lines: tuple[Line, ...]
    light: bool
    asked: tuple[str, ...]
    on_the_call: tuple[str, ...]
