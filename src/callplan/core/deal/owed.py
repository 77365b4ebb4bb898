"""What lies behind or under what was made, and the gate it is owed before (rules 31-35)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.closing import acts_to_win
from callplan.core.deal.needs import is_ours, spared
from callplan.core.deal.position import front, furthest, track_decisions, undone
from callplan.core.deal.standing import Standing, applies, remembered
from callplan.core.deal.status import DECIDED, is_open, status
from callplan.core.deal.verdict import past, roles_in, unheard, verdict
from callplan.core.deal.wanted import rests_on, waits_for, wanted_by
from callplan.core.map.playbook import Act, Decision, Stage
from callplan.core.record import Record

LAST = 2**31


class Debt(Record):
    """Something owed. `kind`: decision, act, hearing (then the id is `@ROLE`).

    `before` is its gate, which waits for it if `hard`; `passed` the decisions made while it stood.
    Owner and due come from a client's promise or putting-off, never from anywhere else. `since_map`: it came onto
    the map later than what made it owed.
    """

    id: str
    kind: str
    owner: str | None
    due: date | None
    before: str | None
    hard: bool
    passed: tuple[str, ...]
    since_map: bool


@remembered(())
def owed(standing: Standing) -> tuple[Debt, ...]:
    """Everything owed, in the order of the map, hearings last."""
    ids = _owed_ids(standing)
    return tuple([_debt(standing, name, ids) for name in ids])


@remembered(())
def _owed_ids(standing: Standing) -> tuple[str, ...]:
    found: set[str] = set()
    lapsed = [step for step in standing.map.steps if status(standing, step) == "expired"]
    found.update(step for step in lapsed if _wanting(standing, step))
    for track in standing.map.tracks:
        found.update(_behind(standing, track))
    made = [step for step in standing.map.decisions if status(standing, step.id) in DECIDED]
    for step in made:
        found.update(name for name in rests_on(standing, step.id) if _wanting(standing, name))
    found.update(acts_to_win(standing) if status(standing, standing.map.closing) == "made" else ())
    for stage in standing.map.stages:
        found.update(_left_behind(standing, stage, found))
    hearings = [f"@{role}" for step in made for role in unheard(standing, step.id)]
    return (*sorted(found, key=standing.map.place.__getitem__), *dict.fromkeys(hearings))


def _behind(standing: Standing, track: str) -> list[str]:
    """Open decisions before both the furthest and the front of their track."""
    rank = standing.map.rank
    ahead = front(standing, track)
    limit = min(furthest(standing, track), rank[ahead[0]]) if ahead else furthest(standing, track)
    return [step for step in track_decisions(standing, track) if rank[step] < limit and _wanting(standing, step)]


def _wanting(standing: Standing, step_id: str) -> bool:
    if isinstance(standing.map.steps[step_id], Act):
        return undone(standing, step_id)
    return is_open(standing, step_id) and not spared(standing, step_id)


def _left_behind(standing: Standing, stage: Stage, found: set[str]) -> list[str]:
    """The undone acts, ours excepted, of a stage behind the furthest in which something was made or is owed."""
    if standing.map.rank[stage.id] >= furthest(standing, stage.track):
        return []
    steps = [step for step in stage.steps if isinstance(step, Decision)]
    if not any(step.id in found or status(standing, step.id) in DECIDED for step in steps):
        return []
    acts = [step.id for step in stage.steps if isinstance(step, Act)]
    return [act for act in acts if undone(standing, act) and not is_ours(standing, act)]


def _debt(standing: Standing, name: str, ids: tuple[str, ...]) -> Debt:
    kind = "hearing" if name[0] == "@" else "act" if isinstance(standing.map.steps[name], Act) else "decision"
    waiting = [step for step in _naming(standing, name) if step not in ids]
    gate = next((step for step in waiting if is_open(standing, step)), None)
    closing = standing.map.closing
    soft = closing if gate is None and closing != name and is_open(standing, closing) else None
    owner, due = _promised(standing, name)
    passed, since_map = _gone_by(standing, name, waiting), _since_map(standing, name)
    return Debt(name, kind, owner, due, gate or soft, gate is not None, passed, since_map)


def _since_map(standing: Standing, name: str) -> bool:
    """Whether a step came onto the map later than what made it owed, so that nobody skipped it (rule 35)."""
    added = standing.deal.added.get(name, 0)
    makers = [step for step in _made(standing) if _makes_owed(standing, step, name)] if added else []
    words = [verdict(standing, step).made or verdict(standing, step).refused for step in makers]
    return any(word and word.number < added for word in words)


def _gone_by(standing: Standing, name: str, waiting: list[str]) -> tuple[str, ...]:
    """The gates made while the debt stood: later than what first made it one (rule 33)."""
    made = _made(standing)
    begun = min((when for step, when in made.items() if _makes_owed(standing, step, name)), default=None)
    gates = dict.fromkeys([*waiting, standing.map.closing])
    return tuple([step for step in gates if begun and step in made and step != name and made[step] > begun])


@remembered({})
def _made(standing: Standing) -> dict[str, tuple[int, int]]:
    """When each decision was made, or answered no: its transaction, and its place on the map among those of one."""
    found: dict[str, tuple[int, int]] = {}
    for step in standing.map.decisions:
        if status(standing, step.id) in DECIDED:
            verdicts = verdict(standing, step.id)
            word = verdicts.made or verdicts.refused
            found[step.id] = (word.batch if word else LAST, standing.map.place[step.id])
    return found


def _makes_owed(standing: Standing, step: str, name: str) -> bool:
    """Whether a decision made makes something owed: it names it, or stands further on its track."""
    if name[0] == "@":
        return step in _directly(standing, name)
    if name in rests_on(standing, step):
        return True
    stages, rank = standing.map.stage_of, standing.map.rank
    return stages[step].track == stages[name].track and rank[step] > rank[name]


@remembered(())
def _naming(standing: Standing, name: str) -> tuple[str, ...]:
    """The decisions that name something in `needs` or `hear`, directly or through things still open, in map order."""
    found: set[str] = set()
    look = [name]
    while look:
        for other in _directly(standing, look.pop()):
            if other not in found and applies(standing, other) is not False:
                found.add(other)
                look.extend([other] if _wanting(standing, other) else [])
    decisions = [step for step in found if isinstance(standing.map.steps[step], Decision)]
    return tuple(sorted(decisions, key=standing.map.place.__getitem__))


def _directly(standing: Standing, name: str) -> list[str]:
    if name[0] != "@":
        return wanted_by(standing, name)
    decisions = standing.map.decisions
    return [step.id for step in decisions if step.hear is not None and name[1:] in roles_in(standing, step.hear)]


def _promised(standing: Standing, name: str) -> tuple[str | None, date | None]:
    """Who promised a debt for when: a live client promise, else the one who put it off (rule 34)."""
    deal = standing.deal
    for promise in deal.promises.values():
        if promise.step == name and promise.state == "open" and deal.side(promise.person) == "client":
            return promise.person, promise.due
    put_off = past(standing, name).put_off if name[0] != "@" else None
    if put_off and status(standing, name) == "put-off":
        return put_off.word.person, put_off.until
    return None, None


def comes_next(standing: Standing, debt: Debt) -> bool:
    """Whether a debt's gate is next: it stands at a front, the debt's day has come, or its gates have gone by (40).

    A gate that does not wait for the debt is not next while it waits for another decision.
    """
    if debt.due is not None and standing.on is not None and debt.due <= standing.on:
        return True
    if debt.before is None:
        return True
    if not debt.hard and waits_for(standing, debt.before):
        return False
    return any(debt.before in front(standing, track) for track in standing.map.tracks)
