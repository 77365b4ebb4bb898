"""The keys of a map and of its parts; `step_keys` has those of acts and decisions."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Required

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from callplan.core.map.playbook import Talk
from callplan.playbook_file.answers import answered
from callplan.playbook_file.conditions import Need, When
from callplan.playbook_file.form import (
    VALUE,
    Clause,
    Clauses,
    Form,
    Id,
    Line,
    Lines,
    Own,
    Parent,
    Phrase,
    Question,
    Role,
    Several,
    Things,
    count,
    items,
    ref,
)
from callplan.playbook_file.map_ids import Reading
from callplan.playbook_file.nodes import Node
from callplan.playbook_file.part import Part
from callplan.playbook_file.values import Day, cases_told, cases_written

_VERSION = r" *\+?0*[1-9](_?\d)*(\.0+)? *"
strict = with_config(ConfigDict(extra="forbid"))
# Read one by one, with what the map has around them at hand
Value = Annotated[Any, Form("value", VALUE, writer=answered)]
Depends = Annotated[Any, Form("cases", cases_told(VALUE), writer=lambda value: cases_written(value, answered))]
Facts = Annotated[Any, Form("`ID: fact`", ref("facts"))]
Roles = Annotated[Any, Form("`ID: role`", ref("roles"))]
Ends = Annotated[Any, Form("`ID: end`", ref("ends"))]
Stages = Annotated[Any, Form("stages", items(ref("stage"), 1))]
Steps = Annotated[Any, Form("steps", items(ref("step"), 1))]


@strict
class TalkKeys(TypedDict, total=False):
    """How they may be spoken to."""

    how: Literal["call", "written", "none"]
    """`written` and `none`: the plan says not to call. Default: call."""
    to: Role
    """Whom to speak or write to."""
    through: Line
    """By which channel."""
    before: Day
    """Until when questions go in writing; the page names that day, and asks nothing after it."""
    under: Several
    """Whom alone it binds, in whatever they have a part. Default: everybody with a part on its track."""
    exempt: Several
    """Whom of them it does not bind."""


TALK = Part('"talk"', TalkKeys)


def _talk(node: Node, reading: Reading) -> Talk:
    return Talk(**TALK.read(node, reading))


Talking = Annotated[Any, Form("mapping", ref("talk"), _talk, TALK.written)]


@strict
class FactKeys(TypedDict, total=False):
    """What conditions may ask."""

    ask: Question
    """What finds it out. Default: required without `depends`."""
    of: Role
    """Whom to ask first."""
    listen_for: Phrase
    """What to listen for in the answer."""
    type: Literal["number", "date", "yes-no", "text"]
    """What its value is. Default: text; `choices`, `unit` or `depends` tell, too."""
    unit: Line
    """The currency or thing counted; makes it a number."""
    choices: Lines
    """The only answers; makes it a choice."""
    assume: Value
    """Taken as the answer until somebody tells; not enough for `needs`."""
    depends: Depends
    """Worked out, never asked: the list of by case."""
    when: When
    """Otherwise it is neither asked nor known. Default: always."""


@strict
class RoleKeys(TypedDict, total=False):
    """A part somebody plays."""

    title: Required[Line]
    """No article: `budget owner`."""
    predicate: Annotated[Line, Field(alias="is")]
    """After “who”: `can release the money`."""
    called: Phrase
    """In a sentence, with an article: `the person with the budget`, `one of the users`. Default: from its title."""
    side: Literal["client", "us", "third-party"]
    """Whose side they are on. Default: client."""


@strict
class StageKeys(TypedDict, total=False):
    """A stretch of the client's way."""

    id: Required[Id]
    """By which others name it."""
    title: Required[Line]
    """A question or phrase in their words: `Is this worth changing?`"""
    steps: Required[Steps]
    """In no order; at least one decision."""
    track: Own
    """Stages of other tracks run beside the main one. Default: main."""
    when: When
    """Otherwise none of its steps applies. Default: always."""
    needs: Need
    """What each of its steps needs; those of a track's first stage hold for all its stages."""
    after: Need
    """What each of its steps waits for and does not rest on."""
    before: Day
    """The day by which each of its steps has to be settled."""
    talk: Talking
    """While it is open, nobody it binds is called, whatever a call would be for."""
    signals: Clauses
    """How to tell that a client is here."""


@strict
class EndKeys(TypedDict, total=False):
    """A way the deal may end."""

    title: Phrase
    """What lists call it. Default: its id."""
    kind: Literal["won", "lost", "no-decision", "void"]
    """`void` is not counted. Default: required for own ids."""
    reasons: Lines
    """The only ones: `chose another`. Default: any."""
    needs: Need
    """What closing so asks for. `won`: the closing decision (else the one of main's last stage), with facts or acts."""
    before: Day
    """By which day: `won: {before: wanted-by}`."""


class ExtendsKeys(TypedDict, total=False):
    """What a map has besides that extends another; it is merged before the map is read."""

    extends: Parent
    """The map to start from, beside this file or at hand."""


@strict
class MapKeys(TypedDict, total=False):
    """A map of how one kind of client buys."""

    format: Required[Literal["1"]]
    """This language's version."""
    id: Required[Own]
    """Its file is `ID.yaml`."""
    title: Required[Line]
    """What lists call it."""
    version: Annotated[int, Field(ge=1, le=1_000_000), Form("number", count(1_000_000, _VERSION))]
    """Printed on plans; raise it with every change. Default: 1."""
    choose_when: Annotated[Clause, Field(alias="for")]
    """When to choose it."""
    without: Things
    """Facts, stages, steps and ends of the extended map that never apply; what they needed is handed on."""
    facts: Facts
    """What conditions ask; always there: `amount` (number), `wanted-by` (date), `reason`."""
    roles: Roles
    """Who plays a part."""
    stages: Required[Stages]
    """In the order expected."""
    ends: Ends
    """How a deal may end; a mere list is its reasons. Default: won, lost, no-decision."""


FACT = Part("a fact", FactKeys)
ROLE = Part("a role", RoleKeys)
STAGE = Part("a stage", StageKeys)
END = Part("an end", EndKeys)
MAP = Part("a map", MapKeys)
