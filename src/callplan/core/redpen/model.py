"""The red pen as a value: what every paper prints, and what `--json` shows as it is."""

from __future__ import annotations

from callplan.core.plan.model import Line
from callplan.core.record import Record
from callplan.core.which_deals import Among

ENOUGH = 5


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

    read: int = 0
    won: int = 0
    lost: int = 0
    no_decision: int = 0
    open: int = 0


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
