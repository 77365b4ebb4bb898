"""What came of a call."""

from __future__ import annotations

from callplan import settings
from callplan.cli import asking, deals, papers
from callplan.cli.asking import Told
from callplan.core.entries import drafted
from callplan.core.events import Held
from callplan.core.interview.calls import debriefed
from callplan.core.interview.which_call import debrief_day
from callplan.core.outcome import outcome
from callplan.core.report import told_of
from callplan.errors import Busy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from callplan.cli import words
    from callplan.cli.again import Again
    from callplan.cli.drafting import Drafting
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry, Writing
    from callplan.core.interview.calls import DebriefTold
    from callplan.core.interview.question import Answers, Asker


TRIES = 5
# as core/form has it, which is loaded for a form alone
FORM = "form text"


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
    note: list[str] | None = None,
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
    from_: words.FromForm = None,
    dry_run: words.DryRun = False,
    schema: words.SchemaOfDeal = False,
    answers: words.Answers = None,
    no_input: words.NoInput = False,
    plain_prompts: words.PlainPrompts = False,
    json: words.Json = False,
    no_pager: words.NoPager = False,
) -> None:
    """Write down what came of a call, and see whether the deal moved."""
    given, switches = asking.given(locals(), answers), asking.switches(locals())
    ask = asking.asker(no_input, plain_prompts)
    asking.into_again(into, again)
    name, entries = deals.own_entries(deal or asking.which_deal("debrief", ask))
    if schema:
        _schema(deals.folded(entries, name))
        return
    if from_ or dry_run:
        from callplan.cli.from_form import form_given

        given |= form_given(from_, answers, again=again)
    if dry_run:
        from callplan.cli.from_form import try_out

        try_out(name, deals.folded(entries, name), entries, given, json=json)
        return
    if again:
        from callplan.cli.again import said_now

        given = said_now(given, behind=True)
    draft = None
    if asking.can_ask(ask) and not into:
        from callplan.cli.drafting import drafting

        draft = drafting("debrief --again" if again else "debrief", name, entries, given, switches, ask)
    if again or (draft and draft.joins):
        from callplan.cli.again import told_before

        once = told_before("debrief", name, entries, ask, draft.about if draft else 0).told_on(given)
        name, entries, notes = (
            _filed(name, entries, once, given, into, ask) if into else _again(name, entries, once, given, draft, ask)
        )
    else:
        entries, notes = _new(name, entries, given, draft, ask)
    page = told_of(entries, entries[-1].batch, name, notes, settings.holidays())
    papers.show(page, page.lines, json=json, no_pager=no_pager)


def _new(
    name: str, entries: tuple[Entry, ...], given: Answers, draft: Drafting | None, ask: Asker
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """A debrief that is told now; one that a script repeats stands already, and is not written twice."""
    if not draft:
        from callplan.cli.again import stands_already

        if FORM in given:
            from callplan.cli.from_form import by_form

            given = by_form(name, entries, given)
        if note := stands_already("debrief", name, entries, given):
            papers.noted([note])
            return entries, ()
    known, today = deals.folded(entries, name), draft.today if draft else settings.today()
    told = _told(known, entries, given, today, draft, ask)
    written = held(name, entries, lambda deal: debriefed(deal, told.answers, today), _kept(known, told, today))
    told.done()
    return written


def _again(
    name: str, entries: tuple[Entry, ...], once: Again, given: Answers, draft: Drafting | None, ask: Asker
) -> tuple[str, tuple[Entry, ...], tuple[str, ...]]:
    """The last debrief told once more, in its own place."""
    known, today = deals.folded(once.before(entries), name), once.typed_on
    if draft:
        from callplan.core.interview.debriefing import debriefing

        told = once.told(draft, known, lambda so_far: debriefing(known, so_far, today), ask)
    else:
        told = once.as_told(given)
    kept = _kept(known, told, today)
    written = held(name, entries, lambda deal: debriefed(deal, told.answers, today), kept, once)
    told.done()
    return name, *written


def _filed(
    name: str, entries: tuple[Entry, ...], once: Again, given: Answers, into: str, ask: Asker
) -> tuple[str, tuple[Entry, ...], tuple[str, ...]]:
    """The last debrief told of another deal, and taken back where it was."""
    from callplan.cli.again import elsewhere, left_behind

    other, today = elsewhere(name, entries, once, given, into, ask), once.typed_on
    kept, (back, note) = _kept(other.deal, other.told, today), left_behind(name, entries, once)
    others, notes = held(
        other.name, other.entries, lambda deal: debriefed(deal, other.told.answers, today), kept, beside=(back,)
    )
    return other.name, others, (*notes, note)


def _kept(known: Deal, told: Told, today: date) -> tuple[str, str]:
    """What is kept beside a debrief of what it was made from, on the day that was meant."""
    on = {"on": debrief_day(known, told.answers, today)[0].isoformat()}
    return asking.kept("debrief", told.but(given={**told.given, **on}, answers={**told.answers, **on}), today)


def held(
    name: str,
    entries: tuple[Entry, ...],
    read: Callable[[Deal], DebriefTold],
    answers: tuple[str, str] | None = None,
    once: Again | None = None,
    beside: tuple[Writing, ...] = (),
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Write a debrief with the result as it is shown today: every entry of the deal, and notes for the rep.

    `answers` are kept with it; `once` is the earlier one in whose place it stands; `beside` is written with it of other
    deals.

    When somebody has written in between, the same answers are read again on top of that: what was typed is not lost.
    """
    for _ in range(TRIES - 1):
        try:
            return _held(name, entries, read, answers, once, beside)
        except Busy:
            from callplan.cli.not_here import entries_again

            entries = entries_again(name)
    return _held(name, entries, read, answers, once, beside)


def _held(
    name: str,
    entries: tuple[Entry, ...],
    read: Callable[[Deal], DebriefTold],
    answers: tuple[str, str] | None,
    once: Again | None,
    beside: tuple[Writing, ...],
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    back, behind = (once.back, once.behind) if once else ((), ())
    told = read(deals.folded(drafted(entries, back), name))
    tried = drafted(entries, (*back, *told.events))
    result = outcome(tried, tried[-1].batch, name, settings.holidays()).result or ""
    events = [event.but(shown=result) if isinstance(event, Held) else event for event in told.events]
    new, *_ = deals.record_all(deals.writing(name, entries, (*back, *events, *behind), answers=answers), *beside)
    papers.noted([told.days])
    return (*entries, *new), (told.note,) if told.note else ()


def _schema(known: Deal) -> None:
    """Print what can be told of a call of a deal."""
    from json import dumps

    from callplan.core.form.deal_schema import deal_schema

    print(dumps(deal_schema(known), ensure_ascii=False, indent=1))


def _told(
    known: Deal, entries: tuple[Entry, ...], given: Answers, today: date, draft: Drafting | None, ask: Asker
) -> Told:
    """What the rep says, at the terminal, by flags or on a form."""
    if not draft:
        return Told(given, given, {})
    if FORM in draft.given:
        from callplan.cli.from_form import told_with

        return told_with(draft, known, entries, today, ask)
    from callplan.core.interview.debriefing import debriefing

    return draft.complete(lambda so_far: debriefing(known, so_far, today), ask)
