"""What goes back to the CRM of a deal: who decides what next, the client's own day, and their last decision."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.crm import BEGINS
from callplan.core.deal.clock import last_decision
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.names import Names
from callplan.core.record import Record
from callplan.core.summary.rows import summary
from callplan.core.text import tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.summary import NextDecision

# What every CRM takes as a next step; and what one of them does not
LONGEST, REFUSED = 255, str.maketrans({'"': "'", "|": "/", "<": "(", ">": ")"})
COLUMNS = ("Client's date", "Last client decision", "Decided by", "Decided on")


class Outgoing(Record):
    """The cells of a deal: the next step in a sentence or two, and COLUMNS; days as 2026-12-03."""

    step: str
    by: str = ""
    decision: str = ""
    person: str = ""
    on: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The next step and COLUMNS."""
        return tuple([each.translate(REFUSED) for each in (self.step, self.by, self.decision, self.person, self.on)])


def going_out(deal: Deal, today: date) -> Outgoing:
    """What is told of a deal on a day: nothing but what they decide and decided, never a stage, a sum or a forecast."""
    last, names = last_decision(Standing(deal, today)), Names(deal, today)
    days = [each.day for each in deal.dated if each.person]
    decision, person, on = (names.title(last.id), last.word.person, last.word.on.isoformat()) if last else ("", "", "")
    told = f" Last: {decision}, {person}, {on}." if last else ""
    coming = f"it is closed: {deal.ended}." if deal.closed else _coming(summary(deal, today).next)
    step = _short(f"{BEGINS}{coming}", told)
    return Outgoing(step, min(days).isoformat() if days else "", phrase.loose(decision), person, on)


def _coming(coming: NextDecision) -> str:
    """`Marta Lind decides on the remaining risk, 2026-12-03.`"""
    if not coming.title:
        return "nothing is left to decide."
    who = phrase.joined(coming.people) or coming.who or "somebody of theirs"
    verb = "decide" if len(coming.people or coming.known) + bool(coming.missing) > 1 else "decides"
    day = f", {coming.told.day.isoformat()}" if coming.told else ""
    return f"{who} {verb} on {coming.title}{day}."


def _short(coming: str, told: str) -> str:
    """A text that fits: what was last decided falls first, then what stands at the end."""
    coming, told = tidy(phrase.loose(coming)), phrase.loose(told)
    if len(coming) + len(told) <= LONGEST:
        return coming + told
    return coming if len(coming) <= LONGEST else coming[: LONGEST - 1] + "…"
