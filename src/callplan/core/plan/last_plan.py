"""The plan of a deal's last prep, once more."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.entries import live
from callplan.core.events import Planned
from callplan.core.plan import Plan, plan
from callplan.core.plan.supposed import CallFor
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry


def call_planned(deal: Deal) -> CallFor | None:
    """The call that is planned of a deal, or None."""
    coming = deal.planned
    return CallFor(coming.call, coming.people, coming.minutes, coming.target, coming.back_to) if coming else None


def last_plan(
    name: str, entries: tuple[Entry, ...], today: date, folded: Callable[[tuple[Entry, ...], str], Deal]
) -> tuple[Plan, str]:
    """The plan of the last prep, and a note where it is of a call that is over; `folded`: the deal of some entries.

    Of a call still to come it is told with what is known today; else with what was known before the call. Raises
    Refusal where no call was ever planned.
    """
    planned = [entry for entry in live(entries) if isinstance(entry.event, Planned)]
    if not planned:
        how = f": `{phrase.command('prep', name)}` makes one" if folded(entries, name).ours else ""
        raise Refusal(f"{name} has no plan yet{how}.")
    deal = folded(entries, name)
    note = ""
    if deal.planned is None:
        deal = folded(entries[: planned[-1].number], name)
        day = phrase.full_day(deal.planned.call) if deal.planned else ""
        note = f"No call is planned by now; this is how the one of {day} was."
    call = call_planned(deal)
    return plan(deal, min(today, call.on) if call else today, call), note
