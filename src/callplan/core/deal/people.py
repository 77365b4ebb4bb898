"""What events about people, facts and concerns do to a deal; None when one makes no sense (rule 3)."""

from __future__ import annotations

from callplan.core.deal.marks import spoke, unsettled_by_leaving
from callplan.core.deal.promised import fell_away
from callplan.core.deal.state import Claim, Contact, Deal, Worry
from callplan.core.entries import Entry
from callplan.core.events import Answered, Learned, Left, Met, Raised


def met(deal: Deal, entry: Entry, event: Met) -> Deal:
    """Somebody is known, with these roles from now on."""
    old = deal.people.get(event.person)
    new = Contact(event.person, event.roles, event.told_by, event.on, None, bool(old and old.spoke), entry.number)
    return spoke(deal.but(people=deal.people | {event.person: new}), event.told_by)


def left(deal: Deal, entry: Entry, event: Left) -> Deal | None:
    """Somebody has left; what only they had said falls with them (rule 21), and so does what they had promised."""
    contact = deal.people.get(event.person)
    if contact is None or contact.left:
        return None
    after = deal.but(people=deal.people | {event.person: contact.but(left=event.on)})
    return unsettled_by_leaving(deal, fell_away(after, event.person, entry), event.person, entry)


def learned(deal: Deal, entry: Entry, event: Learned) -> Deal | None:
    """A word on a fact."""
    if event.fact not in deal.playbook.fact:
        return None
    claim = Claim(
        event.fact,
        event.value,
        event.person,
        event.proof,
        event.paper,
        event.teller,
        event.on,
        entry.number,
        event.words,
        entry.batch,
    )
    return spoke(deal.but(claims=(*deal.claims, claim)), event.teller or event.person)


def raised(deal: Deal, entry: Entry, event: Raised) -> Deal:
    """A concern, in their words."""
    worry = Worry(
        event.concern, event.person, event.words, event.decision, event.on, number=entry.number, batch=entry.batch
    )
    return spoke(deal.but(concerns=deal.concerns | {event.concern: worry}), event.person)


def answered(deal: Deal, _: Entry, event: Answered) -> Deal | None:
    """A concern was met."""
    worry = deal.concerns.get(event.concern)
    return deal.but(concerns=deal.concerns | {worry.id: worry.but(met=True)}) if worry else None
