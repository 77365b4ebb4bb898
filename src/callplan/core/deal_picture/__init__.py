"""The picture of a deal: stages across, days down, each call and each decision where it happened, and what is owed."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing
from callplan.core.deal_picture.gone_by import gone_by
from callplan.core.deal_picture.model import DealPicture
from callplan.core.deal_picture.placing import placed
from callplan.core.deal_picture.to_come import to_come
from callplan.core.entries import Entry
from callplan.core.names import Names


def deal_picture(entries: tuple[Entry, ...], name: str, today: date, free: frozenset[date]) -> DealPicture:
    """The picture of a deal on a day; `free`: days on which nobody works."""
    deal = fold(entries, name, free)
    names, standing = Names(deal, today), Standing(deal, today)
    subject = f" · {phrase.bare(deal.subject)}" if deal.subject else ""
    rows = [*gone_by(entries, names), *to_come(standing, names)]
    return placed(f"{name.upper()}{subject}", standing, today, rows)
