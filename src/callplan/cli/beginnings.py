"""What a new deal begins with: another's people and facts, or what the CRM knows of it."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import deals, maps
from callplan.core.entries import ordered
from callplan.core.text import clean
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from callplan.core.crm import CrmDeal
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.events import Event
    from callplan.core.interview.calls import Prepared
    from callplan.core.interview.question import Answers, Asker
    from callplan.core.map.playbook import Playbook

FIRST, NONE = 3, "none"


def followed_on(name: str, entries: tuple[Entry, ...], given: Answers, today: date) -> list[Event]:
    """What a new deal begins with that is like another."""
    if entries:
        raise Usage(f"--like: {name} is open already; it is for a new deal.")
    from callplan.core.interview.beginning import followed_on as begun

    before = deals.deal_of(given["like"])
    return begun(before, maps.load(given["playbook"]) if given.get("playbook") else before.playbook, today)


def in_the_crm(
    name: str, entries: tuple[Entry, ...], given: Answers, ask: Asker
) -> tuple[CrmDeal | None, Answers]:  # fmt: skip
    """The deal of the CRM that is meant by `--crm`, else by the name of a new deal, with the answers that it offers.

    Of several, whoever can be asked says which; one that is only called alike is never taken without being asked about.
    Raises Usage for an open deal, and for what the CRM does not have.
    """
    said = given.get("crm") or ""
    if said and entries:
        raise Usage(f"--crm: {name} is open already; it is for a new deal.")
    from callplan.core.crm.which import alike, called, picked
    from callplan.journal import crm

    if said.casefold() == NONE:
        return None, given
    every = crm.listed(deals.journal())
    found = picked(every, said) if said else called(every, name)
    if said and not found:
        lists = "`callplan import --list` shows those it has"
        raise Usage(f"--crm: the CRM has no open deal of the id, name or account “{clean(said)}”: {lists}.")
    near = () if found else _unprepared(alike(every, name))
    if near or len(found) > 1:
        given = {**given, "crm": _which(said or name, near or found, ask, alike=bool(near))}
        found = tuple([each for each in near or found if each.id == given["crm"]])
    if not found or _is_prepared(found[0], said):
        return None, given
    from callplan.core.crm.taken_over import offered

    return found[0], {**offered(found[0], settings.today()), **given}


def _is_prepared(deal: CrmDeal, said: str) -> bool:
    """Whether a deal of the CRM is one of ours already, which is said; Usage where it was asked for by `--crm`."""
    from callplan.core import phrase
    from callplan.journal import crm

    ours = crm.prepared(deals.journal()).get(deal.key)
    if ours is None:
        return False
    told = f"{clean(deal.name)} of the CRM is prepared as {ours} already (`{phrase.command('prep', ours)}`)"
    if said:
        raise Usage(f"--crm: {told}.")
    print(phrase.loose(f"{told}: nothing was taken over."), file=sys.stderr)
    return True


def _unprepared(found: Sequence[CrmDeal]) -> tuple[CrmDeal, ...]:
    from callplan.journal import crm

    ours = crm.prepared(deals.journal()) if found else {}
    return tuple([each for each in found if each.key not in ours])


def _which(name: str, found: Sequence[CrmDeal], ask: Asker, *, alike: bool) -> str:
    """The id of the deal that is meant, of several of a name or an account; `none` for none of them.

    `alike`: they are only called alike, so that nobody who cannot be asked has to say; that they are there is said.
    """
    from callplan.cli import asking
    from callplan.core import phrase
    from callplan.core.crm.lines import told
    from callplan.core.interview.question import Choice, Question

    choices = [Choice(each.id, f"{told(each, settings.today())} · {clean(each.record)}") for each in found]
    plain = len({each.record for each in found}) == len(found)
    ids = [(each.record if plain else each.id, told(each, settings.today())) for each in found[:FIRST]]
    flags = ", ".join([f"--crm {phrase.typed(typed)} ({what})" for typed, what in ids])
    text = f"{phrase.capital(phrase.number(len(found)))} deals of the CRM are called {clean(name)}. Which is it?"
    alone = alike and len(found) == 1
    if alike:
        text = f"Is {clean(name)} {'this deal' if alone else 'one of these deals'} of the CRM?"
    question = Question(
        "it", text, "choice", (*choices, Choice(NONE, "no" if alone else "none of them")), NONE if alike else None,
        "What the CRM knows of it is offered, and later imports tell of it.", f"{flags} or --crm {NONE}",
        choices[0].value if alone else None,
    )  # fmt: skip
    if alike and not asking.can_ask(ask):
        print(phrase.loose(f"The CRM has deals called alike, and none was taken over: {flags}."), file=sys.stderr)
    return str(asking.one(question, ask))


def listed_again(name: str, entries: tuple[Entry, ...], known: Deal) -> CrmDeal | None:
    """The deal of the CRM that a prep began with, where that prep is taken back in what is `known`."""
    was = deals.folded(entries, name).listed
    if known.listed or not was:
        return None
    from callplan.journal import crm

    key = was[-1].said.system, was[-1].said.record
    return next((each for each in crm.listed(deals.journal()) if each.key == key), None)


def taken_over(
    listed: CrmDeal, call: Prepared, playbook: Playbook, today: date
) -> tuple[Prepared, tuple[str, ...]]:  # fmt: skip
    """A first prep with what the CRM adds to it, and what is said of that."""
    from callplan.core.crm.taken_over import at_first

    taken = at_first(listed, playbook, call.events, today)
    return call.but(events=tuple(ordered([*call.events, *taken.events]))), taken.notes
