"""The plan for the next call."""

from __future__ import annotations

from callplan import settings
from callplan.cli import asking, deals, maps, papers
from callplan.core import phrase
from callplan.core.entries import drafted
from callplan.core.events import Planned
from callplan.core.interview.calls import aims, prepared
from callplan.core.interview.question import Choice, Question, refuse
from callplan.core.plan import plan
from callplan.core.plan.case import rungs_asked
from callplan.core.plan.supposed import CallFor
from callplan.core.text import abbreviated, near
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from callplan.cli import words
    from callplan.cli.again import Again
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.events import Event
    from callplan.core.interview.calls import Prepared
    from callplan.core.interview.question import Answers, Asker, Settled
    from callplan.core.plan import Plan


def prep(
    deal: words.WhichDeal = None,
    *,
    playbook: str | None = None,
    like: str | None = None,
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
    again: words.OnceMore = False,
    answers: words.Answers = None,
    no_input: words.NoInput = False,
    plain_prompts: words.PlainPrompts = False,
    json: words.Json = False,
    markdown: words.Markdown = False,
    why: words.Why = False,
    no_pager: words.NoPager = False,
) -> None:
    """Plan the next call on one page."""
    given = asking.given(locals(), answers)
    ask = asking.asker(no_input, plain_prompts)
    name, entries = _meant(deal or asking.which_deal("prep", ask, opens=True), given, ask)
    today = settings.today()
    once = _once_more(name, entries, ask) if again else None
    begun = once.back if once else _followed_on(name, entries, given, today, ask)
    told_before = drafted(entries, begun)
    known = deals.folded(told_before, name) if told_before else None
    typed_on = once.typed_on if once else today
    said, asked, keep_no_longer = _asked(name, told_before, known, given, typed_on, ask, once)
    told = prepared(known, known.playbook if known else maps.chosen(said), said, typed_on)
    page, events = _planned(name, known, told_before, told, today)
    given = {**once.given, **given} if once else given
    deals.record(
        name, entries, (*begun, *events), answers=_kept(given, asked, said, told, once.typed_on if once else today)
    )
    keep_no_longer()
    notes = (*_dropped_before(name, entries), *_notes(known, given, told, today))
    reprints = f"`{phrase.command('show', name)} --plan` prints this page again."
    papers.show(page, page.lines, json=json, markdown=markdown, why=why, no_pager=no_pager, notes=notes, again=reprints)


def _once_more(name: str, entries: tuple[Entry, ...], ask: Asker) -> Again:
    """The last prep of a deal, to be told again. Raises Usage where the deal is new."""
    from callplan.cli.again import told_before

    if not entries:
        raise Usage(f"--again: {name} is not open yet, so nothing was told of it.")
    return told_before("prep", name, entries, ask)


def _kept(given: Answers, asked: Answers, said: Answers, told: Prepared, today: date) -> tuple[str, str]:
    """What is kept beside a prep of what it was made from; a day that was given is the one that was meant."""
    given, said = ({**each, "on": told.on.isoformat()} if each.get("on") else each for each in (given, said))
    return asking.kept("prep", given, asked, said, today)


def _followed_on(name: str, entries: tuple[Entry, ...], given: Answers, today: date, ask: Asker) -> list[Event]:
    """What a new deal begins with that is like another; nothing where it is like none."""
    like = given.get("like") or ("" if entries else _begun_like(name, ask))
    if not like:
        return []
    if entries:
        raise Usage(f"--like: {name} is open already; it is for a new deal.")
    from callplan.core.interview.beginning import followed_on

    before = deals.deal_of(like)
    return followed_on(before, maps.load(given["playbook"]) if given.get("playbook") else before.playbook, today)


def _begun_like(name: str, ask: Asker) -> str:
    """The deal that an interview which stopped halfway was to follow on."""
    if not asking.can_ask(ask):
        return ""
    from callplan import drafts

    draft = drafts.find("prep", name)
    return draft.given.get("like", "") if draft else ""


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
    if before and not told.events and before.but(on=today) == event:
        return page, ()
    return page, (*told.events, event)


