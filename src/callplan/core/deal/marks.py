"""Re-opening and what it spoils; deciding again and what that restores (rules 18-21)."""

from __future__ import annotations

from callplan.core.deal.standing import Standing
from callplan.core.deal.state import NOTHING, Deal, Mark
from callplan.core.deal.status import settled, status
from callplan.core.entries import Entry


def marked(deal: Deal, step: str, mark: Mark) -> Deal:
    """The deal with one more mark on a step."""
    story = deal.past.get(step, NOTHING)
    return deal.but(past=deal.past | {step: story.but(marks=(*story.marks, mark))})


def reopen(deal: Deal, step: str, cause: str, entry: Entry, authority: bool) -> Deal:
    """Open a step again and mark what needs it; `cause` is the decision whose re-opening or no it was."""
    after = cascade(deal, step, entry, authority)
    return marked(after, step, Mark("re-opened", cause, entry.number, entry.batch, authority))


def cascade(deal: Deal, step: str, entry: Entry, authority: bool) -> Deal:
    """Mark every decision made or waived that needs the step, directly or through others: to reconfirm (rule 19).

    One that is to reconfirm already gets this mark as well: each goes with its own cause (rule 20).
    """
    standing = Standing(deal)
    mark = Mark("reconfirm", step, entry.number, entry.batch, authority)
    for each in deal.playbook.decisions:
        if status(standing, each.id) in ("made", "waived", "to-reconfirm") and step in standing.way.through(each.id):
            deal = marked(deal, each.id, mark)
    return deal


def lift(deal: Deal, step: str, entry: Entry) -> Deal:
    """A decision was decided again: its marks are spent, and those it caused go if it had stood all along (rule 20)."""
    causes = [mark for story in deal.past.values() for mark in story.marks if mark.cause == step and not mark.spent]
    stood = [mark for mark in causes if mark.batch == entry.batch or not mark.authority]
    own = deal.past[step]
    kept = [mark.but(spent=True) for mark in own.marks if not (mark in stood and mark.batch == entry.batch)]
    sent_back = {
        mark.cause: deal.past[mark.cause].but(noes=())
        for mark in own.marks
        if mark.cause in deal.past and mark.cause != step and mark.kind == "re-opened"
    }
    deal = deal.but(past=deal.past | {step: own.but(marks=tuple(kept))} | sent_back)
    if not stood:
        return deal
    standing = Standing(deal)
    freed = {
        other: story.but(marks=tuple([mark for mark in story.marks if mark not in stood]))
        for other, story in deal.past.items()
        if other != step and not settled(standing, other)
    }
    return deal.but(past=deal.past | freed)


def unsettled_by_leaving(before: Deal, after: Deal, person: str, entry: Entry) -> Deal:
    """Mark what somebody who left had decided, either way, with no more than their word: to reconfirm (rule 21)."""
    then, now = Standing(before), Standing(after)
    mark = Mark("left", person, entry.number, entry.batch)
    for step in before.playbook.decisions:
        if status(then, step.id) in ("made", "answered-no") and status(now, step.id) != status(then, step.id):
            after = marked(after, step.id, mark)
    return after
