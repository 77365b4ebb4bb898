"""What somebody who has left had promised and they still need: asked of whoever follows (page rule 5)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.fulfilled import decided_without
from callplan.core.deal.position import undone
from callplan.core.deal.promised import AWAY
from callplan.core.deal.verdict import roles_in
from callplan.core.deal.wanted import is_wanted
from callplan.core.map.playbook import Act
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.no_calls import may_ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.deal.state import Promise

MOST, DROP = 2, 20


def left_behind(b: Briefing) -> list[Promise]:
    """The acts that somebody who has left had promised, that are wanted and that nobody has promised since."""
    fallen = [each for each in b.deal.promises.values() if each.state == AWAY and b.deal.has_left(each.person)]
    fallen = [each for each in fallen if each.step not in b.promised]
    acts = [each for each in fallen if isinstance(b.map.steps.get(each.step), Act)]
    wanted = [each for each in acts if undone(b.standing, each.step) and is_wanted(b.standing, each.step)]
    latest = {each.step: each for each in wanted if not decided_without(b.standing, each)}
    return list(latest.values())


def followers(b: Briefing, promise: Promise) -> list[str]:
    """Those who hold now the part in which it was promised, else any part that does the act."""
    roles = roles_in(b.standing, b.map.steps[promise.step].by)
    own = [role for role in roles if role in b.deal.roles(promise.person)]
    return list(dict.fromkeys(name for role in own or roles for name in b.deal.holders(role)))


def left_by_others(b: Briefing) -> Iterator[Line]:
    """Who was to do what, and whom to ask for it, unless whoever follows is on the call and is asked there."""
    for promise in left_behind(b)[:MOST]:
        follows = followers(b, promise)
        if not set(follows).isdisjoint(b.present):
            continue
        who = f"{b.names.short(promise.person)}, who has left,"
        was = phrase.with_day(who, "was", promise.act, b.names.day(promise.due))
        whom = f" Ask {b.names.short(follows[0])} about it." if follows else " Ask who does it now."
        then = whom if may_ask(b, follows[:1] or b.clients, promise.step) else ""
        yield Line("MISSING", f"{was}.{then}", (f"promise {promise.id}", "page rule 5"), drop=DROP)
