"""The plan for the next call."""

from __future__ import annotations

from callplan import settings
from callplan.cli import asking, deals, maps, papers
from callplan.cli.asking import Told
from callplan.cli.prep_notes import dropped_before, noted_beside
from callplan.core import phrase
from callplan.core.entries import drafted
from callplan.core.events import Planned
from callplan.core.interview.calls import aims, prepared
from callplan.core.interview.question import refuse
from callplan.core.interview.which_call import untold
from callplan.core.plan import plan
from callplan.core.plan.case import rungs_asked
from callplan.core.plan.supposed import CallFor
from callplan.core.record import Record
from callplan.core.text import abbreviated
from callplan.errors import Refusal, Unwritable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from callplan.cli import words
    from callplan.cli.again import Again
    from callplan.cli.drafting import Drafting
    from callplan.core.crm import CrmDeal
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry, Writing
    from callplan.core.events import Event
    from callplan.core.interview.calls import Prepared
    from callplan.core.interview.question import Answers, Asker, Following, Question, Settled
    from callplan.core.plan import Plan


def prep(
    deal: words.WhichDeal = None,
    *,
    playbook: str | None = None,
    like: str | None = None,
    crm: str | None = None,
    with_: list[str] | None = None,
    on: str | None = None,
    minutes: int | None = None,
    target: str | None = None,
    back_to: str | None = None,
    call_moved: str | None = None,
    call_cancelled: bool = False,
    subject: str | None = None,
    because: str | None = None,
    opened: str | None = None,
    settled: list[str] | None = None,
    sign: list[str] | None = None,
    set_: list[str] | None = None,
    date: list[str] | None = None,
    done: list[str] | None = None,
    person: list[str] | None = None,
    as_: list[str] | None = None,
    left: list[str] | None = None,
    reached: list[str] | None = None,
    invite: words.Invite = None,
    again: words.OnceMore = False,
    into: words.Into = None,
    answers: words.Answers = None,
    no_input: words.NoInput = False,
    plain_prompts: words.PlainPrompts = False,
    json: words.Json = False,
    markdown: words.Markdown = False,
    why: words.Why = False,
    no_pager: words.NoPager = False,
) -> None:
    """Plan the next call on one page."""
    given, switches = asking.given(locals(), answers), asking.switches(locals())
    ask = asking.asker(no_input, plain_prompts)
    asking.into_again(into, again)
    meeting = None
    if not deal:
        from callplan.cli.which_deal import which_call

        picked = which_call("prep", ask)
        deal, meeting = picked.name, picked.meeting
    name, entries = _meant(deal, given, ask)
    deals.own(name)
    if "/" in name and not entries:
        from callplan.cli.whose import new_name

        new_name(name)
    listed = None
    if given.get("crm") or not (entries or given.get("like")):
        from callplan.cli.beginnings import in_the_crm

        listed, given = in_the_crm(name, entries, given, ask)
    if invite or meeting:
        from callplan.cli.invite import answered

        if (told := answered(meeting or invite or "", name, entries, given, ask)) is None:
            return
        given = told
    if again:
        from callplan.cli.again import said_now

        given = said_now(given, behind=False)
    draft = None
    if asking.can_ask(ask) and not into:
        from callplan.cli.drafting import drafting

        draft = drafting("prep --again" if again else "prep", name, entries, given, switches, ask)
    if again:
        from callplan.cli.again import told_before

        once = told_before("prep", name, entries, ask, draft.about if draft else 0)
        made = _filed(name, entries, once, given, into, ask) if into else _again(name, entries, once, given, draft, ask)
    else:
        made = _first(name, entries, given, draft, ask, listed)
    page = made.page
    reprints = f"`{phrase.command('show', made.name)} --plan` prints this page again."
    papers.show(
        page, page.lines, json=json, markdown=markdown, why=why, no_pager=no_pager, notes=made.notes, again=reprints
    )
    if made.unwritten:
        raise Refusal(f"This plan was not written down. {made.unwritten}")


class Made(Record):
    """A plan that is written down: of which deal, what to say beside it, and why it could not be written down."""

    name: str
    page: Plan
    notes: tuple[str, ...]
    unwritten: str = ""


def _first(
    name: str, entries: tuple[Entry, ...], given: Answers, draft: Drafting | None, ask: Asker, listed: CrmDeal | None
) -> Made:
    """A call planned; of a new deal, its opening."""
    today, given = (draft.today, draft.given) if draft else (settings.today(), given)
    begun: list[Event] = []
    if given.get("like"):
        from callplan.cli.beginnings import followed_on

        begun = followed_on(name, entries, given, today)
    before = drafted(entries, begun)
    known = deals.folded(before, name) if before else None
    if known and untold(known) and deals.journal().answers(name):
        again = f"`{phrase.command('prep', name)} --again` offers each answer once more."
        papers.noted([f"What was told of {name} is taken back: {again}"])
    told = draft.complete(_following(name, before, known, today), ask) if draft else Told(given, given, {})
    dropped = tuple(dropped_before(name, entries))
    made = _made(name, entries, begun, known, told, today, listed=listed)
    return made.but(notes=(*dropped, *made.notes))


