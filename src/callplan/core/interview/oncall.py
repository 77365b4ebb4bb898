"""One call being told: who was on it and when, or that it did not take place; and what its questions share."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.interview import typed
from callplan.core.interview.calls import awaited
from callplan.core.interview.party import Party
from callplan.core.interview.question import Choice, Question, every

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from callplan.core.interview.question import Answers, Script

    Telling = Generator[Question, Any, None]
    Saying = Generator[Question, Any, str]

OFF = ("call-moved", "call-cancelled")
DAY, MOVED, CANCELLED = "+day", "+moved", "+cancelled"
WHY = "Only what the client does counts; a call with nobody of theirs has no result."


class OnCall:
    """One call being told; `told` are the texts of the flags, those of the answers so far among them."""

    def __init__(self, deal: Deal, answers: Answers, on: date, today: date) -> None:
        self.steps = deal.playbook.steps
        self.standing = Standing(deal, on)
        self.party = Party(deal, deal.playbook, answers, today)
        self.day = typed.day(max(on, today), on)
        self.answers = answers
        self.told: dict[str, Any] = {}

    def tell(self, key: str, text: str) -> None:
        """One text more under a flag."""
        self.told[key] = [*self.told.get(key, every(self.answers, key)), text]

    def telling(self) -> Answers:
        """Everything told, with the people met on the way."""
        return {**self.told, "person": [*every(self.answers, "person"), *self.party.met]}

    def one(self, key: str, text: str, why: str, flags: str, likely: str = "") -> Saying:
        """Ask for one person, those first who may speak for a step."""
        able = self.party.able(self.steps[likely]) if likely in self.steps else []
        return (yield from self.party.who(key, text, why, flags, likely=able))[0]


def company(deal: Deal, answers: Answers, on: date, today: date) -> Script:
    """Ask who came; those planned stand already, and a call that did not take place is one tick."""
    planned = list(deal.planned.people) if deal.planned else None
    last = deal.meeting.people if deal.meeting else deal.calls[-1].people if deal.calls else ()
    party = Party(deal, deal.playbook, answers, today)
    offered = [name for name in (last if planned is None else planned) if name in party.everybody()]
    waited_for = bool(awaited(deal))
    besides = (
        *([] if answers.get("on") else [Choice(DAY, "it was on another day")]),
        *([Choice(MOVED, "it was moved to another day"), Choice(CANCELLED, "it was cancelled")] if waited_for else []),
    )
    text = f"Who was on the call of {phrase.long_day(on, today)}?"
    if any(call.on == on for call in deal.calls):
        text = f"A call of {phrase.long_day(on, today)} is on record already. Who was on this one?"
    picked = yield from party.company(text, planned, WHY, offered=offered, reads=_somebody, besides=besides)
    if CANCELLED in picked:
        return {"call-cancelled": True}
    if MOVED in picked:
        return {"call-moved": (yield _day("moved to", "Which day was it moved to?", today, "--call-moved DATE"))}
    told: Answers = {"with": [text for text in picked if text != DAY]}
    if DAY in picked:
        told["on"] = yield _day("on day", "Which day was it?", today, "--on DATE")
    return told


def _somebody(picked: list[str]) -> list[str]:
    """Somebody was there, or there was no call."""
    return typed.some([name for name in picked if name != DAY]) and picked


def _day(key: str, text: str, today: date, flags: str) -> Question:
    why = "What was due, and how long nothing has moved, is counted to that day."
    return Question(key, text, "date", reads=typed.day(today), flags=flags, why=why, detail=True)
