"""When nobody may call: the stages that allow only writing, or nothing, whom they bind, and how long (rule 64)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.facts import day
from callplan.core.deal.needs import clients, unmet_of
from callplan.core.deal.position import front, furthest
from callplan.core.deal.standing import Standing, remembered, stage_applies
from callplan.core.deal.status import AGAIN, is_open, passed, settled, settled_on, status
from callplan.core.deal.verdict import roles_in, side_of
from callplan.core.map.playbook import Decision, Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.core.deal.state import Deal
    from callplan.core.events import Next, Planned


@remembered(())
def silences(standing: Standing) -> tuple[Stage, ...]:
    """The stages without calls that have begun and are open (rule 64), those in which questions still go first.

    One has begun once they have come to it, whatever behind it was taken up again since.
    """
    quiet = [stage for stage in standing.map.stages if stage.talk.how != "call"]
    still = [stage for stage in quiet if stage_applies(standing, stage.id) and not passed(standing, stage.id)]
    if not still:
        return ()
    again = [step.id for step in standing.map.decisions if status(standing, step.id) in AGAIN]
    stood = Standing(standing.deal, standing.on, standing.supposing.union(again)) if again else standing
    return tuple(sorted([stage for stage in still if _has_come(stood, stage)], key=lambda each: _how(standing, each)))


def _has_come(standing: Standing, stage: Stage) -> bool:
    """Whether the client has come to a stage: nothing before it is next, or what its next steps wait for is decided."""
    ahead, rank = front(standing, stage.track), standing.map.rank
    if not all(under_way(standing, step.id) for step in stage.steps):
        return False
    if not ahead or rank[ahead[0]] >= rank[stage.id]:
        return True
    later = standing.map.tracks[stage.track][furthest(standing, stage.track) + 1 :]
    following = [each.id for each in later if stage_applies(standing, each.id) is not False]
    return following[:1] == [stage.id] and any(_is_let_in(standing, step.id) for step in stage.steps)


def _is_let_in(standing: Standing, step: str) -> bool:
    decisions = [name for name in standing.way.needs[step] if isinstance(standing.map.steps[name], Decision)]
    return bool(decisions) and all(settled(standing, name) for name in decisions)


def _how(standing: Standing, stage: Stage) -> int:
    if stage.talk.how == "none":
        return 1
    return 0 if stage.talk.before and day(standing, stage.talk.before) and takes_questions(standing, stage) else 2


def takes_questions(standing: Standing, stage: Stage) -> bool:
    """Whether questions may be written while a stage lasts: until its own last day for them, the day itself too."""
    last = day(standing, stage.talk.before)
    return stage.talk.how == "written" and not (last and standing.on and standing.on > last)


def end_of(standing: Standing, stage: Stage) -> tuple[str, ...]:
    """The open decisions before which nobody may call again: those of the last stage without calls in a row.

    One that binds fewer people ends the row: whoever it leaves out may be called.
    """
    last, rank = stage, standing.map.rank
    for following in standing.map.tracks[stage.track][rank[stage.id] + 1 :]:
        if stage_applies(standing, following.id) is False or passed(standing, following.id):
            continue
        if following.talk.how == "call" or not _bound(standing, following.id) >= _bound(standing, stage.id):
            break
        last = following
    return open_in(standing, last)


def open_in(standing: Standing, stage: Stage) -> tuple[str, ...]:
    """The decisions of a stage that are open."""
    return tuple([step.id for step in stage.steps if isinstance(step, Decision) and is_open(standing, step.id)])


def under_way(standing: Standing, step: str) -> bool:
    """Whether the client can have come to a decision: nothing its stage waits for as a whole is still undecided."""
    asked = standing.way.asked[standing.map.stage_of[step].id]
    waiting = [name for each in asked for name in unmet_of(standing, each) if name in standing.map.steps]
    return not any(isinstance(standing.map.steps[name], Decision) and is_open(standing, name) for name in waiting)


def is_bound(standing: Standing, stage: Stage, roles: Iterable[str]) -> bool:
    """Whether a stage without calls binds somebody with these roles: those it names, else all with a part on its track.

    Whoever holds one that it binds and one that is exempt is bound.
    """
    return not _bound(standing, stage.id).isdisjoint(roles)


@remembered(frozenset())
def _bound(standing: Standing, stage_id: str) -> frozenset[str]:
    stage = standing.map.stage[stage_id]
    steps = [step for each in standing.map.tracks[stage.track] for step in each.steps]
    parts = [step.by for step in steps] + [step.hear for step in steps if isinstance(step, Decision) and step.hear]
    every = stage.talk.under or [role for part in parts for role in roles_in(standing, part)]
    return frozenset([role for role in every if side_of(standing, role) != "us"]).difference(stage.talk.exempt)


def barring(standing: Standing, roles: Iterable[str]) -> Stage | None:
    """The stage without calls that has begun and binds somebody with these roles; None: they may be called."""
    held = tuple(roles)
    return next((stage for stage in silences(standing) if is_bound(standing, stage, held)), None)


def coming(deal: Deal) -> tuple[Planned | None, Next | None]:
    """The call that is planned and the meeting agreed, so far as they may take place, as the deal stands by now."""
    planned, meeting = deal.planned, deal.meeting
    if planned and (planned.silent or _may_not_be_held(deal, planned.call, planned.people)):
        planned = None
    return planned, None if meeting and _may_not_be_held(deal, meeting.meeting, meeting.people) else meeting


def _may_not_be_held(deal: Deal, on: date, people: Iterable[str]) -> bool:
    """Whether a stage without calls binds any of these people on a day, and had begun by then."""
    if all(stage.talk.how == "call" for stage in deal.playbook.stages):
        return False
    standing = Standing(deal, on)
    roles = [role for name in clients(standing, tuple(people)) for role in deal.roles(name)]
    return any(is_bound(standing, stage, roles) and _began(standing, stage) <= on for stage in silences(standing))


def _began(standing: Standing, stage: Stage) -> date:
    """The day of the last decision before a stage on its track; far back where no day is known."""
    before = standing.map.tracks[stage.track][: standing.map.rank[stage.id]]
    days = [settled_on(standing, step.id) for each in before for step in each.steps if isinstance(step, Decision)]
    return max([each for each in days if each], default=date.min)


def silenced(standing: Standing, step_id: str, present: tuple[str, ...] = ()) -> Stage | None:
    """The open stage by which nobody may call for a decision, or these people at all (rule 64); None: a call may be.

    One that has begun closes its track whatever is aimed at, and binds everybody with a part on it; one to come,
    what lies in it or behind it (PLAYBOOKS 34).
    """
    track, by = standing.map.stage_of[step_id].track, roles_in(standing, standing.map.steps[step_id].by)
    roles = [role for name in clients(standing, present) for role in standing.deal.roles(name)]
    for stage in silences(standing):
        if is_bound(standing, stage, roles) or (stage.track == track and is_bound(standing, stage, by)):
            return stage
    way = standing.map.tracks[track][: standing.map.rank[step_id] + 1]
    closed = [stage for stage in way if stage.talk.how != "call" and is_bound(standing, stage, by)]
    still = [stage for stage in closed if stage_applies(standing, stage.id) and not passed(standing, stage.id)]
    return still[0] if still else None
