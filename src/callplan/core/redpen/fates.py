"""What became of each step: of one deal, and across deals, which is what every paper prints and `--json` shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from callplan.core.days import NONE_FREE
from callplan.core.deal.facts import known
from callplan.core.deal.fold import replay
from callplan.core.deal.owed import owed
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.status import marked_by, status
from callplan.core.deal.verdict import is_heard, past, roles_in, side_of
from callplan.core.entries import Entry
from callplan.core.events import LookedBack
from callplan.core.map.playbook import Playbook
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.plan.briefing import Line
    from callplan.core.which_deals import Among

DONE = frozenset(("made", "done", "answered-no"))
AGAIN = frozenset(("expired", "re-opened", "to-reconfirm"))
WITHOUT = ("lost", "no-decision")
ENOUGH = 5


class StepFate(Record):
    """One step of one deal.

    `passed_over`: owed at some time while it had never been settled, and not let go of by the client since; `paid`:
    settled after that; `waived`: the client let it go; `missing`: passed over and still owed.
    """

    passed_over: bool
    paid: bool
    waived: bool
    missing: bool


class DealFates(Record):
    """One deal, as the red pen reads it: its steps that applied, how it ended, what it was worth to the client.

    `end`: won, lost, no-decision or void, "" while it is open; `said`: the rep's last word on each missing step;
    `maps`: for each step the last of the deal's maps that had it.
    """

    name: str
    playbook: Playbook
    fates: dict[str, StepFate]
    maps: dict[str, Playbook]
    end: str
    amount: int | float | None
    said: dict[str, LookedBack]

    @property
    def lost(self) -> bool:
        """Whether it ended without an order: lost, or with no decision."""
        return self.end in WITHOUT


class _Seen:
    """What was seen of a deal's steps so far: each set only grows, but for the last look."""

    def __init__(self) -> None:
        self.applied: dict[str, None] = {}
        self.owed: set[str] = set()
        self.paid: set[str] = set()
        self.waived: set[str] = set()
        self.missing: set[str] = set()
        self.unsure: dict[str, None] = {}
        self.maps: dict[str, Playbook] = {}

    def look(self, standing: Standing) -> None:
        """Take in how the steps stand after one more transaction."""
        self.missing = {debt.id for debt in owed(standing) if not debt.since_map and not _again(standing, debt.id)}
        self.owed |= self.missing
        self.unsure = {}
        for step, sure, now in _standing(standing):
            self.maps[step] = standing.map
            (self.unsure if sure is None else self.applied)[step] = None
            self.paid |= {step} & self.owed if now in DONE else set()
            (self.waived.add if now == "waived" else self.waived.discard)(step)

    def fates(self) -> dict[str, StepFate]:
        """Every step that applied, or still may, and what became of it."""
        return {step: self._fate(step) for step in self.applied | self.unsure}

    def _fate(self, step: str) -> StepFate:
        paid = step in self.paid
        waived = step in self.waived and not paid
        passed = step in self.owed and not waived
        return StepFate(passed, passed and paid, waived, passed and not paid and step in self.missing)


def fates_of(entries: tuple[Entry, ...], name: str = "", free: frozenset[date] = NONE_FREE) -> DealFates:
    """What became of a deal's steps: it is looked at after every transaction, on the day of it."""
    seen = _Seen()
    for turn in replay(entries, name, free):
        deal, day = turn.after, turn.day
        seen.look(Standing(deal, day))
    said = {each.step: each for each in deal.looked_back}
    return DealFates(name, deal.playbook, seen.fates(), seen.maps, deal.ending, _amount(Standing(deal, day)), said)


def passed_over(entries: tuple[Entry, ...], name: str, free: frozenset[date]) -> tuple[str, ...]:
    """The steps of a deal that were passed over at some time, paid back since or not."""
    return tuple([step for step, fate in fates_of(entries, name, free).fates.items() if fate.passed_over])


def _amount(standing: Standing) -> int | float | None:
    found = known(standing, "amount").value if "amount" in standing.map.fact else None
    return found if isinstance(found, (int, float)) else None


def _again(standing: Standing, name: str) -> bool:
    """Whether something owed had been settled before: it fell due again, and nobody passed it over."""
    if name[0] == "@":
        return False
    now = status(standing, name)
    return now in AGAIN or (now == "put-off" and bool(marked_by(past(standing, name))))


def _standing(standing: Standing) -> Iterator[tuple[str, bool | None, str]]:
    """Every step that applies, or may: whether surely, and its status; then the voices that decisions should hear."""
    voices: dict[str, bool | None] = {}
    for step in standing.map.steps:
        sure = applies(standing, step)
        if sure is not False:
            yield step, sure, status(standing, step)
    for decision in standing.map.decisions:
        sure = applies(standing, decision.id)
        if sure is not False and decision.hear is not None:
            voices.update((role, sure or voices.get(role)) for role in roles_in(standing, decision.hear))
    for role, sure in voices.items():
        if side_of(standing, role) == "client":
            yield f"@{role}", sure, "done" if is_heard(standing, role) else "open"


class Without(Record):
    """A deal that ended while a step was owed in it. `end`: lost or no-decision; `amount` None: none is agreed."""

    deal: str
    end: str
    amount: int | float | None


class Hindsight(Record):
    """The rep's own word on a deal that was lost or not decided: would a step have changed its end?"""

    deal: str
    changed: str


class StepRow(Record):
    """One step of a playbook across deals; every number counts deals, but for the amount.

    `applied`: it was theirs to settle; `passed_over`: owed at some time, and not let go of by the client; `paid`:
    settled later; `waived`: the client let it go, which is no resistance; `missing`: lost or not decided while it
    was owed, which are the deals of `without`; `amount` is what these came to, at most, and `without_amount` how many
    of them have none. `rate`: of those it applied in, the part in which it was passed over; None of fewer than five.
    `reasons` and `changed` are the rep's own words, looking back; `marks` tell which deals `changed` counts.
    """

    playbook: str
    id: str
    title: str
    applied: int
    passed_over: int
    paid: int
    waived: int
    missing: int
    amount: int | float
    without_amount: int
    rate: float | None
    reasons: dict[str, int]
    changed: dict[str, int]
    without: tuple[Without, ...]
    marks: tuple[Hindsight, ...]

    @property
    def worth(self) -> tuple[int | float, int, int]:
        """What the steps are put in order by: where most was lost, then in most deals, then passed over most often."""
        return self.amount, self.missing, self.passed_over


class Deals(Record):
    """How many deals were read, and how they ended; what ended void is in none of these."""

    read: int
    won: int
    lost: int
    no_decision: int
    open: int


class Practice(Record):
    """The one step to practise, and what its playbook says to help."""

    playbook: str
    id: str
    title: str
    ask: str
    listen_for: str
    help: str
    if_skipped: str


class RedPen(Record):
    """What was passed over across deals, and the one thing to practise."""

    among: Among
    deals: Deals
    steps: tuple[StepRow, ...]
    practise: Practice | None
    lines: tuple[Line, ...]
