"""What stands under a decision: yes, no, not before a day, taken up again, or that they can do without it."""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.form.desk import Desk, has_gap, is_gap, no_day, unquoted
from callplan.core.form.limited import begins_with_condition, hedged
from callplan.core.form.sheet import Item
from callplan.core.form.whose import NOTED, is_yes, named, whose
from callplan.core.interview import grammar
from callplan.core.interview.deciding import IN_THEIR_WORDS, REASON, how_known
from callplan.core.interview.grammar import NO_DAY
from callplan.core.interview.question import Question
from callplan.core.record import Record
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.form.sheet import Group

YES, NO, LATER, AGAIN, WITHOUT = "decided", "declined", "deferred", "reopened", "waived"
_BEGINS = (
    (YES, r"(?:they |he |she )?(?:said )?yes\b"),
    (LATER, r"(?:later|not yet|not before|put off)\b"),
    (NO, r"(?:they |he |she )?(?:said )?no\b(?!t)"),
    (AGAIN, r"(?:taken up again|re-?opened|came up again)\b"),
    (WITHOUT, r"(?:they )?can do without(?: it)?\b"),
)
_BECAUSE = r"(?i)(?:^|[\s,;:–—-])because\b\s*:?\s*"
_LATER_DAY = r"(?i)^(?:later|not yet|put off)?[\s,;:–—-]*(?:(?:not before|until|till|to|after)\b)?\s*"
_WRITTEN = r"(?:in writing|written|wrote(?: it)?|by (?:e-?)?mail|signed)"
_SAID = r"(?:only said|said(?: it)?|only spoken|verbally|by phone)"
_SHOWN = r"(?:shown by what they did|by what they did|did(?: it)?)"
_AS_ON_THE_FORM = (("wrote", "in writing"), ("said", "only said"), ("did", "shown by what they did"))


class Answer(Record):
    """One answer to a decision: its kind, whose it is, how it is known, until when, and their words.

    `beside` is what stands before the colon and was read as none of these, None where it says whose the answer is;
    `limited`: words on it may make of a yes none.
    """

    item: Item
    kind: str
    people: tuple[str, ...] = ()
    proof: str = ""
    teller: str = ""
    day: str = ""
    words: str = ""
    beside: str | None = ""
    limited: bool = False


def decide(desk: Desk, step: str, groups: list[Group]) -> None:
    """Tell what stands under a decision, wherever in the file."""
    every: list[Answer] = []
    for group in groups:
        people = tuple(desk.names(group.headed.who or ""))
        for item in group.items:
            found = answer(desk, item)
            if found is None:
                desk.unknown(item)
            elif (item.box or found.words or not has_gap(found.day or "…")) and desk.happened(
                item, "Is that their answer?"
            ):
                every.append(found.but(beside=None) if found.people else found.but(people=people))
    if _is_clear(desk, step, every):
        for each in every:
            _TELLS[each.kind](desk, step, each)


def answer(desk: Desk, item: Item) -> Answer | None:
    """What a line answers to a decision; None where it answers none."""
    for kind, begins in _BEGINS:
        if begun := re.match(begins, item.text, re.IGNORECASE):
            rest = item.text if kind == LATER else item.text[begun.end() :]
            return _READS.get(kind, _with_reason)(desk, Answer(item, kind), rest)
    return None


def _yes(desk: Desk, found: Answer, rest: str) -> Answer:
    """A yes: how it is known and whose it is before the colon, their words behind it."""
    people, rest = _named(desk, rest)
    found = found.but(people=people)
    for proof, said in _AS_ON_THE_FORM:
        if begun := re.match(rf"[\s,;:.–—-]*{said}(?!\w)", rest, re.IGNORECASE):
            found, rest = found.but(proof=proof), rest[begun.end() :]
    head, colon, words = rest.partition(":")
    left = []
    for part in [each.strip(" .!–—-") for each in re.split(r"[,;]", head) if each.strip(" .!–—-")]:
        heard = re.fullmatch(r"(?:we )?heard(?: (?:from|by) (.*))?", part, re.IGNORECASE)
        if re.fullmatch(_WRITTEN, part, re.IGNORECASE):
            found = found.but(proof="wrote")
        elif re.fullmatch(_SAID, part, re.IGNORECASE):
            found = found.but(proof="said")
        elif re.fullmatch(_SHOWN, part, re.IGNORECASE):
            found = found.but(proof="did")
        elif heard:
            found = found.but(proof="heard", teller=(heard[1] or "").strip())
        elif people := named(desk, part):
            found = found.but(people=(*found.people, *people))
        else:
            left.append(part)
    unread = ", ".join(left)
    said = words if colon and not unread else f"{unread}{colon}{words}".removesuffix(":")
    limited = hedged(unread) or begins_with_condition(words.strip())
    return found.but(words=unquoted(said), beside=unread, limited=limited)


def _named(desk: Desk, rest: str) -> tuple[tuple[str, ...], str]:
    """Those whose whole name stands in what is before the colon, and what is left without them."""
    for place in [found.end() for found in re.finditer(r"^\s*|[,;(]\s*(?:by )?", rest)]:
        known = desk.begun_by(rest[place:])
        if known and ":" not in rest[:place]:
            before, behind = rest[:place].rstrip(" ,;("), rest[place + len(known) :].lstrip(" )")
            return (desk.name(known),), f"{before}, {behind}" if behind[:1] not in (":", "", ",") else before + behind
    return (), rest


