"""What an amended map does to a deal: what it has no place for is left behind (rules 3 and 35)."""

from __future__ import annotations

from callplan.core.deal.state import Deal, Past
from callplan.core.entries import Entry
from callplan.core.events import Amended, Next, Planned
from callplan.core.map.playbook import Decision, Playbook


def amended(deal: Deal, entry: Entry, event: Amended) -> Deal:
    """The deal on its amended map; what was said of a part that the map lacks makes no sense any more."""
    book = event.playbook
    lost = [word for step, story in deal.past.items() if step not in book.steps for word in _entries(story)]
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


def _entries(story: Past) -> list[int]:
    """The numbers of the entries that a step's story is made of."""
    waivers = [waiver.word for waiver in story.waivers]
    put_off = [story.put_off.word] if story.put_off else []
    return [word.number for word in (*story.yeses, *story.noes, *story.done, *waivers, *put_off)]


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
