"""Deals as commands need them: found by name, folded, written with their summary."""

from __future__ import annotations

import gc
import sys

from callplan import settings
from callplan.core.deal.fold import fold
from callplan.core.entries import Entry, Writing, drop_of
from callplan.core.text import tidy
from callplan.errors import NoSuchDeal, Refusal, Usage
from callplan.journal import Journal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from callplan.core.crm import Changes
    from callplan.core.deal.state import Deal
    from callplan.core.events import Event
    from callplan.core.which_deals import Among

LONGEST_NAME = 60
CLEARED_AFTER = 200
MANY = 2_000
MOST_OFFERED = 3


def journal() -> Journal:
    """The journal of this home."""
    waiting = "Somebody else is writing; this waits for it."
    return Journal(settings.journal(), says=lambda: print(waiting, file=sys.stderr, flush=True))


def every() -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Every deal by name with everything recorded of it, one at a time; those already read do not stay in memory."""
    if (count := len(journal().deals())) > MANY:
        print(f"{count:,} deals are read; it takes a while.", file=sys.stderr)
    for number, found in enumerate(journal().all_entries(), 1):
        yield found
        if number % CLEARED_AFTER == 0:
            gc.collect()


def entries_of(name: str) -> tuple[str, tuple[Entry, ...]]:
    """A deal's name as it is written, and everything recorded of it; enough of the name that no other is like it.

    Raises NoSuchDeal with close names.
    """
    written, entries = found(name)
    if entries:
        return written, entries
    from callplan.cli.not_here import stands_for

    now = stands_for(written)
    return now, journal().entries(now)


def found(name: str) -> tuple[str, tuple[Entry, ...]]:
    """The deal of that very name, upper or lower case apart; no entries when it is new."""
    asked = as_name(name)
    entries = journal().entries(asked)
    if entries:
        return asked, entries
    same = _same(asked, journal().deals())
    return (same, journal().entries(same)) if same else (asked, ())


def own(name: str) -> str:
    """The name of a deal that is written to. Raises Refusal where somebody else in the team writes to it."""
    if owner := _other_owner(name):
        from callplan.errors import not_ours

        raise not_ours(name, owner)
    return name


def is_ours(name: str) -> bool:
    """Whether a deal is written to here, and not by somebody else in the team alone."""
    return not _other_owner(name)


def others() -> dict[str, str]:
    """Whose each deal is that is somebody else's in the team."""
    from callplan.journal import team

    return team.owners_of_others(journal())


def owners(owner: str | None) -> dict[str, str]:
    """As `whose.owners`, which is loaded where an owner is asked for."""
    if not owner:
        return {}
    from callplan.cli import whose

    return whose.owners(owner)


def _other_owner(name: str) -> str:
    return others().get(name, "") if "/" in name else ""


def own_entries(name: str) -> tuple[str, tuple[Entry, ...]]:
    """As `entries_of`, of a deal that is written to. Raises Refusal where somebody else in the team writes to it."""
    written, entries = entries_of(name)
    return own(written), entries


def as_name(text: str) -> str:
    """A deal's name as it is kept. Raises Usage for what can be none."""
    name = tidy(text)
    if not name or len(name) > LONGEST_NAME:
        raise Usage(f"A deal's name has 1 to {LONGEST_NAME} characters.")
    return name


def went_to(name: str) -> str:
    """To whom a deal was handed over that was called so here; "" where none was."""
    if not journal().was_in_a_team():
        return ""
    from callplan.journal import handed_over

    return handed_over.taker(journal(), name)[0]


def called_now(name: str) -> str:
    """What the deal is called that once had a name; empty when none had it."""
    former = journal().former()
    return former.get(_same(name, former), "")


def dropped(name: str) -> tuple[str, tuple[Entry, ...]]:
    """The dropped deal of that name, the latest of several; no entries when there is none."""
    same = _same(name, journal().dropped())
    return (same, journal().entries(same, dropped=True)) if same else (name, ())


def dropped_on(name: str) -> date | None:
    """The day on which a deal of that name was dropped; None when none was."""
    drop = drop_of(dropped(name)[1])
    return drop.event.on if drop else None


def _same(name: str, known: Iterable[str]) -> str:
    folded = tidy(name).casefold()
    return next((each for each in known if tidy(each).casefold() == folded), "")


def deal_of(name: str) -> Deal:
    """A deal as it stands in the journal. Raises NoSuchDeal with close names."""
    name, entries = entries_of(name)
    return folded(entries, name)


def folded(entries: tuple[Entry, ...], name: str) -> Deal:
    """The deal that these entries tell of, with the rep's own holidays."""
    deal = fold(entries, name, settings.holidays())
    mine = ("", settings.recorder())
    if any(entry.recorder not in mine for entry in entries):
        from callplan.cli.whose import by_others

        deal = deal.but(by_others=by_others(entries, name))
    return deal if is_ours(name) else deal.but(ours=False)


def among(playbook: str | None, owner: str | None, since: str | None) -> Among:
    """Which deals a look across all of them is about. Raises Usage for what is no date."""
    from callplan.core.which_deals import Among

    return Among(playbook or "", tidy(owner or ""), typed_day("since", since, behind=True) if since else None)


def typed_day(flag: str, text: str, *, behind: bool = False) -> date:
    """The day that was typed after a flag, said back on stderr. Raises Usage when it is none."""
    from callplan.core.interview.grammar import TypedDays

    days = TypedDays(settings.today())
    day = (days.behind if behind else days.ahead)(flag, text)
    if said := days.said_back():
        print(said, file=sys.stderr)
    return day


def record(
    name: str,
    entries: tuple[Entry, ...],
    events: Sequence[Event],
    *,
    dropped: bool = False,
    answers: tuple[str, str] | None = None,
) -> tuple[Entry, ...]:
    """Write events to the journal in one transaction; all entries are returned."""
    if not events:
        return entries
    (written,) = record_all(writing(name, entries, events, dropped=dropped, answers=answers))
    return (*entries, *written)


def writing(
    name: str,
    entries: tuple[Entry, ...],
    events: Sequence[Event],
    *,
    dropped: bool = False,
    answers: tuple[str, str] | None = None,
) -> Writing:
    """What is to be written behind the entries of a deal."""
    return Writing(name, tuple(events), entries[-1].number if entries else 0, dropped, answers)


def record_all(*writings: Writing) -> tuple[tuple[Entry, ...], ...]:
    """Write what is new of several deals, all of it or nothing; the new entries of each."""
    try:
        written = journal().append(*writings, recorder=settings.recorder(), recorded_at=settings.now())
    except NoSuchDeal as gone:
        from callplan.cli.not_here import left_behind

        went = [each for each in writings if each.seen and not journal().entries(each.deal, dropped=each.dropped)]
        raise next((left_behind(each.deal) for each in went), gone) from None
    _back_up()
    return written


def take_in(changes: Changes, *writings: Writing) -> None:
    """Put what a CRM says in the place of what it said before, and write what that changes in deals of ours."""
    from callplan.journal import crm

    crm.replace(journal(), changes.kept, *writings, recorder=settings.recorder(), recorded_at=settings.now())
    _back_up()


def _back_up() -> None:
    """Make the backup of the week where there is none; what was written stands, whether it can be made or not."""
    from datetime import datetime

    from callplan.journal.sound import copy_is_due

    if not copy_is_due(settings.journal(), datetime.now()):
        return
    from callplan.journal import backups

    try:
        backups.make(settings.journal())
    except Refusal as refusal:
        print(f"This week's backup could not be made: {refusal}", file=sys.stderr)
