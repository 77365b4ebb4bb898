"""What was told of one deal, told of another: each person by their whole name, each promise by what it is."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.state import Deal
from callplan.core.interview.by_id import meant_by, told_by_id
from callplan.core.interview.named_in_flags import names_whole
from callplan.core.interview.party import NONE, Party
from callplan.core.interview.question import every
from callplan.core.person import is_named
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers


def told_elsewhere(answers: Answers, was: Deal, other: Deal, today: date) -> Answers:
    """The answers for another deal: whoever is not known there by that very name comes with the parts they play.

    A first name alone may be somebody else there, and a name that is nearly one known there is left to be asked about.
    An id is that of the same promise or worry there; what is not there stands in words.
    """
    told, named = names_whole(Party(was, was.playbook, {}, today), answers)
    there = dict.fromkeys(other.people, "")
    coming = {written(name): _coming(name, by, was, other) for name, by in named.items() if not is_named(name, there)}
    company = [coming.pop(text, text) for text in every(told, "with")]
    told = told_by_id(told, meant_by(told, was), other)
    return {**told, "with": company, "person": [*told["person"], *coming.values()]}


def _coming(name: str, told_by: str, was: Deal, other: Deal) -> str:
    roles = [role for role in was.people[name].roles if role in other.playbook.role]
    return written(name, ",".join(roles) or NONE, told_by)
