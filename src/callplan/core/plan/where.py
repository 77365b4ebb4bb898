"""Where they and we stand, and what is weak in what we know (RULES §3: WHERE)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.needs import needs_met
from callplan.core.deal.position import fronts, places, stage_at
from callplan.core.deal.state import Claim, Word
from callplan.core.deal.status import OPEN
from callplan.core.deal.verdict import past, roles_in, verdict
from callplan.core.plan.draft import Draft
from callplan.core.plan.leaning import weak_facts
from callplan.core.plan.model import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def where(draft: Draft) -> Iterator[Line]:
    """Where they are and we are; the last decision; what is weak in what we know."""
    yield from _positions(draft)
    yield from _clock(draft)
    yield from _unsettled(draft)
    yield from _sources(draft)


def _positions(draft: Draft) -> Iterator[Line]:
    found = places(draft.standing)
    stage = draft.map.stage
    main = found.client.get("main")
    because = ("rules 28-30",)
    if draft.deal.closed:
        end = draft.map.end.get(draft.deal.closed.end)
        kind = phrase.capital((end.title or end.kind) if end else draft.deal.closed.end)
        reason = f": {draft.deal.closed.reason}" if draft.deal.closed.reason else ""
        yield Line("WHERE", phrase.sentence(f"{kind}{reason}"), ("deal closed",))
    if main is None:
        yield Line("WHERE", "They have decided all there is on the main way.", because)
    elif not found.gap:
        yield Line("WHERE", f"They are at {phrase.quoted(stage[main].title)}, and so are we.", because)
    elif found.ours:
        far = phrase.several(abs(found.gap), "stage")
        theirs, ours = phrase.quoted(stage[main].title), phrase.quoted(stage[found.ours].title)
        yield Line(
            "WHERE", f"They are at {theirs}, we at {ours}, {far} {'behind' if found.gap < 0 else 'ahead'}.", because
        )
    beside = [
        f"{phrase.quoted(at.title)} ({track})"
        for track in fronts(draft.standing)
        if track != "main" and (at := stage_at(draft.standing, track)) and _begun(draft, track)
    ]
    if beside:
        yield Line("WHERE", f"Beside it: {phrase.joined(beside)}.", because)


def _begun(draft: Draft, track: str) -> bool:
    """Whether a track beside the main one is under way: what its front needs is there."""
    return any(needs_met(draft.standing, step, ()) is not False for step in fronts(draft.standing)[track])


def _clock(draft: Draft) -> Iterator[Line]:
    days = phrase.several(draft.quiet.days, "day")
    calls = phrase.several(draft.quiet.calls, "call")
    if draft.last:
        word = draft.last.word
        calls = f" and {calls}" if draft.quiet.calls else ""
        when = f"{days}{calls} ago" if draft.quiet.days else "today"
        day = phrase.short_day(word.on, draft.today)
        text = f"Last decision: {draft.title(draft.last.id)} ({draft.plain(word.person)}, {day}), {when}."
        yield Line("WHERE", text, (f"entry {word.number}",))
    elif draft.quiet.days:
        calls = f" and {draft.quiet.calls} {'call' if draft.quiet.calls == 1 else 'calls'}" if draft.quiet.calls else ""
        whose = f" from {draft.names(draft.clients)}" if draft.clients else ""
        days = f"{draft.quiet.days} {'day' if draft.quiet.days == 1 else 'days'}"
        yield Line("WHERE", f"No decision{whose} yet, in {days}{calls}.", ("rule 55",))


def _unsettled(draft: Draft) -> Iterator[Line]:
    """What is to be confirmed again, in doubt, declined, put off, or only supported."""
    again = [step.id for step in draft.map.decisions if draft.status(step.id) == "to-reconfirm"]
    if again:
        yield Line("WHERE", f"To confirm again: {draft.titles(again)}.", tuple(f"map {step}" for step in again))
    for step in draft.map.decisions:
        found, kind = verdict(draft.standing, step.id), draft.status(step.id)
        if kind == "declined" and found.declined and step.id != draft.chosen:
            words = f": {phrase.quoted(found.declined.words)}" if found.declined.words else ""
            day = phrase.short_day(found.declined.on, draft.today)
            text = f"No to {step.name} from {draft.name(found.declined.person)} on {day}{words}"
            yield Line("WHERE", phrase.sentence(text), (f"entry {found.declined.number}",))
        elif kind == "put-off" and step.id != draft.chosen and (off := past(draft.standing, step.id).put_off):
            reason = f": {phrase.quoted(off.word.words)}" if off.word.words else ""
            day = phrase.short_day(off.until, draft.today)
            text = f"{draft.name(off.word.person)} put {step.name} off to {day}{reason}"
            yield Line("WHERE", phrase.sentence(text), (f"entry {off.word.number}",))
    yield from _support(draft)
    yield from _against(draft)


def supported(draft: Draft) -> list[str]:
    """Decisions that have a client's yes and are not made by it (rule 13)."""
    waiting = [step.id for step in draft.map.decisions if draft.status(step.id) in (*OPEN, "implied")]
    return [step for step in waiting if _of_clients(draft, verdict(draft.standing, step).yeses)]


