"""Where a new client is: what can be seen of them, then on each track one look at what they must have decided."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.interview import typed
from callplan.core.interview.deciding import how_known, title
from callplan.core.interview.party import Party
from callplan.core.interview.question import Choice, Question, every
from callplan.core.map.playbook import Decision, Playbook, Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers, Script

MOST = 4
FLAGS = "--settled DECISION:PERSON[:PROOF]"


def locating(playbook: Playbook, answers: Answers, today: date) -> Script:
    """Ask which signs are there, then what was decided before the stage they point to, by whom, and how we know."""
    stages = [stage for track in playbook.tracks.values() for stage in track]
    seen = yield Question(
        "settled signs", "What do you see or hear of them?", "many", tuple(map(_sign, stages)), [],
        "Their way need not start where ours does. What they passed over is missing, and nothing starts again.", FLAGS,
    )  # fmt: skip
    party, told = Party(None, playbook, answers, today), []
    for track, stage in list(_furthest(playbook, seen).items())[:MOST]:
        picked = yield _confirming(playbook, track, stage)
        for name in picked:
            step = playbook.steps[name]
            said = yield from party.who(
                f"settled {name} who", f"Who said yes to {title(step)}?", "What counts is who may decide it.",
                FLAGS, several=True,
            )  # fmt: skip
            for person in said:
                rung = (
                    (yield from how_known(f"settled {name} {person}", step, person, party, FLAGS)) if step.proof else ""
                )
                told.append(typed.written(name, person, rung))
    return {"settled": told, "person": [*every(answers, "person"), *party.met]}


def _sign(stage: Stage) -> Choice:
    """A stage, called by the first sign of it; all of them, and its name, where it is pointed at."""
    name = phrase.quoted(stage.title)
    if not stage.signals:
        return Choice(stage.id, name, stage.title)
    return Choice(stage.id, phrase.capital(stage.signals[0]), f"{name}: {'; '.join(stage.signals)}")


def _furthest(playbook: Playbook, seen: list[str]) -> dict[str, Stage]:
    """The furthest stage seen of each track that has decisions before it."""
    found = {}
    for track, stages in playbook.tracks.items():
        there = [stage for stage in stages if stage.id in seen]
        if there and stages.index(there[-1]) > 0:
            found[track] = there[-1]
    return found


def _confirming(playbook: Playbook, track: str, stage: Stage) -> Question:
    """What was decided on the way to a stage; the stage before it stands ticked, since they have left it."""
    stages = playbook.tracks[track]
    behind = stages[: stages.index(stage)]
    before = [step for each in behind for step in each.steps if isinstance(step, Decision)]
    beside = [step for step in stage.steps if isinstance(step, Decision)]
    likely = [step.id for step in behind[-1].steps if isinstance(step, Decision)]
    choices = tuple([Choice(step.id, step.name, f"whether {step.clause}") for step in (*before, *beside[:-1])])
    return Question(
        f"settled on {track}", f"They are at “{stage.title}”, then. What did they decide before?", "many", choices,
        [], "Only a decision of theirs brings them there. What you leave out is still missing, and the page says so.",
        FLAGS, offered=likely,
    )  # fmt: skip
