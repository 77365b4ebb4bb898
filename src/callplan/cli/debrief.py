"""What came of a call."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import asking, deals, papers
from callplan.core.entries import drafted
from callplan.core.events import Held
from callplan.core.interview.calls import debriefed
from callplan.core.outcome import outcome
from callplan.core.report import told_of
from callplan.errors import Busy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from callplan.cli import words
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.calls import DebriefTold
    from callplan.core.interview.question import Answers, Asker


TRIES = 5


def debrief(
    deal: words.WhichDeal = None,
    *,
    on: str | None = None,
    call_moved: str | None = None,
    call_cancelled: bool = False,
    no_show: bool = False,
    our_no_show: bool = False,
    with_: list[str] | None = None,
    decided: list[str] | None = None,
    declined: list[str] | None = None,
    deferred: list[str] | None = None,
    reopened: list[str] | None = None,
    waived: list[str] | None = None,
    promised: list[str] | None = None,
    we_promised: list[str] | None = None,
    kept: list[str] | None = None,
    missed: list[str] | None = None,
    moved: list[str] | None = None,
    released: list[str] | None = None,
    concern: list[str] | None = None,
    concern_met: list[str] | None = None,
    worth_it: str | None = None,
    not_asked: bool = False,
    next_: str | None = None,
    verdict: str | None = None,
    close: str | None = None,
    set_: list[str] | None = None,
    date: list[str] | None = None,
    done: list[str] | None = None,
    person: list[str] | None = None,
    as_: list[str] | None = None,
    left: list[str] | None = None,
    answers: words.Answers = None,
    no_input: words.NoInput = False,
    plain_prompts: words.PlainPrompts = False,
    json: words.Json = False,
    no_pager: words.NoPager = False,
) -> None:
    """Write down what came of a call, and see whether the deal moved."""
    given = asking.given(locals(), answers)
    ask = asking.asker(no_input, plain_prompts)
    name, entries = deals.entries_of(deal or asking.which_deal("debrief", ask))
    known, today = deals.folded(entries, name), settings.today()
    said, keep_no_longer = _asked(known, given, today, ask)
    entries, notes = held(name, entries, lambda deal: debriefed(deal, said, today))
    keep_no_longer()
    page = told_of(entries, entries[-1].batch, name, notes, settings.holidays())
    papers.show(page, page.lines, json=json, no_pager=no_pager)


def held(
    name: str, entries: tuple[Entry, ...], read: Callable[[Deal], DebriefTold]
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Write a debrief with the result as it is shown today: every entry of the deal, and notes for the rep.

    When somebody has written in between, the same answers are read again on top of that: what was typed is not lost.
    """
    for _ in range(TRIES - 1):
        try:
            return _held(name, entries, read(deals.folded(entries, name)))
        except Busy:
            entries = deals.journal().entries(name)
    return _held(name, entries, read(deals.folded(entries, name)))


def _held(name: str, entries: tuple[Entry, ...], told: DebriefTold) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    tried = drafted(entries, told.events)
    result = outcome(tried, tried[-1].batch, name, settings.holidays()).result or ""
    events = [event.but(shown=result) if isinstance(event, Held) else event for event in told.events]
    written = deals.record(name, entries, events)
    if told.days:
        print(told.days, file=sys.stderr)
    return written, (told.note,) if told.note else ()


def _asked(known: Deal, given: Answers, today: date, ask: Asker) -> tuple[Answers, Callable[[], object]]:
    """What the rep says at the terminal, and what to do once it is written down."""
    if not asking.can_ask(ask):
        return given, lambda: None
    from callplan.cli.drafts import Drafting
    from callplan.core.interview.debriefing import debriefing

    drafting = Drafting("debrief", known.name, known.last)
    return drafting.complete(given, lambda so_far: debriefing(known, so_far, today), ask), drafting.done
