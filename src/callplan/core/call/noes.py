"""Noes that stand while somebody who said them is on the call (page rule 4)."""

from __future__ import annotations

from callplan.core.call.feasible import clients
from callplan.core.deal.needs import is_clients
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import marked_by, status
from callplan.core.deal.verdict import past, roles_in, verdict


def said_no(standing: Standing, step: str, present: tuple[str, ...]) -> list[str]:
    """Those present by whose no a decision is declined."""
    if status(standing, step) != "declined":
        return []
    deciding = roles_in(standing, standing.map.steps[step].by)
    noes = {no.person for no in verdict(standing, step).noes if not set(deciding).isdisjoint(no.roles)}
    return [name for name in clients(standing, present) if name in noes]


def noes_behind(standing: Standing, present: tuple[str, ...]) -> dict[str, list[str]]:
    """What is open again only by noes that stand, each with those noes, if somebody who said one is present."""
    found = {}
    for step in standing.map.decisions:
        if status(standing, step.id) != "re-opened":
            continue
        causes = {mark.cause for mark in marked_by(past(standing, step.id)) if mark.kind == "re-opened"}
        noes = [each for each in causes - {step.id} if each in standing.map.steps]
        told = [each for each in noes if is_clients(standing, each) and said_no(standing, each, present)]
        if told and all(status(standing, each) == "declined" for each in causes):
            found[step.id] = told
    return found
