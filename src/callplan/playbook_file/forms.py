"""What a key of a map may hold, as pydantic checks it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, PlainValidator, ValidationInfo, with_config
from pydantic_core import PydanticCustomError

from callplan.playbook_file.conditions import by_case, need, when
from callplan.playbook_file.ids import id_of, ids, if_no, own, role, yes
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Empty, Items, Keys, Text
from callplan.playbook_file.values import Reader, length, moment, proof, times, waive, who


def ours(reader: Reader) -> PlainValidator:
    """What pydantic is to call for a form of ours; what is no node is a stand-in and passes."""

    def read(node: Any, info: ValidationInfo[Reading]) -> Any:
        if isinstance(node, (Text, Keys, Items)):
            return reader(node, info.context)
        if isinstance(node, Empty):
            raise PydanticCustomError("empty", "empty")
        return node

    return PlainValidator(read)


def _line(text: str) -> str:
    told = " ".join(text.split())
    if not told:
        raise PydanticCustomError("blank", "blank")
    return told


strict = with_config(ConfigDict(extra="forbid"))
Line = Annotated[str, AfterValidator(_line)]
Lines = tuple[Line, ...]
# The same to pydantic; the name says which words fit into the plan's sentences
Id = Line
Parent = Line
Clause = Line
Phrase = Line
Question = Line
Clauses = Lines
Questions = Lines
Own = Annotated[str, ours(own)]
Role = Annotated[str, ours(role)]
NoLeadsTo = Annotated[str, ours(if_no)]
Decisions = Annotated[Any, ours(ids(id_of("decision")))]
Things = Annotated[Any, ours(ids(id_of("fact", "stage", "act", "decision", "end")))]
Yes = Annotated[bool, ours(yes)]
When = Annotated[Any, ours(when)]
Need = Annotated[Any, ours(need)]
Day = Annotated[Any, ours(by_case(moment))]
Long = Annotated[Any, ours(by_case(length))]
Times = Annotated[Any, ours(by_case(times))]
Proven = Annotated[Any, ours(by_case(proof))]
Who = Annotated[Any, ours(by_case(who))]
Waived = Annotated[Any, ours(waive)]
# Read one by one, with what the map has around them at hand
Value = Any
Depends = Any
Facts = Any
Roles = Any
Stages = Any
Steps = Any
Ends = Any
