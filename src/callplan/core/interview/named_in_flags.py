"""The people named in the texts of flags: whose name may be two, or nobody's known yet, is asked about once."""

from __future__ import annotations

import re

from callplan.core.flags import FLAGS
from callplan.core.interview.ids import NEW as SURELY_NEW
from callplan.core.interview.party import NEW, Party, who_is_it
from callplan.core.interview.question import every
from callplan.core.interview.who_is_meant import US, meant, name_typed, names_typed, nearly
from callplan.core.text import plain, tidy, written
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from callplan.core.interview.question import Answers, Asking, Question, Saying

COMING = ("with", "person")
NAMING = frozenset(("person", "people"))
BETWEEN = r"(?<!\\):"
HEARD = "heard="


def people_meant(party: Party, answers: Answers) -> Generator[Question, Any, Answers]:
    """The flags of some answers in which each person is one: asked about where a name may be two, or nobody is known.

    Those who come with a part are met first, so that no flag has to stand before another.
    """
    asked = _Asked(party)
    told: Answers = {}
    for key in COMING:
        if texts := every(answers, key):
            told[key] = []
            for text in [one for several in texts for one in party.roster.apart(several)]:
                told[key] += yield from asked.coming(key, text)
    for key in FLAGS:
        if key in answers and NAMING.intersection(FLAGS[key].fills):
            texts = list[str]()
            for text in every(told if key in told else answers, key):
                texts += [(yield from asked.in_text(key, text))]
            told[key] = texts if FLAGS[key].many else "".join(texts)
    if asked.met:
        told["person"] = [*every(told, "person"), *asked.met]
    return told


def names_whole(party: Party, answers: Answers) -> tuple[Answers, dict[str, str]]:
    """The flags of some answers with the whole name of each person, known ones without their parts; and who is named.

    Whoever is named stands with who told us of them. What is nobody's name, or that of two, stays as it was typed.
    """
    whole = _Whole(party)
    told: Answers = {
        **answers,
        "with": [whole.coming_as(each)[0] for text in every(answers, "with") for each in party.roster.apart(text)],
    }
    others = [whole.coming_as(text) for text in every(answers, "person")]
    told["person"] = [text for text, known in others if not known]
    for key in FLAGS:
        if key in told and key not in COMING and NAMING.intersection(FLAGS[key].fills):
            texts = [_said(whole.in_text(key, text)) for text in every(told, key)]
            told[key] = texts if FLAGS[key].many else "".join(texts)
    return told, whole.named


def _said(saying: Saying) -> str:
    """What comes of it where nothing is asked."""
    try:
        while True:
            next(saying)
    except StopIteration as end:
        return str(end.value)


class _Asked:
    """Who was asked about so far, by the name that was typed, and who is met with it."""

    def __init__(self, party: Party) -> None:
        self.party = party
        self.who: dict[str, str] = {}
        self.met: list[str] = []

    def coming(self, flag: str, text: str) -> Asking:
        """A text of `--with` or `--person` that means one person; whoever is new without a part is asked for it."""
        _, *rest = re.split(BETWEEN, text)
        name, like = self.party.roster.doubt(text)
        if not rest:
            return (yield from self.party.parts(flag, [name]))
        who = (yield who_is_it(self.party, f"{flag} {name} who", name, like)) if like else ""
        if who == NEW:
            text = ":".join([written(name), f"{rest[0]},{SURELY_NEW}", *rest[1:]])
        elif who:
            self.who[name] = written(who)
            text = ":".join([written(who), *rest])
        self.party.roster.introduce([text], [])
        return [text]

    def in_text(self, key: str, text: str) -> Saying:
        """A flag's text with whom it means; what cannot be read is left to be refused where it is read."""
        try:
            rest = self.party.roster.days.dated(key, text)[0] if FLAGS[key].is_dated else text
        except Usage:
            return text
        before, sign, said = rest.partition("=") if key == "set" else ("", "", rest)
        parts = re.split(BETWEEN, said)
        for place, field in enumerate(_fields(self.party, key, parts)[: len(parts)]):
            parts[place] = yield from self._in_field(field, parts[place])
        return f"{before}{sign}{':'.join(parts)}{text[len(rest) :]}"

    def _in_field(self, field: str, text: str) -> Saying:
        """A part of a text with whom it means, where it names somebody."""
        try:
            match field:
                case "person" | "teller" | "told_by":
                    return (yield from self._one(text, name_typed(plain(text)))) if text else ""
                case "proof" if text.startswith(HEARD) and text != HEARD:
                    name = text.removeprefix(HEARD)
                    return f"{HEARD}{(yield from self._one(name, name_typed(plain(name))))}"
                case "people":
                    found = list[str]()
                    for name in names_typed(plain(text), self.party.roster.called):
                        found += [(yield from self._one(written(name), name))]
                    return ",".join(found)
        except Usage:
            return text
        return text

    def _one(self, text: str, name: str) -> Saying:
        """Whom a name means, as a text of a flag; as it was typed where that is clear."""
        party = self.party
        found = meant(name, party.roster.called)
        if tidy(name).casefold() == US or len(found) == 1:
            return text
        if name not in self.who:
            like = found or nearly(name, party.roster.called)
            choices = like or party.everybody()
            who = (yield who_is_it(party, f"named {name} who", name, choices)) if choices else NEW
            if who == NEW:
                self.met.append((yield from party.newcomer(f"named {name}", name, surely=bool(like))))
            self.who[name] = written(name if who == NEW else who)
        return self.who[name]


class _Whole(_Asked):
    """Whole names in the place of what was typed; nobody is asked."""

    def __init__(self, party: Party) -> None:
        super().__init__(party)
        self.named: dict[str, str] = {}

    def coming_as(self, text: str) -> tuple[str, bool]:
        """Somebody known of `--with` or `--person` by the name alone, else the text; and whether they are known."""
        name, *more = re.split(BETWEEN, text)
        known = self._known(name_typed(plain(name)), self._known(plain(more[1])) if len(more) > 1 else "")
        return (written(known), True) if known else (text, False)

    def _known(self, name: str, told_by: str = "") -> str:
        found = self.party.roster.meant(name)
        if len(found) != 1:
            return ""
        self.named.setdefault(found[0], told_by)
        return found[0]

    def _one(self, text: str, name: str) -> Saying:
        yield from ()
        return written(self._known(name)) or text


def _fields(party: Party, key: str, parts: list[str]) -> tuple[str, ...]:
    """What the parts of a flag's text say, by the fields of its event; whoever comes with a part is met already."""
    fields = FLAGS[key].fills
    if key == "person":
        return ("", *fields[1:])
    left_out = {"date": plain(parts[0]) not in party.playbook.steps, "because": len(parts) == 1}
    return fields[1:] if left_out.get(key) else fields
