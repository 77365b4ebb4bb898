"""AFTER THE CALL: what may come of a call, made from its plan, to be ticked and written into anywhere."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.fulfilled import nobody_waits
from callplan.core.deal.needs import is_clients
from callplan.core.deal.promised import LIVE
from callplan.core.deal.status import settled
from callplan.core.deal.verdict import rung_asked
from callplan.core.map.playbook import Decision
from callplan.core.plan import case
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.deal.state import Promise
    from callplan.core.map.playbook import Fact, Playbook
    from callplan.core.plan import Plan
    from callplan.core.plan.briefing import Briefing

GAP = "…"
TITLE = "AFTER THE CALL"
CALL = "Call of"
TICK = (
    "Tick what happened, write their words after the colon, strike or add names; "
    "what stays empty is asked, or stays open."
)
THEY_WILL, WE_WILL, WAS_DUE, FEAR, MEET = "They will", "We will", "Was due", "They fear", "We meet again"
WORTH, VIEW, NOTES = "Worth their time", "My own view", "Notes"
FIXED = (THEY_WILL, WE_WILL, WAS_DUE, FEAR, MEET, WORTH, VIEW, NOTES)
YES, NO, LATER = "yes:", "no, because:", f"later, not before {GAP}, because:"
WRITTEN, ONLY_SAID, SHOWN = "yes, in writing:", "yes, only said:", "yes, shown by what they did:"
HEARD, AGAIN = f"yes, heard from {GAP}:", "taken up again, because:"
VIEWS = "won, advanced, small step, stayed, went back or lost"
MOST_OWED, MOST_ASKED = 4, 3


class Row(Record):
    """A line to fill in; `box`: with a box to tick."""

    text: str
    box: bool = True


class Block(Record):
    """A heading with what stands behind it, and its lines."""

    heading: str
    about: str = ""
    rows: tuple[Row, ...] = ()


class Form(Record):
    """A form: the sentence of its call, its blocks, and its foot."""

    call: str
    blocks: tuple[Block, ...]
    foot: str


def form(plan: Plan, last: int) -> Form | None:
    """The form of a call that is planned, or may be held any day; None where there is nothing to fill in.

    Only the owner of a deal can hand one in, so that there is none for anybody else. `last`: the number of the deal's
    last entry.
    """
    b = plan.briefing
    if not b.deal.ours or b.over or plan.case.kind in (case.SILENT, case.PAST_WINNING):
        return None
    day = phrase.full_day(b.call.on) if b.call else GAP
    call = phrase.loose(f"{CALL} {day} with {phrase.joined(b.present) or GAP}. {TICK}")
    foot = [b.deal.name, f"call of {b.day}" if b.call else "", f"after entry {last}", f"{b.map.id} {b.map.version}"]
    foot += [f"{b.names.command('debrief')} --from FILE"]
    return Form(call, tuple(_blocks(plan)), phrase.loose(" · ".join(filter(None, foot))))


def _blocks(plan: Plan) -> Iterator[Block]:
    b = plan.briefing
    headings = headings_of(b.map)
    for step in _decisions(plan):
        yield _decision(b, step, headings[step])
    yield Block(THEY_WILL, "", tuple([Row(text) for text in _they_will(plan)]))
    yield Block(WE_WILL, "", (Row(f"{GAP}, by {GAP}"),))
    if due := list(_due(b)):
        yield Block(WAS_DUE, ": tick what was kept", tuple([Row(_promise(each)) for each in due]))
    for fact in _facts(plan):
        yield Block(headings[f"={fact.id}"], "", tuple([Row(f"{name}:", box=False) for name in _theirs(b)]))
    yield Block(FEAR, ", in their words", (Row(f"{GAP}:", box=False),))
    yield Block(MEET, f" on {GAP}, for {GAP}, with {GAP}")
    yield Block(WORTH, ", in their words:")
    yield Block(VIEW, f" ({VIEWS}):")
    yield Block(NOTES)


def headings_of(playbook: Playbook) -> dict[str, str]:
    """The heading of each decision, and of each fact after `=`; with its id where another is called the same."""
    told = {step.id: phrase.capital(step.called) for step in playbook.decisions}
    told |= {f"={fact.id}": question(fact) for fact in playbook.fact.values()}
    seen = [text.casefold() for text in (*told.values(), *FIXED, TITLE)]
    return {
        key: f"{text} · {key.lstrip('=')}" if seen.count(text.casefold()) > 1 else text for key, text in told.items()
    }


def question(fact: Fact) -> str:
    """What a fact is asked by."""
    return fact.ask or phrase.capital(phrase.spoken(fact.id))


def _decisions(plan: Plan) -> list[str]:
    """What may be decided: the plan's chain, then the fronts."""
    b, reached = plan.briefing, plan.values.rungs
    rungs = [reached.all_the_way, reached.aim]
    chain = [step for rung in rungs if rung and rung.kind == "decision" for step in rung.chain or (rung.id,)]
    fronts = [step for ahead in plan.values.fronts.values() for step in ahead]
    back = [b.call.back_to] if b.call and b.call.back_to else []
    named = dict.fromkeys([*back, *chain, *([plan.case.step] if plan.case.step else []), *fronts])
    return [step for step in named if isinstance(b.map.steps[step], Decision) and is_clients(b.standing, step)]


