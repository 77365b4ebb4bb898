"""The head: what it is, when and for how long, who is on, who has left, and who is missing (page section 2)."""

from __future__ import annotations

from callplan.core import english, phrase
from callplan.core.call.feasible import missing_roles
from callplan.core.deal.clock import reopened
from callplan.core.deal.facts import known
from callplan.core.deal.position import fronts, stage_at
from callplan.core.deal.status import OPEN
from callplan.core.deal.verdict import verdict
from callplan.core.hearing import entered, first_hand
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def head(b: Briefing, found: Aim) -> Iterator[Line]:
    """The first lines of the page."""
    yield Line("HEAD", " · ".join(_title(b, found)), ("call planned",) if b.call else ("the journal",))
    if b.call and b.present:
        people = phrase.joined([_introduced(b, name, found) for name in b.present])
        yield Line("HEAD", f"With {people}.", ("call planned",))
    elif b.call:
        who = f"; it takes {b.names.shorts(found.people)}" if found.people and found.kind != case.SILENT else ""
        yield Line("HEAD", f"Nobody is named for it yet{who}.", ("call planned",))
    else:
        yield from _position(b)
    yield from _ended(b)
    yield from _resumed(b)
    yield from _left(b)
    yield from _absent(b, found)


def _title(b: Briefing, found: Aim) -> Iterator[str]:
    yield phrase.held(b.deal.name.upper())
    if b.deal.subject:
        yield english.bare(b.deal.subject)
    yield phrase.full_day(b.day)
    if b.call and found.kind != case.SILENT:
        yield phrase.held(f"{b.call.minutes} minutes")
    amount = known(b.standing, "amount").value if "amount" in b.map.fact else None
    if amount is not None:
        yield b.names.value("amount", amount)


def _introduced(b: Briefing, name: str, found: Aim) -> str:
    """Somebody in full, with their part, whether it is their first call, and their word on what the call is for."""
    notes = [phrase.joined(titles)] if (titles := b.names.roles(name)) else []
    notes += ["first call"] if name in b.new else []
    notes += [word] if (word := _latest_word(b, name, found)) else []
    return b.names.full(name) + (f" ({', '.join(notes)})" if notes else "")


def _latest_word(b: Briefing, name: str, found: Aim) -> str:
    """`said no 3 Nov`; `we hear a yes`, where we have it from others; nothing of a yes that counts already."""
    if not found.step or b.status(found.step) not in OPEN:
        return ""
    verdicts = verdict(b.standing, found.step)
    noes = [(word, "no") for word in verdicts.noes if word.person == name]
    yeses = [(word, "yes") for word in verdicts.yeses if word.person == name]
    latest = max([*noes, *yeses], key=lambda pair: pair[0].number, default=None)
    if latest is None:
        return ""
    word, what = latest
    return f"said {what} {b.names.day(word.on)}" if first_hand(b.deal, entered(word)) else f"we hear a {what}"


def _position(b: Briefing) -> Iterator[Line]:
    """Where they are on the main way, and beside it."""
    stage = stage_at(b.standing, "main")
    if stage and not b.over:
        yield Line("HEAD", f"They are at {phrase.quoted(stage.title)}.", (f"front {stage.id}", "rule 28"))
    elif not b.over and "main" in fronts(b.standing):
        yield Line("HEAD", "All on the main way is decided.", ("rule 28",))


def _ended(b: Briefing) -> Iterator[Line]:
    """How the deal was closed."""
    closed = b.deal.closed
    if closed:
        reason = f": {closed.reason}" if closed.reason else ""
        yield Line(
            "HEAD",
            phrase.sentence(f"{phrase.capital(b.deal.ended)} on {b.names.day(closed.on)}{reason}"),
            ("deal closed",),
        )


def _resumed(b: Briefing) -> Iterator[Line]:
    """That a closed deal was taken up again, while nothing was decided since."""
    resumed = reopened(b.standing)
    if resumed:
        yield Line("HEAD", f"Taken up again on {b.names.day(resumed.on)}.", (f"entry {resumed.number}",))


def _left(b: Briefing) -> Iterator[Line]:
    """Who has left since the last call."""
    since = b.last_call.on if b.last_call else b.deal.opened
    for contact in b.deal.people.values():
        if contact.left and contact.left >= since and b.fresh(f"left:{contact.name}"):
            text = f"{b.names.short(contact.name)} left on {b.names.day(contact.left)}."
            yield Line("HEAD", text, ("person left",), keys=(f"left:{contact.name}",))


def _absent(b: Briefing, found: Aim) -> Iterator[Line]:
    """Who is not on the call, or not known yet, and is needed to decide what it is for."""
    if not b.call or not found.step or found.kind in (case.SILENT, case.NO_CLIENT, case.DECLINED, case.PUT_OFF):
        return
    topic = b.names.topic(found.step)
    for role in missing_roles(b.standing, found.step, b.present) if b.present else ():
        holders = b.deal.holders(role)
        because = (f"map {found.step}.by", f"role {role}")
        if holders:
            titles = b.names.roles(holders[0])
            part = f" ({phrase.joined(titles)})" if titles else ""
            yield Line(
                "HEAD", f"Not on it: {b.names.full(holders[0])}{part}, who is needed to decide {topic}.", because
            )
        else:
            yield Line("HEAD", f"Nobody named yet: {b.names.called(role)}, needed to decide {topic}.", because)
