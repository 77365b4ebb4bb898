"""What they said beside decisions and promises: their own day, what today's plan asked about, somebody they named."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.standing import choices
from callplan.core.deal.status import settled
from callplan.core.flags import spelled
from callplan.core.interview import grammar
from callplan.core.interview.beginning import room
from callplan.core.interview.party import Party
from callplan.core.interview.question import Choice, Question, every
from callplan.core.interview.unknown_facts import fact_told, facts_of, newly_told, who_told
from callplan.core.map.condition import conditions
from callplan.core.map.playbook import Decision, Playbook
from callplan.core.map.terms import Cases, Moment
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.party import OnCall
    from callplan.core.interview.question import Answers, Asking, Script, Telling
    from callplan.core.map.playbook import Fact

DATED, SUM, NAMED, TOLD = "+dated", "+sum", "+named", "+told "
DATE = spelled("date")
AMOUNT = "amount"
MOST_ASKED_ABOUT = 3


def first_days(playbook: Playbook, answers: Answers, today: date) -> Script:
    """Ask for the days that the map's last decision has to come before, and for what tells which of them counts.

    Of a renewal they are the end of its term and the day for notice; only where nobody knows that day, what silence
    comes to.
    """
    party, told, asked = Party(None, playbook, answers, today), list[str](), list[str]()
    while fact := _next(playbook, {**answers, "set": told, "person": party.told()}, asked, today):
        asked.append(fact.id)
        told += yield from fact_told(party, fact, today)
    return {"set days": told, "days asked": asked, "person": party.told()}


def _next(playbook: Playbook, answers: Answers, asked: list[str], today: date) -> Fact | None:
    """The next fact that the limit of the closing decision hangs on; not the client's own wish."""
    limits = playbook.limits(playbook.closing)
    named = {name for limit in limits for name in _points(limit)} - {"wanted-by"}
    days = [fact for fact in playbook.facts if fact.id in named and fact.type == "date" and fact.ask]
    left = [fact for fact in days if fact.id not in asked]
    if left or not days:
        return left[0] if left else None
    standing = newly_told(playbook, answers, today)
    open_ones = [limit for limit in limits if len(choices(standing, limit)) > 1]
    facts = [fact for limit in open_ones for when in conditions(limit) for fact in facts_of(standing, when)]
    return next((fact for fact in facts if fact.id not in asked and fact.type != "date"), None)


def _points(limit: Moment | Cases) -> list[str]:
    moments = [case.value for case in limit.of] if isinstance(limit, Cases) else [limit]
    return [point.id for moment in moments if isinstance(moment, Moment) for point in moment.of]


def dating(playbook: Playbook, answers: Answers, today: date) -> Script:
    """Ask a new client's day once, where the map has dates or lengths to count with and no day of its own is asked."""
    steps = playbook.steps.values()
    counts = any(step.before or step.takes or (isinstance(step, Decision) and step.lasts) for step in steps)
    counts = counts or any(stage.before for stage in playbook.stages)
    if not counts or room(answers, "date said") < 1 or every(answers, "days asked"):
        return {"date": []}
    party = Party(None, playbook, answers, today)
    told = yield from _their_day(party, playbook, today)
    return {"date": told, "person": party.told()}


def _their_day(party: Party, playbook: Playbook, on: date, *, detail: bool = False) -> Asking:
    """By when they want the closing decision made, and who says so, as texts of `--date`; none for no day."""
    ahead, title = grammar.day_reader(on), playbook.steps[playbook.closing].called
    day = yield Question(
        "date said", f"By which day do they want {title}?", "date", default="", empty="they named no day", flags=DATE,
        reads=lambda text: ahead(text) if grammar.words(text) else "", detail=detail,
        why="All other days are counted back from it; nobody’s guess takes its place.",
    )  # fmt: skip
    if not day:
        return []
    person = yield from who_told(party, "date said", DATE)
    return [written(day, person)]


def besides(call: OnCall) -> list[Choice]:
    """What else may have been said, as answers to tick: what the plan asked about first."""
    told = [
        Choice(f"{TOLD}{fact}", f"what came of it: {phrase.quoted(call.standing.map.fact[fact].ask)}")
        for fact in _asked_about(call)
    ]
    day = [] if settled(call.standing, call.standing.map.closing) else [Choice(DATED, "they named a day to decide by")]
    amount = [Choice(SUM, "they named a sum")] if _of_sums(call) else []
    return [*told, *day, *amount, Choice(NAMED, "they named somebody who was not there")]


def _of_sums(call: OnCall) -> bool:
    """Whether a sum has an entry of its own: not where the plan asked for it, or it was told already."""
    given = [text.partition("=")[0] for text in every(call.answers, "set")]
    return AMOUNT in call.standing.map.fact and AMOUNT not in (*given, *_asked_about(call))


def _asked_about(call: OnCall) -> dict[str, str]:
    """The facts that the page of this call asked for and nobody has told yet, with whom it asked."""
    planned, given = call.standing.deal.planned, [text.partition("=")[0] for text in every(call.answers, "set")]
    keys = [key.split(":") for key in (planned.asked if planned else ()) if key.startswith("ask:")]
    found = {key[1]: key[2] for key in keys if len(key) == 3 and key[1] in call.standing.map.fact}
    return {fact: found[fact] for fact in [each for each in found if each not in given][:MOST_ASKED_ABOUT]}


def told_besides(call: OnCall, picked: list[str]) -> Telling:
    """Ask for what was ticked of it."""
    on, asked = call.standing.on or date.min, _asked_about(call)
    for fact in [each for each in asked if f"{TOLD}{each}" in picked]:
        found = call.standing.map.fact[fact]
        for text in (yield from fact_told(call.party, found, on, "What came of it?", asked[fact], detail=True)):
            call.tell("set", text)
    if SUM in picked:
        amount = call.standing.map.fact[AMOUNT]
        for text in (yield from fact_told(call.party, amount, on, "What did they say?", detail=True)):
            call.tell("set", text)
    if DATED in picked:
        for text in (yield from _their_day(call.party, call.standing.map, on, detail=True)):
            call.tell("date", text)
    if NAMED in picked:
        yield from _named(call)


def _named(call: OnCall) -> Telling:
    """Somebody who was not there, the part they play, and who named them."""
    before = len(call.party.met)
    names = yield from call.party.newcomers("named", "Who was it? Their full name?", several=True)
    if len(call.party.met) > before:
        flags = spelled("person")
        why = "What one person says of another is asked of that other."
        teller = yield from call.one("named by", "Who named them?", why, flags, but=names)
        call.party.met[before:] = [f"{text}:{written(teller)}" for text in call.party.met[before:]]
