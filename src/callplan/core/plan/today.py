"""What today is for, as it is said: the first case that fits, and nothing told that not all have heard (section 4)."""

from __future__ import annotations

from callplan.core.call.feasible import missing_roles
from callplan.core.deal.verdict import past, verdict
from callplan.core.hearing import Entered, all_heard, entered, first_hand, heard
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.record import Record

TODAY = "today"
NOT_TOLD = "I'd like to hear where things stand."


class Spoken(Record):
    """A sentence to be said: which part of the opening it is, to whom (nobody: to all), and what its telling tells.

    `text` begins as it does after a name, and after `lead`, in the place of which `then` stands where somebody was
    asked to tell before (`asks_to_tell`). `named`: it names whom it is said to. `key` and `because`: the line's.
    """

    part: str
    text: str
    to: tuple[str, ...] = ()
    key: str = ""
    because: tuple[str, ...] = ()
    named: bool = False
    lead: str = ""
    asks_to_tell: bool = False


def opened_again(b: Briefing, step: str) -> bool:
    """Whether a decision was taken up again."""
    return bool(step) and b.status(step) == "re-opened"


def what_for(b: Briefing, found: Aim) -> Spoken:
    """What today is for."""
    looking_back = {
        case.APART: _apart, case.DOUBTED: _doubted, case.PUT_OFF: _put_off, case.DECLINED: _declined,
        case.BACK: _back, case.UNWRITTEN: _unwritten,
    }  # fmt: skip
    if found.kind in looking_back:
        return looking_back[found.kind](b, found)
    if opened_again(b, found.step):
        return _second_thoughts(b, found)
    if found.kind == case.DECIDE:
        return _to_decide(b, found)
    topic = b.names.spoken(found.step)
    if found.kind == case.PROMISED:
        return Spoken(TODAY, f"I'd like to hear where things stand, and then look at {topic}.")
    return _on_the_way(b, found, topic)


def _own(found: Aim) -> tuple[Entered, ...]:
    return (entered(found.words),) if found.words else ()


def _tells(b: Briefing, found: Aim) -> bool:
    """Whether the word behind the case may be told: everybody here heard it, and we have it from whose it is."""
    entries = _own(found)
    return bool(entries) and all_heard(b.deal, b.clients, entries)


def _apart(b: Briefing, found: Aim) -> Spoken:
    both = (found.people[0], found.other)
    said = [word for word in verdict(b.standing, found.step).yeses if word.person == both[0]][-1:]
    entries = [*_own(found), *map(entered, said)]
    if set(both) <= set(b.clients) and all_heard(b.deal, b.clients, entries):
        return Spoken(TODAY, "you see this differently. I'd like to hear what would settle it between you.", both)
    if not b.voices(found.step):
        return Spoken(TODAY, f"I'd like to hear how you see {b.names.title(found.step)}.")
    each = "from each of you " if len(b.clients) > 1 else ""
    return Spoken(TODAY, f"I'd like to hear {each}how you'd decide {b.names.spoken(found.step)}.")


def _doubted(b: Briefing, found: Aim) -> Spoken:
    here = tuple([name for name in found.people if name in b.clients])
    text = f"before anything else I'd like to check one thing with you: {b.names.spoken(found.step)}."
    return Spoken(TODAY, text, here)


def _put_off(b: Briefing, found: Aim) -> Spoken:
    person = found.people[0]
    if not _tells(b, found) or found.until is None:
        return Spoken(TODAY, f"I'd like to talk about what {b.names.title(found.step)} still needs.", lead="today ")
    then = f"to come back to {b.names.title(found.step)} on {b.names.day(found.until)}. Today I'd like us to get ready."
    if person in b.clients:
        return Spoken(TODAY, f"you want {then}", (person,))
    return Spoken(TODAY, f"{b.names.short(person)} wants {then}")


def _declined(b: Briefing, found: Aim) -> Spoken:
    person, no = found.people[0], found.words
    if person not in b.clients or no is None:
        return Spoken(TODAY, NOT_TOLD)
    title = b.names.title(found.step)
    if _tells(b, found):
        if any(yes.person == person and yes.number > no.number for yes in verdict(b.standing, found.step).yeses):
            text = f"you said no to {title}, and I hear it may look different now. Where are you on it?"
            return Spoken(TODAY, text, (person,), f"no:{no.number}", (f"entry {no.number}",))
        if b.fresh(f"no:{no.number}"):
            text = f"you said no to {title}, and I'm not here to push. I'd like to understand what would change it."
            return Spoken(TODAY, text, (person,), f"no:{no.number}", (f"entry {no.number}",))
        month = f"{no.on:%B}"
        return Spoken(TODAY, f"you said no in {month}. Has anything changed?", (person,), f"no:{no.number}")
    others = [name for name in b.clients if name != person]
    if all(heard(b.deal, name, entered(no)) for name in others) and not first_hand(b.deal, entered(no)):
        text = f"I've heard there's a problem with {title}, and I'd rather hear it from you. I'm not here to push."
        return Spoken(TODAY, text, (person,), f"no:{no.number}", (f"entry {no.number}",))
    return Spoken(TODAY, NOT_TOLD)


def _back(b: Briefing, found: Aim) -> Spoken:
    return Spoken(TODAY, f"before we go any further, I'd like us to look again at {b.names.spoken(found.step)}.")


def _second_thoughts(b: Briefing, found: Aim) -> Spoken:
    story, topic = past(b.standing, found.step), b.names.spoken(found.step)
    word = story.taken_up[-1].word if story.taken_up else None
    if word is None or word.person not in b.clients or not all_heard(b.deal, b.clients, [entered(word)]):
        return Spoken(TODAY, f"I'd like to start with the question of {topic}.")
    own = any(yes.person == word.person for yes in story.yeses)
    begun = "you've had second thoughts about" if own else "you want to look again at"
    text = f"{begun} {topic}. I'd like to start there."
    return Spoken(TODAY, text, (word.person,), because=(f"entry {word.number}",))


def _unwritten(b: Briefing, found: Aim) -> Spoken:
    person, word = found.people[0], found.words
    if person not in b.clients or word is None or not _tells(b, found):
        return Spoken(TODAY, NOT_TOLD)
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
    needed = b.standing.way.through(found.step)
    if any(promise.step in needed for promise in b.late()):
        return Spoken(TODAY, f"I'd like us to fix a day to decide {topic}.", lead="today ")
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
    if roles and not b.voices(found.step):
        title = b.names.title(found.step)
        return Spoken(TODAY, f"I'd like to work out with you who should have a say in {title}.", lead="today ")
    what = "who else should have a say" if roles else "what has to happen first"
    return Spoken(TODAY, f"I'd like to talk about {topic}, and {what}.", lead="today ")
