"""What the client decided on a call: yes, no, not yet, let go, or taken up again, by whom and how we know."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.closing import named_end
from callplan.core.flags import spelled
from callplan.core.interview import grammar
from callplan.core.interview.grammar import NO_DAY
from callplan.core.interview.question import Choice, Question, as_kept, every
from callplan.core.map.playbook import Act, Decision, End, Playbook
from callplan.core.map.terms import Look, Proof
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.party import OnCall, Party
    from callplan.core.interview.question import Answers, Saying, Telling

WHY = "Only what the client decides moves the deal: a yes, a no, or not yet."
WHO = "A decision counts when those decide it who may."
REASON = "What has to change is in it; it is said back on the next call."
DECIDED, DECLINED, DEFERRED, REOPENED, WAIVED = map(spelled, ("decided", "declined", "deferred", "reopened", "waived"))
CLOSE = spelled("close")
UNNAMED = "unnamed"
ENDED = f"{CLOSE}, or {DEFERRED}"
IN_THEIR_WORDS = "Why, in their words?"
NEAREST = "Which of these comes nearest to that?"
FOR_GOOD = "Was that for good, or for now?"
GOOD = "A no for now is no end: what would change it is worth asking, and when."
LASTS = (
    Choice("good", "for good: the deal ends with it"),
    Choice("now", "for now"),
    Choice("", "they did not say"),
)
SAID_YES = (
    ("said", "they said yes"), ("wrote", "they said yes in writing"), ("did", "they showed it by what they did"),
    ("heard", "they said yes to somebody else"),
)  # fmt: skip
EACH = Choice("decided", "they said yes, each in another way")
OUTCOMES = (
    Choice("declined", "they said no"),
    Choice("deferred", "not yet"),
    Choice("waived", "they can do without it"),
)


def decided(call: OnCall, name: str) -> Telling:
    """Ask what became of a decision that was spoken of."""
    step = call.steps[name]
    text = phrase.capital(f"{step.title}, whether {step.clause}:" if step.title else f"whether {step.clause}:")
    others = OUTCOMES[:-1] if step.waive.never or name == call.standing.map.closing else OUTCOMES
    outcomes = (*_ways(step, SAID_YES), *([EACH] if len(call.party.everybody()) > 1 else []), *others)
    flags = "--decided, --declined, --deferred or --waived"
    answer = yield Question(f"decided {name}", text, "choice", outcomes, None, WHY, flags, detail=True)
    other = {"declined": _no, "deferred": _not_yet, "waived": _waived}.get(answer)
    yield from other(call, name) if other else _yes(call, name, answer)


def _yes(call: OnCall, name: str, way: str) -> Telling:
    """Ask who said yes, and in which words; and how, where each did in another `way`."""
    step = call.steps[name]
    people = yield from call.party.who(
        f"decided {name} who", f"Who said yes to {title(step)}?", WHO, DECIDED, several=True
    )
    for person in people:
        key = f"decided {name} {person}"
        if way == EACH.value:
            rung = yield from how_known(key, step, person, call.party, DECIDED)
        else:
            rung = (yield from _told_by(key, person, call.party, DECIDED)) if way == "heard" else way
        words = yield Question(
            f"decided {name} {person} words", f"What were {person}’s words?", default="", reads=grammar.words,
            why="The next plan says it in their own words.", flags=DECIDED, empty="not known", detail=True,
        )  # fmt: skip
        call.tell("decided", written(name, person, rung, words))

    if not people:
        call.tell(UNNAMED, name)


def unnamed(playbook: Playbook, answers: Answers, instead: str) -> str:
    """What is said of decisions for whose yes nobody was named, which is recorded nowhere; `instead` records it."""
    titles = [title(playbook.steps[name]) for name in every(answers, UNNAMED) if name in playbook.steps]
    named = phrase.joined(titles)
    return f"Nobody was named for the yes to {named}, so it is not recorded; {instead}." if titles else ""


def _no(call: OnCall, name: str) -> Telling:
    """Ask for a no, and of one that could end the deal whether it was for good: not yet is not no."""
    key = f"declined {name}"
    person = yield from call.one(f"{key} who", f"Who said no to {title(call.steps[name])}?", WHO, DECLINED, name)
    reason = yield _reason(f"{key} why", DECLINED)
    end = _could_end(call, name, person)
    lasts = (yield Question(f"{key} for", FOR_GOOD, "choice", LASTS, "", GOOD, ENDED, detail=True)) if end else ""
    if lasts == "now":
        until = yield _until_when(call, key, "With a day it is put off to then; without one the next plan asks for it.")
        call.tell("deferred", written(name, person, until or NO_DAY, reason))
        return
    call.tell("declined", written(name, person, reason))
    if end and lasts == "good":
        listed = (*as_kept(end.reasons), Choice("", "none of these"))
        near = (yield _reason(f"{key} end", CLOSE, listed, NEAREST)) if end.reasons else reason
        call.told["close"] = written(end.id, near, reason) if end.reasons else written(end.id, near)


def _could_end(call: OnCall, name: str, person: str) -> End | None:
    """The end of the map that a no may lead to, when somebody said it who may, and no end is told yet."""
    book = call.standing.map
    end = book.end.get(named_end(call.standing, name) or "")
    if end is None or end.id in book.left_out or call.standing.deal.closed:
        return None
    told = call.answers.get("close") or call.told.get("close")
    return end if not told and person in call.party.able(call.steps[name]) else None


def _until_when(call: OnCall, key: str, why: str) -> Question:
    def read(answer: str) -> str:
        return call.day(answer) if grammar.words(answer) else ""

    return Question(
        f"{key} until", "Until when?", "date", default="", reads=read, empty="they named no day", detail=True,
        why=why, flags=DEFERRED,
    )  # fmt: skip


def _not_yet(call: OnCall, name: str) -> Telling:
    key = f"deferred {name}"
    person = yield from call.one(f"{key} who", f"Who put off {title(call.steps[name])}?", WHO, DEFERRED, name)
    until = yield _until_when(call, key, "Until that day it is not what a call is for; without one the next plan asks.")
    reason = yield _reason(f"{key} why", DEFERRED)
    call.tell("deferred", written(name, person, until or NO_DAY, reason))


def _waived(call: OnCall, name: str) -> Telling:
    key, step = f"waived {name}", call.steps[name]
    person = yield from call.one(f"{key} who", f"Who can do without {title(step)}?", WHO, WAIVED, name)
    reason = yield _reason(f"{key} why", WAIVED, as_kept(step.waive.reasons))
    call.tell("waived", written(name, person, reason))


def taken_up(call: OnCall, name: str) -> Telling:
    """Ask who took up what was settled, and why."""
    key = f"reopened {name}"
    person = yield from call.one(f"{key} who", f"Who took up {title(call.steps[name])} again?", WHO, REOPENED, name)
    reason = yield _reason(f"{key} why", REOPENED)
    call.tell("reopened", written(name, person, reason))


def _reason(key: str, flags: str, choices: tuple[Choice, ...] = (), text: str = IN_THEIR_WORDS) -> Question:
    kind, reads = ("choice", None) if choices else ("text", grammar.needed)
    return Question(key, text, kind, choices, None, REASON, flags, reads=reads, detail=True)


def decision_choice(step: Act | Decision) -> Choice:
    """A decision to choose, with what is decided."""
    return Choice(step.id, step.name, f"whether {step.clause}")


def title(step: Act | Decision) -> str:
    """What a question calls a decision."""
    return step.title or phrase.quoted(step.clause)


def how_known(key: str, step: Act | Decision, person: str, party: Party, flags: str) -> Saying:
    """How a yes is known, as a proof of the flags; what the map takes for proof stands beside it."""
    ways = (("said", "said it"), ("wrote", "wrote it"), ("did", "showed it by what they did"))
    rung = yield Question(
        f"{key} how", f"How do you know? {person} …", "choice",
        (*_ways(step, ways), Choice("heard", "told somebody else")),
        why="Some decisions count only in writing, or when something was done.", flags=flags, detail=True,
    )  # fmt: skip
    return (yield from _told_by(key, person, party, flags)) if rung == "heard" else str(rung)


def _ways(step: Act | Decision, ways: tuple[tuple[str, str], ...]) -> list[Choice]:
    """The ways in which a yes is known; what the map takes for it stands behind."""
    looks = {look.rung: look.like for look in _looks(step) if look.like}
    return [Choice(rung, f"{way}: {looks[rung]}" if rung in looks else way) for rung, way in ways]


def _told_by(key: str, person: str, party: Party, flags: str) -> Saying:
    """Who told of somebody's yes, as a proof of the flags."""
    why = "What somebody tells of another counts for less, and is asked of them."
    (teller,) = yield from party.who(f"{key} teller", "Who told you?", why, flags, but=(person,))
    return f"heard={teller}"


def _looks(step: Act | Decision) -> tuple[Look, ...]:
    return step.proof.of if isinstance(step.proof, Proof) else ()
