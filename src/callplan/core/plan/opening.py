"""OPEN: the first words, composed so that they can be said as printed (page section 4)."""

from __future__ import annotations

from callplan.core import english, phrase
from callplan.core.call.feasible import missing_roles
from callplan.core.deal.state import Promise
from callplan.core.deal.verdict import past, verdict
from callplan.core.happened import DECIDED, happenings
from callplan.core.hearing import Entered, all_heard, entered, first_hand, heard
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.plan.model import Line
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

GREETING, LENGTH, OURS, SO_FAR, TODAY, WAY_OUT, WISHES = range(1, 8)
FALLING = (LENGTH, WAY_OUT, SO_FAR)
MOST_WORDS, MOST_SENTENCES = 50, 5


class Spoken(Record):
    """A sentence to be said: which part of the opening it is, to whom (nobody: to all), and what its telling tells.

    `text` begins as it does after a name, and after `lead`, in the place of which `then` stands where somebody was
    asked to tell before (`asks_to_tell`). `named`: it names whom it is said to. `key` and `because`: the line's.
    """

    part: int
    text: str
    to: tuple[str, ...] = ()
    key: str = ""
    because: tuple[str, ...] = ()
    named: bool = False
    lead: str = ""
    asks_to_tell: bool = False


def opening(b: Briefing, found: Aim) -> Iterator[Line]:
    """The opening in one pair of quotation marks; none while nobody may call, or with nobody from the client."""
    if not b.clients or found.kind in (case.SILENT, case.NO_CLIENT, case.NOTHING):
        return
    parts = _short_enough(b, list(_parts(b, found)))
    keys = tuple(part.key for part in parts if part.key)
    because = tuple(dict.fromkeys(reason for part in parts for reason in part.because)) or (f"case {found.kind}",)
    yield Line("OPEN", phrase.quoted(_said(b, parts)), because, keys=keys)


def _said(b: Briefing, parts: list[Spoken]) -> str:
    """The sentences in a row; a name stands before one only where the person addressed changes."""
    told, addressed, told_first = list[str](), tuple[str, ...](), False
    for part in parts:
        text = f"{'then ' if told_first and part.part == TODAY else part.lead}{part.text}"
        named = part.to and part.to != addressed and len(b.clients) > 1 and not part.named
        told.append(f"{b.names.shorts(part.to)}, {text}" if named else phrase.capital(text))
        addressed, told_first = part.to or addressed, part.asks_to_tell
    return " ".join(told)


def _short_enough(b: Briefing, parts: list[Spoken]) -> list[Spoken]:
    """The parts that can be said in one breath: over it, first the length falls, then the way out, then the story."""
    for part in (0, *FALLING):
        parts = [each for each in parts if each.part != part]
        if len(_said(b, parts).split()) <= MOST_WORDS and len(parts) <= MOST_SENTENCES:
            break
    return parts


def _parts(b: Briefing, found: Aim) -> Iterator[Spoken]:
    yield from _greeting(b)
    yield from _length(b)
    yield from _ours(b)
    today = _today(b, found)
    if found.kind not in case.LOOKS_BACK and not _opened_again(b, found.step):
        yield from _where_we_are(b, today)
    yield today
    yield from _way_out(b, found)
    if b.first_page:
        yield Spoken(WISHES, "anything you want to cover?")


def _greeting(b: Briefing) -> Iterator[Spoken]:
    if not b.new:
        return
    if len(b.clients) == 1:
        yield Spoken(GREETING, f"{b.names.short(b.clients[0])}, good to meet you.", b.new, named=True)
    else:
        yield Spoken(GREETING, f"{b.names.shorts(b.new)}, good to have you with us.", b.new, named=True)


def _length(b: Briefing) -> Iterator[Spoken]:
    if b.call and (b.first_page or b.new):
        yield Spoken(LENGTH, f"we have {b.call.minutes} minutes.")


def _ours(b: Briefing) -> Iterator[Spoken]:
    """Our oldest promise that is late, said to whom of those here it was made; nobody here heard it: not spoken."""
    for promise in b.late()[:1]:
        to = next((name for name in b.clients if heard(b.deal, name, entered(promise))), "")
        if to:
            yield Spoken(OURS, _confessed(b, promise), (to,), f"late:{promise.id}", (f"promise {promise.id}",))


def _confessed(b: Briefing, promise: Promise) -> str:
    then = "You'll have it by ____." if english.hands_over(promise.act) else "It'll be done by ____."
    if b.fresh(f"late:{promise.id}"):
        day = b.names.day(promise.due)
        if english.has_comma(promise.act):
            return f"by {day} I said I'd {promise.act}, and I haven't. {then}"
        return f"I said I'd {promise.act} by {day}, and I haven't. {then}"
    return f"I said I'd {promise.act}, and I still haven't. {then}"


