"""What events about steps, people, facts and concerns do to a deal; None when one makes no sense (rule 3)."""

from __future__ import annotations

from callplan.core.deal.marks import (
    cascade,
    fate_by,
    keep,
    lift,
    reopen,
    spoke,
    story_of,
    unsettled_by_leaving,
    with_promise,
    word_of,
)
from callplan.core.deal.owed import owed
from callplan.core.deal.position import doubted, front
from callplan.core.deal.promised import LIVE, fell_away, there
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Claim, Contact, Deal, PutOff, TakenUp, Waiver, Word, Worry
from callplan.core.deal.status import SETTLED, settled, status
from callplan.core.deal.verdict import enough, roles_in, rung_asked
from callplan.core.entries import Entry
from callplan.core.events import Answered, Called, Deferred, Done, Learned, Left, Met, No, Raised, Reopened, Waived, Yes
from callplan.core.map.playbook import Act, Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from callplan.core.deal.marks import Folds


def reopened(deal: Deal, entry: Entry, event: Reopened) -> Deal | None:
    """A decision that was settled, or is to be said yes to afresh, taken up again; a no is lifted (rule 18)."""
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision) or deal.side(event.person) != "client":
        return None
    standing = Standing(deal)
    before = status(standing, step.id)
    deal = spoke(deal, event.person)
    if before == "declined":
        return keep(deal, step.id, noes=())
    unsettled = [yes for yes in story_of(deal, step.id).yeses if yes.person == event.person]
    if before == "open" and unsettled:
        return _yes_taken_back(deal, entry, event, step.id)
    if before not in SETTLED and before != "to-reconfirm":
        return None
    authority = not set(deal.roles(event.person)).isdisjoint(roles_in(standing, step.by))
    up = TakenUp(word_of(deal, entry, event.person, event.reason), meant(deal, step.id))
    deal = keep(deal, step.id, taken_up=(*story_of(deal, step.id).taken_up, up))
    return reopen(deal, step.id, step.id, entry, authority)


def _yes_taken_back(deal: Deal, entry: Entry, event: Reopened, step: str) -> Deal:
    """A yes that had decided nothing yet, by hearsay, by word or as one of several, is as if it had not been said."""
    story = story_of(deal, step)
    up = TakenUp(word_of(deal, entry, event.person, event.reason))
    left = tuple([yes for yes in story.yeses if yes.person != event.person])
    return keep(deal, step, yeses=left, taken_up=(*story.taken_up, up))


def no(deal: Deal, entry: Entry, event: No) -> Deal | None:
    """A no: with authority it declines, and sends back where the map says so (rule 16)."""
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision):
        return None
    before = status(Standing(deal), step.id)
    word = word_of(deal, entry, event.person, event.reason)
    after = spoke(keep(deal, step.id, noes=(*story_of(deal, step.id).noes, word)), event.person)
    now = status(Standing(after), step.id)
    if before in ("made", "waived") and now not in SETTLED:
        after = cascade(after, step.id, entry, authority=True)
    if now == "declined" and before != "declined":
        for each in _sent_back_to(deal, step):
            after = reopen(after, each, step.id, entry, authority=True)
    return lift(after, step.id, entry) if now == "answered-no" else after


def _sent_back_to(deal: Deal, step: Decision) -> list[str]:
    """What a no re-opens: the step its `if_no` names, or the settled decisions of the stage it names."""
    playbook, standing = deal.playbook, Standing(deal)
    stage = playbook.stage.get(step.if_no)
    named = [each.id for each in stage.steps if isinstance(each, Decision)] if stage else [step.if_no]
    return [each for each in named if each in playbook.steps and settled(standing, each)]


def yes(deal: Deal, entry: Entry, event: Yes) -> Deal | None:
    """A yes: counted with those before it; said again to a doubted decision, it begins the count anew.

    Whoever said no on the same call has come round: their no is as if it had not been said (rule 20).
    """
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision):
        return None
    word = word_of(deal, entry, event.person, event.words, event.proof, event.teller).but(undated=event.undated)
    story = story_of(deal, step.id)
    came_round = enough(word.proof, "said")
    noes = [no for no in story.noes if not (came_round and (no.person, no.batch) == (word.person, word.batch))]
    changes: dict[str, Any] = {"yeses": (*story.yeses, word), "noes": tuple(noes)}
    if (deal.misses or meant(deal, step.id)) and _decided_anew(Standing(deal), step, word):
        changes["again"] = (*story.again, word)
    after = spoke(keep(deal, step.id, **changes), event.teller or event.person)
    marked = any(told.marks for told in after.past.values())
    return lift(after, step.id, entry) if marked and status(Standing(after), step.id) == "made" else after


