"""Which end a no may lead to, and what the map asks before a deal is closed at one (page rule 7; PLAYBOOKS 36)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.facts import known
from callplan.core.deal.needs import spared, unmet_of
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import is_open, passed, settled, status
from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Act, Decision


def acts_to_win(standing: Standing) -> tuple[str, ...]:
    """The acts without which a deal is not won, though its closing decision is made, as far as they are not done."""
    needs = standing.map.end["won"].needs if "won" in standing.map.end else None
    named = {leaf.id for leaf in leaves(needs, turned=False)}
    acts = [name for name in (unmet_of(standing, needs) if needs else ()) if name in named]
    return tuple([name for name in acts if isinstance(standing.map.steps.get(name), Act)])


def is_won(standing: Standing) -> bool:
    """Whether the closing decision is made, and every act done that winning takes besides (rule 52)."""
    return status(standing, standing.map.closing) == "made" and not acts_to_win(standing)


def end_of_no(standing: Standing, step: str) -> str | None:
    """The end a no to a decision leads to; None: it is declined, and the deal goes on (page rule 7)."""
    if step == standing.map.closing and open_before(standing, step):
        return None
    return named_end(standing, step)


def named_end(standing: Standing, step: str) -> str | None:
    """The end that a no for good leads to: the one the map names; of the closing decision else the first lost one."""
    found = standing.map.steps[step]
    target = found.if_no if isinstance(found, Decision) else ""
    if target in standing.map.end:
        return target
    if step != standing.map.closing:
        return None
    return next((end.id for end in standing.map.ends if end.kind == "lost"), "lost")


def open_before(standing: Standing, step: str) -> list[str]:
    """The open decisions that come before one: ranked before it on its track, or needed by it."""
    stages, rank, way = standing.map.stage_of, standing.map.rank, standing.way.through(step)
    return [
        each.id
        for each in standing.map.decisions
        if each.id != step
        and (each.id in way or (stages[each.id].track == stages[step].track and rank[each.id] < rank[step]))
        and is_open(standing, each.id)
        and not spared(standing, each.id)
    ]


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
        found = known(standing, name)
        to_come = found.told and standing.map.fact[name].type == "date"
        return f"{phrase.spoken(name)} is {'still to come' if to_come else 'known' if found.told else 'not known'}"
    step, stage = standing.map.steps.get(name), standing.map.stage.get(name)
    title = step.called if step else phrase.quoted(stage.title if stage else name)
    there = settled(standing, name) if step else passed(standing, name)
    return f"{title} is {'settled' if there else 'open'}"
