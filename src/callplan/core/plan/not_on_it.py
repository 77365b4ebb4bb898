"""Who is not on the call and is wanted there, at the top of the page."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.feasible import missing_roles
from callplan.core.hearing import we_hear
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def absent(b: Briefing, found: Aim) -> Iterator[Line]:
    """Who is not on the call, or not known yet, and is needed to decide what it is for."""
    if not found.step or found.kind in (case.SILENT, case.NO_CLIENT, case.DECLINED, case.PUT_OFF):
        return
    if found.kind == case.APART:
        yield from _apart_and_absent(b, found)
        return
    topic = b.names.topic(found.step)
    for role in missing_roles(b.standing, found.step, b.present) if b.present else ():
        holders = b.deal.holders(role)
        because = (f"map {found.step}.by", f"role {role}")
        if holders:
            who = f"{b.names.full(holders[0])}{_part(b, holders[0])}"
            yield Line("HEAD", f"Not on it: {who}, who is needed to decide {topic}.", because)
        else:
            yield Line("HEAD", f"Nobody named yet: {b.names.called(role)}, needed to decide {topic}.", because)


def _apart_and_absent(b: Briefing, found: Aim) -> Iterator[Line]:
    """Of two who disagree, who is not on the call."""
    for word, what in zip(case.apart(b, found.step) or (), ("yes", "no"), strict=False):
        if b.present and word.person not in b.present:
            who = f"{b.names.full(word.person)}{_part(b, word.person)}"
            said = f"who{we_hear(b.deal, word)} said {what} to {b.names.title(found.step)}"
            yield Line("HEAD", f"Not on it: {who}, {said}.", (f"entry {word.number}",))


def _part(b: Briefing, name: str) -> str:
    titles = b.names.roles(name)
    return f" ({phrase.joined(titles)})" if titles else ""
