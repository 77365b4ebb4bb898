"""What came of a call."""

from __future__ import annotations

from callplan import settings
from callplan.cli import asking, deals, papers
from callplan.core.entries import drafted
from callplan.core.events import Held
from callplan.core.interview.calls import debriefed
from callplan.core.interview.which_call import debrief_day
from callplan.core.outcome import outcome
from callplan.core.report import told_of
from callplan.errors import Busy, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from callplan.cli import words
    from callplan.cli.again import Again
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.events import Event
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
    again: words.OnceMore = False,
    into: words.Into = None,
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
    if into and not again:
        raise Usage("--into files under another deal what was told already: give --again with it.")
    if again:
        from callplan.cli.again import told_before

        once = told_before("debrief", name, entries, ask)
        name, entries, notes = (_filed if into else _again)(name, entries, once, given, into or "", ask)
    else:
        known, today = deals.folded(entries, name), settings.today()
        said, asked, keep_no_longer = _asked(known, given, today, ask)
        told = _kept(known, given, asked, said, today)
        entries, notes = held(name, entries, lambda deal: debriefed(deal, said, today), told)
        keep_no_longer()
    page = told_of(entries, entries[-1].batch, name, notes, settings.holidays())
    papers.show(page, page.lines, json=json, no_pager=no_pager)


def _again(
    name: str, entries: tuple[Entry, ...], once: Again, given: Answers, _: str, ask: Asker
) -> tuple[str, tuple[Entry, ...], tuple[str, ...]]:
    """The last debrief told once more, in its own place."""
    from callplan.core.interview.debriefing import debriefing

    known, today, asked = deals.folded(once.before(entries), name), once.typed_on, once.said
    if asking.can_ask(ask):
        said, asked = once.asked(given, lambda so_far: debriefing(known, so_far, today), ask)
    else:
        said = {**once.answers, **given}
    told = _kept(known, {**once.given, **given}, asked, said, today)
    return name, *held(name, entries, lambda deal: debriefed(deal, said, today), told, once.back)


def _filed(
    name: str, entries: tuple[Entry, ...], once: Again, given: Answers, into: str, _: Asker
) -> tuple[str, tuple[Entry, ...], tuple[str, ...]]:
    """The last debrief told of another deal, and taken back where it was."""
    from callplan.cli.again import under

    other, others = deals.entries_of(into)
    known = deals.folded(others, other)
    said = under({**once.answers, **given}, deals.folded(entries, name), known)
    told = _kept(known, said, {}, said, once.typed_on)
    others, notes = held(other, others, lambda deal: debriefed(deal, said, once.typed_on), told)
    deals.record(name, entries, once.back)
    return other, others, (*notes, f"It is taken back in {name}.")


def _kept(known: Deal, given: Answers, asked: Answers, said: Answers, today: date) -> tuple[str, str]:
    """What is kept beside a debrief of what it was made from, on the day that was meant."""
    on = {"on": debrief_day(known, said, today)[0].isoformat()}
    return asking.kept("debrief", {**given, **on}, asked, {**said, **on}, today)


def held(
    name: str,
    entries: tuple[Entry, ...],
    read: Callable[[Deal], DebriefTold],
    answers: tuple[str, str] | None = None,
    back: tuple[Event, ...] = (),
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Write a debrief with the result as it is shown today: every entry of the deal, and notes for the rep.

    `answers` are kept beside it, and `back` takes an earlier one back.

    When somebody has written in between, the same answers are read again on top of that: what was typed is not lost.
    """
    for _ in range(TRIES - 1):
        try:
            return _held(name, entries, read(deals.folded(drafted(entries, back), name)), answers, back)
        except Busy:
            entries = deals.journal().entries(name)
    return _held(name, entries, read(deals.folded(drafted(entries, back), name)), answers, back)


def _held(
    name: str,
    entries: tuple[Entry, ...],
    told: DebriefTold,
    answers: tuple[str, str] | None,
    back: tuple[Event, ...],
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    tried = drafted(entries, (*back, *told.events))
    result = outcome(tried, tried[-1].batch, name, settings.holidays()).result or ""
    events = [event.but(shown=result) if isinstance(event, Held) else event for event in told.events]
    written = deals.record(name, entries, (*back, *events), answers=answers)
    papers.noted([told.days])
    return written, (told.note,) if told.note else ()


def _asked(known: Deal, given: Answers, today: date, ask: Asker) -> tuple[Answers, Answers, Callable[[], object]]:
    """What the rep says at the terminal, what of it was asked, and what to do once it is written down."""
    if not asking.can_ask(ask):
        return given, {}, lambda: None
    from callplan.cli.drafts import Drafting
    from callplan.core.interview.debriefing import debriefing

    drafting = Drafting("debrief", known.name, known.last)
    said = drafting.complete(given, lambda so_far: debriefing(known, so_far, today), ask)
    return said, drafting.said, drafting.done