def _decision(b: Briefing, step: str, heading: str) -> Block:
    people = [name for name in _deciders(b, step) if name in b.deal.people]
    ways = [Row(text) for way in _ways(b, step, people) for text in _each(way, people)]
    again = [Row(AGAIN)] if settled(b.standing, step) else []
    about = f" ({phrase.joined(people) or GAP}), whether {b.map.steps[step].clause}"
    return Block(heading, about, (*again, *ways, Row(NO), Row(LATER)))


def _ways(b: Briefing, step: str, people: list[str]) -> list[str]:
    """How a yes may be known: a tick claims no more than was had."""
    if people and b.present and not set(people) & set(b.present):
        return [WRITTEN, HEARD]
    return {"wrote": [WRITTEN, ONLY_SAID], "did": [SHOWN, ONLY_SAID]}.get(rung_asked(b.standing, step), [YES])


def _each(way: str, people: list[str]) -> list[str]:
    """A yes for each of several, who need not agree."""
    return [way] if len(people) < 2 else [f"{way.removesuffix(':')}, {name}:" for name in people]


def _deciders(b: Briefing, step: str) -> tuple[str, ...]:
    """Those on the call who decide it, else those who are known to."""
    from callplan.core.call.feasible import deciders

    here, _ = deciders(b.standing, step, b.present)
    return here or tuple(dict.fromkeys(b.deciders(step)))


def _they_will(plan: Plan) -> Iterator[str]:
    """What they may take on: what the page asks for at least, then what is owed; and anything else."""
    b, reached = plan.briefing, plan.values.rungs
    asked = [rung for rung in (reached.least, reached.aim) if rung and rung.kind == "act" and rung.id]
    for rung in {rung.id: rung for rung in asked}.values():
        yield f"{rung.person}: {act_of(b, rung.id)}, by {phrase.loose(phrase.long_day(rung.due, b.day))}"
    owed = [debt.id for debt in b.owed if debt.owner is None and debt.id not in [rung.id for rung in asked]]
    for step in owed[:MOST_OWED]:
        yield f"{GAP}: {act_of(b, step)}, by {GAP}"
    yield f"{GAP}: {GAP}, by {GAP}"


def act_of(b: Briefing, name: str) -> str:
    """What somebody does about a step, as a bare infinitive: an act, or `settle the order`."""
    step = b.map.steps.get(name)
    return phrase.loose(f"settle {step.called}" if isinstance(step, Decision) else b.names.act(name))


def _due(b: Briefing) -> list[Promise]:
    """The promises that were due by then and are waited for, theirs first, as a debrief asks for them."""
    live = [each for each in b.deal.promises.values() if each.state in LIVE and each.due <= b.day]
    waiting = [each for each in live if not nobody_waits(b.standing, each)]
    return sorted(waiting, key=lambda each: b.deal.side(each.person) == "us")


def _promise(each: Promise) -> str:
    return phrase.loose(f"{each.person or 'we'}: {each.act} ({phrase.long_day(each.due, each.due)}, {each.id})")


def _facts(plan: Plan) -> list[Fact]:
    """The facts that the page asks for."""
    known = plan.briefing.map.fact
    keys = [key.split(":") for key in plan.asked]
    named = dict.fromkeys([key[1] for key in keys if key[0] in ("ask", "differ") and len(key) > 1 and key[1] in known])
    return [known[name] for name in named if known[name].depends is None][:MOST_ASKED]


def _theirs(b: Briefing) -> list[str]:
    return list(b.clients) or [GAP]
