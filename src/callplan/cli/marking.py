"""What became of promises, written down for every deal that was named, or for none."""

from __future__ import annotations

from callplan.cli import deals, papers
from callplan.core.promises.marking import Marked, PromiseMark, Written, events, marks, passed_over, written
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from callplan.core.entries import Entry, Writing


def mark(told: Mapping[str, Sequence[str] | None], today: date, *, json: bool) -> None:
    """Write down what became of promises in one transaction; nothing while one of them cannot be."""
    planned = [_planned(name, entries, every, today) for name, entries, every in _by_deal(marks(told, today))]
    papers.noted([text for each in planned for text in each.passed])
    deals.record_all(*[each.writing for each in planned])
    done = [each for deal in planned for each in deal.said]
    if not json:
        papers.noted([each.text for each in done])
    if json:
        from callplan.render.json_value import as_json

        print(as_json(Marked(tuple(done))))


def _by_deal(every: list[PromiseMark]) -> list[tuple[str, tuple[Entry, ...], list[PromiseMark]]]:
    """Each deal that was named, all that is recorded of it, and its marks, however its name was typed."""
    typed = {name: deals.own_entries(name) for name in dict.fromkeys([mark.deal for mark in every])}
    recorded = dict(typed.values())
    return [(name, recorded[name], [each for each in every if typed[each.deal][0] == name]) for name in recorded]


class _ToWrite(Record):
    """What is to be written of a deal, what is said then, and what is said of marks that stand already."""

    writing: Writing
    said: list[Written]
    passed: list[str]


def _planned(name: str, entries: tuple[Entry, ...], every: list[PromiseMark], today: date) -> _ToWrite:
    deal = deals.folded(entries, name)
    new, passed = passed_over(deal, every)
    return _ToWrite(deals.writing(name, entries, events(deal, new, today)), written(deal, new, today), passed)
