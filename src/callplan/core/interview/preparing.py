"""What a prep asks: the map of a new deal, when and with whom the call is, where they are, what is not known."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.choose import plannable
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import settled
from callplan.core.events import Planned
from callplan.core.flags import spelled
from callplan.core.interview import grammar
from callplan.core.interview.beginning import naming, taking
from callplan.core.interview.calling import calling
from callplan.core.interview.deciding import UNNAMED, decision_choice, how_known, title
from callplan.core.interview.doubts import doubts
from callplan.core.interview.party import Party
from callplan.core.interview.question import Choice, Question, upcoming
from callplan.core.interview.said_besides import dating, first_days
from callplan.core.interview.unknown_facts import telling
from callplan.core.interview.which_call import called_off, default_day, expected, unheld, untold, without
from callplan.core.map.playbook import Decision, Playbook, Stage
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from callplan.core.interview.question import Answers, Script, Settled
    from callplan.core.interview.unknown_facts import Page

MOST_TRACKS = 4
SETTLED = spelled("settled")


def opening(shelf: dict[str, str], answers: Answers, load: Callable[[str], object]) -> Question | None:
    """Which map a new deal follows; `shelf` tells when to choose each, `load` refuses one that cannot be used."""
    if answers.get("playbook"):
        return None

    def usable(name: str) -> str:
        load(name)
        return name

    choices = tuple([Choice(name, f"{name}: {choose_when}", choose_when) for name, choose_when in shelf.items()])
    return Question(
        "playbook", "How does this client buy?", "choice", choices, reads=usable,
        why="The plan comes from the decisions on this map; the deal keeps its own copy.",
        flags="--playbook ID|FILE",
    )  # fmt: skip


def preparing(
    deal: Deal | None, playbook: Playbook, answers: Answers, today: date, page: Page
) -> Question | Settled | None:
    """The next question of a prep; None when enough is known. `page` is the plan that some answers would come to."""
    first = (
        ("set days,set", lambda: first_days(playbook, answers, today)),
        ("settled", lambda: locating(playbook, answers, today)),
        ("as", lambda: calling(deal, playbook, answers, today)),
        ("subject", lambda: naming(answers)),
        ("because", lambda: taking(playbook, answers, today)),
        ("date", lambda: dating(playbook, answers, today)),
    )
    return upcoming(
        answers,
        (
            *doubts(deal, playbook, answers, today),
            ("on", lambda: _when(deal, answers, today)),
            ("with", lambda: _company(deal, playbook, answers, today)),
            *(first if untold(deal) else (("as", lambda: calling(deal, playbook, answers, today)),)),
            ("set", lambda: telling(deal, playbook, answers, today, page)),
        ),
    )


def _when(deal: Deal | None, answers: Answers, today: date) -> Script:
    """The day; a call that was planned for it keeps its length and what it is for."""
    told: Answers = {}
    late = unheld(deal, today)
    if late and "call-moved" not in answers and "call-cancelled" not in answers:
        told = yield from _became_of(late, today)
    moved = told.get("call-moved") == ""
    off = called_off(deal, {**answers, **told}, today)
    coming = expected(without(deal, off), today)
    if deal and coming and off and coming.call == off.moved_to:
        return _moved(deal, coming, answers)
    usual = (coming.call if coming else default_day(deal, today)).isoformat()
    on = yield Question(
        "on day", "Which day was it moved to?" if moved else "When is the call?", "date", default=usual,
        reads=grammar.hour_kept(today), flags="--on DATE", shows=grammar.with_its_hour,
        why="What is due, and how long nothing has moved, is counted to that day.",
    )  # fmt: skip
    on, *hour = [on] if isinstance(on, str) else on
    told = {"call-moved": on} if moved else told
    return {
        **told,
        "on": on,
        **({"note": [f"The call is at {hour[0]}"]} if hour else {}),
        **(_kept(deal, coming, answers) if deal and coming and on == coming.call.isoformat() else {}),
    }


def _became_of(late: date, today: date) -> Generator[Question, Any, Answers]:
    """What became of a call that was planned and has no debrief."""
    day = phrase.long_day(late, today)
    choices = (
        Choice("", "It took place, and its debrief comes later"),
        Choice("call-moved", "It was moved to another day"),
        Choice("call-cancelled", "It was cancelled"),
    )
    became = yield Question(
        "unheld call", f"The call of {day} has no debrief. What became of it?", "choice", choices, "",
        "What they decided there is not on record; the plan would not know of it.",
        "--call-moved DATE or --call-cancelled",
    )  # fmt: skip
    return {"call-moved": ""} if became == "call-moved" else {became: True} if became else {}


def _moved(deal: Deal, coming: Planned, answers: Answers) -> Answers:
    """A call of which was told that it was moved, and to which day: it is on that day, with those who were to come."""
    people = [written(name) for name in coming.people if not deal.people[name].left]
    company = {"with": people} if people and "with" not in answers else {}
    return {"on": coming.call.isoformat(), **_kept(deal, coming, answers), **company}


def _kept(deal: Deal, coming: Planned, answers: Answers) -> Answers:
    """What stays of a call planned before; what it is for only where nothing is said of that now."""
    if "with" in answers:
        return {}
    kept: Answers = {"minutes": coming.minutes}
    if not (answers.get("target") or answers.get("back-to")):
        standing = Standing(deal, coming.call)
        kept["target"] = coming.target if coming.target and plannable(standing, coming.target) else None
        kept["back-to"] = coming.back_to if coming.back_to and settled(standing, coming.back_to) else None
    return {key: answer for key, answer in kept.items() if answer and not answers.get(key)}


def _company(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Script:
    """Who is on the call; those expected stand already."""
    deal = without(deal, called_off(deal, answers, today))
    party = Party(deal, playbook, answers, today)
    why = "Who is there decides what can be decided on this call."
    texts = yield from party.company("Who is on the call?", _usual(deal, today), why)
    return {"with": texts}


def _usual(deal: Deal | None, today: date) -> list[str]:
    """Those who are expected, else those of the last call."""
    coming = expected(deal, today)
    people = coming.people if coming else deal.calls[-1].people if deal and deal.calls else ()
    return [name for name in people if deal and not deal.people[name].left]


def locating(playbook: Playbook, answers: Answers, today: date) -> Script:
    """Ask which signs are there, then what was decided before the stage they point to, by whom, when, and how we know.

    A sign is kept as a sign: it decides nothing.
    """
    stages = [stage for track in playbook.tracks.values() for stage in track]
    seen = yield Question(
        "settled signs", f"What do you see or hear of them?{_in_the_crm(answers)}", "many",
        tuple(map(_sign, stages)), [],
        "Their way need not start where ours does. What they passed over is missing, and nothing starts again.",
        f"{spelled('sign')}, then {SETTLED}",
    )  # fmt: skip
    party, told, unnamed = Party(None, playbook, answers, today), list[str](), list[str]()
    for track, stage in list(_furthest(playbook, seen).items())[:MOST_TRACKS]:
        picked = yield _confirming(playbook, track, stage)
        for name in picked:
            step, before = playbook.steps[name], len(told)
            said = yield from party.who(
                f"settled {name} who", f"Who said yes to {title(step)}?", "What counts is who may decide it.",
                SETTLED, several=True,
            )  # fmt: skip
            for person in said:
                rung = (
                    (yield from how_known(f"settled {name} {person}", step, person, party, SETTLED))
                    if step.proof
                    else ""
                )
                told.append(written(name, person, rung))
            if len(told) > before:
                day = yield _about_when(name, title(step), today)
                told[before:] = [f"{text}@{day}" if day else text for text in told[before:]]
            else:
                unnamed.append(name)
    return {"sign": seen, "settled": told, "person": party.told(), **({UNNAMED: unnamed} if unnamed else {})}


def _in_the_crm(answers: Answers) -> str:
    """Where the CRM has a new deal, which is checked with the rep; nothing where it has none."""
    stage = answers.get("crm stage")
    return f" The CRM says {phrase.quoted(stage)}." if stage else ""


def _about_when(name: str, what: str, today: date) -> Question:
    def read(answer: str) -> str:
        return behind(answer) if grammar.words(answer) else ""

    behind = grammar.day_reader(today, behind=True)
    return Question(
        f"settled {name} when", f"About when was {what} decided?", "date", default="", reads=read, empty="not known",
        why="The page says it with its day; without one it prints none.", flags=SETTLED, detail=True,
    )  # fmt: skip


def _sign(stage: Stage) -> Choice:
    """A stage, called by the first sign of it; its name and the other signs where it is pointed at."""
    name = phrase.quoted(stage.title)
    if not stage.signals:
        return Choice(stage.id, name, stage.title)
    return Choice(
        stage.id, phrase.capital(stage.signals[0]), ": ".join(filter(None, (name, "; ".join(stage.signals[1:]))))
    )


def _furthest(playbook: Playbook, seen: list[str]) -> dict[str, Stage]:
    """The furthest stage seen of each track that has decisions before it."""
    found = {}
    for track, stages in playbook.tracks.items():
        there = [stage for stage in stages if stage.id in seen]
        if there and stages.index(there[-1]) > 0:
            found[track] = there[-1]
    return found


def _confirming(playbook: Playbook, track: str, stage: Stage) -> Question:
    """What was decided on the way to a stage; none stands ticked, for a sign decides nothing."""
    stages = playbook.tracks[track]
    behind = stages[: stages.index(stage)]
    before = [step for each in behind for step in each.steps if isinstance(step, Decision)]
    beside = [step for step in stage.steps if isinstance(step, Decision)]
    choices = tuple(map(decision_choice, (*before, *beside[:-1])))
    return Question(
        f"settled on {track}", f"They are at “{stage.title}”, then. What did they decide before?", "many", choices,
        [], "Only a decision of theirs brings them there. What you leave out is still missing, and the page says so.",
        SETTLED,
    )  # fmt: skip
