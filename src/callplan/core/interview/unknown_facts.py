"""The one or two facts that nobody has told and whose answer would change the plan."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.facts import known
from callplan.core.deal.fold import fold
from callplan.core.deal.position import fronts
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.entries import Entry, drafted
from callplan.core.flags import spelled
from callplan.core.interview import grammar, typed_sums
from callplan.core.interview.beginning import room
from callplan.core.interview.calls import aims, prepared
from callplan.core.interview.doubts import believed
from callplan.core.interview.grammar import value
from callplan.core.interview.party import NEW, Party
from callplan.core.interview.question import Choice, Question, as_kept, every
from callplan.core.map.condition import conditions, leaves
from callplan.core.map.playbook import Fact, Playbook
from callplan.core.map.terms import Test
from callplan.core.plan import plan
from callplan.core.plan.supposed import CallFor
from callplan.core.record import Record
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callplan.core.interview.question import Answers, Asking, Saying, Script
    from callplan.core.map.terms import Condition

    Page = Callable[[Answers], tuple[object, object]]

MOST_OF_A_NEW_DEAL = 2
SET = spelled("set")


def telling(deal: Deal | None, playbook: Playbook, answers: Answers, today: date, page: Page) -> Script:
    """Ask for what would change the plan most; a call prepared twice asks no more.

    `page` gives what a plan with some answers would aim at, and all of its lines.
    """
    told = every(answers, "set days")
    party = Party(deal, playbook, answers, today)
    asked = every(answers, "days asked")
    for _ in range(0 if deal and deal.planned else _room(deal, answers)):
        knowing = {**answers, "set": told, "person": party.told()}
        fact = _next(_unknown(deal, playbook, knowing, today, asked), playbook, knowing, page)
        if fact is None:
            break
        asked.append(fact.id)
        told += yield from fact_told(party, fact, today)
    return {"set": told, "person": party.told()}


def _room(deal: Deal | None, answers: Answers) -> int:
    """How many facts may be asked for."""
    return 1 if deal else min(MOST_OF_A_NEW_DEAL, room(answers))


def _unknown(deal: Deal | None, playbook: Playbook, answers: Answers, today: date, asked: list[str]) -> list[Fact]:
    """The facts that a front hangs on and nobody has told, once these answers are written down."""
    standing = newly_told(playbook, answers, today) if deal is None else Standing(deal)
    return [fact for fact in missing(standing) if fact.id not in asked]


def newly_told(playbook: Playbook, answers: Answers, today: date) -> Standing:
    """How a new deal stands, once these answers are written down."""
    return Standing(fold(drafted((), prepared(None, playbook, answers, today).events)))


def _next(facts: list[Fact], playbook: Playbook, answers: Answers, page: Page) -> Fact | None:
    """The fact whose answer changes what the plan aims at, else the first that changes any of its lines."""
    second = None
    for fact in facts:
        told = ["", *[f"{fact.id}={written(each)}" for each in possible(fact, playbook)]]
        pages = [page({**answers, "set": [*every(answers, "set"), *([each] if each else [])]}) for each in told]
        if any(aims != pages[0][0] for aims, _ in pages):
            return fact
        if second is None and any(lines != pages[0][1] for _, lines in pages):
            second = fact
    return second


def fact_told(
    party: Party, fact: Fact, today: date, begin: str = "Do you know?", likely: str = "", *, detail: bool = False
) -> Asking:
    """Ask for a fact, and who told it, `likely` first; as texts of `--set`, none when it stays open."""
    asks = _value(fact, today, begin).but(detail=detail)
    found = yield asks
    if not found:
        return []
    if fact.type == "number":
        found = yield from believed(party.deal, fact, str(found), asks)
    return [f"{fact.id}={written(str(found), (yield from who_told(party, f'set {fact.id}', SET, likely)))}"]


def _value(fact: Fact, today: date, begin: str) -> Question:
    why = "The plan changes with it. If nobody knows, it has you ask."
    unit = f" In {fact.unit}." if fact.unit else ""
    text = f"{begin} {phrase.quoted(fact.ask)}{unit}"
    options = fact.choices or (("yes", "no") if fact.type == "yes-no" else ())
    if options:
        choices = (Choice("", "not yet"), *as_kept(options))
        return Question(f"set {fact.id}", text, "choice", choices, "", why, SET)

    def read(answer: str) -> str:
        if not grammar.words(answer):
            return ""
        found = value("set", answer, fact, grammar.TypedDays(today).ahead)
        return found if isinstance(found, str) else typed_sums.written(found)

    kind = "date" if fact.type == "date" else "text"
    return Question(f"set {fact.id}", text, kind, (), "", why, SET, reads=read, empty="not yet")


def who_told(party: Party, key: str, flags: str, likely: str = "") -> Saying:
    """Who told a fact or a day; empty when it is our own belief."""
    known = party.everybody()
    others = (Choice("", "nobody, we believe it"), Choice(NEW, "somebody else"))
    choices = (*[party.choice(name) for name in known], *others)
    why = "What one person says, or only we believe, the plan has you check."
    first = likely if likely in known else None
    who = yield Question(f"{key} who", "Who said so?", "choice", choices, None, why, flags, offered=first, detail=True)
    if who == NEW:
        who = (yield from party.newcomers(f"{key} who new", "Their full name?"))[0]
    return str(who)


def missing(standing: Standing) -> list[Fact]:
    """The unknown facts that can be asked for, those first that decide whether something at a front applies."""
    found: dict[str, Fact] = {}
    for when in _hanging(standing):
        for fact in facts_of(standing, when):
            if known(standing, fact.id).state == "unknown":
                found.setdefault(fact.id, fact)
    return list(found.values())


def _hanging(standing: Standing) -> Iterator[Condition | None]:
    """The conditions at the fronts: whether a step applies, then who decides it."""
    steps = [standing.map.steps[step] for ahead in fronts(standing).values() for step in ahead]
    for step in steps:
        yield standing.map.stage_of[step.id].when
        yield step.when
    for step in steps:
        yield from conditions(step.by)


def facts_of(standing: Standing, when: Condition | None) -> Iterator[Fact]:
    """The facts of a condition; behind one that is worked out stand those it is worked out from."""
    for leaf in leaves(when):
        if isinstance(leaf, Test):
            fact = standing.map.fact[leaf.fact]
            if fact.ask and fact.depends is None:
                yield fact
            for inner in conditions(fact.depends):
                yield from facts_of(standing, inner)


def possible(fact: Fact, playbook: Playbook) -> list[str]:
    """One answer of every kind that the map tells apart: each choice, both sides of each limit, each value it names."""
    if fact.choices or fact.type == "yes-no":
        return list(fact.choices or ("yes", "no"))
    found = dict.fromkeys(test.value for test in _tests(playbook) if test.fact == fact.id)
    if fact.type == "date":
        return [str(value) for value in found]
    sides = [(value - 1, value, value + 1) for value in found if not isinstance(value, str)]
    return [typed_sums.written(value) for each in sides for value in each] or [str(value) for value in found]


def _tests(part: object) -> Iterator[Test]:
    """Every test in a part of the map."""
    if isinstance(part, Test):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _tests(each)
    elif isinstance(part, Record):
        yield from _tests(tuple([vars(part)[name] for name in part.__match_args__]))


def foreseen(
    name: str, entries: tuple[Entry, ...], playbook: Playbook, answers: Answers, today: date, free: frozenset[date]
) -> tuple[object, object]:
    """What the plan would aim at, and all of its lines."""
    told = prepared(fold(entries, name, free) if entries else None, playbook, answers, today)
    deal = fold(drafted(entries, told.events), name, free)
    aimed = aims(deal, told) if told.kept else (told.target, told.back_to)
    page = plan(deal, today, CallFor(told.on, told.people, told.minutes, *aimed))
    return (page.values.decision, page.values.rungs), page.lines
