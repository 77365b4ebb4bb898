"""The client's own dates as a row keeps them: judged, and told, by what the page's DATES is made of."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.dates import LIMIT, Dates, JudgedDate
from callplan.core.dates.targets import own
from callplan.core.days import as_told
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.timing import without
from callplan.core.summary import TheirDate


def their_dates(b: Briefing, found: Dates) -> tuple[TheirDate, ...]:
    """The dates that the client has named, else the map's for the closing decision; that in the worst way first."""
    theirs = own(tuple([each.target for each in found.targets]), b.map.closing)
    return tuple([_their_date(b, each) for each in found.ranked if each.target in theirs])


def _their_date(b: Briefing, judged: JudgedDate) -> TheirDate:
    target = judged.target
    return TheirDate(
        step=target.step,
        title=phrase.loose(b.names.title(target.step)),
        day=target.day,
        deadline=as_told(target.day, b.today, b.deal.free),
        word=judged.word,
        slack=judged.slack,
        missing=judged.missing,
        person=next(iter(target.people), ""),
        limit=target.kind == LIMIT,
        remedy=phrase.loose(without(b, judged)),
    )
