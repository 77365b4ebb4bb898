"""Promises and worries that answers name by an id, told of a deal in which they have another one."""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.deal.marks import promise_of
from callplan.core.deal.promised import AWAY, LIVE, WAITING
from callplan.core.deal.state import Deal
from callplan.core.flags import FLAGS
from callplan.core.interview.question import Choice, every
from callplan.core.text import plain, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callplan.core.interview.question import Answers

    Meant = Mapping[str, list[str]]

BY_ID = tuple([key for key, flag in FLAGS.items() if flag.fills[:1] in (("promise",), ("concern",))])
# questions whose answers are ids, and those that are asked of one
_PICKED = ("kept what", "decided what")
_OF_ONE = ("kept", "moved")
_ID = re.compile(r"[pc]\d+")


def ids_in(answers: Answers) -> set[str]:
    """The ids that some answers name, to flags or to questions."""
    found: set[str] = set()

    def noted(name: str) -> str:
        found.add(name)
        return name

    _with_ids(answers, noted)
    return found


def meant_by(answers: Answers, deal: Deal) -> dict[str, list[str]]:
    """What the ids in some answers name in a deal: of a promise who will do what by when, of a worry whose words."""
    named = {name: _meaning(deal, name) for name in sorted(ids_in(answers))}
    return {name: told for name, told in named.items() if told}


def _meaning(deal: Deal, name: str) -> list[str]:
    if promise := promise_of(deal, name):
        return [promise.person, promise.act, promise.due.isoformat()]
    worry = deal.concerns.get(name)
    return [worry.person, worry.words] if worry else []


def told_by_id(answers: Answers, meant: Meant, deal: Deal) -> Answers:
    """The answers with the ids that a deal has for what was `meant` by those in them.

    Where it has nothing of the kind, or several, a flag has the words in the place of an id, and a question no answer.
    """
    now = {name: _now(told, deal) for name, told in meant.items()}
    words = {name: written(told[1]) for name, told in meant.items()}
    flags = {key: value for key, value in answers.items() if " " not in key}
    asked = {key: value for key, value in answers.items() if " " in key}
    return {
        **_with_ids(flags, lambda name: now.get(name, name) or words[name]),
        **_with_ids(asked, lambda name: now.get(name, name)),
    }


def _now(told: list[str], deal: Deal) -> str:
    """The one promise, or worry, of a deal that is the same person's in the same words; "" for none or several."""
    person, words, *due = told
    if not due:
        same = [each.id for each in deal.concerns.values() if (each.person, each.words) == (person, words)]
        return same[0] if len(same) == 1 else ""
    theirs = [each for each in deal.promises.values() if each.person == person]
    made = [each for each in theirs if each.act.casefold() == words.casefold()]
    that_day = [each.id for each in made if [each.due.isoformat()] == due]
    same = that_day or [each.id for each in made if each.state in LIVE]
    return same[0] if len(same) == 1 else ""


def _with_ids(answers: Answers, now: Callable[[str], str]) -> Answers:
    """The answers with other ids in the place of theirs; an answer about one that has none now is left out."""
    found: Answers = {}
    for key, value in answers.items():
        first, _, last = key.rpartition(" ")
        if first in _OF_ONE and _ID.fullmatch(last):
            if name := now(last):
                found[f"{first} {name}"] = value
        elif key in _PICKED or key in BY_ID or first.removeprefix("again ") in BY_ID:
            texts = [_text(text, now) for text in every(answers, key)]
            told = [text for text in texts if text]
            found |= {key: told if isinstance(value, list) else told[0]} if told or isinstance(value, list) else {}
        else:
            found[key] = value
    return found


def _text(text: str, now: Callable[[str], str]) -> str:
    """A text that begins with an id with another one in its place; "" where it has none now."""
    name, colon, rest = text.partition(":")
    sign, name = ("+", name[1:]) if name.startswith("+") else ("", name.strip())
    if not _ID.fullmatch(name):
        return text
    other = now(name)
    return f"{sign}{other}{colon}{rest}" if other else ""


def choices_by_id(key: str, deal: Deal, name: str) -> tuple[Choice, ...]:
    """What a flag can name by its id: what is open of that kind, and the one of that name."""
    if FLAGS[key].fills[0] == "concern":
        worries = [each for each in deal.concerns.values() if not each.met or each.id == name]
        return tuple([Choice(each.id, f"{each.id}: {phrase.quoted(each.words)}") for each in worries])
    found = promise_of(deal, name)
    made = [each for each in deal.promises.values() if each.state in (*WAITING, AWAY) or each is found]
    who = {each.id: f"{each.person} was" if each.person else "we were" for each in made}
    return tuple([
        Choice(each.id, f"{each.id}: {who[each.id]} to {each.act} by {phrase.full_day(each.due)}") for each in made
    ])  # fmt: skip


def id_given(deal: Deal, text: str) -> tuple[str, str, str]:
    """The id with which a text of a flag begins, "" for none of the deal's; what stands there, and what follows."""
    parts = re.split(r"(?<!\\):", text, maxsplit=1)
    name = plain(parts[0]).strip()
    promise = promise_of(deal, name)
    return promise.id if promise else name if name in deal.concerns else "", name, "".join(parts[1:])


def unclear(answers: Answers, deal: Deal) -> tuple[str, ...]:
    """The flags in which something stands that is no id of a deal."""
    return tuple([key for key in BY_ID if not all(id_given(deal, text)[0] for text in every(answers, key))])
