"""What became of the promises that were due."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.state import Deal, Promise
from callplan.core.interview import typed
from callplan.core.interview.question import Choice, Question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Script

WHY = "Two dates that they missed put in doubt what they had decided; ours that are late open the next call."
FATES = (
    Choice("kept", "kept"),
    Choice("missed", "missed"),
    Choice("moved", "moved to another day"),
    Choice("released", "no longer wanted"),
    Choice("", "leave it as it is"),
)


def fates(deal: Deal, on: date, today: date) -> Script:
    """Ask what became of each promise that was due, theirs first."""
    told: dict[str, list[str]] = {"kept": [], "missed": [], "moved": [], "released": []}
    waiting = [each for each in deal.promises.values() if each.state == "open" and each.due <= on]
    waiting.sort(key=lambda each: deal.side(each.person) == "us")
    kept: list[str] = []
    several = len(waiting) > 1
    if several:
        choices = tuple([Choice(each.id, _promise(each, on)) for each in waiting])
        kept = yield Question("kept what", "Which of these were kept?", "many", choices, [], WHY, "--kept ID")
    for each in waiting:
        fate = "kept" if each.id in kept else (yield _fate(each, on, several))
        if fate == "moved":
            until = yield Question(
                f"moved {each.id}", "To which day?", "date", reads=typed.day(max(on, today), on), detail=True, why=WHY,
                flags="--moved ID:DATE",
            )  # fmt: skip
            told["moved"].append(typed.written(each.id, until))
        elif fate:
            told[fate].append(each.id)
    return told


def _fate(promise: Promise, on: date, detail: bool) -> Question:
    choices = FATES[1:] if detail else FATES
    return Question(
        f"kept {promise.id}", f"{_promise(promise, on)}?", "choice", choices, "", WHY,
        "--kept, --missed, --moved or --released", offered=choices[0].value, detail=detail,
    )  # fmt: skip


def _promise(promise: Promise, on: date) -> str:
    who = f"{promise.person} was" if promise.person else "We were"
    return f"{who} to {promise.act} by {phrase.long_day(promise.due, on)}"
