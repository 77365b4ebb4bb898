"""From answers to events: what a prep, a debrief and the end of a deal record."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.marks import promise_of
from callplan.core.deal.promised import LIVE
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import settled
from callplan.core.entries import ordered
from callplan.core.events import Closed, Event, Held, Intended, Learned, Promised, Raised
from callplan.core.flags import FLAGS
from callplan.core.interview.beginning import begun_with
from callplan.core.interview.grammar import NO_DAY, TypedDays, act, is_day, our_act, proof, split, their_act, value
from callplan.core.interview.ids import decision, stage, step
from callplan.core.interview.question import every
from callplan.core.interview.roster import Roster
from callplan.core.interview.typed_sums import EXACTLY, hard_to_believe
from callplan.core.map.playbook import End, Playbook
from callplan.core.outcome import VERDICTS
from callplan.core.outside import Noted
from callplan.core.text import clean, did_you_mean, meant_or_all, plain, tidy
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from callplan.core.interview.question import Answers

TO_COME = {"until": "what is put off has", "due": "a promise has", "meeting": "the next meeting has"}
ALIKE = 0.75
OF_ACTS = ("done", "we-promised")


class FlagReader:
    """Reads one command's answers against one deal, each text as the row of its flag says."""

    def __init__(self, deal: Deal | None, playbook: Playbook, answers: Answers, on: date, today: date) -> None:
        self.deal = deal
        self.playbook = playbook
        self.answers = answers
        self.on = on
        self.days = TypedDays(today)
        self.roster = Roster(deal, playbook, on, self.days)
        self.roster.introduce(self.every("with"), self.every("person"))
        self.people = self.roster.with_(self.every("with"))
        self.roster.others(self.every("person"))
        self.roster.as_(self.every("as"))
        self.roster.left(self.every("left"))

    def every(self, key: str) -> list[str]:
        """The texts given for a flag."""
        return every(self.answers, key)

    def said_back(self) -> str:
        """What was read otherwise than it was typed, or changes what was known, in sentences."""
        return " ".join(filter(None, (self.days.said_back(), self.roster.said_back())))

    def known(self) -> list[Event]:
        """What every command may record: people, facts, the client's own dates, acts done."""
        return [*self.roster.events(), *map(self._learned, self.every("set")), *self._told("date", "done")]

    def prepared(self, people: tuple[str, ...]) -> list[Event]:
        """Every event of a prep; `people` are on the call."""
        return [*self.known(), *begun_with(self, people), *self._told("sign", "settled", "reached")]

    def debriefed(self) -> list[Event]:
        """Every event of a debrief, in the order they fold."""
        return ordered([*self._said_or_done(), *self._concerns(), self._held(), *self._closed(), *self._noted()])

    def without_a_call(self) -> list[Event]:
        """Every event of what was told and no call was held for, as in a mail, in the order they fold."""
        return ordered(self._said_or_done())

    def _said_or_done(self) -> list[Event]:
        """What was known, done, decided, promised and agreed."""
        promises, decisions = ("kept", "missed", "released", "moved"), ("reopened", "declined", "decided")
        return [
            *self.known(), *self._told(*promises, *decisions, "waived", "deferred"), *self._promised(),
            *self._told("next"),
        ]  # fmt: skip

    def _told(self, *keys: str) -> list[Event]:
        """The events of flags whose texts say the whole of them."""
        return [self._event(key, text) for key in keys for text in self.every(key)]

    def _event(self, key: str, text: str) -> Event:
        event: Callable[..., Event] = FLAGS[key].event
        rest, on = self.days.dated(key, text) if FLAGS[key].is_dated else (text, None)
        said = self._said(key, self._with_decision(rest) if key == "date" else rest, on)
        if key == "settled":
            said["undated"] = on is None
        return event(on=on or self.on, **said)

    def _said(self, key: str, text: str, on: date | None = None) -> dict[str, Any]:
        """What a flag's text says, `on` the day it was said, by its event's fields; what is left out is not there."""
        flag = FLAGS[key]
        said = dict(zip(flag.fills, split(key, text), strict=True))
        if "proof" in said:
            said["proof"], said["teller"] = proof(key, said["proof"])
        told = [name for place, (name, part) in enumerate(said.items()) if part or place < flag.least]
        return {name: self._field(key, name, said[name], on or self.on) for name in told}

    def _field(self, key: str, name: str, text: str, on: date) -> object:
        """One field of an event, as a flag's text says it."""
        match name:
            case "decision":
                return decision(key, text, self.playbook).id
            case "stage":
                return stage(key, text, self.playbook)
            case "step":
                return step(key, text, self.playbook, only_acts=key in OF_ACTS)
            case "person" | "teller":
                return self.roster.named(key, text, us=True)
            case "address":
                return address(key, text)
            case "people":
                return self.roster.several(key, text)
            case "day":
                return self.days.ahead(key, text, on)
            case "until" | "due" | "meeting":
                return self._to_come(key, text, TO_COME[name])
            case "promise":
                return self._known_promise(key, text)
            case "concern":
                return self._known_concern(text)
        return text

    def _to_come(self, key: str, text: str, what: str) -> date | None:
        """A day that does not lie before the call, or none where none need be named. Raises Usage for one that does."""
        if text == NO_DAY and key in ("deferred", "promised"):
            return None
        if (found := self.days.ahead(key, text, self.on)) < self.on:
            raise Usage(f"--{key}: {found} lies before the call on {self.on}; {what} a day still to come.")
        return found

    def _known_promise(self, key: str, name: str) -> str:
        """The id of the promise meant. Raises Usage with those that are open."""
        if self.deal and (found := promise_of(self.deal, name.strip())):
            return found.id
        made = self.deal.promises.values() if self.deal else ()
        live = [f"{each.id} ({each.act})" for each in made if each.state in LIVE]
        raise Usage(f"--{key}: there is no promise “{name}”. Open are {', '.join(live) or 'none'}.")

    def _known_concern(self, name: str) -> str:
        concerns = self.deal.concerns if self.deal else {}
        if name.strip() in concerns:
            return name.strip()
        live = [f"{each.id} ({each.words})" for each in concerns.values() if not each.met]
        raise Usage(f"--concern-met: there is no concern “{name}”. Open are {', '.join(live) or 'none'}.")

    def _learned(self, text: str) -> Learned:
        rest, on = self.days.dated("set", text)
        name, sign, told = rest.partition("=")
        fact = self.playbook.fact.get(name.strip())
        if not sign or fact is None:
            known = meant_or_all(name.strip(), self.playbook.fact)
            raise Usage(f"--set {text}: it is written FACT={FLAGS['set'].shape}.{known}")
        said = self._said("set", told)
        day = on or self.on
        typed = said["value"]
        said["value"] = value("set", typed, fact, lambda flag, text: self.days.ahead(flag, text, day))
        if self.deal and (doubt := hard_to_believe(self.deal, fact, typed, said["value"])):
            raise Usage(f"--set: {doubt} If it is so, write {fact.id}={EXACTLY} {clean(typed).strip()}.")
        return Learned(day, fact.id, **said)

    def _with_decision(self, text: str) -> str:
        """A day that they named, with what it is for: without a decision it is said of the closing one (rule 58)."""
        first, closing_one = plain(text.partition(":")[0]), self.playbook.closing
        if first in self.playbook.steps or not (is_day(first, self.on) or first[:1].isdigit()):
            return text
        if self.deal and settled(Standing(self.deal, self.days.today), closing_one):
            title = self.playbook.steps[closing_one].called
            raise Usage(f"--date {clean(text)}: {title} is settled already; name the decision: DECISION:{clean(text)}.")
        return f"{closing_one}:{text}"

    def _promised(self) -> list[Event]:
        """Promises made, theirs and ours, with ids that are the same whatever the order of the flags."""
        told = [(key, text) for key in ("promised", "we-promised") for text in self.every(key)]
        every_one = [self._promise(key, text) for key, text in told]
        found: list[Event] = [each for each in every_one if isinstance(each, Promised)]
        made = self.deal.promises.values() if self.deal else ()
        last = highest("p", [name for each in made for name in (each.id, *each.again)])
        numbered = [event.but(promise=f"p{last + count}") for count, event in enumerate(ordered(found), 1)]
        return [*numbered, *[each for each in every_one if isinstance(each, Intended)]]

    def _promise(self, key: str, text: str) -> Promised | Intended:
        """A promise, or without a day what somebody of theirs means to do.

        An act of ours in the map's own words is the map's, so that doing it keeps the promise; and so is theirs to
        bring somebody who is known, in whichever words.
        """
        said = self._said(key, text)
        who, what, carried = said.get("person", ""), said["act"], said.get("step", "")
        if key == "we-promised" and not carried:
            carried = next((each.id for each in self.playbook.acts if each.clause.casefold() == what.casefold()), "")
        if who and not carried and self.deal:
            from callplan.core.interview.bringing import brought_by

            carried = brought_by(self.deal, self.roster, who, what)
        maps_own = carried in self.playbook.steps and self.playbook.steps[carried].clause == what
        fitted = act if maps_own else their_act if who else our_act
        if said["due"]:
            return Promised(self.on, "", who, fitted(what), said["due"], carried)
        if not who:
            raise Usage(f"--{key} {clean(text)}: what we promise has a day, as in +1w or friday.")
        return Intended(self.on, who, fitted(what), carried)

    def _concerns(self) -> list[Event]:
        found: list[Event] = [Raised(self.on, "", **self._said("concern", text)) for text in self.every("concern")]
        last = highest("c", self.deal.concerns if self.deal else ())
        numbered = [event.but(concern=f"c{last + count}") for count, event in enumerate(ordered(found), 1)]
        return [*numbered, *self._told("concern-met")]

    def _held(self) -> Held:
        """The call itself."""
        verdict = (self.answers.get("verdict") or "").strip().lower().replace("_", "-").replace(" ", "-")
        if verdict and verdict not in VERDICTS:
            raise Usage(f"--verdict: “{verdict}” is none of {', '.join(VERDICTS)}.{did_you_mean(verdict, VERDICTS)}")
        return Held(self.on, self.people, verdict, self.answers.get("worth-it") or "")

    def _noted(self) -> list[Event]:
        return [Noted(self.on, self.on, text) for text in self.every("note")]

    def _closed(self) -> list[Event]:
        ends = [split("close", text) for text in self.every("close")]
        return [closing("close", self.playbook, self.on, end, reason, words) for end, reason, words in ends]


