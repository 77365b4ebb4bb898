"""The keys of each part of a map, and what each may hold."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Required

from pydantic import AfterValidator, ConfigDict, Field, PlainValidator, ValidationInfo, with_config
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

from callplan.core.playbook import Concern, Talk
from callplan.playbook_file.card import Card
from callplan.playbook_file.conditions import by_case, need, when
from callplan.playbook_file.ids import id_of, ids, if_no, own, role, yes
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Empty, Items, Keys, Node, Text
from callplan.playbook_file.values import Reader, length, moment, proof, times, waive, who


def ours(reader: Reader) -> PlainValidator:
    """What pydantic is to call for a form of ours; what is no node is a stand-in and passes."""

    def read(node: Any, info: ValidationInfo[Reading]) -> Any:
        if isinstance(node, Empty):
            raise PydanticCustomError("empty", "empty")
        return reader(node, info.context) if isinstance(node, (Text, Keys, Items)) else node

    return PlainValidator(read)


def _line(text: str) -> str:
    told = " ".join(text.split())
    if not told:
        raise PydanticCustomError("blank", "blank")
    return told


def _concern(node: Node, reading: Reading) -> Concern:
    if isinstance(node, Text):
        return Concern(" ".join(node.split()))
    return Concern(**CONCERN.read(node, reading))


def _talk(node: Node, reading: Reading) -> Talk:
    return Talk(**TALK.read(node, reading))


Line = Annotated[str, AfterValidator(_line)]
Lines = tuple[Line, ...]
Own = Annotated[str, ours(own)]
Role = Annotated[str, ours(role)]
Yes = Annotated[bool, ours(yes)]
When = Annotated[Any, ours(when)]
Need = Annotated[Any, ours(need)]
Day = Annotated[Any, ours(by_case(moment))]
Long = Annotated[Any, ours(by_case(length))]
Who = Annotated[Any, ours(by_case(who))]
Concerns = Annotated[Any, ours(ids(_concern))]
_strict = with_config(ConfigDict(extra="forbid"))


@_strict
class ConcernKeys(TypedDict, total=False):
    """What they may fear."""

    fear: Required[Line]
    say: Line
    never: Line


@_strict
class TalkKeys(TypedDict, total=False):
    """How they may be spoken to."""

    how: Literal["call", "written", "none"]
    to: Role
    through: Line
    before: Day


@_strict
class FactKeys(TypedDict, total=False):
    """What conditions may ask; the fact's own reader looks at `assume` and `depends`."""

    ask: Line
    of: Role
    listen_for: Line
    type: Literal["number", "date", "yes-no", "text"]
    unit: Line
    choices: Lines
    assume: Any
    depends: Any
    when: When


@_strict
class RoleKeys(TypedDict, total=False):
    """A part somebody plays."""

    title: Required[Line]
    predicate: Annotated[Line, Field(alias="is")]
    side: Literal["client", "us", "third-party"]


class StepKeys(TypedDict, total=False):
    """What acts and decisions share."""

    id: Required[Line]
    title: Line
    by: Required[Who]
    when: When
    needs: Need
    before: Day
    takes: Long
    lasts: Long
    times: Annotated[Any, ours(by_case(times))]
    proof: Annotated[Any, ours(by_case(proof))]
    not_proof: Lines
    ask: Line
    listen_for: Line
    help: Line
    if_skipped: Line
    until_then: Lines
    waive: Annotated[Any, ours(waive)]


@_strict
class ActKeys(StepKeys, total=False):
    """Something that somebody must get done."""

    clause: Required[Annotated[Line, Field(alias="will")]]
    without_us: Yes
    gives_up: Literal["time", "reputation", "money"]
    brings: Role
    on_call: Yes


@_strict
class DecisionKeys(StepKeys, total=False):
    """A yes or no of the client's."""

    clause: Required[Annotated[Line, Field(alias="whether")]]
    hear: Who
    good_for_them: Line
    no_is_right_if: Line
    concerns: Concerns
    if_no: Annotated[str, ours(if_no)]
    implied_by: Annotated[Any, ours(ids(id_of("decision")))]
    they_ask: Lines


@_strict
class StageKeys(TypedDict, total=False):
    """A stretch of the client's way."""

    id: Required[Line]
    title: Required[Line]
    steps: Required[Any]
    track: Own
    when: When
    needs: Need
    talk: Annotated[Any, ours(_talk)]
    signals: Lines


@_strict
class EndKeys(TypedDict, total=False):
    """A way the deal may end."""

    title: Line
    kind: Literal["won", "lost", "no-decision", "void"]
    reasons: Lines
    needs: Need
    before: Day


@_strict
class MapKeys(TypedDict, total=False):
    """The whole map; its parts are read one by one."""

    format: Required[Literal["1"]]
    id: Required[Own]
    title: Required[Line]
    version: Annotated[int, Field(ge=1, le=1_000_000)]
    choose_when: Annotated[Line, Field(alias="for")]
    without: Annotated[Any, ours(ids(id_of("fact", "stage", "act", "decision", "end")))]
    facts: Any
    roles: Any
    stages: Required[Any]
    ends: Any


_act = {
    key: 'belongs to an act, and this step is a decision ("whether:")'
    for key in ActKeys.__annotations__
    if key not in StepKeys.__annotations__
}
_decision = {
    key: 'belongs to a decision, and this step is an act ("will:")'
    for key in DecisionKeys.__annotations__
    if key not in StepKeys.__annotations__
}

CONCERN = Card("a concern", ConcernKeys)
TALK = Card('"talk"', TalkKeys)
FACT = Card("a fact", FactKeys)
ROLE = Card("a role", RoleKeys)
ACT = Card("an act", ActKeys, _decision)
DECISION = Card("a decision", DecisionKeys, _act)
STAGE = Card("a stage", StageKeys)
END = Card("an end", EndKeys)
MAP = Card("a map", MapKeys)
