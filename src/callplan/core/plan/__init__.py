"""One page for one call, every line computed from this client's map, history and people (DESIGN §6)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.position import fronts, places
from callplan.core.deal.state import Deal
from callplan.core.plan import aim, guards, owing, reach, talk, views, where
from callplan.core.plan.asks import asks, they_ask
from callplan.core.plan.between import no_aim
from callplan.core.plan.draft import CallFor, Draft
from callplan.core.plan.model import Line, Plan, PlaybookName
from callplan.core.plan.trim import trimmed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.plan.model import Ask


def plan(deal: Deal, today: date, call: CallFor | None = None) -> Plan:
    """The plan for a call; without one, where the deal stands today."""
    if call and call.back_to:
        from callplan.core.plan.back import back

        return back(deal, today, call)
    draft = Draft(deal, today, call)
    questions = asks(draft)
    lines = trimmed(list(_lines(draft, questions)), draft.light)
    with_status = {step.id: draft.status(step.id) for step in draft.map.decisions}
    return Plan(
        deal=deal.name,
        closed=deal.closed.end if deal.closed else None,
        playbook=PlaybookName(deal.playbook.id, deal.playbook.version),
        call=views.call(draft),
        decision=views.chosen(draft),
        no_aim=no_aim(draft),
        rungs=views.rungs(draft),
        position=places(draft.standing),
        fronts=fronts(draft.standing),
        doubted=draft.doubted,
        to_reconfirm=_in_state(with_status, "to-reconfirm"),
        support=tuple(where.supported(draft)),
        declined=_in_state(with_status, "declined"),
        deferred=_in_state(with_status, "put-off"),
        last_client_decision=views.last_decision(draft),
        momentum=draft.quiet,
        owed=draft.owed,
        promises=views.commitments(draft),
        sources=views.sources(draft),
        client_work=tuple(owing.work(draft)),
        before_you_dial=(*draft.unfinished(), *draft.late()),
        asks=questions,
        may_ask=they_ask(draft),
        risk=owing.risk(draft),
        unknown=views.unknown(draft),
        lines=tuple(lines),
        light=draft.light,
    )


def _in_state(statuses: dict[str, str], kind: str) -> tuple[str, ...]:
    return tuple([step for step, status in statuses.items() if status == kind])


def _lines(draft: Draft, questions: tuple[Ask, ...]) -> Iterator[Line]:
    """Every line in the order of the call."""
    for part in (aim.head, aim.aim, reach.least, reach.all_the_way, talk.opening):
        yield from part(draft)
    for ask in questions:
        yield Line("ASK", f"{ask.of}: {ask.question}", ask.because, "*" if ask.starred else "-")
        if ask.starred and ask.listen_for:
            yield Line("ASK", ask.listen_for, ask.because, "→")
    if not draft.light:
        for question in they_ask(draft):
            yield Line("THEY ASK", question, (f"map {draft.chosen}.they_ask",), "?")
        yield from owing.risk_line(draft)
        yield from guards.until_then(draft)
        yield from guards.proof_line(draft)
    yield from talk.if_back(draft)
    yield from talk.at_the_end(draft)
    if not draft.light or not draft.clients:
        yield from where.where(draft)
        yield from talk.elsewhere(draft)
    else:
        yield from where.wanted_by(draft)
    yield from owing.promises(draft)
    if not draft.light:
        yield from owing.work_lines(draft)
    yield from owing.foot(draft)


__all__ = ["CallFor", "plan"]
