"""What was told of a kind of client, read from the texts of the flags."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain, count
from unicodedata import normalize

from callplan.core.founding.starter import (
    EXECUTIVE,
    PAYER,
    SPONSOR,
    USER,
    Starter,
    all_of,
    decision_of,
    ids_of,
    with_decision,
)
from callplan.core.interview.grammar import amount, split
from callplan.core.interview.question import every
from callplan.core.map.playbook import RESERVED, Stage
from callplan.core.record import Record
from callplan.core.text import clean, did_you_mean
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from callplan.core.interview.question import Answers

LONGEST = 40
MOST = 1_000_000_000_000
ASKING = ("whether", "which", "what", "who", "whose", "how", "when")
WHO = {"uses": USER, "wants": SPONSOR, "pays": PAYER}


class Limit(Record):
    """A sum, and who decides above it."""

    sum: int
    who: str


class KindOfClient(Record):
    """The answers to what is asked before a map is made, as far as they are given, and what they come to.

    Whatever cannot be read raises Usage when it is asked for.
    """

    answers: Answers
    starter: Starter

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of the three everybody has: who uses it, who wants it, who pays."""
        usual = self.starter.book.role
        return {role: title(self.answers.get(key) or usual[role].title) for key, role in WHO.items()}

    @cached_property
    def holders(self) -> dict[str, str]:
        """The same, and whoever decides above a sum."""
        above = {EXECUTIVE: self.limit.who} if self.limit else {}
        return self.titles | above

    @cached_property
    def same(self) -> dict[str, str]:
        """The role that stands for each of them; the same title is one role."""
        found, first = {}, dict[str, str]()
        for role in (SPONSOR, PAYER, USER, EXECUTIVE):
            if role in self.holders:
                found[role] = first.setdefault(self.holders[role].casefold(), role)
        return found

    @cached_property
    def limit(self) -> Limit | None:
        """The sum above which somebody else decides."""
        if not self.answers.get("above"):
            return None
        told, who = split("above", self.answers["above"])
        return Limit(sum_of("above", told), title(who))

    @cached_property
    def also(self) -> dict[str, str]:
        """Who else has to agree: their titles by their ids; who is told already is left out."""
        held = {told.casefold() for told in self.titles.values()}
        found: dict[str, str] = {}
        for text in every(self.answers, "also"):
            told = title(text)
            if told.casefold() not in held:
                held.add(told.casefold())
                usual = told in self.starter.reviews
                found[told if usual else slug(told, "other", lambda name: self._free_role(name, found))] = told
        return found

    def _free_role(self, name: str, others: Container[str]) -> bool:
        """Whether a role may be called so: the track, the stage and the steps that are named after it, too."""
        taken = name in others or name in self.starter.roles
        return not taken and self.starter.taken.isdisjoint(_after_role(name))

    @cached_property
    def way(self) -> list[Stage]:
        """The stages of the main way, one for each decision, in their order."""
        found: list[Stage] = []
        for text in every(self.answers, "decide"):
            stage = self._stage(text, self.starter.taken.union(*map(ids_of, found)))
            if decision_of(stage).id in [decision_of(other).id for other in found]:
                raise Usage(f"--decide: {decision_of(stage).id} is told twice.")
            found.append(stage)
        if not found:
            raise Usage("--decide: a map holds one decision at least, whose yes wins the deal: order, for one.")
        return found

    def _stage(self, text: str, taken: frozenset[str]) -> Stage:
        """One of the usual stages, in its own words or others, or a stage for a decision of their own."""
        clause, roles, topic, yes = split("decide", text)
        known, equals, other = clause.partition("=")
        by = [self._role(name) for name in roles.split(",") if line(name)]
        spoken = {"topic": topic_of(topic), "yes": yes_of(yes)}
        if known in self.starter.usual:
            stage = self._usual(known, clause_of(other) if equals else "", by)
        else:
            stage = self._own(clause_of(clause), by, taken)
        return with_decision(stage, decision_of(stage).but(**{key: text for key, text in spoken.items() if text}))

    def _usual(self, name: str, clause: str, by: list[str]) -> Stage:
        """One of the usual stages, its decision in other words, or made by others, where that was told."""
        stage = self.starter.usual[name]
        decision = decision_of(stage)
        decision = decision.but(clause=clause, topic="", yes="") if clause else decision
        return with_decision(stage, decision.but(by=all_of(by)) if by else decision)

    def _own(self, clause: str, by: list[str], taken: frozenset[str]) -> Stage:
        """A stage for a decision of their own; who makes it does what leads up to it."""
        named = {name for role in (*self.starter.roles, *self.also) for name in _after_role(role)}

        def free(name: str) -> bool:
            return (taken | named).isdisjoint(ids_of(self.starter.own(name, clause)))

        stage = self.starter.own(slug(" ".join(clause.split()[:4]), "decision", free), clause)
        return stage.but(steps=tuple([step.but(by=all_of(by)) for step in stage.steps])) if by else stage

    def _role(self, text: str) -> str:
        told = title(text)
        known = {**self.titles, **self.also}
        for role, name in known.items():
            if told == role or told.casefold() == name.casefold():
                return role
        offer = did_you_mean(told, [*known, *known.values()]) or r" A colon inside a clause is written \:."
        raise Usage(f"--decide: nobody here is called “{told}”.{offer}")


def line(text: str) -> str:
    """What was typed on one line, without what no file may hold."""
    return " ".join(clean(re.sub("[\ufffe\uffff]", "", text)).split())


def needed(text: str) -> str:
    """A line that must say something."""
    if not line(text):
        raise Usage("Type a word or two.")
    return line(text)


def title(text: str) -> str:
    """What somebody is called; a leading article is cut."""
    return re.sub(r"(?i)\A(?:the|an?) (?=\S)", "", needed(text))


def slug(text: str, otherwise: str, free: Callable[[str], bool] = bool) -> str:
    """An id made of a text: its plain letters and digits, with a number behind it until it is free."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    found = words if words and words[0].isalpha() else f"{otherwise}-{words}".strip("-")
    found = f"{found}-{otherwise}" if found in RESERVED else found
    return next(name for name in chain((found,), map(f"{found}-{{}}".format, count(2))) if free(name))


def sum_of(flag: str, text: str) -> int:
    """A sum that a map can hold."""
    found = amount(flag, text)
    if not 1 <= found < MOST:
        raise Usage(f"--{flag}: {text} is too large or too small an amount for a map. Write 84000, 84k or 1.5m.")
    return round(found)


def _after_role(role: str) -> tuple[str, ...]:
    return (f"{role}-review", f"{role}-agrees", f"{role}-comes")


def clause_of(text: str) -> str:
    """A decision's clause: what the frame says anyway is cut, and so is a stop."""
    return re.sub(r"(?i)\A(?:whether|if|that) (?=\S)", "", needed(text)).rstrip(".?!").strip() or needed(text)


def topic_of(text: str) -> str:
    """How a decision is spoken of, if that was told: what the frame says anyway is cut, and so is a stop."""
    told = re.sub(r"(?i)\Adecide (?=\S)", "", line(text)).rstrip(".?!").strip()
    first = told.partition(" ")[0].lower()
    if told and first not in ASKING:
        raise Usage("Begin it with whether, which, what, who, how or when: whether to order this year.")
    return first + told[len(first) :]


def yes_of(text: str) -> str:
    """What a yes is called, if that was told: whoever said it is cut, and so is a stop."""
    told = re.sub(r"(?i)\A(?:last time )?(?:you|they|we) (?=\S)", "", line(text)).rstrip(".?!").strip()
    return told[:1].lower() + told[1:]