def meant(deal: Deal, step: str) -> bool:
    """Whether the call that is to come goes back to a decision on purpose (rule 61)."""
    return deal.planned is not None and deal.planned.back_to == step


def _decided_anew(standing: Standing, step: Decision, word: Word) -> bool:
    """Whether somebody who may says yes once more to what is made and in doubt, or to be looked at on purpose."""
    asked = doubted(standing) == step.id or meant(standing.deal, step.id)
    if not asked or not _may_decide(standing, step, word):
        return False
    return status(standing, step.id) == "made" or _taken_up_here(standing, step.id, word)


def _taken_up_here(standing: Standing, step: str, word: Word) -> bool:
    """Whether it was taken up on purpose on the same call, before it is decided anew."""
    return any(each.word.batch == word.batch for each in story_of(standing.deal, step).taken_up)


def _may_decide(standing: Standing, step: Decision, word: Word) -> bool:
    return enough(word.proof, rung_asked(standing, step.id)) and not set(word.roles).isdisjoint(
        roles_in(standing, step.by)
    )


def waived(deal: Deal, entry: Entry, event: Waived) -> Deal | None:
    """A step let go; without the right to, it is kept and settles nothing (rule 15)."""
    step = deal.playbook.steps.get(event.step)
    if step is None or step.id == deal.playbook.closing or step.waive.never:
        return None
    standing = Standing(deal, event.on)
    if settled(standing, step.id):
        return deal
    at_front = step.id in front(standing, deal.playbook.stage_of[step.id].track)
    counted = at_front or any(debt.id == step.id for debt in owed(standing))
    waiver = Waiver(word_of(deal, entry, event.person, event.reason), counted)
    after = spoke(keep(deal, step.id, waivers=(*story_of(deal, step.id).waivers, waiver)), event.person)
    return lift(after, step.id, entry) if settled(Standing(after, event.on), step.id) else after


def deferred(deal: Deal, entry: Entry, event: Deferred) -> Deal | None:
    """A decision put off to a day; not yet, and without a day, is kept and moves nothing (rule 17)."""
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision) or deal.side(event.person) != "client":
        return None
    if settled(Standing(deal, event.on), step.id):
        return None
    word = word_of(deal, entry, event.person, event.reason)
    story = {"not_yet": word} if event.until is None else {"put_off": PutOff(word, event.until), "not_yet": None}
    return spoke(keep(deal, step.id, **story), event.person)


def done(deal: Deal, entry: Entry, event: Done) -> Deal | None:
    """An act done, or somebody of a role brought or heard."""
    deal = spoke(deal, event.teller or event.person)
    if event.step.startswith("@"):
        known = event.step[1:] in deal.playbook.role
        return _keeping(deal.but(brought=(*deal.brought, event.step[1:])), entry, event) if known else None
    if not isinstance(deal.playbook.steps.get(event.step), Act):
        return None
    word = word_of(deal, entry, event.person, event.label, event.proof, event.teller)
    return _keeping(keep(deal, event.step, done=(*story_of(deal, event.step).done, word)), entry, event)


def _keeping(deal: Deal, entry: Entry, event: Done) -> Deal:
    """Mark as kept what the same person had promised about the act that is now done."""
    for promise in deal.promises.values():
        if (promise.step, promise.person) == (event.step, event.person) and promise.state in LIVE:
            deal = with_promise(deal, promise.but(state="kept", fate=fate_by(entry)))
    return deal


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
    Met: met, Called: named, Left: left, Learned: learned, Reopened: reopened, No: no, Yes: yes, Waived: waived,
    Deferred: deferred, Done: done, Raised: raised, Answered: answered,
}  # fmt: skip
