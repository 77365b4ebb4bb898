"""Five ordinary calls of one deal as a rep tells them: the prep, and what is answered where Enter is not enough."""

from __future__ import annotations

import shlex
from typing import Any

from callplan.core.record import Record

DEAL = "harrow"
OPENED = (
    "prep harrow --playbook complex-b2b --with Marta\\ Lind:sponsor --with Piet\\ Maas:budget-owner --on 2026-11-24 "
    "--no-input"
)
AGAIN = "prep harrow --with Marta --with Piet --no-input"


class OrdinaryCall(Record):
    """A call: what it is, the day on which it is debriefed, the prep before it, the answers, and how it ends."""

    name: str
    day: str
    before: str
    answers: dict[str, Any]
    result: str

    @property
    def line(self) -> list[str]:
        """The prep before it, as words."""
        return shlex.split(self.before)


CALLS = (
    OrdinaryCall("an advance, with two promises", "2026-11-24", OPENED, {
        "decided what": ["worth-changing", "+theirs"], "decided worth-changing who": ["Marta Lind"],
        "decided worth-changing Marta Lind words": "two bad nights a month are enough",
        "promised lines": "marta: send us the fault log, fri; piet: name the cost centre, 4 dec",
        "worth-it words": "yes, shorter than feared", "verdict word": "advanced",
    }, "advanced"),
    OrdinaryCall("a small step", "2026-12-01", f"{AGAIN} --on 2026-12-01", {
        "kept p1": "kept", "decided what": ["baseline"], "promised baseline": "Marta, 9 dec",
        "worth-it words": "yes", "verdict word": "small-step",
    }, "small_step"),
    OrdinaryCall("they stayed", "2026-12-10", f"{AGAIN} --on 2026-12-10", {
        "kept what": ["p2"], "kept p3": "missed", "decided what": ["+ours"],
        "we-promised lines": "send Marta last week’s notes by friday", "verdict word": "stayed",
    }, "stayed"),
    OrdinaryCall("a put-off, with a day", "2026-12-15", f"{AGAIN} --on 2026-12-15", {
        "decided what": ["must-haves"], "decided must-haves": "deferred", "deferred must-haves who": "Piet Maas",
        "deferred must-haves until": "2027-01-15", "deferred must-haves why": "after the audit of the plant",
        "verdict word": "stayed",
    }, "stayed"),
    OrdinaryCall("they went back, with a worry", "2027-01-18", f"{AGAIN} --on 2027-01-18", {
        "decided what": ["+again", "+fear"], "reopened worth-changing who": "Marta Lind",
        "reopened worth-changing why": "the merger: all is open again",
        "concern words": "Piet: that it is switched off after a month", "worth-it words": "hard to say",
        "verdict word": "went-back",
    }, "went_back"),
)  # fmt: skip
