"""One page for one call: values first, then the lines made from them, every one of this client's (DESIGN §6)."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from callplan.core.deal.state import Deal
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import case_of
from callplan.core.plan.page import without_call

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.plan.case import Aim
    from callplan.core.plan.model import PlanValues
    from callplan.core.plan.questions_on_record import Query
    from callplan.core.plan.supposed import CallFor


class Plan:
    """One page for one call (or, without a call, where the deal stands): its lines, and the values behind them.

    `asked`: what this page asks and tells, by the keys of its lines.
    """

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.case: Aim = case_of(briefing)
        self.questions: list[Query] = []
        self.lines = tuple(self._lines())
        keys = [key for line in self.lines for key in line.keys]
        self.asked = tuple(dict.fromkeys(keys)) if briefing.call else ()

    def _lines(self) -> list[Line]:
        """The lines of the page; nobody who only looks where a deal stands waits for what is asked on a call."""
        if self.briefing.call is None:
            return list(without_call(self.briefing, self.case))
        from callplan.core.plan import asks, page

        self.questions = asks.chosen(self.briefing, self.case)
        return page.page(self.briefing, self.case, self.questions)

    @cached_property
    def values(self) -> PlanValues:
        """The values behind the page; nobody who only reads its lines waits for them."""
        from callplan.core.plan.values import values_of

        return values_of(self)


def plan(deal: Deal, today: date, call: CallFor | None = None) -> Plan:
    """The plan for a call; without one, where the deal stands today."""
    return Plan(Briefing(deal, today, call))