def _with_reason(desk: Desk, found: Answer, rest: str) -> Answer:
    """A no and its like: whose it is, then the reason behind because or a colon."""
    people, rest = _named(desk, rest)
    found = found.but(people=people)
    because = re.search(_BECAUSE, rest)
    head, _, words = rest.partition(":")
    if because and ":" not in rest[: because.start()]:
        head, words = rest[: because.start()], rest[because.end() :]
    head = head.strip(" ,.!–—-")
    if head and (people := named(desk, head)):
        return found.but(people=people, words=unquoted(words))
    said = f"{head}, {words}" if head and words.strip() else head or words
    return found.but(words=unquoted(said), beside=head)


def _later(desk: Desk, found: Answer, rest: str) -> Answer:
    """A putting-off: its day behind `not before`, and the reason."""
    because = re.search(_BECAUSE, rest)
    head, words = (rest[: because.start()], rest[because.end() :]) if because else (rest, "")
    begun = re.match(_LATER_DAY, head)
    day = head[begun.end() :] if begun else head
    if not because and ":" in day:
        day, _, words = day.partition(":")
    parts = [part.strip() for part in day.split(",") if part.strip()]
    people = [name for part in parts for name in named(desk, part)]
    day = ", ".join([part for part in parts if not named(desk, part)])
    return found.but(day=day.strip(" ,.:;"), words=unquoted(words), people=tuple(people))


_READS = {YES: _yes, LATER: _later}


def _is_clear(desk: Desk, step: str, every: list[Answer]) -> bool:
    """Whether each answers once: one of two ticks is wrong unless they are of two people, or it was taken up again."""
    title = desk.call.steps[step].called
    clear, seen = True, list[Answer]()
    for each in every:
        clash = next((other for other in seen if _clash(other, each)), None)
        if clash:
            clear = False
            where = f"here and in line {clash.item.line}"
            desk.refuse(each.item, f"{title} is ticked twice, {where}: leave one tick.")
        seen.append(each)
    return clear


def _clash(one: Answer, other: Answer) -> bool:
    if (one.kind == AGAIN) != (other.kind == AGAIN):
        return False
    return not one.people or not other.people or not set(one.people).isdisjoint(other.people)


def _decided(desk: Desk, step: str, found: Answer) -> None:
    kind = is_yes(desk, found.item, YES, LATER) if found.limited else YES
    if kind == LATER:
        for person in _people(desk, step, found):
            desk.tell(LATER, written(step, person, NO_DAY, found.words))
    elif kind == NOTED:
        desk.tell(NOTED, f"{phrase.capital(desk.call.steps[step].called)}: {found.item.text}")
    elif kind:
        _agreed(desk, step, found)


def _agreed(desk: Desk, step: str, found: Answer) -> None:
    for person in _people(desk, step, found, several=True):
        proof, teller = found.proof, found.teller
        if proof == "heard":
            if is_gap(teller):
                desk.refuse(found.item, "who told you? Write a name in the place of “…”.")
                continue
            proof = f"heard={desk.who(found.item, teller)}"
        elif proof in ("", "said") and desk.company and person not in desk.company:
            why = f"{person} was not on the call: how do you know of that yes?"
            asked = how_known(found.item.key(person), desk.call.steps[step], person, desk.call.party, "--decided")
            proof = desk.ask(found.item, why, asked)
            if proof is None:
                continue
        desk.tell(YES, written(step, person, proof or "said", found.words))


def _declined(desk: Desk, step: str, found: Answer) -> None:
    for person in _people(desk, step, found):
        words = found.words or desk.ask(found.item, "no reason is given", _why(desk, step, found))
        if words is not None:
            desk.tell(found.kind, written(step, person, words))


def _why(desk: Desk, step: str, found: Answer) -> Question:
    """The reason, in their words; a no is one without it, too."""
    default, empty = ("", "not known") if found.kind == NO else (None, "")
    text = (
        f"{phrase.capital(desk.call.steps[step].called)}, {found.item.text.partition(',')[0]}: {IN_THEIR_WORDS.lower()}"
    )
    return Question(
        found.item.key("why"), text, default=default, empty=empty, why=REASON, detail=True,
        reads=grammar.words if found.kind == NO else grammar.needed,
    )  # fmt: skip


def _deferred(desk: Desk, step: str, found: Answer) -> None:
    title = desk.call.steps[step].called
    if not found.day or has_gap(found.day):
        desk.refuse(found.item, f"until when is {title} put off?")
        return
    day = NO_DAY if no_day(found.day) else desk.day(found.item, found.day)
    for person in _people(desk, step, found) if day else ():
        desk.tell(LATER, written(step, person, day, found.words))


_TELLS = {YES: _decided, LATER: _deferred, NO: _declined, AGAIN: _declined, WITHOUT: _declined}


def _people(desk: Desk, step: str, found: Answer, *, several: bool = False) -> list[str]:
    return whose(desk, step, found.item, found.people, found.beside, all_of=several)
