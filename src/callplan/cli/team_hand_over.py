"""A deal that becomes another rep's."""

from __future__ import annotations

import sys

from callplan.cli.team_hub import joined
from callplan.core import phrase
from callplan.core.text import clean, tidy
from callplan.errors import NeedsAnswer, NoSuchDeal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.hub import HubDeal


def team_hand_over(called: words.HubDealNamed, *, to: words.HandedTo = None) -> None:
    """Hand a deal over to another rep, all of it, as a manager may."""
    from callplan import hub

    taker = tidy(to or "")
    if not taker:
        raise NeedsAnswer("Whose it is from now on is missing: --to NAME, the role of a rep.")
    with hub.opened(joined()) as there:
        deal = _one(there.to_hand_over(called), called)
        if deal.owner == taker:
            raise Usage(f"{clean(deal.name or called)} is {clean(taker)}'s already.")
        there.hand_over(deal.id, taker)
    giver, name = clean(deal.owner), clean(deal.name or called)
    told = f"{name} is no longer {giver}'s but {clean(taker)}'s; each of you learns it with the next `callplan sync`."
    print(told, file=sys.stderr)


def _one(found: list[HubDeal], called: str) -> HubDeal:
    """The deal that is meant. Raises NoSuchDeal for none, Usage for more than one."""
    if not found:
        raise NoSuchDeal(f"No deal on the hub is called “{clean(called)}”: write it as anna/harrow, owner and deal.")
    if len(found) > 1:
        owners = phrase.joined([clean(f"{deal.owner}/{deal.name}") for deal in found], "and")
        raise Usage(f"There is more than one: say which of {owners}.")
    return found[0]
