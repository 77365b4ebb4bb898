"""The keys of acts and decisions, and of the concerns about a decision."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Required

from pydantic import Field
from typing_extensions import TypedDict

from callplan.core.map.playbook import Concern
from callplan.playbook_file.conditions import Need, When
from callplan.playbook_file.form import (
    VALUE,
    Clause,
    Clauses,
    Form,
    Id,
    Line,
    Lines,
    NoLeadsTo,
    Phrase,
    Question,
    Questions,
    Role,
    Steps,
    Yes,
    either,
    items,
    list_of,
    ref,
)
from callplan.playbook_file.keys import strict
from callplan.playbook_file.map_ids import Reading
from callplan.playbook_file.nodes import Node, Text
from callplan.playbook_file.part import Part
from callplan.playbook_file.values import Day, Long, Proven, Times, Waived, Who


@strict
class ConcernKeys(TypedDict, total=False):
    """What they may fear."""

    fear: Required[Clause]
    """After “They fear that”."""
    say: Line
    """Words to say to it, without a full stop."""
    never: Line
    """After “Do not promise”: `a go-live date`."""


CONCERN = Part("a concern", ConcernKeys)


def _concern(node: Node, reading: Reading) -> Concern:
    if isinstance(node, Text):
        return Concern(" ".join(node.split()))
    return Concern(**CONCERN.read(node, reading))


def _concerns_written(value: tuple[Concern, ...]) -> list[Any]:
    told = [CONCERN.written(each) for each in value]
    return [each if len(each) > 1 else each["fear"] for each in told]


_CONCERNS = items(either(VALUE, ref("concern")))
Concerns = Annotated[Any, Form("concerns", _CONCERNS, list_of(_concern), _concerns_written)]


class StepKeys(TypedDict, total=False):
    """What acts and decisions share."""

    id: Required[Id]
    """By which others name it."""
    title: Phrase
    """What sentences call it, with its article, 40 letters: `the go-ahead`. Default: its clause."""
    by: Required[Who]
    """Who does it, or can decide it."""
    when: When
    """Otherwise it does not apply. Default: always."""
    needs: Need
    """What is settled before it can start, and what it rests on."""
    after: Need
    """What it merely queues behind: waited for like `needs`; taken up again, it spoils nothing here."""
    before: Day
    """The day by which it has to be settled."""
    takes: Long
    """Usual length, from the day its needs are met."""
    lasts: Long
    """Counts from the day it was settled; then it is due again. Default: for ever."""
    times: Times
    """So many separate records with different labels; for a decision, of different people. Default: 1."""
    proof: Proven
    """The lowest rung that counts. Default: said; closing: wrote; our acts: none."""
    not_proof: Clauses
    """What does not count."""
    ask: Question
    """To those in `by`."""
    listen_for: Phrase
    """What to listen for in the answer."""
    help: Phrase
    """What we can hand over."""
    if_skipped: Clause
    """After “If it is passed over,”."""
    until_then: Lines
    """Bare infinitives after “nobody is to”, printed while the step is open: `talk price with a bidder`."""
    waive: Waived
    """Which clients alone may let it go, in `by` or not, and why; the closing decision: nobody.
    Default: those in `by`."""


@strict
class ActKeys(StepKeys, total=False):
    """Something that somebody must get done."""

    clause: Required[Annotated[Line, Field(alias="will")]]
    """After “Marta will”: a bare verb; no you, they or we: `put a figure on the last outage`."""
    without_us: Yes
    """They can do it alone. Default: false."""
    gives_up: Literal["time", "reputation", "money"]
    """What promising it costs them. Default: time."""
    brings: Role
    """Doing it brings somebody of that role."""
    on_call: Yes
    """It can be done on a call that its owner is on. Default: false."""


@strict
class DecisionKeys(StepKeys, total=False):
    """A yes or no of the client's."""

    clause: Required[Annotated[Clause, Field(alias="whether")]]
    """After “Marta decides whether”: yes means forward; no you, they or we: `the trial is good enough`."""
    topic: Clause
    """As it is spoken of, after “decide”: `whether to go ahead`, `what {it} has to do`; `{it}` is what is sold.
    Default: “whether” and its clause."""
    yes: Clause
    """After “last time you”, what a yes was: `decided to go ahead`. Default: “agreed that” and its clause."""
    hear: Who
    """Who should be heard; it blocks nothing."""
    good_for_them: Clause
    """Why yes is good for them."""
    no_is_right_if: Clause
    """When no is the better answer."""
    concerns: Concerns
    """What they may fear; a text is a fear."""
    if_no: NoLeadsTo
    """Where a no leads; `go-on`: it is an answer, and the way goes on. Default: it stays open."""
    implied_by: Steps
    """Settled while one of these is made, or done."""
    they_ask: Questions
    """What they may ask us."""


_KIND = {
    ActKeys: 'an act, and this step is a decision ("whether:")',
    DecisionKeys: 'a decision, and this step is an act ("will:")',
}


def _elsewhere(shape: Any) -> dict[str, str]:
    """What is said of the keys of the other kind."""
    told = f"belongs to {_KIND[shape]}"
    return dict.fromkeys(shape.__annotations__.keys() - StepKeys.__annotations__.keys(), told)


ACT = Part("an act", ActKeys, _elsewhere(DecisionKeys))
DECISION = Part("a decision", DecisionKeys, _elsewhere(ActKeys))
