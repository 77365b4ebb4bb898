"""Where they and we stand, and what is weak in what we know (RULES §3: WHERE)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.choose import under_way
from callplan.core.days import read
from callplan.core.deal.position import fronts, places, stage_at
from callplan.core.deal.state import Claim, Word
from callplan.core.deal.status import OPEN, SETTLED
from callplan.core.deal.verdict import past, roles_in, rung_asked, verdict
from callplan.core.plan.between import indispensable
from callplan.core.plan.clock import because_of, last_heard
from callplan.core.plan.draft import Draft
from callplan.core.plan.leaning import weak_facts
from callplan.core.plan.model import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def where(draft: Draft) -> Iterator[Line]:
    """Where they are and we are; the last decision; what is weak in what we know."""
    yield from _positions(draft)
    yield from last_heard(draft)
    yield from wanted_by(draft)
    yield from _unsettled(draft)
    yield from _sources(draft)


def wanted_by(draft: Draft) -> Iterator[Line]:
    """The client's own date, where there is little room left before it."""
    if draft.dates:
        from callplan.core.plan.timing import line

        yield from line(draft, draft.dates)


def _positions(draft: Draft) -> Iterator[Line]:
    found = places(draft.standing)
    stage = draft.map.stage
    main = found.client.get("main")
    because = ("rules 28-30",)
    if main is None:
        yield Line("WHERE", phrase.sentence(_main_done(draft)), because)
    elif not found.gap:
        yield Line("WHERE", f"They are at {phrase.quoted(stage[main].title)}, and so are we.", because)
    else:
        far = phrase.several(abs(found.gap), "stage")
        theirs, ours = phrase.quoted(stage[main].title), phrase.quoted(stage[str(found.ours)].title)
        way = "behind" if found.gap < 0 else "ahead"
        yield Line("WHERE", f"They are at {theirs}, we at {ours}, {far} {way}.", because)
    beside = [
        phrase.quoted(at.title)
        for track in fronts(draft.standing)
        if track != "main" and (at := stage_at(draft.standing, track)) and _begun(draft, track)
    ]
    if beside:
        yield Line("WHERE", phrase.sentence(f"Beside it: {phrase.joined(beside)}"), because)


def _main_done(draft: Draft) -> str:
    """That the main way is decided to its end, and what on it was passed over, or has to be decided again."""
    last = draft.map.tracks["main"][-1]
    debts = [debt.id for debt in draft.owed if debt.kind == "decision"]
    debts = [step for step in debts if draft.map.stage_of[step].track == "main"]
    if not debts:
        return f"All is decided on the main way, up to {phrase.quoted(last.title)}"
    again = [step for step in debts if draft.status(step) in ("expired", "to-reconfirm")]
    passed = [step for step in debts if step not in again]
    closing = draft.map.closing
    end = draft.title(closing) if draft.status(closing) in SETTLED else phrase.quoted(last.title)
    parts = [f"{end} is decided"]
    was, still = ("was", "is") if len(passed) == 1 else ("were", "are")
    parts += [f"{draft.titles(passed)} {was} passed over and {still} still open"] if passed else []
    parts += [f"{draft.titles(again)} {'has' if len(again) == 1 else 'have'} to be said again"] if again else []
    return phrase.capital("; ".join(parts))


def _begun(draft: Draft, track: str) -> bool:
    """Whether a track beside the main one is under way: nothing its front's stage needs is still undecided."""
    return any(under_way(draft.standing, step) for step in fronts(draft.standing)[track])


def _unsettled(draft: Draft) -> Iterator[Line]:
    """What is to be confirmed again, declined, put off, only supported, or spoken against."""
    said = {draft.chosen} if draft.call and draft.decision else set()
    again = [
        step.id
        for step in draft.map.decisions
        if draft.status(step.id) == "to-reconfirm" and step.id not in (said if draft.present else ())
    ]
    if again:
        yield Line("WHERE", f"To confirm again: {draft.titles(again)}.", tuple(f"map {step}" for step in again))
    if draft.over and not draft.deal.closed:
        said = {*said, draft.map.closing}
    said = {*said, draft.last.id} if draft.last else said
    for step in draft.map.decisions:
        if step.id not in said and (line := no_or_later(draft, step.id)):
            yield line
    yield from support(draft, *supported(draft))
    yield from _against(draft)


