"""Promises as flags tell them: those that were made, and what became of those made before."""

from __future__ import annotations

from callplan.core.deal.marks import promise_of
from callplan.core.entries import ordered
from callplan.core.events import Event, Kept, Missed, Moved, Promised, Released
from callplan.core.interview.grammar import act, fields, our_act, step, their_act
from callplan.core.map.playbook import Act
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.told import Teller


def pledged(teller: Teller) -> list[Event]:
    """The promises that a command's answers tell of, theirs and ours."""
    found: list[Event] = []
    for text in teller.every("promised"):
        person, said, due, name = fields("promised", text, "PERSON:ACT:DATE[:STEP]", 3)
        who, carried = teller.person("promised", person), step("promised", name, teller.playbook) if name else ""
        what = act(said) if said == _clause(teller, carried) else (their_act if who else our_act)(said)
        found.append(_promise(teller, "promised", who, what, due, carried))
    for text in teller.every("we-promised"):
        said, due, name = fields("we-promised", text, "ACT:DATE[:STEP]", 2)
        carried = step("we-promised", name, teller.playbook, Act) if name else _of_ours(teller, said)
        what = act(said) if said == _clause(teller, carried) else our_act(said)
        found.append(_promise(teller, "we-promised", "", what, due, carried))
    return _numbered(teller, found)


def _clause(teller: Teller, name: str) -> str:
    """The map's own words for an act, which nobody typed."""
    return teller.playbook.steps[name].clause if name in teller.playbook.steps else ""


def _of_ours(teller: Teller, said: str) -> str:
    """The act of ours that is promised in the map's own words, so that doing it keeps the promise."""
    return next((each.id for each in teller.playbook.acts if each.clause.casefold() == said.casefold()), "")


def _promise(teller: Teller, flag: str, person: str, what: str, due: str, carried: str) -> Promised:
    return Promised(teller.on, "", person, what, teller.to_come(flag, due, "a promise has"), carried)


def _numbered(teller: Teller, found: list[Event]) -> list[Event]:
    """Promises with their ids, the same whatever the order of the flags; no id is given twice."""
    made = teller.deal.promises.values() if teller.deal else ()
    last = sum(1 + len(each.again) for each in made)
    return [event.but(promise=f"p{last + count}") for count, event in enumerate(ordered(found), 1)]


def became(teller: Teller) -> list[Event]:
    """What a command's answers say became of promises."""
    found: list[Event] = []
    for flag, kind in (("kept", Kept), ("missed", Missed), ("released", Released)):
        found += [kind(teller.on, _known(teller, flag, text)) for text in teller.every(flag)]
    for text in teller.every("moved"):
        name, until = fields("moved", text, "ID:DATE", 2)
        found.append(Moved(teller.on, _known(teller, "moved", name), teller.to_come("moved", until, "a promise has")))
    return found


def _known(teller: Teller, flag: str, name: str) -> str:
    """The id of the promise meant. Raises Usage with those that are open."""
    found = promise_of(teller.deal, name.strip()) if teller.deal else None
    if found is None:
        every = teller.deal.promises.values() if teller.deal else ()
        live = [f"{each.id} ({each.act})" for each in every if each.state == "open"]
        raise Usage(f"--{flag}: there is no promise “{name}”. Open are {', '.join(live) or 'none'}.")
    return found.id
