"""What events about acts, people, facts and concerns do to a deal; None when one makes no sense (rule 3)."""

from __future__ import annotations

from callplan.core.deal.fulfilled import missed_with
from callplan.core.deal.marks import (
    fate_by,
    keep,
    spoke,
    story_of,
    unsettled_by_leaving,
    with_promise,
    word_of,
)
from callplan.core.deal.once_more import carried
from callplan.core.deal.promised import WAITING, closed, fell_away, there
from callplan.core.deal.state import Claim, Contact, Deal, Worry
from callplan.core.entries import Entry
from callplan.core.events import Answered, Called, Done, Learned, Left, Met, Raised
from callplan.core.map.playbook import Act

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.marks import Folds


def done(deal: Deal, entry: Entry, event: Done) -> Deal | None:
    """An act done, or somebody of a role brought or heard."""
    deal = spoke(deal, event.teller or event.person)
    role = event.step[1:] if event.step.startswith("@") else ""
    if role:
        if role not in deal.playbook.role:
            return None
        after = _keeping(deal.but(brought=(*deal.brought, role)), entry, event)
        return closed(after, role, fate_by(entry)) if after.promises else after
    if not isinstance(deal.playbook.steps.get(event.step), Act):
        return None
    word = word_of(deal, entry, event.person, event.label, event.proof, event.teller)
    return _keeping(keep(deal, event.step, done=(*story_of(deal, event.step).done, word)), entry, event)


def _keeping(deal: Deal, entry: Entry, event: Done) -> Deal:
    """Mark as kept what the same person had promised of what is now done; of several, the one in those words."""
    what, words = carried(deal.playbook, event.step), event.label.casefold()
    own = [
        each
        for each in deal.promises.values()
        if each.person == event.person and each.state in WAITING and carried(deal.playbook, each.step) == what
    ]
    own = [each for each in own if not missed_with(each, entry)]
    one = min(own, key=lambda each: (words != each.act.casefold(), each.state != "open", each.due), default=None)
    return with_promise(deal, one.but(state="kept", fate=fate_by(entry))) if one else deal


def met(deal: Deal, entry: Entry, event: Met) -> Deal:
    """Somebody is known, with these roles from now on."""
    old = deal.people.get(event.person)
    spoke_before, called_so = (old.spoke, old.called) if old else (False, "")
    new = Contact(event.person, event.roles, event.told_by, event.on, None, spoke_before, entry.number, called_so)
    return spoke(deal.but(people=deal.people | {event.person: new}), event.told_by)


def named(deal: Deal, _: Entry, event: Called) -> Deal | None:
    """Somebody is to be called so."""
    contact = deal.people.get(event.person)
    return deal.but(people=deal.people | {event.person: contact.but(called=event.called)}) if contact else None


def left(deal: Deal, entry: Entry, event: Left) -> Deal | None:
    """Somebody has left; what only they had said falls with them (rule 21), and so does what they had promised."""
    contact = deal.people.get(event.person)
    if contact is None or contact.left:
        return None
    after = _off_the_calls(deal.but(people=deal.people | {event.person: contact.but(left=event.on)}))
    return unsettled_by_leaving(deal, fell_away(after, event.person, entry), event.person, entry)


def _off_the_calls(deal: Deal) -> Deal:
    """The deal with nobody who has left on a call to come (rule 21)."""
    planned, meeting = deal.planned, deal.meeting
    return deal.but(
        planned=planned.but(people=there(deal, planned.people)) if planned else None,
        meeting=meeting.but(people=there(deal, meeting.people)) if meeting else None,
    )


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


FOLDS: Folds = {
    Met: met, Called: named, Left: left, Learned: learned, Done: done, Raised: raised, Answered: answered,
}  # fmt: skip