def address(flag: str, text: str) -> str:
    """A mail address, in small letters. Raises Usage for what is none."""
    name, at, host = text.lower().removeprefix("mailto:").partition("@")
    if not name or not at or "." not in host or any(sign.isspace() or sign in "<>@" for sign in f"{name}{host}"):
        raise Usage(f"--{flag}: “{clean(text)}” is no mail address: write it as ana@north.example.")
    return f"{name}@{host}"


def highest(kind: str, ids: Iterable[str]) -> int:
    """The highest number among ids of a kind; some may be missing, as those taken back are."""
    return max([int(name[1:]) for name in ids if name[:1] == kind and name[1:].isdecimal()], default=0)


def end_of(flag: str, playbook: Playbook, name: str) -> End:
    """The map's end of that name. Raises Usage with those there are."""
    ends = {each.id: each for each in playbook.ends if each.id not in playbook.left_out}
    if name not in ends:
        raise Usage(f"--{flag}: “{tidy(name)}” is no end of {playbook.id}. It has {', '.join(ends)}.")
    return ends[name]


def closing(flag: str, playbook: Playbook, on: date, name: str, reason: str, words: str = "") -> Closed:
    """The closing of a deal at one of the map's ends: with a reason from its list, or of one's own, and their words.

    Raises Usage where the map has reasons and none is given, or one that is nearly one of them.
    """
    end = end_of(flag, playbook, name)
    known = {each.casefold(): each for each in end.reasons}
    own = known and reason.casefold() not in known
    if own and not reason and words:
        return Closed(on, end.id, words)
    if own and (not reason or (_nearly(reason, end.reasons) and not words)):
        what = f"“{reason}” is nearly a reason of {name}" if reason else f"{name} wants a reason"
        instead = f"--close {name}::WORDS" if flag == "close" else "--words TEXT"
        raise Usage(
            f"--{flag}: {what}. It has: {'; '.join(end.reasons)}.{did_you_mean(reason, end.reasons)} "
            f"For another, in their words, write {instead}."
        )
    return Closed(on, end.id, known.get(reason.casefold(), reason), words)


def _nearly(reason: str, reasons: tuple[str, ...]) -> bool:
    """Whether a reason is a part of one of these, or that one with a slip."""
    from difflib import SequenceMatcher

    few, every = reason.casefold(), [each.casefold() for each in reasons]
    return any(few in each or SequenceMatcher(None, few, each, autojunk=False).ratio() >= ALIKE for each in every)
