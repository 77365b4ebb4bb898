"""WORRY: words of theirs that must not be put to them in front of others, and what they may fear (page section 2)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.state import Word, Worry
from callplan.core.deal.status import is_open
from callplan.core.deal.verdict import past, verdict
from callplan.core.hearing import Entered, entered, first_hand
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim
from callplan.core.plan.last_time import told_on_page
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE, FEAR = 10, 72


class Risk(Record):
    """What they fear, what to say, what not to promise."""

    fear: str
    say: str
    never: str


def worry(b: Briefing, found: Aim) -> Iterator[Line]:
    """Words for the rep's eyes alone; failing any worry on record, what the map says they may fear."""
    if not b.clients or found.kind in (case.SILENT, case.NO_CLIENT):
        return
    told = told_on_page(b)
    for word in _words_of_those_here(b):
        entry = entered(word)
        not_here = b.not_in_front_of([entry], (entry.person,))
        if not_here and entry.number not in told:
            key = f"aside:{entry.number}"
            aside = "" if b.fresh(key) else f" Take {b.names.short(entry.person)} aside."
            yield Line("WORRY", f"{_said(b, entry)} {not_here}{aside}", (f"entry {entry.number}",), keys=(key,))
    for each in [each for each in b.worries if each.person not in b.clients]:
        text = f"{_said(b, entered(each))} Take it up with {b.names.short(each.person)}, not here."
        yield Line("WORRY", text, (f"concern {each.id}",), drop=ELSEWHERE)
    if not b.worries:
        yield from _fear(b, found)


def _said(b: Briefing, entry: Entered) -> str:
    others = "" if first_hand(b.deal, entry) else "From others: "
    return f"{others}{b.names.short(entry.person)} on {b.names.day(entry.on)}: {b.names.quote(entry.words)}."


def _words_of_those_here(b: Briefing) -> Iterator[Word | Worry]:
    """Their words on what is open again, refused, put off or feared, by those who are on the call."""
    for step in [each.id for each in b.map.decisions if is_open(b.standing, each.id)]:
        story, kind = past(b.standing, step), b.status(step)
        up = [each.word for each in story.taken_up[-1:]] if kind == "re-opened" else []
        off = [story.put_off.word] if story.put_off and kind == "put-off" else []
        for word in (*up, *verdict(b.standing, step).noes, *off):
            if word.words and word.person in b.clients:
                yield word
    yield from [each for each in b.worries if each.person in b.clients]


def risk(b: Briefing, found: Aim) -> Risk | None:
    """The worry that somebody told about this decision, else the map's first."""
    step = b.decision
    if step is None or not b.clients or found.kind == case.SILENT:
        return None
    told = [each for each in b.worries if each.decision in ("", step.id)]
    if told:
        return Risk(_said(b, entered(told[-1])), "", "")
    first = next(iter(step.concerns), None)
    return Risk(first.fear, first.say, first.never) if first else None


def _fear(b: Briefing, found: Aim) -> Iterator[Line]:
    """What the map says they may fear, on the first page for a decision."""
    step = b.decision
    first = next(iter(step.concerns), None) if step else None
    if step is None or first is None or found.kind not in (case.DECIDE, case.ACT) or not b.fresh(f"fear:{step.id}"):
        return
    parts = [f"They may fear that {first.fear}."]
    parts += (
        [f"If it's true of us, say: {phrase.quoted(phrase.sentence(phrase.capital(first.say)))}"] if first.say else []
    )
    parts += [f"Don't promise {first.never}."] if first.never else []
    yield Line("WORRY", " ".join(parts), (f"map {step.id}.concerns",), drop=FEAR, keys=(f"fear:{step.id}",))