def _told_where_we_are(b: Briefing) -> bool:
    """Whether somebody is asked to tell whoever is new where we have got to."""
    return bool(b.new) and len(b.new) < len(b.clients)


def _where_we_are(b: Briefing, today: Spoken) -> Iterator[Spoken]:
    """What they said made them take the call; who tells whoever is new; what they decided last time."""
    taken = b.deal.taken
    if b.first_page and taken and b.clients == (taken.person,) and not english.speaks_of_self(taken.words):
        words = f"‘{english.excerpt(taken.words)}’"
        yield Spoken(SO_FAR, f"you took this call because {words}.", because=(f"entry {b.deal.taken_at}",))
    elif _told_where_we_are(b):
        teller = _who_tells(b)
        us = len(b.new) > 1 or today.to == b.new
        whom = "us" if us else b.names.short(b.new[0])
        yield Spoken(SO_FAR, f"would you tell {whom} where we've got to?", (teller,), asks_to_tell=True)
    else:
        yield from _last_decided(b)


def _who_tells(b: Briefing) -> str:
    """Who of those here made the last decision that stands, else the first of those who were on before."""
    last = b.last.word.person if b.last else ""
    known = [name for name in b.clients if name not in b.new]
    return last if last in known else known[0]


def _last_decided(b: Briefing) -> Iterator[Spoken]:
    """What was decided on the last call, where everybody here heard it."""
    call = b.last_call
    if call is None:
        return
    found = happenings(b.deal, lambda _, batch: batch == call.batch)
    decided = [each for each in found if each.kind == DECIDED and b.status(each.id) == "made"]
    if not decided or not all_heard(b.deal, b.clients, decided[-1].entries):
        return
    last, because = decided[-1], tuple(f"entry {entry.number}" for entry in decided[-1].entries)
    if set(last.people) <= set(b.clients):
        yield Spoken(SO_FAR, f"last time you {b.names.yes(last.id)}.", last.people, because=because)
    else:
        yield Spoken(SO_FAR, f"last time {b.names.shorts(last.people)} {b.names.yes(last.id)}.", because=because)


def _opened_again(b: Briefing, step: str) -> bool:
    return bool(step) and b.status(step) == "re-opened"


def _today(b: Briefing, found: Aim) -> Spoken:
    """What today is for."""
    looking_back = {
        case.APART: _apart, case.DOUBTED: _doubted, case.PUT_OFF: _put_off, case.DECLINED: _declined,
        case.BACK: _back, case.UNWRITTEN: _unwritten,
    }  # fmt: skip
    if found.kind in looking_back:
        return looking_back[found.kind](b, found)
    if _opened_again(b, found.step):
        return _second_thoughts(b, found)
    if found.kind == case.DECIDE:
        return _to_decide(b, found)
    topic = b.names.spoken(found.step)
    if found.kind == case.PROMISED:
        return Spoken(TODAY, f"I'd like to hear where things stand, and then look at {topic}.")
    return _on_the_way(b, found, topic)


def _own(b: Briefing, found: Aim) -> tuple[Entered, ...]:
    return (entered(found.words),) if found.words else ()


def _tells(b: Briefing, found: Aim) -> bool:
    """Whether the word behind the case may be told: everybody here heard it, and we have it from whose it is."""
    entries = _own(b, found)
    return bool(entries) and all_heard(b.deal, b.clients, entries) and all(first_hand(b.deal, each) for each in entries)


def _apart(b: Briefing, found: Aim) -> Spoken:
    both = (found.people[0], found.other)
    said = [word for word in verdict(b.standing, found.step).yeses if word.person == both[0]][-1:]
    entries = [*_own(b, found), *map(entered, said)]
    known = all_heard(b.deal, b.clients, entries) and all(first_hand(b.deal, each) for each in entries)
    if known and set(both) <= set(b.clients):
        return Spoken(TODAY, "you see this differently. I'd like to hear what would settle it between you.", both)
    each = "from each of you " if len(b.clients) > 1 else ""
    return Spoken(TODAY, f"I'd like to hear {each}how you'd decide {b.names.spoken(found.step)}.")


def _doubted(b: Briefing, found: Aim) -> Spoken:
    return Spoken(TODAY, f"before anything else I'd like to check one thing with you: {b.names.spoken(found.step)}.")


def _put_off(b: Briefing, found: Aim) -> Spoken:
    person = found.people[0]
    if not _tells(b, found) or found.until is None:
        return Spoken(TODAY, "I'd like to hear where things stand.")
    then = f"to look at this again on {b.names.day(found.until)}, and that's fine. Today I'd like us to get ready."
    if person in b.clients:
        return Spoken(TODAY, f"you want {then}", (person,))
    return Spoken(TODAY, f"{b.names.short(person)} wants {then}")


