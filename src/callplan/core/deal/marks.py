"""Changes to a deal that several kinds of event make; re-opening, what it spoils and what restores it (rules 18-21)."""

from __future__ import annotations

from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal, Fate, Promise
from callplan.core.deal.status import DECIDED, marked_by, settled, status
from callplan.core.deal.story import NOTHING, Mark, Past, Word
from callplan.core.deal.verdict import roles_in
from callplan.core.entries import Entry
from callplan.core.events import Amended, Next, Planned
from callplan.core.map.playbook import Act, Decision, Playbook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from callplan.core.events import Event

    Folds = dict[type[Event], Callable[[Deal, Entry, Any], Deal | None]]


def word_of(deal: Deal, entry: Entry, person: str, words: str = "", proof: str = "said", teller: str = "") -> Word:
    """What somebody said, with the roles they held at that moment."""
    return Word(person, entry.event.on, entry.number, entry.batch, deal.roles(person), proof, words, teller)


def spoke(deal: Deal, *names: str) -> Deal:
    """The deal with these people counted as heard."""
    quiet = [deal.people[name] for name in names if name in deal.people and not deal.people[name].spoke]
    return deal.but(people=deal.people | {each.name: each.but(spoke=True) for each in quiet}) if quiet else deal


def keep(deal: Deal, step: str, **changes: Any) -> Deal:
    """The deal with something more in the story of a step."""
    return deal.but(past=deal.past | {step: story_of(deal, step).but(**changes)})


def story_of(deal: Deal, step: str) -> Past:
    """All that happened to a step so far."""
    return deal.past.get(step, NOTHING)


def with_promise(deal: Deal, promise: Promise) -> Deal:
    """The deal with a promise as it is now."""
    return deal.but(promises=deal.promises | {promise.id: promise})


def promise_of(deal: Deal, name: str) -> Promise | None:
    """The promise of that id, also where it was one made once more, which moved the first."""
    found = deal.promises.get(name)
    return found or next((each for each in deal.promises.values() if name in each.again), None)


def fate_by(entry: Entry) -> Fate:
    """What an entry made of a promise, to be told later."""
    return Fate(entry.event.on, entry.number, entry.batch)


def as_kept(deal: Deal, promise: Promise, fate: Fate) -> Deal:
    """The deal with a promise kept; the act it carried is done."""
    deal = with_promise(deal, promise.but(state="kept", fate=fate))
    if not isinstance(deal.playbook.steps.get(promise.step), Act):
        return deal
    word = Word(promise.person, fate.on, fate.number, fate.batch, _sees_to(deal, promise), "did", promise.id)
    return keep(deal, promise.step, done=(*story_of(deal, promise.step).done, word))


def _sees_to(deal: Deal, promise: Promise) -> tuple[str, ...]:
    """For which roles a promise kept does an act: whoever's it is not has got those to do it whose it is; never we."""
    own, standing = deal.roles(promise.person), Standing(deal)
    whose = roles_in(standing, standing.map.steps[promise.step].by)
    return own if deal.side(promise.person) == "us" or not set(own).isdisjoint(whose) else (*own, *whose)


def marked(deal: Deal, step: str, mark: Mark, was: str) -> Deal:
    """The deal with one more mark on a step, whose status `was` that before it."""
    story = story_of(deal, step)
    decided = was in DECIDED or any(each.decided for each in marked_by(story))
    return keep(deal, step, marks=(*story.marks, mark.but(decided=decided)))


def reopen(deal: Deal, step: str, cause: str, entry: Entry, authority: bool) -> Deal:
    """Open a step again and mark what needs it; `cause` is the decision whose re-opening or no it was."""
    was = status(Standing(deal), step)
    after = cascade(deal, step, entry, authority)
    return marked(after, step, Mark("re-opened", cause, entry.number, entry.batch, authority), was)