def _of_clients(draft: Draft, words: tuple[Word, ...]) -> list[Word]:
    return [word for word in words if draft.deal.side(word.person) == "client"]


def _support(draft: Draft) -> Iterator[Line]:
    for step in supported(draft):
        yeses = _of_clients(draft, verdict(draft.standing, step).yeses)
        people = dict.fromkeys(yes.person for yes in yeses)
        verb = "is" if len(people) == 1 else "are"
        wanted = [
            role for role in roles_in(draft.standing, draft.map.steps[step].by) if role not in _given(draft, step)
        ]
        lacks = phrase.joined([draft.somebody(role) for role in wanted[:2]]) if wanted else ""
        ending = f", which waits for {lacks}" if lacks else ""
        text = f"{draft.names(people)} {verb} for {draft.title(step)}{ending}."
        yield Line("WHERE", text, tuple(f"entry {yes.number}" for yes in yeses))


def _against(draft: Draft) -> Iterator[Line]:
    """Noes that do not decline what they are said to (rule 16)."""
    for step in draft.map.decisions:
        found = verdict(draft.standing, step.id)
        for no in _of_clients(draft, found.noes) if not found.declined and draft.status(step.id) in OPEN else ():
            words = f": {phrase.quoted(no.words)}" if no.words else ""
            text = f"{draft.name(no.person)} is against {step.name}{words}"
            yield Line("WHERE", phrase.sentence(text), (f"entry {no.number}",))


def _given(draft: Draft, step: str) -> frozenset[str]:
    return verdict(draft.standing, step).saying_yes


def _sources(draft: Draft) -> Iterator[Line]:
    """Facts in conflict, and those on one person's word alone."""
    for name, found in weak_facts(draft).items():
        label = phrase.capital(draft.fact_name(name))
        because = tuple(f"entry {claim.number}" for claim in found.claims)
        if found.state == "conflict":
            said = [
                f"{draft.name(each.person)} {_verb(each)} {_value(draft, name, each.value)}" for each in found.claims
            ]
            yield Line("WHERE", f"{label}: {', '.join(said)}.", because)
        elif found.state == "single":
            who = draft.name(found.claims[0].teller or found.claims[0].person)
            yield Line(
                "WHERE", f"{label}: {_value(draft, name, found.value or '')}, on {who}'s word alone.", because, "1"
            )


def _verb(claim: Claim) -> str:
    return {"wrote": "wrote", "did": "showed", "heard": "is said to say"}.get(claim.proof, "says")


def _value(draft: Draft, fact: str, value: str | float) -> str:
    unit = draft.map.fact[fact].unit
    shown = phrase.number(value) if isinstance(value, (int, float)) else value
    return f"{shown} {unit}".strip()
