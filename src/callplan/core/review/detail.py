"""One deal in full: what have they done, where are they, what must they do next, what can we do to help."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.clock import taken_up
from callplan.core.deal.needs import is_clients
from callplan.core.deal.standing import applies
from callplan.core.deal.status import DECIDED, is_open, settled_on, status
from callplan.core.deal.verdict import past, verdict
from callplan.core.plan.draft import Draft
from callplan.core.plan.model import Line
from callplan.core.plan.owing import promises
from callplan.core.plan.where import no_or_later, where
from callplan.core.playbook import Act
from callplan.core.record import Record
from callplan.core.review.lacking import Lack, lacking, sentences
from callplan.core.review.their_date import room, wants
from callplan.core.summary.rows import summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.deal.state import Deal
    from callplan.core.summary import Next, Summary

DID, ARE, MUST, ASK, CAN, ENDED = "THEY DID", "THEY ARE", "THEY MUST", "TO ASK", "WE CAN", "IT ENDED"
MOST = 6


class Detail(Record):
    """The four questions about one deal. `passed` None: it is closed, and the hard question is not asked."""

    deal: str
    on: date
    passed: bool | None
    lacks: tuple[Lack, ...]
    summary: Summary
    lines: tuple[Line, ...]
    light: bool


def detail(deal: Deal, on: date) -> Detail:
    """One deal on a day, in full."""
    found = summary(deal, on)
    lacks = () if found.closed else lacking(found, on)
    draft = Draft(deal, on)
    if found.light:
        lines = _light(draft, found, lacks)
    else:
        lines = _lost(draft, found) if _over(found) else _lines(draft, found, lacks)
    return Detail(deal.name, on, None if found.closed else not lacks, lacks, found, tuple(lines), found.light)


def _lines(draft: Draft, found: Summary, lacks: tuple[Lack, ...]) -> Iterator[Line]:
    yield Line("HEAD", f"{phrase.held(found.deal.upper())} · {phrase.full_day(draft.today)}")
    yield from _did(draft)
    if found.closed:
        yield Line(ARE, f"It was {_ending(found, draft.today)}", ("rule 28",))
    yield from [line.but(section=ARE) for line in where(draft)]
    if found.resumed:
        yield Line(ARE, f"Taken up again on {phrase.short_day(found.resumed, draft.today)}.", ("the journal",))
    yield from _must(draft, found)
    theirs, ours = _promises(draft)
    yield from [line.but(section=MUST) for line in theirs]
    yield from [Line(ASK, lack.sentence(), (f"part {lack.part}",), "-") for lack in lacks]
    yield from [line.but(section=CAN) for line in ours]
    yield from _can(draft, found, bool(ours))
    yield Line("FOOT", f"{found.playbook} {found.version} · {_command(found)}", ("the pinned map",))


def _over(found: Summary) -> bool:
    """Whether a deal has ended without being won, so that nothing is asked of anybody."""
    return bool(found.closed) and not found.won


def _lost(draft: Draft, found: Summary) -> Iterator[Line]:
    """How a deal ended: what they had decided, why it ended, and what they never decided."""
    yield Line("HEAD", f"{phrase.held(found.deal.upper())} · {phrase.full_day(draft.today)}")
    yield from _did(draft)
    yield from [line.but(section=DID) for step in draft.map.decisions if (line := no_or_later(draft, step.id))]
    yield Line(ENDED, f"It was {_ending(found, draft.today)}", ("rule 28",))
    if never := _never(draft):
        yield Line(ENDED, never, ("rule 28",))
    yield Line("FOOT", f"{found.playbook} {found.version} · {_command(found)}", ("the pinned map",))


def _ending(found: Summary, on: date) -> str:
    day = f" on {phrase.short_day(found.closed_on, on)}" if found.closed_on else ""
    reason = f": {phrase.quoted(found.closed_reason)}" if found.closed_reason else ""
    return phrase.sentence(f"closed as {found.closed}{day}{reason}")


def _never(draft: Draft) -> str:
    """The decisions of theirs that were neither made nor declined."""
    standing = draft.standing
    left = [step.id for step in draft.map.decisions if is_open(standing, step.id) and is_clients(standing, step.id)]
    left = [step for step in left if applies(standing, step) is True and status(standing, step) != "declined"]
    return phrase.sentence(f"Never decided: {draft.titles(left)}") if left else ""


def _command(found: Summary) -> str:
    return phrase.held(f"callplan {'show' if found.closed and not found.won else 'prep'} {phrase.typed(found.deal)}")


def _did(draft: Draft) -> Iterator[Line]:
    """What they decided and what they did, the latest first."""
    decided = [step.id for step in draft.map.decisions if draft.status(step.id) in {*DECIDED, "waived"}]
    done = [step.id for step in draft.map.acts if draft.status(step.id) in ("done", "waived")]
    for what, steps in (("Decided", decided), ("Done", done)):
        latest = sorted(steps, key=lambda step: settled_on(draft.standing, step) or date.min, reverse=True)
        every = [words for step in latest if (words := _word(draft, step))]
        if every:
            more = [f"{phrase.number(len(every) - MOST)} more"] if len(every) > MOST else []
            because = tuple(f"map {step}" for step in steps)
            yield Line(DID, phrase.sentence(f"{what}: {phrase.joined([*every[:MOST], *more])}"), because)
    again = list(reversed(taken_up(draft.standing)))
    if again:
        titles = [f"{draft.title(up.id)} ({_who_and_when(draft, [up.word.person], up.word.on)})" for up in again]
        because = tuple(f"entry {up.word.number}" for up in again)
        yield Line(DID, phrase.sentence(f"Took up again: {phrase.shortened(titles)}"), because)
    if not decided and not done and not again:
        yield Line(DID, "Nothing that we know of.", ("rule 55",))


def _word(draft: Draft, step: str) -> str:
    """What something of theirs that was settled is called, with who did it and when; nothing of what was not theirs."""
    on = settled_on(draft.standing, step)
    found, story = verdict(draft.standing, step), past(draft.standing, step)
    words = (found.made, found.declined, *reversed(story.done), *[waiver.word for waiver in reversed(story.waivers)])
    word = next((each for each in words if each and each.on == on), None)
    if on is None or word is None or draft.deal.side(word.person) != "client":
        return ""
    how = {"answered-no": "no to ", "waived": "let go of "}.get(status(draft.standing, step), "")
    people = [yes.person for yes in found.valid] if word is found.made else []
    return f"{how}{draft.title(step)} ({_who_and_when(draft, [*people, word.person], on)})"


def _who_and_when(draft: Draft, people: list[str], on: date) -> str:
    names = [draft.plain(name) for name in dict.fromkeys(people)]
    return f"{phrase.joined(names)}, {phrase.short_day(on, draft.today)}"


def _must(draft: Draft, found: Summary) -> Iterator[Line]:
    """Their next decision, by when, and what comes first."""
    step = draft.map.steps.get(found.next.id)
    if step is None:
        text = f"It was {_ending(found, draft.today)}" if found.closed else "Nothing is left for them to decide."
        yield Line(MUST, text, ("rule 28",))
        return
    subject, verb = draft.deciders(step.id)
    text = f"{phrase.capital(subject)} {verb} whether {step.clause}{_by(draft, found.next, verb)}."
    yield Line(MUST, text, (f"map {step.id}",))
    yield from _meeting(draft, found)
    if found.next.work:
        first = [
            f"{work.title} ({draft.plain(work.who) if work.who in draft.deal.people else work.who})"
            for work in found.next.work
        ]
        yield Line(
            MUST, phrase.sentence(f"First: {phrase.shortened(first)}"), tuple(f"map {w.id}" for w in found.next.work)
        )


def _meeting(draft: Draft, found: Summary) -> Iterator[Line]:
    """The next meeting, where it is for something else or for nothing that was said."""
    meeting = draft.deal.meeting
    if meeting and meeting.meeting >= draft.today and meeting.decision != found.next.id:
        what = f" for {draft.title(meeting.decision)}" if meeting.decision in draft.map.steps else ""
        day = phrase.long_day(meeting.meeting, draft.today)
        yield Line(MUST, phrase.sentence(f"You meet on {day}{what}"), (f"map {found.next.id}",))


def _by(draft: Draft, found: Next, verb: str) -> str:
    """By when, and on whose word."""
    told = found.told
    if told is None:
        return ", and has named no day" if len(found.people) == 1 and verb == "decides" else ", and no day is named"
    day = phrase.long_day(told.day, draft.today)
    whose = f", on {draft.plain(told.person)}'s word" if told.person else ""
    words = {"put-off": f", not before {day}", "limit": f", by {day} at the latest", "meeting": f", on {day}"}
    return words.get(told.how, f", by {day}{whose or ', as we believe'}")


def _promises(draft: Draft) -> tuple[list[Line], list[Line]]:
    """The lines of promises and debts: theirs, and ours."""
    theirs: list[Line] = []
    ours: list[Line] = []
    for line in promises(draft):
        (ours if _is_ours(draft, line) else theirs).append(line)
    return theirs, ours


def _is_ours(draft: Draft, line: Line) -> bool:
    kind, _, name = line.because[0].partition(" ")
    if kind == "promise":
        return draft.deal.side(draft.deal.promises[name].person) == "us"
    return kind == "map" or line.text.startswith("Ours to catch up")


def _can(draft: Draft, found: Summary, busy: bool) -> Iterator[Line]:
    """What we can hand them for what they have to do."""
    helps = [(work, draft.map.steps.get(work.id)) for work in found.next.work]
    offers = [(work, step.help) for work, step in helps if isinstance(step, Act) and step.help]
    for work, offer in offers[:3]:
        yield Line(CAN, phrase.sentence(f"For {work.title}: bring {offer}"), (f"map {work.id}.help",))
    if not offers and not busy:
        yield Line(
            CAN, f"Ask what would help them with {found.next.title}." if found.next.id else "Nothing is asked of us."
        )


def _light(draft: Draft, found: Summary, lacks: tuple[Lack, ...]) -> Iterator[Line]:
    """A light map's deal in a few lines: their next decision with what was decided last, and all there is to do."""
    yield Line("HEAD", " ".join(_light_head(draft, found)), ("rules 28-30",))
    if _over(found):
        told = [never] if (never := _never(draft)) else []
    else:
        told = [*sentences(found, lacks, draft.today), *_holds(found, draft.today)]
    text = " · ".join(filter(None, (" ".join(told), _command(found))))
    yield Line("FOOT", text, tuple(f"part {each.part}" for each in lacks) or ("the pinned map",))


def _light_head(draft: Draft, found: Summary) -> Iterator[str]:
    name = phrase.held(found.deal.upper())
    if _over(found):
        yield f"{name}: {_ending(found, draft.today)}"
    elif found.next.id:
        subject, verb = draft.deciders(found.next.id)
        yield f"{name}: {subject} {verb} whether {draft.map.steps[found.next.id].clause}{_by(draft, found.next, verb)}."
    else:
        yield f"{name}: {_ending(found, draft.today) if found.closed else 'nothing is left to decide.'}"
    if found.decided_on:
        no = "no to " if draft.last and draft.status(draft.last.id) in ("declined", "answered-no") else ""
        yield f"Last decision: {no}{found.last_decision} ({phrase.short_day(found.decided_on, draft.today)})."
    if found.resumed:
        yield f"Taken up again on {phrase.short_day(found.resumed, draft.today)}."


def _holds(found: Summary, on: date) -> Iterator[str]:
    """Their own date, where it holds with so much room that a review says nothing of it."""
    margin = found.margin
    if margin and not found.closed and not any(room(found, on)):
        worst = margin.worst(on)
        spare = phrase.several(margin.slack(worst, on) or 0, "working day")
        yield f"{wants(worst, on)}, with {spare} to spare."