def _again(
    name: str, entries: tuple[Entry, ...], once: Again, given: Answers, draft: Drafting | None, ask: Asker
) -> Made:
    """The last prep told once more, in its own place."""
    before = once.before(entries)
    known = deals.folded(before, name)
    following = _following(name, before, known, once.typed_on)
    told = once.told(draft, known, following, ask) if draft else once.as_told(given)
    from callplan.cli.beginnings import listed_again

    listed = listed_again(name, entries, known)
    return _made(name, entries, once.back, known, told, once.typed_on, listed=listed)


def _filed(name: str, entries: tuple[Entry, ...], once: Again, given: Answers, into: str, ask: Asker) -> Made:
    """The last prep told of another deal, and taken back where it was."""
    from callplan.cli.again import elsewhere, left_behind

    other = elsewhere(name, entries, once, given, into, ask)
    back, note = left_behind(name, entries, once)
    made = _made(other.name, other.entries, (), other.deal, other.told, once.typed_on, back)
    return made.but(notes=(*made.notes, note))


def _made(
    name: str,
    entries: tuple[Entry, ...],
    begun: Sequence[Event],
    known: Deal | None,
    told: Told,
    typed_on: date,
    *beside: Writing,
    listed: CrmDeal | None = None,
) -> Made:
    """What was told, planned and written after `begun`, with what is written `beside` of other deals.

    What it was made from is kept with it.
    """
    today = settings.today()
    book = known.playbook if known else maps.chosen(told.answers)
    call = prepared(known, book, told.answers, typed_on)
    notes: tuple[str, ...] = ()
    if listed:
        from callplan.cli.beginnings import taken_over

        call, notes = taken_over(listed, call, book, typed_on)
    page, events = _planned(name, known, drafted(entries, begun), call, today)
    new = deals.writing(name, entries, (*begun, *events), answers=_kept(told, call, typed_on))
    made = Made(name, page, (*page.notes, *notes, *noted_beside(known, told.given, call, today)))
    try:
        deals.record_all(new, *beside)
    except Unwritable as refusal:
        return made.but(unwritten=str(refusal))
    told.done()
    return made


def _kept(told: Told, call: Prepared, typed_on: date) -> tuple[str, str]:
    """What is kept beside a prep of what it was made from; a day that was given is the one that was meant."""
    given, said = (
        {**each, "on": call.on.isoformat()} if each.get("on") else each for each in (told.given, told.answers)
    )
    return asking.kept("prep", told.but(given=given, answers=said), typed_on)


def _planned(
    name: str, known: Deal | None, entries: tuple[Entry, ...], told: Prepared, today: date
) -> tuple[Plan, tuple[Event, ...]]:
    """The plan of a call, and everything its prep writes; nothing to write when nothing is new."""
    deal = known if known and not told.events else deals.folded(drafted(entries, told.events), name)
    target, back_to = aims(deal, told)
    call = CallFor(told.on, told.people, told.minutes, target, back_to)
    page = plan(deal, today, call)
    aim, far, least = rungs_asked(page.briefing, page.case)
    event = Planned(today, told.on, told.people, told.minutes, target, aim, far, least, back_to, page.asked)
    before = deal.planned
    invite = told.invite or (before.invite if before and before.call == told.on else "")
    event = event.but(silent=page.silent, invite=invite)
    if before and not told.events and before.but(on=today) == event:
        return page, ()
    return page, (*told.events, event)


def _following(name: str, entries: tuple[Entry, ...], known: Deal | None, today: date) -> Following:
    """What a prep asks next, on a day, of a deal or of a new one."""
    from callplan.core.interview.preparing import opening, preparing
    from callplan.core.interview.unknown_facts import foreseen

    shelf, free = {} if known else maps.shelf(_last_used()), settings.holidays()

    def following(so_far: Answers) -> Question | Settled | None:
        if known is None and (first := opening(shelf, so_far, maps.load)):
            return first
        book = known.playbook if known else maps.load(so_far["playbook"])
        return preparing(known, book, so_far, today, lambda more: foreseen(name, entries, book, more, today, free))

    return following


def _last_used() -> str:
    """The map of the deal that was written to last."""
    latest = deals.journal().own_deals()[:1]
    return deals.deal_of(latest[0]).playbook.id if latest else ""


def _meant(name: str, given: Answers, ask: Asker) -> tuple[str, tuple[Entry, ...]]:
    """The deal a name stands for, and its entries: that one, a close one if the person says so, else a new one."""
    written, entries = deals.found(name)
    if entries or given.get("playbook") or given.get("like"):
        return written, entries
    if taker := deals.went_to(written):
        from callplan.cli.not_here import handed_to

        raise handed_to(written, taker)
    now = deals.called_now(written)
    if ask is refuse and (now or len(abbreviated(written, deals.journal().own_deals())) == 1):
        return deals.entries_of(written)
    from callplan.cli.which_deal import close_to

    chosen = close_to(written, now, ask)
    return deals.found(chosen) if chosen else (written, ())
