"""Whose an answer on a form is: those it names, those of its heading, or who may decide; and whether a yes is one.

What is not plain is asked.
"""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.form.desk import Desk
from callplan.core.interview.question import Choice, Question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.form.sheet import Item

WHOSE = "A decision counts when those decide it who may."
NOTED = "note"
_AND = r"\s*(?:[&+/]|\band\b)\s*"
_BY = r"(?i)^(?:by|from)\s+"
_ALL = "+all"
# in small letters these are words, and no names
_WORDS = frozenset(("will", "may", "mark", "van", "von", "de", "der", "den", "di", "da", "la", "le", "ten", "ter"))


def named(desk: Desk, text: str) -> tuple[str, ...]:
    """Those of whom a text is nothing but the names: `Ana`, `from Ana and Jon`; nobody where it says more."""
    parts = re.split(_AND, re.sub(_BY, "", text).strip(" ()"))
    known = all(part and desk.call.party.roster.meant(part) for part in parts)
    return tuple(map(desk.name, parts)) if known else ()


def mentioned(desk: Desk, text: str) -> list[str]:
    """The people of theirs whose names stand somewhere in a text."""
    bare = [re.sub(r"[’']s?$", "", word) for word in re.findall(r"[^\W\d_][\w’'-]*", text)]
    found = [name for word in bare if word not in _WORDS for name in desk.call.party.roster.meant(word)]
    return [name for name in dict.fromkeys(found) if desk.deal.side(name) != "us"]


def whose(desk: Desk, step: str, item: Item, answer: tuple[str, ...], beside: str | None, *, all_of: bool) -> list[str]:
    """Whose the answer to a decision is; `beside` are its words that were not read, None where it names whose it is.

    `all_of`: it may be that of several. Where it names nobody, too many, or others in its words, that is asked.
    """
    found = list(answer)
    if not found:
        able = [name for name in desk.call.party.able(desk.call.steps[step]) if name in desk.company]
        found = able if len(able) == 1 else []
    others = [] if beside is None else mentioned(desk, beside if len(found) == 1 else item.text)
    if (len(found) == 1 and others in ([], found)) or (found and all_of and not others):
        return [desk.who(item, name) for name in found]
    return _asked(desk, step, item, list(dict.fromkeys([*others, *(found or desk.company)])), all_of=all_of)


def _asked(desk: Desk, step: str, item: Item, among: list[str], *, all_of: bool) -> list[str]:
    why = f"whose answer on {desk.call.steps[step].called} is it?"
    if not among:
        desk.refuse(item, f"{why} Write a name in brackets behind the heading.")
        return []
    every = (Choice(_ALL, phrase.joined(among)),) if all_of and len(among) > 1 else ()
    choices = (*[Choice(name, name) for name in among], *every)
    text = f"Line {item.line}, {phrase.said_back(item.text)}: who of them?"
    person = desk.ask(item, why, Question(item.key("who"), text, "choice", choices, None, WHOSE, detail=True))
    return among if person == _ALL else [person] if person else []


def is_yes(desk: Desk, item: Item, yes: str, later: str) -> str | None:
    """What a yes with a condition is: a yes, later, or a note; None as long as that is open."""
    said = phrase.said_back(item.text)
    choices = (
        Choice(yes, "a yes, as it stands"),
        Choice(later, "not yet: they wait for that"),
        Choice(NOTED, "neither: keep it as a note"),
    )
    text = f"Line {item.line}, {said}: is that a yes, or not yet?"
    how = "Put their words in quotation marks behind “yes:”, or write “later, no day, because:”"
    why = f"{said}: a yes, or not yet? {how}"
    kind: str | None = desk.ask(item, why, Question(item.key("yes"), text, "choice", choices, None, WHOSE, detail=True))
    return kind
