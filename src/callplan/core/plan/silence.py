"""A stage in which nobody may call: until when, and where questions go in writing (rule 64)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal import moments
from callplan.core.deal.facts import Known, known
from callplan.core.deal.status import is_open
from callplan.core.plan.draft import Draft
from callplan.core.plan.leaning import unknown_facts
from callplan.core.plan.model import Ask, Line
from callplan.core.playbook import Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def silence(draft: Draft) -> str:
    """`nobody may call before the submission is settled`, where that is so."""
    assert draft.silent is not None
    steps = [step.id for step in draft.silent.steps if isinstance(step, Decision) and is_open(draft.standing, step.id)]
    what = "call" if draft.silent.talk.how == "written" else "call or write"
    return f"nobody may {what} before {draft.titles(steps)} {'is' if len(steps) == 1 else 'are'} settled"


def in_writing(draft: Draft) -> Iterator[Line]:
    """Where questions go in writing, to whom, and until which day."""
    if draft.silent is None or draft.silent.talk.how != "written":
        return
    talk, title = draft.silent.talk, draft.title(draft.chosen or "")
    last = moments.day(draft.standing, talk.before)
    to = f" to {draft.somebody(talk.to)}" if talk.to else ""
    through = f" through {talk.through}" if talk.through else ""
    by = f" by {phrase.long_day(last, draft.today)}" if last else ""
    text = f"Write{to}{through}{by}." if to or through or by else f"Questions on {title} go in writing."
    if last and last < draft.day:
        day = phrase.long_day(last, draft.today)
        text = f"Questions went{to}{through} until {day}, and that day has gone by."
    yield Line("IN WRITING", text, (f"map {draft.silent.id}.talk", "rule 64"))


def questions(draft: Draft) -> Iterator[Ask]:
    """What to ask in writing: the map's own question about the decision, and the facts it hangs on."""
    if draft.silent is None or draft.silent.talk.how != "written" or draft.decision is None:
        return
    step, role = draft.decision, draft.silent.talk.to
    holders = draft.deal.holders(role)
    of = draft.first(holders[0]) if holders else phrase.capital(draft.map.role[role].title) if role else "In writing"
    if step.ask:
        yield Ask(step.ask, of, step.listen_for, False, (f"map {step.id}.ask",))
    for name, found in _unknown(draft, step.id).items():
        fact = draft.map.fact[name]
        yield Ask(fact.ask, of, fact.listen_for, False, (f"fact {name}: {found.state}",))


def _unknown(draft: Draft, step: str) -> dict[str, Known]:
    return {name: known(draft.standing, name) for name in unknown_facts(draft, step) if draft.map.fact[name].ask}
