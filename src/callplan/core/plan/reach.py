"""The least, and all the way: how to take it and what it leaves owing (RULES §3)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.acts import Request
from callplan.core.call.feasible import has_voice
from callplan.core.call.rungs import Reach
from callplan.core.deal.moments import limit
from callplan.core.deal.needs import is_ours
from callplan.core.deal.owed import owed
from callplan.core.deal.verdict import rung_asked
from callplan.core.plan.draft import Draft
from callplan.core.plan.model import Line
from callplan.core.playbook import Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


MOST = 4


def least(draft: Draft) -> Iterator[Line]:
    """The least that still counts."""
    request = draft.ladder.least
    if request is None:
        return
    offer = draft.help(request)
    text = f"{will(draft, request)}. With no date from {draft.first(request.person)}, nothing has moved."
    yield Line("LEAST", f"{text} Bring {offer}." if offer else text, sources_of(request))


def all_the_way(draft: Draft) -> Iterator[Line]:
    """How far they may go, how to take it, and what it leaves owing."""
    far = draft.ladder.all_the_way
    if far is None or far == draft.ladder.aim:
        return
    step = draft.map.steps[far.id]
    assert isinstance(step, Decision)
    verb = "decide" if len(far.people) > 1 else "decides"
    text = f"{_leading_there(draft, far)}{draft.firsts(far.people)} {verb} whether {written(draft, step)}."
    if far.owes and (taking := take_it(draft, far.owes)):
        text = f"{text} {taking}{_price(draft, far)}"
    yield Line("ALL THE WAY", text, (f"map {far.id}.whether", "rule 42", *(f"owed {name}" for name in far.owes)))


def _leading_there(draft: Draft, far: Reach) -> str:
    """The decisions taken on the way there, when none of them is the aim."""
    if isinstance(draft.ladder.aim, Reach) or len(far.chain) < 2:
        return ""
    return f"First {draft.titles(far.chain[:-1])}; then "


def will(draft: Draft, request: Request) -> str:
    """What somebody will do, by when."""
    text = f"{draft.name(request.person)} will {draft.deed(request)} by {phrase.long_day(request.due, draft.today)}"
    last = limit(draft.standing, request.id) if request.id in draft.map.steps else None
    gone_by = last is not None and last < draft.day
    return f"{text}, after the limit of {phrase.short_day(last, draft.today)}" if last and gone_by else text


def sources_of(request: Request) -> tuple[str, ...]:
    """What a request was computed from."""
    return (f"map {request.id}" if request.id[0] != "@" else f"role {request.id[1:]}", f"rule 45{request.kind}")


def written(draft: Draft, step: Decision) -> str:
    """What is decided, and how it is proved when words are not enough."""
    rung = rung_asked(draft.standing, step.id)
    ending = {"wrote": ", in writing", "did": ", by deed"}.get(rung, "")
    return f"{step.clause}{ending}"


def take_it(draft: Draft, owes: tuple[str, ...]) -> str:
    """Take the yes, and let somebody name a day for each thing of theirs then owed, before what waits for it."""
    reach = draft.ladder.all_the_way or draft.ladder.aim
    assert isinstance(reach, Reach)
    debts = {debt.id: debt for debt in owed(draft.standing.but(frozenset(reach.chain), draft.present))}
    owes = tuple([name for name in owes if name[0] == "@" or not is_ours(draft.standing, name)])
    owes = tuple([name for name in owes if debts[name].before]) if draft.light else owes
    if not owes:
        return ""
    gates = list(dict.fromkeys(debts[name].before for name in owes))
    owes = tuple(sorted(owes, key=lambda name: gates.index(debts[name].before)))
    told = owes if len(owes) <= MOST + 1 else owes[:MOST]
    parts = []
    for gate in gates:
        named = [name for name in told if debts[name].before == gate]
        titles = phrase.joined([draft.title(name) for name in named])
        parts += [f"{titles}, before {draft.title(gate)}" if gate else titles] if named else []
    more = f", and for {phrase.number(len(owes) - MOST)} more" if len(told) < len(owes) else ""
    return f"Take it, and let {_keeper(draft, owes)} name a day for {'; for '.join(parts)}{more}."


def _keeper(draft: Draft, owes: tuple[str, ...]) -> str:
    """Who on the call can name the day: one with a voice in what is owed, else the first client person."""
    for name in draft.clients:
        if any(owed[0] != "@" and has_voice(draft.standing, owed, (name,)) for owed in owes):
            return draft.first(name)
    return draft.first(draft.clients[0])


def _price(draft: Draft, far: Reach) -> str:
    """The price of a leap, only when it passes over what is not owed yet."""
    already = {debt.id for debt in draft.owed}
    leapt = [draft.map.steps[name] for name in far.owes if name in draft.map.steps and name not in already]
    dear = next((step for step in leapt if step.if_skipped), None)
    return f" If {dear.called} stays owed, {dear.if_skipped}." if dear else ""
