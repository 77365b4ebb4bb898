"""ASK: what to ask of whom, what to listen for, and what they may ask us (page section 6)."""

from __future__ import annotations

from callplan.core.map.playbook import Decision
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim
from callplan.core.plan.fact_first import fact_first
from callplan.core.plan.questions import in_writing, queries
from callplan.core.plan.questions_on_record import Query
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_PAGE, LATER_PAGE, WRITTEN = 3, 2, 2
MORE, ARROW, READY = 46, 55, 40


class Ask(Record):
    """A question for the call: of whom, what to hear, and why it is asked."""

    question: str
    of: str
    listen_for: str
    starred: bool
    because: tuple[str, ...]


def questions_asked(b: Briefing, found: Aim) -> list[Query]:
    """The questions of the page: the first for each person, then others as long as there is room."""
    if found.kind == case.SILENT:
        return [query for query in in_writing(b, found) if all(map(b.fresh, query.keys))][:WRITTEN]
    if not b.clients or found.kind in (case.NO_CLIENT, case.NOTHING):
        return []
    people = _in_order(b, found)
    left = {person: queries(b, found, person) for person in people}
    asked: list[Query] = []
    for person in people:
        query = _next(left[person], asked)
        asked = [*asked, query] if query else _together(asked, person)
    if b.light:
        return [*asked, *_until_told(b, found, asked)]
    room = max(FIRST_PAGE if b.first_page else LATER_PAGE, len(people))
    for person in people if len(asked) < room else ():
        if len(asked) < room and (query := _next(left[person], asked)):
            asked.append(query)
    more = (query for person in people if (query := _next(left[person], asked)) and query.their_own)
    asked += [] if b.first_page else list(more)[:1]
    return [*asked, *_until_told(b, found, asked)]


def _until_told(b: Briefing, found: Aim, asked: list[Query]) -> Iterator[Query]:
    """What the last day for winning hangs on, where the page does not ask it yet (page rule 20)."""
    if b.dates:
        from callplan.core.plan.too_late import ask_until_told

        told = {query.text for query in asked}
        yield from [query for query in ask_until_told(b, found) if query.text not in told]


def _in_order(b: Briefing, found: Aim) -> tuple[str, ...]:
    """The client people: whoever knows what it hangs on, those who decide today, those with a voice in it, the rest."""
    voices = b.voices(found.step) if found.step else ()
    knowing = [name for name in b.clients if any(fact_first(b, found, name))]

    def place(name: str) -> tuple[bool, bool, bool]:
        return name not in knowing, name not in (*found.people, found.other), name not in voices

    return tuple(sorted(b.clients, key=place))


def _next(left: Iterator[Query], asked: list[Query]) -> Query | None:
    """The nearest of the questions left for somebody that is not on the page yet."""
    told = {query.text for query in asked} | {key for query in asked for key in query.keys}
    return next((query for query in left if told.isdisjoint((query.text, *query.keys))), None)


def _together(asked: list[Query], person: str) -> list[Query]:
    """The last question put to one more person, for whom there is none of their own."""
    *before, last = asked
    return [*before, last if person in last.people else last.but(people=(*last.people, person))]


def asks(b: Briefing, questions: list[Query]) -> tuple[Ask, ...]:
    """The questions as values, the first of each person and their own words starred."""
    first: set[str] = set()
    found = []
    for query in questions:
        starred = query.their_own or query.until_told or query.people[0] not in first
        first.add(query.people[0])
        found.append(Ask(query.text, _of(b, query), query.listen_for, starred, query.because))
    return tuple(found)


def _of(b: Briefing, query: Query) -> str:
    return b.names.shorts(query.people) if query.people[0] in b.deal.people else query.people[0]


def asked_lines(b: Briefing, found: Aim, questions: list[Query]) -> Iterator[Line]:
    """The questions with what to listen for; what somebody on their first call may ask us."""
    for query, ask in zip(questions, asks(b, questions), strict=True):
        told = f"{ask.of}: {query.text}"
        if found.kind == case.SILENT:
            told = f"In writing, to {told}"
        elif query.ours:
            told = f"Find out from {told}"
        yield Line("ASK", told, query.because, "*", drop=0 if ask.starred else MORE, keys=query.keys)
        if query.listen_for:
            yield Line("ASK", query.listen_for, query.because, "→", drop=ARROW)
    yield from _be_ready(b, found)


def may_ask(b: Briefing, found: Aim) -> tuple[str, ...]:
    """What they may ask us about the decision, two at most."""
    step = b.decision
    return step.they_ask[:2] if step and b.clients and found.kind != case.SILENT else ()


def _be_ready(b: Briefing, found: Aim) -> Iterator[Line]:
    """The first thing that somebody on their first call may ask about a decision they have a voice in."""
    people = b.new or (b.clients if b.first_page else ())
    steps = [step for step in (found.step, *b.beyond) if step in b.map.steps]
    if found.kind == case.SILENT:
        return
    for step in steps:
        decision = b.map.steps[step]
        wanted = decision.they_ask if isinstance(decision, Decision) else ()
        if wanted and set(people) & set(b.voices(step)) and b.fresh(f"ready:{step}"):
            text = f"Be ready for: {wanted[0]}"
            yield Line("ASK", text, (f"map {step}.they_ask",), drop=READY, keys=(f"ready:{step}",))
            return