def no_or_later(draft: Draft, step: str) -> Line | None:
    """A decision declined, or put off, with the reason given."""
    no, off = verdict(draft.standing, step).declined, past(draft.standing, step).put_off
    if draft.status(step) == "declined" and no:
        day = phrase.short_day(no.on, draft.today)
        text = f"No to {draft.title(step)} from {draft.name(no.person)} on {day}{because_of(no.words)}"
        return Line("WHERE", phrase.sentence(text), (f"entry {no.number}",))
    if draft.status(step) == "put-off" and off:
        day = phrase.short_day(off.until, draft.today)
        text = f"{draft.name(off.word.person)} put {draft.title(step)} off to {day}{because_of(off.word.words)}"
        return Line("WHERE", phrase.sentence(text), (f"entry {off.word.number}",))
    return None


def supported(draft: Draft) -> list[str]:
    """Decisions that have a client's yes and are not made by it (rule 13)."""
    waiting = [step.id for step in draft.map.decisions if draft.status(step.id) in {*OPEN, "implied"} - {"expired"}]
    return [step for step in waiting if _of_clients(draft, verdict(draft.standing, step).yeses)]


def _of_clients(draft: Draft, words: tuple[Word, ...]) -> list[Word]:
    return [word for word in words if draft.deal.side(word.person) == "client"]


def support(draft: Draft, *steps: str) -> Iterator[Line]:
    """Who is for a decision, and what it still waits for."""
    for step in steps:
        yeses = _of_clients(draft, verdict(draft.standing, step).yeses)
        people = list(dict.fromkeys(yes.person for yes in yeses))
        verb = "is" if len(people) == 1 else "are"
        text = f"{draft.names(people)} {verb} for {draft.title(step)}{_lacking(draft, step, people)}."
        yield Line("WHERE", text, tuple(f"entry {yes.number}" for yes in yeses))


def _lacking(draft: Draft, step: str, people: list[str]) -> str:
    """What a supported decision still waits for: somebody's yes, or the same yes with more proof."""
    given = verdict(draft.standing, step).saying_yes
    wanted = [role for role in roles_in(draft.standing, draft.map.steps[step].by) if role not in given]
    weak = [role for role in wanted if any(role in draft.deal.roles(name) for name in people)]
    if weak:
        rung = {"wrote": "in writing", "did": "by deed"}.get(rung_asked(draft.standing, step), "first hand")
        short = [name for name in people if not given.intersection(draft.deal.roles(name))]
        whose = draft.firsts(short) if 0 < len(short) < len(people) else "and"
        return f", {whose} not yet {rung}"
    last = "and" if all(indispensable(draft, step, role) for role in wanted) else "or"
    lacks = phrase.joined([draft.somebody(role) for role in wanted[:2]], last)
    return f", which waits for {lacks}" if lacks else ""


def _against(draft: Draft) -> Iterator[Line]:
    """Noes that do not decline what they are said to (rule 16)."""
    for step in draft.map.decisions:
        found = verdict(draft.standing, step.id)
        for no in _of_clients(draft, found.noes) if not found.declined and draft.status(step.id) in OPEN else ():
            text = f"{draft.name(no.person)} is against {draft.title(step.id)}{because_of(no.words)}"
            yield Line("WHERE", phrase.sentence(text), (f"entry {no.number}",))


def _sources(draft: Draft) -> Iterator[Line]:
    """Facts in conflict, and those on one person's word alone."""
    for name, found in weak_facts(draft).items():
        label = phrase.capital(draft.fact_name(name))
        because = tuple(f"entry {claim.number}" for claim in found.claims)
        if found.state == "conflict":
            yield Line("WHERE", f"{label}: {', '.join(_sides(draft, name, found.claims))}.", because)
        elif found.state == "single":
            who = draft.plain(found.claims[0].teller or found.claims[0].person)
            yield Line(
                "WHERE", f"{label}: {_value(draft, name, found.value or '')}, on {who}'s word alone.", because, "1"
            )


def _sides(draft: Draft, fact: str, claims: tuple[Claim, ...]) -> list[str]:
    """Who says what, those who agree in one breath."""
    groups: dict[tuple[str, str | int | float], list[str]] = {}
    for claim in claims:
        groups.setdefault((claim.proof, claim.value), []).append(claim.person)
    return [
        f"{draft.names(people)} {_verb(proof, len(people))} {_value(draft, fact, value)}"
        for (proof, value), people in groups.items()
    ]


def _verb(proof: str, count: int) -> str:
    heard, says = ("is said to say", "says") if count == 1 else ("are said to say", "say")
    return {"wrote": "wrote", "did": "showed", "heard": heard}.get(proof, says)


def _value(draft: Draft, fact: str, value: str | float) -> str:
    found = draft.map.fact[fact]
    if found.type == "date" and (day := read(str(value), draft.today)):
        return phrase.long_day(day, draft.today)
    shown = phrase.number(value) if isinstance(value, (int, float)) else value
    return f"{shown} {found.unit}".strip()
