"""The exchange with the team's hub: what is yours goes there, and what changed comes here."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals, papers
from callplan.cli.team_hub import joined
from callplan.errors import Busy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.cli.apart_in_words import KeptAside
    from callplan.cli.exchanging import Exchange
    from callplan.cli.sending import Went
    from callplan.core.exchange.told import Changed
    from callplan.hub.exchange import Hub
    from callplan.journal.taking_in import Taken

TRIES = 5
# Once this process has exchanged: what cannot be printed after that was done
done: list[bool] = []


def sync(*, json: words.Json = False) -> None:
    """Send what is yours to the team's hub, and take what changed there."""
    from callplan import hub
    from callplan.core.exchange.told import Changed, lines

    database = joined()
    said: list[str] = []
    found, role, again = Changed(), "", True
    for _ in range(TRIES):
        with hub.opened(database) as there:
            role = there.role
            found, again = _once(there, found, said)
        done.append(True)
        if not again:
            break
    changed = lines(found, role, settings.today()) if found != Changed() or not said else []
    told = [*changed, *said]
    if json:
        from callplan.render.json_value import versioned

        print(versioned(**vars(found), put_aside=said))
    else:
        papers.listed(told)
    if again:
        raise Busy("Somebody else goes on writing: `callplan sync` once more does what is left.")


def _once(there: Hub, until_now: Changed, said: list[str]) -> tuple[Changed, bool]:
    """Exchange once; what changed so far, and whether there is something left to do."""
    from callplan.cli.exchanging import Exchange
    from callplan.cli.forgetting_there import (
        also_in_copies,
        also_in_papers,
        also_in_what_goes,
        before_it_is_forgotten,
        forget_there,
    )
    from callplan.cli.sending import send
    from callplan.journal.taking_in import TakingIn, take_in

    journal = deals.journal()
    journal.create()
    with journal.open() as database:
        exchange = Exchange(journal, database, there)
        exchange.read()
        before = before_it_is_forgotten(journal, exchange)
        also_in_what_goes(journal, exchange, before)
        went = send(exchange)
        _call_anew(exchange)
        aside, back = _kept_apart(exchange)
        sent = (*exchange.agreed, *went.sent)
        what = TakingIn(exchange.incoming, tuple(exchange.taken), sent, tuple(exchange.gone), _takers(exchange))
        left = take_in(journal, database, what, exchange.noted)
    papers_gone = also_in_papers(journal, exchange, left, before, aside)
    said += [*back, *_in_sentences(aside), *papers_gone]
    also_in_copies(journal, exchange, left)
    found = _changed(until_now, exchange, went, left)
    forgot, refused = forget_there(journal, there, left | exchange.clash | exchange.unreadable)
    said += refused
    return found.but(forgot=until_now.forgot + forgot), bool(left or went.grown)


def _kept_apart(exchange: Exchange) -> tuple[list[KeptAside], list[str]]:
    """Keep what the hub did not take over, and what was begun of a deal that went; a line on each that came back."""
    takers = _takers(exchange)
    if not (exchange.apart or takers or exchange.won):
        return [], []
    from callplan.cli.apart import bring_back, keep_apart, keep_begun

    called = {each.there.id: each.called for each in exchange.taken}
    aside = [
        kept
        for each in exchange.apart
        for kept in keep_apart(each, called.get(each.here.id, each.here.called), exchange.journal)
    ]
    for id, taker in takers.items():
        aside += keep_begun(exchange.here[id].called, taker, id)
    back = [line for id in exchange.won if id in called for line in bring_back(id, called[id])]
    return aside, back


def _in_sentences(aside: list[KeptAside]) -> list[str]:
    if not aside:
        return []
    from callplan.cli.apart_in_words import in_sentences

    return in_sentences(aside)


def _takers(exchange: Exchange) -> dict[str, str]:
    """Whose deals of one's own are now that went to somebody else, by their ids on the hub."""
    return {**exchange.lost, **{each.there.id: each.there.owner for each in exchange.taken if _went(each, exchange)}}


def _went(taken: Taken, exchange: Exchange) -> bool:
    """Whether a deal of one's own, which a manager can still read, is somebody else's now."""
    return taken.here is not None and taken.here.owner == exchange.role != taken.there.owner


def _call_anew(exchange: Exchange) -> None:
    """Keep what is half done of deals that were renamed elsewhere under their new names."""
    taken = [(each.here, each.called) for each in exchange.taken if each.here and not _went(each, exchange)]
    names = {here.called: called for here, called in taken if here.called != called}
    if names:
        from callplan import drafts, put_aside

        drafts.rename(names)
        put_aside.rename(names)


def _changed(before: Changed, exchange: Exchange, went: Went, left: frozenset[str]) -> Changed:
    """What changed so far, with this exchange."""
    names = {each.there.id: each.called for each in exchange.taken if each.there.id not in left}
    taken = {*names.values()}
    new = [each for each in exchange.new if each[1] in taken]
    clashing = tuple(sorted({*exchange.to_rename, *went.clashing}))
    lost = [(exchange.here[id].called, taker) for id, taker in exchange.lost.items() if id not in left]
    gone = [each.called for each in exchange.sorted.gone if each.id not in left]
    away = [each.called for each in exchange.away if each.id not in left]
    return before.but(
        came=(*before.came, *[each for each in exchange.came if each.deal in taken]),
        new=(*before.new, *new),
        sent=tuple(dict.fromkeys((*before.sent, *went.told))),
        unsendable=went.unsendable,
        won=(*before.won, *[(names[id], giver) for id, giver in exchange.won.items() if id in names]),
        lost=(*before.lost, *lost),
        forgotten=(*before.forgotten, *gone),
        away=(*before.away, *away),
        rewritten=(*before.rewritten, *[names[id] for id in exchange.reworded if id in names]),
        clashing=clashing,
        unreadable=tuple([exchange.name_of(each) for each in exchange.changed if each.id in exchange.unreadable]),
    )
