"""Questions made of somebody's own promises and words, where everybody on the call heard them (section 6, rows 1-7)."""

from __future__ import annotations

from callplan.core import english
from callplan.core.deal.state import PutOff, Word, Worry
from callplan.core.deal.status import is_open
from callplan.core.deal.verdict import past, verdict
from callplan.core.hearing import Entered, all_heard, entered, not_heard
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.plan.their_promises import DUE, ONCE, TWICE, behind
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Query(Record):
    """A question that could be asked of somebody: in words, what to listen for, and what it was made from.

    `keys`: by which a page remembers it; `their_own`: it turns their own words or promise into the question; `people`:
    all whom it is put to; `ours`: the map words it for us, so that the rep finds it out in words of their own.
    """

    text: str
    people: tuple[str, ...]
    keys: tuple[str, ...]
    because: tuple[str, ...]
    listen_for: str = ""
    their_own: bool = False
    ours: bool = False


def of_two_apart(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """Two who decide and differ: each about their own words, if all heard both."""
    pair = case.apart(b, found.step) if found.kind == case.APART else None
    if pair is None or person not in (pair[0].person, pair[1].person):
        return
    word = pair[0] if person == pair[0].person else pair[1]
    known = all_heard(b.deal, b.clients, [entered(each) for each in pair])
    if known and word.words:
        then = "what does it cost to wait?" if word is pair[0] else "what would have to be different for a yes?"
        yield from _quoting(b, word, person, then)
    else:
        yield how_see(b, found.step, person)


def how_see(b: Briefing, step: str, person: str) -> Query:
    """The question that tells nothing: how they see it."""
    return Query(f"How do you see {b.names.title(step)}?", (person,), (f"see:{step}:{person}",), (f"map {step}",))


def _quoting(b: Briefing, entry: Word | Worry, person: str, then: str, begin: str = "You said") -> Iterator[Query]:
    """A question made of their own words; on a later page, once, in a second form."""
    key, because = f"ask:e{entry.number}:{person}", (f"entry {entry.number}",)
    quote = b.names.quote(entry.words)
    if b.fresh(key):
        yield Query(f"{begin} {quote}: {then}", (person,), (key,), because, their_own=True)
    else:
        yield Query(f"You said {quote}: is that still so?", (person,), (f"{key}:again",), because, their_own=True)


def of_promises(b: Briefing, person: str) -> Iterator[Query]:
    """What became of what they promised: what is due by now, what was missed."""
    own = [each for each in b.their_promises if each.promise.person == person]
    for each in sorted(own, key=lambda each: each.promise not in b.hangs_on):
        promise, because = each.promise, (f"promise {each.promise.id}",)
        key = f"ask:{promise.id}:{promise.due}:{len(each.days)}"
        if each.kind == DUE:
            text = f"Were you able to {promise.act}?"
            if not_heard(b.deal, b.clients, [entered(promise)]):
                text = f"How did you get on with what you planned for {b.names.day(promise.due)}?"
            elif len(each.days) > 1:
                text = f"You were going to {promise.act}: what would it take?"
            elif english.names_us(promise.act):
                text = f"You were going to {promise.act}: how's that coming?"
            yield Query(text, (person,), (key,), because, their_own=True)
        elif each.kind in (ONCE, TWICE) and all_heard(b.deal, b.clients, behind(b.standing, promise)):
            then = "what keeps getting in the way?" if each.kind == TWICE else "what got in the way?"
            yield Query(f"You wanted to {promise.act}: {then}", (person,), (key,), because, their_own=True)


def of_their_words(b: Briefing, person: str) -> Iterator[Query]:
    """What they took up again, refused, put off or fear, in their own words where all of it was heard here."""
    for step in b.map.decisions:
        yield from _of_one_step(b, step.id, person)
    theirs = [worry for worry in b.worries if worry.person == person and _may_quote(b, entered(worry))]
    for worry in theirs:
        then = "what would put your mind at rest?" if worry is theirs[0] else "what would help with that?"
        yield from _quoting(b, worry, person, then, "You told me")


def _may_quote(b: Briefing, entry: Entered) -> bool:
    """Whether their word may be put to them here: they gave it to us, and everybody on the call heard it."""
    return all_heard(b.deal, b.clients, [entry])


def _of_one_step(b: Briefing, step: str, person: str) -> Iterator[Query]:
    kind, story = b.status(step), past(b.standing, step)
    up = [each.word for each in story.taken_up if each.word.person == person]
    if kind == "re-opened" and up and _may_quote(b, entered(up[-1])):
        yield from _quoting(b, up[-1], person, "what would settle it for you?")
    no = next((no for no in verdict(b.standing, step).noes if no.person == person and is_open(b.standing, step)), None)
    if no:
        yield from _of_their_no(b, step, person, no)
    if off := story.put_off:
        yield from _of_their_putting_off(b, step, person, off)


def _of_their_putting_off(b: Briefing, step: str, person: str, off: PutOff) -> Iterator[Query]:
    """What has to be ready by the day they put it off to; on that day, whether it has come."""
    if off.word.person != person or not off.word.words or not _may_quote(b, entered(off.word)):
        return
    if any(yes.person == person and yes.number > off.word.number for yes in past(b.standing, step).yeses):
        return
    kind = b.status(step)
    if kind == "put-off":
        yield from _quoting(b, off.word, person, f"what has to be ready by {b.names.day(off.until)}?")
    elif kind == "open" and off.until <= b.day:
        yield from _quoting(b, off.word, person, "is now the time?")


def _of_their_no(b: Briefing, step: str, person: str, no: Word) -> Iterator[Query]:
    entry = entered(no)
    if no.words and _may_quote(b, entry):
        yield from _quoting(b, no, person, "what would have to change?")
    else:
        yield how_see(b, step, person)
