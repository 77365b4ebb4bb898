"""While nobody may call: until when, where questions go, and whom else a page may have asked for anything (rule 64)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.silence import barring, end_of, is_bound, open_in, takes_questions
from callplan.core.days import as_told
from callplan.core.deal.facts import day
from callplan.core.deal.verdict import roles_in
from callplan.core.map.playbook import Talk
from callplan.core.plan.briefing import Briefing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.map.playbook import Stage


def sentence(b: Briefing) -> str:
    """That nobody may call, until when, and where questions go."""
    assert b.silent is not None
    stage = b.silent
    last = end_of(b.standing, stage)
    first = first_day(b, last)
    then = f", on {b.names.long_day(first)} at the earliest" if first else ""
    return f"No calls now: nobody may {_before(b, stage, last)}{then}.{_in_writing(b, stage)}"


def _before(b: Briefing, stage: Stage, last: tuple[str, ...]) -> str:
    """`call before the final award is done`; where they may be written to sooner: `call or write …, nor call …`."""
    own, whom = open_in(b.standing, stage), whom_not(b)
    if stage.talk.how == "written":
        return f"call{f' {whom}' if whom else ''} before {_done(b, last)}"
    nor = f", nor call before {_done(b, last)}" if b.map.stage_of[last[0]].talk.how == "written" else ""
    return f"call or write{f' to {whom}' if whom else ''} before {_done(b, own if nor else last)}{nor}"


def _done(b: Briefing, steps: Sequence[str]) -> str:
    return f"{b.names.titles(steps)} {'is' if len(steps) == 1 else 'are'} done"


def _in_writing(b: Briefing, stage: Stage) -> str:
    """Where questions go, and by when; once their last day has gone by, that it has."""
    talk = stage.talk
    if talk.how != "written":
        return ""
    where = f"{f' to {b.names.holder(talk.to)}' if talk.to else ''}{f' through {talk.through}' if talk.through else ''}"
    last = day(b.standing, talk.before)
    told = b.names.long_day(as_told(last, b.day, b.deal.free)) if last else ""
    if not takes_questions(b.standing, stage):
        return f" Questions went in writing{where} until {told}: that day has gone by."
    return f" Questions go in writing{where}{f' by {told}' if told else ''}."


def whom_not(b: Briefing) -> str:
    """Whom nobody may call, in words, where that is not everybody: those of them on the call, else all of them."""
    talk = b.silent.talk if b.silent else Talk()
    bound = [
        b.names.short(name) for name in b.clients if b.silent and is_bound(b.standing, b.silent, b.deal.roles(name))
    ]
    named = bound or [b.names.holder(role) for role in talk.under if role not in talk.exempt]
    free = phrase.joined([b.names.holder(role) for role in talk.exempt], "or")
    return phrase.joined(named, "or") if talk.under or (bound and free) else free and f"anybody but {free}"


def first_day(b: Briefing, steps: Sequence[str]) -> date | None:
    """The day before which some decisions cannot all be made, as the dates count it; None: that may be at once."""
    from callplan.core.dates import dates

    found = b.dates or dates(b.now, b.today)
    comes = max([row.lower for row in found.rows if row.step in steps], default=b.day)
    return comes if comes > b.day else None


def may_ask(b: Briefing, people: Sequence[str], step: str = "") -> bool:
    """Whether these people may be asked for something now; nobody of them known: those who see to a step."""
    return _barred(b, people, step) is None


def asking(b: Briefing, people: Sequence[str], step: str) -> str:
    """How they are asked a question: `ask`, `ask Pia in writing`; "" while nobody may ask them anything."""
    stage = _barred(b, people, step)
    if stage is None:
        return "ask"
    if not takes_questions(b.standing, stage):
        return ""
    return f"ask {b.names.holder(stage.talk.to) if stage.talk.to else 'them'} in writing"


def _barred(b: Briefing, people: Sequence[str], step: str) -> Stage | None:
    roles = [role for name in people for role in b.deal.roles(name)]
    by = roles_in(b.standing, b.map.steps[step].by) if step in b.map.steps else ()
    return barring(b.standing, roles or by)
