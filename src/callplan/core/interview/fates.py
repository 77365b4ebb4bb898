"""What became of the promises that were due."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.promised import come
from callplan.core.deal.standing import LATEST
from callplan.core.deal.state import Contact, Deal, Fate, Promise
from callplan.core.interview import typed
from callplan.core.interview.party import Party
from callplan.core.interview.question import Choice, Question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers, Script

WHY = "Two dates that they missed put in doubt what they had decided; ours that are late open the next call."
FATES = (
    Choice("kept", "kept"),
    Choice("missed", "missed"),
    Choice("moved", "moved to another day"),
    Choice("released", "no longer wanted"),
    Choice("", "leave it as it is"),
)


def fates(deal: Deal, answers: Answers, on: date, today: date) -> Script:
    """Ask what became of each promise that was due, theirs first; whoever was to be brought and is there needs none."""
    told: dict[str, list[str]] = {"kept": [], "missed": [], "moved": [], "released": []}
    there = _with_those_there(deal, answers, on, today)
    waiting = [each for each in there.promises.values() if each.state == "open" and each.due <= on]
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


def _with_those_there(deal: Deal, answers: Answers, on: date, today: date) -> Deal:
    """The deal with those on the call, in the parts they play, and what their coming has kept."""
    party = Party(deal, deal.playbook, answers, today)
    known = party.roster.known
    people = {name: deal.people.get(name, Contact(name)).but(roles=known[name], left=None) for name in party.present}
    return come(deal.but(people=deal.people | people), tuple(party.present), Fate(on, LATEST, LATEST))


def _fate(promise: Promise, on: date, detail: bool) -> Question:
    choices = FATES[1:] if detail else FATES
    return Question(
        f"kept {promise.id}", f"{_promise(promise, on)}?", "choice", choices, "", WHY,
        "--kept, --missed, --moved or --released", offered=choices[0].value, detail=detail,
    )  # fmt: skip


def _promise(promise: Promise, on: date) -> str:
    who = f"{promise.person} was" if promise.person else "We were"
    return f"{who} to {promise.act} by {phrase.long_day(promise.due, on)}"