def cascade(deal: Deal, step: str, entry: Entry, authority: bool) -> Deal:
    """Mark every decision made or waived that rests on the step, directly or through others: to reconfirm (rule 19).

    One that is to reconfirm already gets this mark as well: each goes with its own cause (rule 20).
    """
    standing = Standing(deal)
    mark = Mark("reconfirm", step, entry.number, entry.batch, authority)
    for each in deal.playbook.decisions:
        was = status(standing, each.id)
        if was in ("made", "waived", "to-reconfirm") and step in standing.way.rests_on(each.id):
            deal = marked(deal, each.id, mark, was)
    return deal


def lift(deal: Deal, step: str, entry: Entry) -> Deal:
    """A decision was decided again: its marks are spent, and those it caused go if it had stood all along (rule 20)."""
    causes = [mark for story in deal.past.values() for mark in story.marks if mark.cause == step and not mark.spent]
    stood = [mark for mark in causes if mark.batch == entry.batch or not mark.authority]
    own = deal.past[step]
    kept = [mark.but(spent=True) for mark in own.marks if not (mark in stood and mark.batch == entry.batch)]
    sent_back = {
        mark.cause: deal.past[mark.cause].without_noes
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


def stood_after_all(deal: Deal, again: frozenset[str]) -> Deal:
    """The deal once those are decided again: marks caused by one who had no say in them are gone (rule 20)."""
    freed = {}
    for step, story in deal.past.items():
        kept = tuple([mark for mark in story.marks if mark.spent or mark.authority or mark.cause not in again])
        if len(kept) < len(story.marks) and step not in again:
            freed[step] = story.but(marks=kept)
    return deal.but(past=deal.past | freed) if freed else deal


def unsettled_by_leaving(before: Deal, after: Deal, person: str, entry: Entry) -> Deal:
    """Mark what somebody who left had decided, either way, with no more than their word: to reconfirm (rule 21)."""
    then, now = Standing(before), Standing(after)
    mark = Mark("left", person, entry.number, entry.batch)
    for step in before.playbook.decisions:
        was = status(then, step.id)
        if was in DECIDED and status(now, step.id) != was:
            after = marked(after, step.id, mark, was)
    return after


def amended(deal: Deal, entry: Entry, event: Amended) -> Deal:
    """The deal on its amended map; what was said of a part that the map lacks makes no sense any more."""
    book = event.playbook
    lost = [word.number for step, story in deal.past.items() if step not in book.steps for word in story.words]
    lost += [claim.number for claim in deal.claims if claim.fact not in book.fact]
    return deal.but(
        playbook=book,
        added=_added(deal, book, entry.number),
        past={step: story for step, story in deal.past.items() if step in book.steps},
        claims=tuple([claim for claim in deal.claims if claim.fact in book.fact]),
        planned=_planned(deal.planned, book),
        meeting=_meeting(deal.meeting, book),
        orphans=(*deal.orphans, *sorted(set(lost))),
    )


def _added(deal: Deal, book: Playbook, number: int) -> dict[str, int]:
    """The steps an amendment brought onto the map, each with that entry; those there from the opening on are not."""
    before = [step for step in deal.playbook.steps if step not in deal.playbook.left_out]
    now = [step for step in book.steps if step not in book.left_out]
    kept = {step: since for step, since in deal.added.items() if step in before and step in now}
    return kept | {step: number for step in now if step not in before}


def _planned(planned: Planned | None, book: Playbook) -> Planned | None:
    if planned is None:
        return None
    target, back_to = (name if name and _open_to(book, name) else "" for name in (planned.target, planned.back_to))
    return planned.but(target=target, back_to=back_to)


def _meeting(meeting: Next | None, book: Playbook) -> Next | None:
    return (
        meeting.but(decision="") if meeting and meeting.decision and not _open_to(book, meeting.decision) else meeting
    )


def _open_to(book: Playbook, step: str) -> bool:
    """Whether a call can be for a decision of this map."""
    return isinstance(book.steps.get(step), Decision) and step not in book.left_out
