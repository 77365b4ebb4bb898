"""Every field of a map a reader would care for, by the part it belongs to, and how its change is said."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.map.changed import FlagField, Frame, ListField, Reworded, TextField
from callplan.core.map.playbook import Concern, Waive
from callplan.core.map.wording import Wording, figure, track

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Field = Frame | TextField | ListField | FlagField | Reworded

_SIDES = {"client": "on their side", "us": "on our side", "third-party": "a third party"}
_ANYBODY = "the people who decide it"


def _who(words: Wording, who: Any) -> str:
    return words.who(who, "the ")


def _the(words: Wording, role: str) -> str:
    return f"the {words.role(role)}"


def _names(words: Wording, names: tuple[str, ...]) -> str:
    return phrase.joined([words.name(name) for name in names], "or")


def _waive(words: Wording, waive: Waive) -> str:
    if waive.never:
        return "nobody"
    who = words.who(waive.by, "the ") if waive.by else _ANYBODY
    return f"{who}, because {phrase.joined(waive.reasons, 'or')}" if waive.reasons else f"{who}, for any reason"


def _itself(_: Wording, value: str | float) -> str:
    return figure(value)


def _answer(concern: Concern) -> str:
    never = f"not to promise: {concern.never}" if concern.never else ""
    return "; ".join(filter(None, (concern.say, never)))


_APPLIES = Frame("when", Wording.applies, "now applies {}", "now applies always", "always")
_NEEDS = Frame("needs", Wording.needs, "now needs {}", "now needs nothing first", "nothing")
_AFTER = Frame("after", Wording.needs, "now waits for {}", "now waits for nothing", "nothing")
_BEFORE = Frame("before", Wording.day, "is now wanted not later than {}", "has no deadline any more", "no deadline")
_TITLE = Reworded("title", "is now called")
_SHARED: tuple[Field, ...] = (
    _APPLIES,
    _NEEDS,
    _AFTER,
    _BEFORE,
    Frame("takes", Wording.length, "now takes {}", "has no usual length any more", "no usual length"),
    Frame("lasts", Wording.length, "now lapses after {}", "does not lapse any more", "never"),
    Frame("times", Wording.times, "now asks for this many separate ones: {}"),
    Frame("proof", Wording.proof, "now counts with {}", "now counts with the usual proof", "the usual proof"),
    ListField("not_proof", "what does not count for {}"),
    Frame("waive", _waive, "may now be let go by {}"),
    TextField("ask", "the question for {}"),
    TextField("listen_for", "what to listen for with {}"),
    TextField("help", "what we hand over for {}"),
    TextField("if_skipped", "the price of passing over {}"),
    ListField("until_then", "what nobody does before {}"),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    "map": (_TITLE, TextField("choose_when", "when to choose {}")),
    "role": (
        _TITLE,
        TextField("called", "what sentences call {}"),
        TextField("predicate", "what {} is known by"),
        Frame("side", lambda _, side: _SIDES[side], "is now {}"),
    ),
    "fact": (
        TextField("ask", "the question about {}"),
        Frame("of", _the, "is now asked of {}", "is now asked of anybody", "anybody"),
        TextField("listen_for", "what to listen for with {}"),
        Frame("type", _itself, "is now of the type {}"),
        Frame("unit", _itself, "is now counted in {}", "is now a bare number", "a bare number"),
        ListField("choices", "the answers to {}"),
        Frame("assume", _itself, "is now taken as {}", "is not assumed any more", "not assumed"),
        Frame("depends", Wording.worked_out, "is now worked out: {}", "is now asked", "asked"),
        _APPLIES,
    ),
    "stage": (
        _TITLE,
        Frame("track", lambda _, name: track(name), "now runs on {}"),
        _APPLIES,
        _NEEDS,
        _AFTER,
        _BEFORE,
        Frame(
            "talk",
            Wording.talk,
            "may now be spoken of so: {}",
            "may now be spoken of in any call",
            "in any call",
        ),
        ListField("signals", "the signs of {}"),
    ),
    "act": (
        _TITLE,
        Reworded("clause", "now reads"),
        Frame("by", _who, "is now done by {}"),
        *_SHARED,
        FlagField("without_us", "is now done without us", "is not done without us any more"),
        Frame("gives_up", _itself, "now costs them {}"),
        Frame("brings", _the, "now brings {}", "brings nobody any more", "nobody"),
        FlagField("on_call", "can now be done on a call", "cannot be done on a call any more"),
    ),
    "decision": (
        _TITLE,
        Reworded("clause", "now reads"),
        TextField("topic", "how {} is spoken of"),
        TextField("yes", "how a yes to {} is told"),
        Frame("by", _who, "is now decided by {}"),
        Frame("hear", _who, "is now decided after hearing {}", "is now decided without hearing anybody", "nobody"),
        *_SHARED,
        TextField("good_for_them", "what they get from {}"),
        TextField("no_is_right_if", "what makes a no to {} right"),
        ListField("concerns", "what they may fear about {}", lambda concern: concern.fear),
        ListField("concerns", "what to say to the fears about {}", _answer),
        Frame("if_no", Wording.leads, "now {}", "now leaves it open", "leaves it open", of="a no to {}"),
        Frame("implied_by", _names, "now counts as settled with {}", "is now never implied", "never"),
        ListField("they_ask", "what they may ask about {}"),
    ),
    "end": (
        _TITLE,
        Frame("kind", _itself, "now counts as {}"),
        ListField("reasons", "the reasons for {}"),
        _NEEDS,
        _BEFORE,
    ),
}
