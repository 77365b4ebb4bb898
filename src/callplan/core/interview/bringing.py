"""Whom somebody promised to bring, in words of their own, and what of the map that is (rules 45, 52; page rule 16)."""

from __future__ import annotations

import re

from callplan.core.deal.position import undone
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import is_open
from callplan.core.deal.verdict import roles_in
from callplan.core.text import tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Deal
    from callplan.core.interview.roster import Roster
    from callplan.core.map.playbook import Role

_CALL = r"(?:on|onto|to|into) (?:the|a|our|this) (?:next )?(?:call|meeting)"
_BRING = re.compile(rf"(?i)(?:bring|invite)(?: in| along)? (.+?)(?: in| along)?(?: {_CALL})?\.?")
_GET = re.compile(rf"(?i)(?:get|have) (.+?) {_CALL}\.?")


def brought_by(deal: Deal, roster: Roster, person: str, act: str) -> str:
    """The map's act by which somebody brings whom they promised to bring, else `@ROLE`; "" where that is not plain."""
    said = _BRING.fullmatch(act) or _GET.fullmatch(act)
    role = _role(deal, roster, person, tidy(said[1])) if said else ""
    if not role:
        return ""
    standing = Standing(deal)
    own = set(roster.known.get(person, ()))
    for each in deal.playbook.acts:
        if each.brings == role and undone(standing, each.id) and not own.isdisjoint(roles_in(standing, each.by)):
            return each.id
    return f"@{role}"


def _role(deal: Deal, roster: Roster, person: str, name: str) -> str:
    """The one role of the client's that somebody of that name is brought for, or that is called so; "" for none."""
    found = roster.meant(name)
    if len(found) == 1 and found[0] != person and found[0] not in roster.gone:
        held = roster.known[found[0]]
    else:
        held = () if found else tuple([role.id for role in deal.playbook.roles if name.casefold() in _called(role)])
    theirs = [role for role in held if deal.playbook.role[role].side == "client"]
    standing = Standing(deal)
    wanted = [step for step in deal.playbook.decisions if is_open(standing, step.id)]
    deciding = [role for role in theirs if any(role in roles_in(standing, step.by) for step in wanted)]
    brought = [role for role in theirs if any(act.brings == role for act in deal.playbook.acts)]
    few = next((each for each in (theirs, brought, deciding) if len(each) == 1), [""])
    return few[0]


def _called(role: Role) -> set[str]:
    """What a role is called on the map, with its article and without."""
    names = {each.casefold() for each in (role.title, role.called) if each}
    return names | {f"the {each}" for each in names}
