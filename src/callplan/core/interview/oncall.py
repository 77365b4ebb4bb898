"""What the questions of one debrief share: who was there, where the deal stood, what is told so far."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.interview import typed
from callplan.core.interview.party import Party
from callplan.core.interview.question import every

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from callplan.core.interview.question import Answers, Question

    Telling = Generator[Question, Any, None]
    Saying = Generator[Question, Any, str]


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
