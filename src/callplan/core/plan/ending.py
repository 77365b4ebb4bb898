"""IF NO and END: when a no is right, what to say back, and the last question (page section 2)."""

from __future__ import annotations

from callplan.core import english, phrase
from callplan.core.hearing import entered, not_heard
from callplan.core.plan import case
from callplan.core.plan.aim import counts_once, deed
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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
        promise = f"{who} by {day} you'll {act}" if english.has_comma(act) else f"{who} you'll {act} by {day}"
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
    elif english.asks_whether(topic):
        yield f"If yes: {_so(b, found.people, b.names.yes(step))}"
    else:
        yield f"Say it back in their words: {phrase.quoted(BLANK)}"
    if found.kind == case.PROMISED:
        yield f"If it isn't done: {phrase.quoted(NEW_DAY)}"
    elif english.asks_whether(topic) and not no_is_told:
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
