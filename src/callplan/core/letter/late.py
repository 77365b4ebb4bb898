"""Our promises that a letter would show as late, and the new day that is asked for each before it is written."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.events import Event, Kept, Moved
from callplan.core.interview.grammar import day_reader, words
from callplan.core.interview.question import Question
from callplan.core.letter.shared import Shared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.deal.state import Deal, Promise
    from callplan.core.entries import Entry

DONE = ("done", "sent", "kept")


def late(deal: Deal, entries: Sequence[Entry], reader: str, today: date) -> list[Promise]:
    """Those of our promises in somebody's letter that are past their day, the oldest first."""
    shared = Shared(deal, tuple(entries), reader, today)
    return [each for each in shared.promises() if shared.is_ours(each.person) and shared.is_late(each)]


def new_day(promise: Promise, today: date) -> Question:
    """By when a late promise of ours is kept now; a word for done, and nothing where it is left as it is."""
    day = day_reader(today, today)

    def read(text: str) -> str:
        said = words(text).casefold()
        return said if said in ("", *DONE) else day(text)

    due = phrase.loose(phrase.long_day(promise.due, today))
    return Question(
        "it",
        f"We promised to {promise.act} by {due}. By when now?",
        why="The letter shows it. A day, “done”, or nothing to leave it late.",
        default="",
        empty="it is shown as late",
        reads=read,
    )


def told_of(promise: Promise, answer: str, today: date) -> Event | None:
    """What the answer records: a new day, or that it is done; None for neither."""
    if not answer:
        return None
    return Kept(today, promise.id) if answer in DONE else Moved(today, promise.id, date.fromisoformat(answer))
