"""WORRY, IF NO and END: what not to say before others, when a no is right, and the last question (page section 2)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.state import Worry
from callplan.core.deal.status import is_open
from callplan.core.deal.story import Word
from callplan.core.deal.verdict import past, verdict
from callplan.core.hearing import Entered, entered, first_hand, not_heard
from callplan.core.plan import case
from callplan.core.plan.aim import counts_once, deed
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim
from callplan.core.plan.head import told_on_page
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
    return f"{others}{b.names.who_when(entry.person, entry.on, entry.undated)}: {b.names.quote(entry.words)}."


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


NO_IS_RIGHT = 25
CHANGE, NEW_DAY, RIGHT = "What would have to change?", "What's the new day?", "Have I got that right?"
BLANK = f"So it's ____. {RIGHT}"


def if_no(b: Briefing, found: Aim) -> Iterator[Line]:
    """When a no would be right, on the first page for a decision that can be made here; for the rep's eyes."""
    step = b.decision
    if step is None or found.kind != case.DECIDE or not step.no_is_right_if or not b.fresh(f"no-if:{step.id}"):
        return
    if not b.clients:
        return
    here = [name for name in found.people if name in b.clients] or list(b.clients)
    text = f"A no from {b.names.shorts(here, 'or')} is right if {step.no_is_right_if}."
    because = (f"map {step.id}.no_is_right_if",)
    more = "Otherwise ask what would have to change."
    yield Line("IF NO", f"{text} {more}", because, drop=NO_IS_RIGHT, keys=(f"no-if:{step.id}",))


def end(b: Briefing, found: Aim, no_is_told: bool) -> Iterator[Line]:
    """What to say back, and the last question. `no_is_told`: IF NO stands on the page."""
    if not b.clients or found.kind in (case.SILENT, case.NO_CLIENT):
        return
    parts = [*_said_back(b, found, no_is_told), _last(b, found)]
    yield Line("END", " ".join(parts), (f"case {found.kind}",))


def _so(b: Briefing, people: tuple[str, ...], rest: str) -> str:
    """`“Marta, so you've …”`; alone nobody is named."""
    here = [name for name in people if name in b.clients]
    named = f"{b.names.shorts(here)}, so" if here and len(b.clients) > 1 else "So"
    return phrase.quoted(f"{named} you've {rest}. {RIGHT}")


def _said_back(b: Briefing, found: Aim, no_is_told: bool) -> Iterator[str]:
    step = found.step
    if found.kind == case.ACT and found.request:
        request = found.request
        who = f"{b.names.short(request.person)}, so" if len(b.clients) > 1 else "So"
        act, day = deed(b, request), b.names.day(request.due)
        promise = f"{who} by {day} you'll {act}" if phrase.has_comma(act) else f"{who} you'll {act} by {day}"
        promise = f"{promise}. {RIGHT}"
        yield f"If yes: {phrase.quoted(promise)}"
        return
    if not (found.decides or found.kind == case.UNWRITTEN) or set(found.people).isdisjoint(b.clients):
        yield "Say back what is open, and who does what by when."
        return
    topic = b.names.topic(step)
    if counts_once(b, step) == "in writing":
        yield "If yes: “When can you send me that in writing?”"
    elif counts_once(b, step) == "done":
        yield "If yes: “On which day will that be done?”"
    elif phrase.asks_whether(topic):
        yield f"If yes: {_so(b, found.people, b.names.yes(step))}"
    else:
        yield f"Say it back in their words: {phrase.quoted(BLANK)}"
    if found.kind == case.PROMISED:
        yield f"If it isn't done: {phrase.quoted(NEW_DAY)}"
    elif phrase.asks_whether(topic) and not no_is_told:
        yield f"If not: {phrase.quoted(CHANGE)}"


def _last(b: Briefing, found: Aim) -> str:
    """The last question: whether to ask again, whether it was worth their time, or what was left out."""
    told = found.words is not None and not not_heard(b.deal, b.clients, [entered(found.words)])
    if found.kind == case.DECLINED and told:
        return "Last: “Shall I ask again, and when?”"
    first = b.new or (b.clients if b.first_page else ())
    if first:
        named = f"{b.names.short(b.clients[0])}, was" if len(b.clients) == 1 else "Was"
        return f"Last: “{named} this worth your time?”"
    return "Last: “What didn't we talk about that we should have?”"
