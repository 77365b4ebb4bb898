"""What was forgotten in one home of a team, forgotten on the hub and in the other homes, copies and all."""

from __future__ import annotations

from callplan.cli.forgetting_papers import forget_in_papers, good_copies
from callplan.core.text import clean
from callplan.errors import HubRefuses
from callplan.journal import forgets, team_deals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.cli.apart_in_words import KeptAside
    from callplan.cli.exchanging import Exchange
    from callplan.core.entries import Entry
    from callplan.hub.exchange import Hub
    from callplan.journal import Journal
    from callplan.journal.erasing import Left


def forget_there(journal: Journal, there: Hub, waiting: frozenset[str]) -> tuple[int, list[str]]:
    """Forget on the hub what was forgotten here; in how many deals, and what is said where that cannot be.

    `waiting`: the deals that were not exchanged, so that what the hub has of them is not known yet.
    """
    count, refused = 0, []
    for deal, names in [each for each in forgets.to_forget(journal).items() if each[0] not in waiting]:
        epoch, told = None, ""
        try:
            epoch = there.forget_deal(deal) if "" in names else _forget_names(journal, there, deal, names)
        except HubRefuses as refusal:
            told = str(refusal)
        count += epoch is not None
        refused += _why_not(there, deal, told) if epoch is None else []
        forgets.is_forgotten(journal.path, deal, epoch)
        for copy in good_copies(journal):
            forgets.is_forgotten(copy, deal, None, beside=False)
    return count, refused


def _why_not(there: Hub, deal: str, told: str) -> list[str]:
    """Why something cannot be forgotten on the hub, which `told` it so; nothing where it is not there."""
    if told and not there.is_rep:
        return [told]
    takers = [clean(each.taker) for each in there.handed_over(0) if (each.deal, each.giver) == (deal, there.role)]
    told = "What was forgotten here stands on the hub in a deal that is {0}'s now: {0} forgets it there."
    return [told.format(takers[-1])] if takers else []


def _forget_names(journal: Journal, there: Hub, deal: str, names: tuple[str, ...]) -> int | None:
    """Write what is left of a deal over what the hub has; once more here, too: it may have come back meanwhile."""
    from callplan.core.forgetting import forgotten
    from callplan.journal.erasing import erase

    known = team_deals.of_id(journal, deal)
    if known is None:
        return None

    def left(key: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return forgotten(entries, frozenset(names)) if key == known.key else entries

    erase(journal.path, left, ())
    with journal.open() as database:
        bodies = [
            (each.number, each.body) for each in team_deals.lines(database, known.key, 0) if each.number <= known.agreed
        ]
    return there.forget(deal, known.agreed, bodies)


def before_it_is_forgotten(journal: Journal, exchange: Exchange) -> dict[str, tuple[Entry, ...]]:
    """What stands here of the deals in which somebody was forgotten elsewhere, by their ids on the hub."""
    known = {each.there.id: each.here for each in exchange.taken if each.here and each.there.id in exchange.reworded}
    return {id: journal.entries(here.called, dropped=here.dropped) for id, here in known.items()}


def also_in_what_goes(journal: Journal, exchange: Exchange, before: dict[str, tuple[Entry, ...]]) -> None:
    """Take who was forgotten elsewhere out of what the hub does not have yet of the deals that stood here so."""
    from callplan.core.entries import unpacked
    from callplan.core.forgetting import forgotten, missing
    from callplan.journal.erasing import erase

    instead: dict[str, dict[int, Entry]] = {}
    for each in exchange.taken:
        was = before.get(each.there.id, ())
        if was and each.last > each.agreed:
            events = unpacked(f"[{','.join([body for body, *_ in each.words])}]")
            now = [entry.but(event=event) for entry, event in zip(was, events, strict=False)]
            left = forgotten(was, missing(was, now))
            instead[each.key] = {entry.number: entry for entry in left if entry.number > each.agreed}
    if instead:
        erase(journal.path, lambda key, told: tuple([instead.get(key, {}).get(e.number, e) for e in told]), ())


def also_in_papers(
    journal: Journal,
    exchange: Exchange,
    left: frozenset[str],
    before: dict[str, tuple[Entry, ...]],
    aside: Iterable[KeptAside],
) -> list[str]:
    """Throw away what was begun or put aside of deals and names somebody who was forgotten elsewhere; a line of each.

    `before`: what stood here of these deals. What is put `aside` in this very exchange is told of elsewhere.
    """
    from callplan.core.forgetting import missing

    said = []
    for each in [each for each in exchange.taken if each.there.id in before.keys() - left]:
        was, now = before[each.there.id], journal.entries(each.called, dropped=each.dropped)
        called = {each.called, each.here.called if each.here else each.called}
        there = [kept for kept in aside if kept.is_there]
        gone = forget_in_papers(missing(was, now), dict.fromkeys(called, was), of_others=False)
        if len(gone) > len([kept for kept in there if not kept.is_there]):
            said.append(f"What was half done or put aside of {clean(each.called)} and names them is gone, too.")
    return said


def also_in_copies(journal: Journal, exchange: Exchange, left: frozenset[str]) -> None:
    """Do in the copies of this home what was forgotten elsewhere; one that is damaged is left as it is."""
    gone = {each.key for each in exchange.sorted.gone if each.id not in left}
    changed = {each.key: each for each in exchange.taken if each.rewritten and each.there.id not in left}
    if not gone and not changed:
        return
    from callplan.journal.erasing import erase

    now = {each.key: journal.entries(each.called, dropped=each.dropped) for each in changed.values()}
    for copy in good_copies(journal):
        erase(copy, _as_now(gone, now), (), beside=False, role=exchange.role)
    for here in [each for each in exchange.sorted.gone if each.id not in left]:
        drop_what_is_begun(here.called)


def drop_what_is_begun(called: str) -> None:
    """Throw away what was begun or put aside of a deal that was forgotten."""
    from callplan import drafts, put_aside

    put_aside.drop(called)
    for path, draft in drafts.every().items():
        if draft.deal == called:
            drafts.remove(path, draft)


def _as_now(gone: set[str], now: dict[str, tuple[Entry, ...]]) -> Left:
    def left(key: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...] | None:
        if key in gone:
            return None
        instead = {each.number: each for each in now.get(key, ())}
        return tuple([_same(each, instead.get(each.number)) for each in entries])

    return left


def _same(was: Entry, now: Entry | None) -> Entry:
    """An entry of a copy in the words it has now, where it is the same one."""
    same = now is not None and (was.batch, type(was.event), was.event.on) == (now.batch, type(now.event), now.event.on)
    return was.but(event=now.event) if same and now else was
