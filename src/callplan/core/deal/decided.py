"""What yeses, noes, re-openings, waivers and putting-off do to a deal; None when one makes no sense (rule 3)."""

from __future__ import annotations

from callplan.core.deal.marks import cascade, keep, lift, reopen, spoke, story_of, word_of
from callplan.core.deal.owed import owed
from callplan.core.deal.position import doubted, front
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import DECIDED, SETTLED, settled, status
from callplan.core.deal.story import PutOff, TakenUp, Waiver, Word
from callplan.core.deal.verdict import enough, of_deciders, roles_in, rung_asked, verdict
from callplan.core.entries import Entry
from callplan.core.events import Deferred, No, Reopened, Waived, Yes
from callplan.core.map.playbook import Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from callplan.core.deal.marks import Folds


def reopened(deal: Deal, entry: Entry, event: Reopened) -> Deal | None:
    """A decision that was settled, or is to be said yes to afresh, taken up again; a no is lifted (rule 18).

    Whoever decides it too and had said yes takes that back, and lifts nobody's no.
    """
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision) or deal.side(event.person) != "client":
        return None
    standing = Standing(deal)
    before, found = status(standing, step.id), verdict(standing, step.id)
    deal = spoke(deal, event.person)
    up = TakenUp(word_of(deal, entry, event.person, event.reason))
    in_favour = any(yes.person == event.person for yes in of_deciders(standing, step.id, found.yeses))
    if before == "declined" and not in_favour:
        return _lifted(deal, step.id, up, tuple([no.person for no in found.noes]))
    if before in SETTLED or before == "to-reconfirm":
        authority = not set(deal.roles(event.person)).isdisjoint(roles_in(standing, step.by))
        deal = _taken_up(deal, step.id, up.but(planned=meant(deal, step.id)))
        return reopen(deal, step.id, step.id, entry, authority)
    own = [word for word in (*found.yeses, *found.noes) if word.person == event.person]
    return _word_taken_back(deal, step.id, up, own[-1] in found.yeses) if own else None


def _taken_up(deal: Deal, step: str, up: TakenUp) -> Deal:
    return keep(deal, step, taken_up=(*story_of(deal, step).taken_up, up))


def _lifted(deal: Deal, step: str, up: TakenUp, people: tuple[str, ...]) -> Deal:
    """What was declined is open: every no is lifted, and no yes comes back that one of them had taken away."""
    deal = _taken_up(deal, step, up.but(noes=people))
    return deal.but(past=deal.past | {step: story_of(deal, step).without_noes})


def _word_taken_back(deal: Deal, step: str, up: TakenUp, yes: bool) -> Deal:
    """A word that had decided nothing - by hearsay, by word, as one of several, a voice - is as if it were not said."""
    person = up.word.person
    deal = _taken_up(deal, step, up.but(yes=yes, noes=() if yes else (person,)))
    return deal.but(past=deal.past | {step: story_of(deal, step).without(person)})


def no(deal: Deal, entry: Entry, event: No) -> Deal | None:
    """A no: with authority it declines, and sends back where the map says so (rule 16)."""
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision):
        return None
    before = status(Standing(deal), step.id)
    word = word_of(deal, entry, event.person, event.reason).but(aside=before == "n/a")
    after = _refused(deal, keep(deal, step.id, noes=(*story_of(deal, step.id).noes, word)), step.id, word)
    after = _answered(deal, spoke(after, event.person), step)
    now = status(Standing(after), step.id)
    if before in ("made", "waived") and now not in SETTLED:
        after = cascade(after, step.id, entry, authority=True)
    if now == "declined" and before != "declined":
        for each in _sent_back_to(deal, step):
            after = reopen(after, each, step.id, entry, authority=True)
    return lift(after, step.id, entry) if now == "answered-no" else after


def _refused(before: Deal, after: Deal, step: str, no: Word) -> Deal:
    """The deal with a no that declined a decision, or undid it, kept as one that brings no yes back (rule 18)."""
    then, now = verdict(Standing(before), step), verdict(Standing(after), step)
    if now.declined is None and (then.made is None or now.made is not None):
        return after
    return keep(after, step, refusals=(*story_of(after, step).refusals, no))


def _answered(before: Deal, after: Deal, step: Decision) -> Deal:
    """The deal with the first answer kept, where a yes or a no turns an answer round: that is no decision (rule 55)."""
    then, now = Standing(before), Standing(after)
    if step.if_no != "go-on" or status(now, step.id) not in DECIDED:
        return after
    answer = verdict(then, step.id).made or verdict(then, step.id).refused
    turned = status(then, step.id) in DECIDED
    return keep(after, step.id, first=(story_of(before, step.id).first or answer) if turned else None)


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
    aside = status(Standing(deal), step.id) == "n/a"
    word = word_of(deal, entry, event.person, event.words, event.proof, event.teller)
    word, story = word.but(undated=event.undated, aside=aside), story_of(deal, step.id)
    if _is_echo(Standing(deal), step.id, word):
        return spoke(keep(deal, step.id, echoes=(*story.echoes, word)), event.teller or event.person)

    def others(noes: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple([no for no in noes if (no.person, no.batch) != (word.person, word.batch)])

    changes: dict[str, Any] = {"yeses": (*story.yeses, word)}
    if enough(word.proof, "said"):
        changes |= {"noes": others(story.noes), "refusals": others(story.refusals)}
    if (deal.misses or meant(deal, step.id)) and _decided_anew(Standing(deal), step, word):
        changes["again"] = (*story.again, word)
    after = _answered(deal, spoke(keep(deal, step.id, **changes), event.teller or event.person), step)
    marked = any(told.marks for told in after.past.values())
    return lift(after, step.id, entry) if marked and status(Standing(after), step.id) == "made" else after


def _is_echo(standing: Standing, step: str, word: Word) -> bool:
    """Whether a yes is less than is asked, and less than one of the same person that stands, and stays (rule 13)."""
    own = [yes for yes in verdict(standing, step).yeses if yes.person == word.person]
    return not enough(word.proof, rung_asked(standing, step)) and any(not enough(word.proof, yes.proof) for yes in own)


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
    """A decision put off to a day by somebody who decides it; without that, or a day, it is kept as a voice (17)."""
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision) or deal.side(event.person) != "client":
        return None
    standing = Standing(deal, event.on)
    if settled(standing, step.id):
        return None
    word = word_of(deal, entry, event.person, event.reason)
    decides = of_deciders(standing, step.id, (word,))
    story: dict[str, Any] = {"not_yet": word}
    if event.until is not None:
        off = PutOff(word, event.until)
        story = {"put_off": off, "wished": None, "not_yet": None} if decides else {"wished": off}
    return spoke(keep(deal, step.id, **story), event.person)


FOLDS: Folds = {Reopened: reopened, No: no, Yes: yes, Waived: waived, Deferred: deferred}
