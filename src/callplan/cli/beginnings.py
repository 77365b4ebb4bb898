"""What a new deal begins with: another's people and facts, or what the CRM knows of it."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import deals, maps
from callplan.core.entries import ordered
from callplan.core.text import clean
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from callplan.core.crm import CrmDeal
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.events import Event
    from callplan.core.interview.calls import Prepared
    from callplan.core.interview.question import Answers
    from callplan.core.map.playbook import Playbook

FIRST = 3


def followed_on(name: str, entries: tuple[Entry, ...], given: Answers, today: date) -> list[Event]:
    """What a new deal begins with that is like another."""
    if entries:
        raise Usage(f"--like: {name} is open already; it is for a new deal.")
    from callplan.core.interview.beginning import followed_on as begun

    before = deals.deal_of(given["like"])
    return begun(before, maps.load(given["playbook"]) if given.get("playbook") else before.playbook, today)


def in_the_crm(name: str, given: Answers) -> tuple[CrmDeal | None, Answers]:
    """The deal that the CRM calls so, or the one of an account of that name, with the answers that it offers.

    Of several none is taken, and that is said.
    """
    from callplan.journal import crm

    found = crm.called(deals.journal(), name)
    if len(found) > 1:
        records = ", ".join([clean(each.record) for each in found[:FIRST]])
        print(f"{len(found)} deals of the CRM are called {name} ({records}): nothing was taken over.", file=sys.stderr)
    if len(found) != 1:
        return None, given
    from callplan.core.crm.taken_over import offered

    return found[0], {**offered(found[0], settings.today()), **given}


def listed_again(name: str, entries: tuple[Entry, ...], known: Deal) -> CrmDeal | None:
    """The deal of the CRM that a prep began with, where that prep is taken back in what is `known`."""
    was = deals.folded(entries, name).listed
    if known.listed or not was:
        return None
    from callplan.journal import crm

    key = was[-1].said.system, was[-1].said.record
    return next((each for each in crm.listed(deals.journal()) if each.key == key), None)


def taken_over(
    listed: CrmDeal, call: Prepared, playbook: Playbook, today: date
) -> tuple[Prepared, tuple[str, ...]]:  # fmt: skip
    """A first prep with what the CRM adds to it, and what is said of that."""
    from callplan.core.crm.taken_over import at_first

    taken = at_first(listed, playbook, call.events, today)
    return call.but(events=tuple(ordered([*call.events, *taken.events]))), taken.notes
