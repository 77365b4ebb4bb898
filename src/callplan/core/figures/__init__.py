"""What calls came to across deals, which promises were kept, and how long decisions take (rule 52)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from callplan.core.among import Among
from callplan.core.days import NONE_FREE
from callplan.core.entries import Entry
from callplan.core.figures.model import Figures
from callplan.core.figures.patch import patch
from callplan.core.figures.tally import Tally
from callplan.core.figures.telling import lines


def figures(
    deals: Iterable[tuple[str, tuple[Entry, ...]]],
    on: date,
    among: Among | None = None,
    free: frozenset[date] = NONE_FREE,
) -> Figures:
    """The figures of many deals on a day, read once, one at a time."""
    among, tally = among or Among(), Tally(on)
    for name, entries in deals:
        if among.holds(entries):
            tally.add(entries, name, free)
    times = tally.times()
    patches = {name: told for name, book in sorted(tally.books.items()) if (told := patch(book, times))}
    found = Figures(
        on=on,
        among=among,
        deals=tally.deals,
        calls=tally.in_all(),
        months=tally.by_month(),
        promises=tally.kept(),
        stages=tally.by_stage(),
        times=times,
        patches=patches,
        fitting={name: deal for name, deal in sorted(tally.fitting.items()) if name in patches},
        lines=(),
    )
    return found.but(lines=tuple(lines(found)))
