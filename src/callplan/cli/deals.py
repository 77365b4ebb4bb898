"""Deals as commands need them: found by name, folded, written with their summary."""

from __future__ import annotations

from callplan import settings
from callplan.core.clean import clean
from callplan.core.deal.fold import fold
from callplan.core.events import Entry
from callplan.errors import NoSuchDeal, Usage
from callplan.journal import Journal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.deal.state import Deal
    from callplan.core.events import Event
    from callplan.core.interview.question import Answers, Asker

LONGEST_NAME = 60


def journal() -> Journal:
    """The journal of this home."""
    return Journal(settings.journal())


def entries_of(name: str) -> tuple[str, tuple[Entry, ...]]:
    """A deal's name as it is written, and everything recorded of it. Raises NoSuchDeal with close names."""
    name, entries = found(name)
    if not entries:
        raise NoSuchDeal(f"There is no deal “{name}”.{offered(name)}")
    return name, entries


def found(name: str) -> tuple[str, tuple[Entry, ...]]:
    """A deal's name as it is written, and everything recorded of it; nothing when it is new."""
    asked = clean(name).strip()
    if not asked or len(asked) > LONGEST_NAME:
        raise Usage(f"A deal's name has 1 to {LONGEST_NAME} characters.")
    entries = journal().entries(asked)
    if entries:
        return asked, entries
    folded = asked.casefold()
    same = [known for known in journal().deals() if known.casefold() == folded]
    return (same[0], journal().entries(same[0])) if same else (asked, ())


def offered(name: str) -> str:
    """Close names, or how to open the first deal, to stand at the end of a refusal."""
    from callplan.core.near import near

    known = journal().deals()
    close = near(name, known)
    if close:
        return f" Did you mean {' or '.join(close)}?"
    return " `callplan prep NAME` opens one."


def deal_of(name: str) -> Deal:
    """A deal as it stands in the journal. Raises NoSuchDeal with close names."""
    name, entries = entries_of(name)
    return fold(entries, name)


def drafted(entries: tuple[Entry, ...], events: Sequence[Event]) -> tuple[Entry, ...]:
    """The entries with some events more, as they will be numbered when they are written."""
    last = entries[-1].number if entries else 0
    batch = entries[-1].batch + 1 if entries else 1
    return (*entries, *(Entry(number, batch, event) for number, event in enumerate(events, last + 1)))


def record(name: str, entries: tuple[Entry, ...], events: Sequence[Event]) -> tuple[Entry, ...]:
    """Write events to the journal in one transaction with the summary they lead to; all entries are returned."""
    if not events:
        return entries
    from callplan.core.record import packed
    from callplan.core.summary import summary, turns_on

    after = fold(drafted(entries, events), name)
    written = journal().append(
        name,
        events,
        seen=entries[-1].number if entries else 0,
        summary=packed(summary(after)),
        turns_on=turns_on(after, settings.today()),
        recorder=settings.recorder(),
        recorded_at=settings.now(),
    )
    return (*entries, *written)


def meant(name: str, given: Answers, ask: Asker) -> tuple[str, tuple[Entry, ...]]:
    """The deal a new name may stand for: one of the close names if the person says so, else a new one."""
    from callplan.core.interview.question import Choice, Question
    from callplan.core.near import near

    close = near(name, journal().deals())
    if not close or given.get("playbook"):
        return name, ()
    new = Choice("", f"{name}, a new deal")
    question = Question(
        "deal", f"There is no deal “{name}”.", "choice", (*(Choice(each, each) for each in close), new),
        why="Close names may be the same client.", flags=f"--playbook ID to open it, or one of {', '.join(close)}",
    )  # fmt: skip
    chosen = ask(question)
    return found(chosen) if chosen else (name, ())