def _declined(b: Briefing, found: Aim) -> Spoken:
    person, no = found.people[0], found.words
    if person not in b.clients or no is None:
        return Spoken(TODAY, "I'd like to hear where things stand.")
    if _tells(b, found):
        if b.fresh(f"no:{no.number}"):
            text = "you said no, and I'm not here to push. I'd like to understand what would change it, if anything."
            return Spoken(TODAY, text, (person,), f"no:{no.number}", (f"entry {no.number}",))
        month = f"{no.on:%B}"
        return Spoken(TODAY, f"you said no in {month}. Has anything changed?", (person,), f"no:{no.number}")
    others = [name for name in b.clients if name != person]
    if all(heard(b.deal, name, entered(no)) for name in others) and not first_hand(b.deal, entered(no)):
        title = b.names.title(found.step)
        text = f"I've heard there's a problem with {title}, and I'd rather hear it from you. I'm not here to push."
        return Spoken(TODAY, text, (person,), f"no:{no.number}", (f"entry {no.number}",))
    return Spoken(TODAY, "I'd like to hear where things stand.")


def _back(b: Briefing, found: Aim) -> Spoken:
    return Spoken(TODAY, f"before we go any further, I'd like us to look again at {b.names.spoken(found.step)}.")


def _second_thoughts(b: Briefing, found: Aim) -> Spoken:
    up = past(b.standing, found.step).taken_up
    topic = b.names.spoken(found.step)
    if up:
        word = up[-1].word
        entry = entered(word)
        if word.person in b.clients and first_hand(b.deal, entry) and all_heard(b.deal, b.clients, [entry]):
            text = f"you've had second thoughts about {topic}. I'd like to start there."
            return Spoken(TODAY, text, (word.person,), because=(f"entry {word.number}",))
    return Spoken(TODAY, f"I'd like to start with the question of {topic}.")


def _unwritten(b: Briefing, found: Aim) -> Spoken:
    person, word = found.people[0], found.words
    if person not in b.clients or word is None or not _tells(b, found):
        return Spoken(TODAY, "I'd like to hear where things stand.")
    title, call = b.names.title(found.step), b.last_call
    begun = "last time you said" if call and call.batch == word.batch else "you've said"
    text = f"{begun} yes to {title}. What do you need from me to put it in writing?"
    return Spoken(TODAY, text, (person,), because=(f"entry {word.number}",))


def _to_decide(b: Briefing, found: Aim) -> Spoken:
    topic = b.names.spoken(found.step)
    fact = "" if found.certain else ", once we've cleared up one thing"
    here = tuple([name for name in found.people if name in b.clients])
    if b.first_page:
        return Spoken(TODAY, f"by the end I'd like us to know {topic}{fact}.")
    if len(here) != 1:
        return Spoken(TODAY, f"I'd like us to settle {topic}{fact}.", lead="today ")
    if here[0] in b.new:
        return Spoken(TODAY, f"I'd like us to know {topic}{fact}.", here)
    return Spoken(TODAY, f"I'd like you to decide {topic}{fact}.", here, lead="today ")


def _on_the_way(b: Briefing, found: Aim, topic: str) -> Spoken:
    """Where it cannot be decided today: who is missing, or what has to happen first."""
    roles = missing_roles(b.standing, found.step, b.present)
    known = [b.deal.holders(role)[0] for role in roles if b.deal.holders(role)]
    if known:
        who = b.names.shorts(known[:1])
        return Spoken(TODAY, f"I'd like to work out with you what {who} needs to decide {topic}.")
    what = "who else should have a say" if roles else "what has to happen first"
    return Spoken(TODAY, f"I'd like to talk about {topic}, and {what}.", lead="today ")


def _way_out(b: Briefing, found: Aim) -> Iterator[Spoken]:
    """That a no is welcome, said once for a decision that can be made here."""
    key = f"way-out:{found.step}"
    if found.kind != case.DECIDE or not b.fresh(key) or (b.new and not b.first_page) or _before_purchasing(b):
        return
    topic = b.names.topic(found.step)
    if english.asks_whether(topic) and not english.has_choice(topic):
        text = "if the answer's no, that helps too." if b.first_page else "if it's a no, I'd rather hear it today."
    else:
        text = "if it's too early for that, tell me."
    yield Spoken(WAY_OUT, text, key=key)


def _before_purchasing(b: Briefing) -> bool:
    """Whether somebody here negotiates prices for them, in front of whom an offered no is taken up as one."""
    return any("purchasing" in b.deal.roles(name) for name in b.clients)
