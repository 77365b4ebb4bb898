"""The days by which a client wants something decided, as `--date` tells them (rule 58)."""

from __future__ import annotations

from callplan.core import days
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import settled
from callplan.core.events import Dated, Event
from callplan.core.interview.grammar import dated, day, decision, fields, plain, proof
from callplan.core.text import clean
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.told import Teller

SHAPE = "[DECISION:]DATE[:PERSON[:PROOF[:WORDS]]]"


def named_days(teller: Teller) -> list[Event]:
    """The days that a command's answers name."""
    return [_named(teller, text) for text in teller.every("date")]


def _named(teller: Teller, text: str) -> Dated:
    """One of them; without a decision it is said of the closing one."""
    rest, on = dated("date", text, teller.today)
    name, until, person, rung, words = fields("date", _with_decision(teller, rest), SHAPE, 2)
    given, step = proof("date", rung), decision("date", name, teller.playbook).id
    who, told_by = (teller.person("date", each) if each else "" for each in (person, given.teller))
    return Dated(on or teller.on, step, day("date", until, teller.today), who, given.rung, words, told_by)


def _with_decision(teller: Teller, text: str) -> str:
    first = plain(text.partition(":")[0])
    if first in teller.playbook.steps or days.read(first, teller.today) is None:
        return text
    closing = teller.playbook.closing
    if teller.deal and settled(Standing(teller.deal, teller.today), closing):
        title = teller.playbook.steps[closing].called
        raise Usage(f"--date {clean(text)}: {title} is settled already; name the decision: DECISION:{clean(text)}.")
    return f"{closing}:{text}"
