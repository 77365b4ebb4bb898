"""What became of promises, written down for every deal that was named, or for none."""

from __future__ import annotations

from callplan.cli import deals, papers
from callplan.core.promises.marking import Marked, PromiseMark, Written, events, marks, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from callplan.core.entries import Entry
    from callplan.core.events import Event


def mark(told: Mapping[str, Sequence[str] | None], today: date, *, json: bool) -> None:
    """Write down what became of promises, a transaction a deal; nothing while one of them cannot be."""
    planned = [_planned(name, entries, every, today) for name, entries, every in _by_deal(marks(told, today))]
    done: list[Written] = []
    for name, entries, new, said in planned:
        deals.record(name, entries, new)
        done += said
        if not json:
            papers.noted([each.text for each in said])
    if json:
        from callplan.render.json_value import as_json

        print(as_json(Marked(tuple(done))))


def _by_deal(every: list[PromiseMark]) -> list[tuple[str, tuple[Entry, ...], list[PromiseMark]]]:
    """Each deal that was named, all that is recorded of it, and its marks, however its name was typed."""
    typed = {name: deals.entries_of(name) for name in dict.fromkeys([mark.deal for mark in every])}
    recorded = dict(typed.values())
    return [(name, recorded[name], [each for each in every if typed[each.deal][0] == name]) for name in recorded]


def _planned(
    name: str, entries: tuple[Entry, ...], every: list[PromiseMark], today: date
) -> tuple[str, tuple[Entry, ...], list[Event], list[Written]]:
    """What is to be written of a deal, and what is said then."""
    deal = deals.folded(entries, name)
    new = events(deal, every, today)
    return name, entries, new, written(deal, every, today)
