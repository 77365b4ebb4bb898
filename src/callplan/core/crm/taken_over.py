"""What a deal of ours takes over from the CRM: at its first prep, and when an import finds it changed."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.crm import CrmDeal
from callplan.core.events import Event, Learned, Met
from callplan.core.outside import Listed, Reached
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.deal.state import Claim, Deal
    from callplan.core.interview.question import Answers
    from callplan.core.map.playbook import Playbook

PAPER, AMOUNT = "CRM", "amount"


class TakenOver(Record):
    """What is written of a deal, and what is said of it."""

    events: tuple[Event, ...]
    notes: tuple[str, ...] = ()


def offered(deal: CrmDeal, today: date) -> Answers:
    """What the CRM knows, as answers that are offered: the day it was opened, its stage, its people."""
    opened = {"opened": deal.opened.isoformat()} if deal.opened and deal.opened <= today else {}
    people = [[each.name, each.title] for each in deal.people]
    return {**opened, "crm stage": deal.stage, "crm people": people}


def at_first(deal: CrmDeal, playbook: Playbook, told: Sequence[Event], today: date) -> TakenOver:
    """What a new deal takes over beside what was told of it."""
    addresses = {each.name: each.address for each in deal.people if each.address}
    met = [each.person for each in told if isinstance(each, Met)]
    reached = [Reached(today, name, addresses[name]) for name in met if name in addresses]
    typed = any(isinstance(each, Learned) and each.fact == AMOUNT for each in told)
    learned, note = ([], "") if typed else _amount(deal, playbook, today)
    return TakenOver((listed(deal, today), *learned, *reached), tuple(filter(None, (note,))))


def listed(deal: CrmDeal, today: date) -> Listed:
    """What the CRM says of a deal on a day."""
    return Listed(today, deal.system, deal.record, deal.stage, deal.status, deal.amount, deal.closes, deal.next_step)


def _amount(deal: CrmDeal, playbook: Playbook, today: date) -> tuple[list[Event], str]:
    """The amount as our own belief, unless the map has none or counts in another money."""
    fact = next((each for each in playbook.facts if each.id == AMOUNT), None)
    if fact is None or not deal.amount:
        return [], ""
    if deal.currency and phrase.is_currency(fact.unit) and deal.currency != fact.unit:
        return [], f"The CRM has {deal.amount:,} {deal.currency}, and the map counts in {fact.unit}: not taken over."
    return [Learned(today, AMOUNT, deal.amount, paper=PAPER)], ""


def since(ours: Deal, deal: CrmDeal, today: date) -> TakenOver:
    """What an import changes in a deal of ours: what a person said, and what you typed since, stays."""
    before = ours.listed[-1].said
    now = listed(deal, today)
    if now.but(on=before.on) == before:
        return TakenOver(())
    learned, note = ([], "") if deal.amount == before.amount else _amount(deal, ours.playbook, today)
    own = [each for each in ours.claims if each.fact == AMOUNT]
    if learned and (kept := _kept(own)):
        said = f"{kept.person} said" if kept.person else "you typed"
        day = phrase.short_day(kept.on, today)
        stays = "that stays" if kept.person else "yours stays"
        learned, note = [], f"{ours.name}: the CRM says {deal.amount:,}, {said} {kept.value:,} on {day}: {stays}."
    return TakenOver((now, *learned), tuple(filter(None, (note,))))


def _kept(claims: Sequence[Claim]) -> Claim | None:
    """The word that a CRM's amount does not overwrite: a person's, else what was typed."""
    people = [each for each in claims if each.person]
    typed = [each for each in claims if not each.person and each.paper != PAPER]
    return next(iter((*people[-1:], *typed[-1:])), None)
