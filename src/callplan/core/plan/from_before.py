"""What was still to be kept when a deal ended that was taken up again: whether it is still wanted (rule 63)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.fulfilled import from_before
from callplan.core.hearing import entered, heard, not_heard
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.no_calls import may_ask
from callplan.core.plan.opening import speaker
from callplan.core.plan.questions_on_record import Query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.deal.state import Promise

MOST = 2


def open_when_it_ended(b: Briefing, section: str) -> Iterator[Line]:
    """What they were to do, or we: neither late nor still to come before somebody says so."""
    every = [each for each in from_before(b.standing) if (b.deal.side(each.person) == "us") == (section == "WE OWE")]
    for each in every[:MOST]:
        what = f"{b.names.short(each.person)} was to {each.act}" if section == "THEY OWE" else each.act
        ask = " Ask whether that's still wanted." if may_ask(b, b.clients or _asked(b, each)) else ""
        text = f"{phrase.sentence(f'Open when it ended: {what}')}{ask}"
        yield Line(section, text, (f"promise {each.id}", "rule 63"))
    if len(every) > MOST:
        text = f"Open when it ended, too: {phrase.several(len(every) - MOST, 'more promise')}."
        yield Line(section, text, tuple(f"promise {each.id}" for each in every[MOST:]), drop=70)


def _asked(b: Briefing, promise: Promise) -> tuple[str, ...]:
    """Who would be asked without a call: whoever promised it; of ours whoever decides next."""
    if b.deal.side(promise.person) != "us":
        return (promise.person,)
    return b.deciders(b.chosen) if b.chosen else ()


def still_wanted(b: Briefing, person: str) -> Iterator[Query]:
    """Whether what somebody was to do, or what we told them we would, is still wanted, where all here heard of it."""
    for each in from_before(b.standing):
        ours = b.deal.side(each.person) == "us"
        theirs = heard(b.deal, person, entered(each)) if ours else person == each.person
        if theirs and not not_heard(b.deal, b.clients, [entered(each)]):
            we = speaker(b.deal, each)
            who = f"{we} said {we}'d" if ours else "you were going to"
            text = f"Before we stopped, {who} {each.act}: is that still wanted?"
            yield Query(text, (person,), (f"wanted:{each.id}",), (f"promise {each.id}", "rule 63"), their_own=not ours)
