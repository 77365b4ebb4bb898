"""Three questions once a deal has ended: what was missing, would it have changed it, and why was it left out."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.owed import owed
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.events import Event, LookedBack
from callplan.core.interview.grammar import fields, step
from callplan.core.interview.question import Choice, Question, every
from callplan.core.interview.typed import written
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers, Script

CHANGED = ("yes", "maybe", "no")
REASONS = (
    "dislike it", "uneasy asking", "cannot make it worth their time", "lack the skill", "no access",
    "did not think it mattered",
)  # fmt: skip
MOST = 9
FLAG = "--look-back STEP:yes|maybe|no[:REASON]"


def looking_back(deal: Deal, answers: Answers, today: date) -> Script:
    """Ask about one step that was passed over; nothing where none was, or nobody cares to say."""
    told = every(answers, "look-back")
    missing = _missing(deal, today)
    if not missing:
        return {"look-back": told}
    choices = (*[Choice(each, deal.playbook.steps[each].called) for each in missing], Choice("", "none of these"))
    name = yield Question(
        "look-back step", "Looking back: which of these was missing most?", "choice", choices, "",
        "What is left out again and again, and at what price, is what `callplan redpen` shows you alone.", FLAG,
    )  # fmt: skip
    if not name:
        return {"look-back": told}
    title = deal.playbook.steps[name].called
    changed = yield Question(
        "look-back changed", f"Would {title} have changed how it ended?", "choice",
        tuple([Choice(each, each) for each in CHANGED]), None, "Your own judgement, kept beside the rest.", FLAG,
        detail=True,
    )  # fmt: skip
    reason = yield Question(
        "look-back reason", "Why was it left out?", "choice",
        (*[Choice(each, each) for each in REASONS], Choice("", "none of these")), None,
        "Each reason wants something else practised.", FLAG, detail=True,
    )  # fmt: skip
    return {"look-back": [*told, written(name, str(changed), str(reason)) if reason else written(name, str(changed))]}


def _missing(deal: Deal, today: date) -> list[str]:
    """The steps passed over, the nearest to their gate first."""
    return [debt.id for debt in owed(Standing(deal, today)) if debt.id in deal.playbook.steps][:MOST]


def looked_back(deal: Deal, answers: Answers, on: date, passed: tuple[str, ...]) -> list[Event]:
    """What the answers come to; `passed`: the steps passed over. Raises Usage for what cannot be read, or is none."""
    found: list[Event] = []
    for text in every(answers, "look-back"):
        name, changed, reason, words = fields("look-back", text, "STEP:yes|maybe|no[:REASON[:WORDS]]", 2)
        if changed not in CHANGED:
            raise Usage(f"--look-back: “{changed}” is none of yes, maybe and no: would it have changed how it ended?")
        if reason and reason not in REASONS:
            raise Usage(f"--look-back: “{reason}” is none of the reasons. They are: {'; '.join(REASONS)}.")
        found.append(LookedBack(on, _of(step("look-back", name, deal.playbook), deal, passed), changed, reason, words))
    return found


def _of(name: str, deal: Deal, passed: tuple[str, ...]) -> str:
    """A step that was passed over."""
    if name in passed:
        return name
    there = f"Passed over: {', '.join(passed)}" if passed else f"In {deal.name} nothing was"
    raise Usage(f"--look-back: {name} was not passed over, so there is nothing to look back at. {there}.")
