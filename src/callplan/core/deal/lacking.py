"""What the map asks to be known and settled before a deal is closed at one of its ends (PLAYBOOKS 36)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.facts import known
from callplan.core.deal.needs import unmet_of
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import passed, settled


def lacking(deal: Deal, end: str, on: date) -> str:
    """What is missing for a deal to be closed so, in a sentence; "" when nothing is. It is said, and locks nothing."""
    found = deal.playbook.end.get(end)
    standing = Standing(deal, on)
    names = unmet_of(standing, found.needs) if found and found.needs else ()
    parts = [_missing(standing, name) for name in names if name != deal.playbook.closing]
    return phrase.sentence(f"The map has this end otherwise: {phrase.joined(parts)}") if parts else ""


def _missing(standing: Standing, name: str) -> str:
    """One thing that is missing, or is there though the map wants it open (`not`)."""
    if name in standing.map.fact:
        return f"{phrase.spoken(name)} is {'known' if known(standing, name).told else 'not known'}"
    step, stage = standing.map.steps.get(name), standing.map.stage.get(name)
    title = step.called if step else phrase.quoted(stage.title if stage else name)
    there = settled(standing, name) if step else passed(standing, name)
    return f"{title} is {'settled' if there else 'open'}"
