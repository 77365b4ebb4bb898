"""What is said of an import, and the list of what the CRM has."""

from __future__ import annotations

from collections import Counter
from datetime import date

from callplan.core import phrase
from callplan.core.crm import OPEN, Changes, CrmDeal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def counted(changes: Changes) -> Iterator[str]:
    """How many deals are open, new, changed and over; where some are gone, how many."""
    every = (*changes.new, *changes.changed, *changes.same)
    there = [each for each in every if each.status == OPEN]
    closed = f" {figures(changes.closed, 'closed one is', 'closed ones are')} not taken." if changes.closed else ""
    yield (
        f"{len(there):,} open: {len(changes.new):,} new, {len(changes.changed):,} changed, {len(changes.same):,} as"
        f" before.{closed}"
    )
    if ended := [each for each in changes.changed if each.status != OPEN]:
        yield f"{figures(len(ended), 'deal that was open is', 'deals that were open are')} closed in it."
    if changes.gone:
        yield f"{figures(len(changes.gone), 'deal of before is', 'deals of before are')} not in it: taken out."


def figures(count: int, one: str, many: str = "") -> str:
    """`1 line`, `2 lines`, `1,204 lines`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listing(every: Iterable[CrmDeal], linked: Mapping[tuple[str, str], str], today: date) -> Iterator[str]:
    """A deal of the CRM a line, first those not prepared; with its id where another has the same name."""
    deals = [*every]
    names = Counter([each.name.casefold() for each in deals])
    for each in sorted(deals, key=lambda deal: (deal.key in linked, deal.name.casefold(), deal.key)):
        ours = f"prepared as {linked[each.key]}" if each.key in linked else ""
        record = each.record if names[each.name.casefold()] > 1 else ""
        yield " · ".join(filter(None, (told(each, today), record, ours)))


def told(deal: CrmDeal, today: date) -> str:
    """A deal of the CRM in a line: its name, account, stage, amount, closing day, owner."""
    return " · ".join(filter(None, _cells(deal, today)))


def _cells(deal: CrmDeal, today: date) -> Iterator[str]:
    yield deal.name
    yield deal.company if deal.company != deal.name else ""
    yield deal.stage
    yield f"{deal.amount:,} {deal.currency}".strip() if deal.amount else ""
    yield f"closes {phrase.short_day(deal.closes, today)}" if deal.closes else ""
    yield deal.owner