def _dropped_before(name: str, entries: tuple[Entry, ...]) -> Iterator[str]:
    """A note where a new deal has the name of one that was dropped."""
    if not entries and (gone := deals.dropped_on(name)):
        back = f"`{phrase.command('drop', name)} --back`"
        yield f"This is a new deal; another {name} was dropped on {gone}: {back} brings it back."


def _notes(known: Deal | None, given: Answers, told: Prepared, today: date) -> Iterator[str]:
    """What the rep should know beside the page."""
    if told.note:
        yield told.note
    if known and given.get("playbook") not in (None, known.playbook.id):
        yield f"{known.name} keeps the copy of {known.playbook.id} it was opened with; --playbook is for a new deal."
    if known and (version := maps.version_on_file(known.playbook.id)) not in (None, known.playbook.version):
        typed = phrase.loose(phrase.typed(known.name))
        yield (
            f"{known.playbook.id} is at version {version} by now, and this deal has version {known.playbook.version}: "
            f"`callplan map {typed} --update` shows what changed."
        )
    if known and known.planned and known.planned.call < today and not told.off:
        debrief = f"`callplan debrief {phrase.typed(known.name)}` writes it"
        yield f"The call of {known.planned.call} has no debrief yet: {debrief}."


def _asked(
    name: str,
    entries: tuple[Entry, ...],
    known: Deal | None,
    given: Answers,
    today: date,
    ask: Asker,
    once: Again | None,
) -> tuple[Answers, Answers, Callable[[], object]]:
    """What the rep says at the terminal, and what to do once it is written down.

    Where nobody can be asked, what is left out stays open.
    """
    if not asking.can_ask(ask):
        return ({**once.answers, **given}, once.said, lambda: None) if once else (given, {}, lambda: None)
    from callplan.cli.drafts import Drafting
    from callplan.core.interview.preparing import opening, preparing
    from callplan.core.interview.unknown_facts import foreseen

    shelf, free = {} if known else maps.shelf(_last_used()), settings.holidays()

    def following(so_far: Answers) -> Question | Settled | None:
        if known is None and (first := opening(shelf, so_far, maps.load)):
            return first
        book = known.playbook if known else maps.load(so_far["playbook"])
        return preparing(known, book, so_far, today, lambda more: foreseen(name, entries, book, more, today, free))

    if once:
        return *once.asked(given, following, ask), lambda: None
    drafting = Drafting("prep", name, entries[-1].number if entries else 0)
    said = drafting.complete(given, following, ask)
    return said, drafting.said, drafting.done


def _last_used() -> str:
    """The map of the deal that was written to last."""
    latest = deals.journal().deals()[:1]
    return deals.deal_of(latest[0]).playbook.id if latest else ""


def _meant(name: str, given: Answers, ask: Asker) -> tuple[str, tuple[Entry, ...]]:
    """The deal a name stands for, and its entries: that one, a close one if the person says so, else a new one."""
    written, entries = deals.found(name)
    if entries or given.get("playbook") or given.get("like"):
        return written, entries
    now = deals.called_now(written)
    if ask is refuse and (now or len(abbreviated(written, deals.journal().deals())) == 1):
        return deals.entries_of(written)
    close = [now] if now else _close(written)
    chosen = asking.one(_which(written, close), ask) if close else ""
    return deals.found(chosen) if chosen else (written, ())


def _which(name: str, close: list[str]) -> Question:
    new = Choice("", f"{name}, a new deal")
    return Question(
        "deal", f"There is no deal “{name}”.", "choice", (*(Choice(each, each) for each in close), new),
        why="Close names may be the same client.", flags=f"--playbook ID to open it, or one of {', '.join(close)}",
    )  # fmt: skip


def _close(name: str) -> list[str]:
    known = deals.journal().deals()
    return list(dict.fromkeys([*abbreviated(name, known), *near(name, known)]))[: deals.MOST_OFFERED]
