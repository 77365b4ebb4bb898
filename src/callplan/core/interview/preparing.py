"""What a prep asks: the map of a new deal, who is on the call and when, what was decided, what is not known."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.facts import known
from callplan.core.deal.position import front
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.interview.calls import default_day, expected
from callplan.core.interview.question import Choice, Question
from callplan.core.playbook import Playbook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers


def opening(shelf: dict[str, str], answers: Answers) -> Question | None:
    """Which map a new deal follows; `shelf` tells when to choose each."""
    if answers.get("playbook"):
        return None
    choices = tuple([Choice(name, name, choose_when) for name, choose_when in shelf.items()])
    return Question(
        "playbook", "How does this client buy?", "choice", choices,
        why="The plan is computed from the decisions on this map; the deal keeps its own copy.",
        flags="--playbook ID|FILE",
    )  # fmt: skip


def preparing(deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> Question | None:
    """The next question of a prep; None when enough is known."""
    coming = expected(deal, today)
    if "on" not in answers:
        day = (coming.call if coming else default_day(deal, today)).isoformat()
        return Question(
            "on", "When is the call?", "date", default=day, why="Days are counted to it.", flags="--on DATE"
        )
    if "with" not in answers:
        return _company(deal, playbook, coming.people if coming else _last_people(deal))
    if deal is None and "settled" not in answers:
        return _decided(playbook, answers)
    return _fact(deal, playbook, answers)


def _last_people(deal: Deal | None) -> tuple[str, ...]:
    people = deal.calls[-1].people if deal and deal.calls else ()
    return tuple([name for name in people if deal and not deal.people[name].left])


def _company(deal: Deal | None, playbook: Playbook, usual: tuple[str, ...]) -> Question:
    known_people = tuple(
        [
            Choice(name, f"{name} ({', '.join(contact.roles)})" if contact.roles else name)
            for name, contact in (deal.people if deal else {}).items()
            if not contact.left
        ]
    )
    roles = "; ".join(f"{role.id}: {role.predicate or role.title}" for role in playbook.roles)
    return Question(
        "with", "Who is on the call?", "people", known_people, list(usual),
        why=f"Who is there decides what can be decided. Roles - {roles}.", flags="--with PERSON:ROLE",
    )  # fmt: skip


def _decided(playbook: Playbook, answers: Answers) -> Question:
    """What a new client has decided already: they are taken as they are found."""
    decisions = tuple([Choice(step.id, step.name, f"whether {step.clause}") for step in playbook.decisions])
    people = tuple([Choice(text.split(":")[0], text.split(":")[0]) for text in answers.get("with") or []])
    return Question(
        "settled", "What has the client decided already?", "decided", (*decisions, *people), [],
        why="Their way need not start where ours does: what was passed over is owed, not asked again from the start.",
        flags="--settled DECISION:PERSON",
    )  # fmt: skip


def _fact(deal: Deal | None, playbook: Playbook, answers: Answers) -> Question | None:
    """At most one fact that the fronts hang on and nobody has said anything about."""
    if deal is None or "set" in answers:
        return None
    from callplan.core.condition import leaves
    from callplan.core.playbook import Test

    standing = Standing(deal)
    steps = [step for track in playbook.tracks for step in front(standing, track)]
    asked = [
        leaf.fact
        for step in steps
        for when in (playbook.steps[step].when, playbook.stage_of[step].when)
        for leaf in leaves(when)
        if isinstance(leaf, Test)
    ]
    for name in dict.fromkeys(asked):
        fact = playbook.fact[name]
        if fact.ask and fact.depends is None and known(standing, name).state == "unknown":
            choices = tuple([Choice(choice, choice) for choice in fact.choices])
            return Question(
                "set", fact.ask, f"fact {name}", choices, [],
                why=f"Part of the way hangs on it ({phrase.quoted(name)}). Leave it empty, and the plan asks them.",
                flags=f"--set {name}=VALUE",
            )  # fmt: skip
    return None
