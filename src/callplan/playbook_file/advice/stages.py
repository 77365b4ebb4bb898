"""Stages that nobody can leave, as far as a map alone can tell."""

from __future__ import annotations

from itertools import chain, islice

from callplan.core.map.condition import leaves, way
from callplan.core.map.playbook import Act, Decision, Playbook, Stage
from callplan.core.map.terms import Cases, Condition, Named, Not, Some, Test
from callplan.playbook_file.advice.clash import Weighing
from callplan.playbook_file.map_ids import Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FAR = 50


def advise(playbook: Playbook, reading: Reading) -> None:
    """Note each stage none of whose decisions can be made while it applies.

    A decision cannot be made when what it needs - itself, or through steps that surely apply - and the conditions
    under which it applies exclude each other; when no case of its `by` can hold then; and not in its turn when it
    surely needs something of a later stage of its track. A need that does not apply blocks nothing and is no reason.
    Where a stage can be left, each of its steps that can never apply is noted by itself.
    """
    ground = _Ground(playbook)
    for stage in playbook.stages:
        made = [step for step in stage.steps if isinstance(step, Decision) and step.id not in playbook.without]
        if made and stage.id not in playbook.without and (told := _stuck(stage, made, ground)):
            reading.advise(reading.card[stage.id]["id"], told)
        elif stage.id not in playbook.without:
            _never(stage, ground, reading)


def _never(stage: Stage, ground: _Ground, reading: Reading) -> None:
    """Note each step of a stage that can never apply for what facts would have to be, beside others that can."""
    for step in stage.steps:
        tests = any(isinstance(leaf, Test) for leaf in leaves(step.when))
        if tests and step.id not in ground.playbook.without and (told := ground.never(step)):
            reading.advise(reading.card[step.id]["when"], f'"{step.id}" can never apply: {told}')


def _stuck(stage: Stage, decisions: list[Decision], ground: _Ground) -> str:
    """Why a stage cannot be left, from its first decision; nothing when one of them can be made."""
    told = ""
    for decision in decisions:
        if not ground.never(decision):
            reason = ground.against(decision)
            if not reason:
                return ""
            told = told or f'nobody can leave the stage "{stage.id}": {reason}'
    return told or f'the stage "{stage.id}" has no decision that can apply: {ground.never(decisions[0])}'


class _Ground:
    """What surely applies on a map, and what is surely needed there."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.weighing = Weighing()
        facts = [fact.id for fact in playbook.facts if fact.when is None]
        open_ = [stage for stage in playbook.stages if stage.when is None and stage.id not in playbook.without]
        steps = [step.id for stage in open_ for step in stage.steps if step.when is None]
        self.sure = frozenset([*facts, *steps]) - frozenset(playbook.without)

    def never(self, step: Act | Decision) -> str:
        """Why a step cannot apply; nothing when it can."""
        sure, stage = self._sure(step), self.playbook.stage_of[step.id]
        found = self.weighing.clash(_given(stage.when, step.when), sure)
        if not found:
            return ""
        for each in (stage, step):
            if over := self.weighing.clash(_given(each.when), sure):
                return f'the lines of "when" of "{each.id}" exclude each other over "{over}": mend one of them'
        return f'the "when" of "{stage.id}" and that of "{step.id}" exclude each other over "{found}": mend one of them'

    def against(self, decision: Decision) -> str:
        """What keeps a decision that applies from being made; nothing when it can be, as far as this can tell."""
        stage = self.playbook.stage_of[decision.id]
        if not self._needs(decision) and not isinstance(decision.by, Cases):
            return ""
        behind = self._behind(decision)
        far = [test for step in behind for need in self._needs(step) for test in islice(_tests(need), FAR)]
        together = [*_given(stage.when, decision.when), *self._needs(decision), *far]
        sure = self._sure(decision)
        if found := self.weighing.clash(together, sure):
            told = f'what "{decision.id}" needs is ruled out by "when", or by another need, over "{found}"'
            return f"{told}: mend one of them"
        if found := self.weighing.clash([*together, *_cases(decision)], sure):
            return f'no case of "by" of "{decision.id}" can hold there, over "{found}": add one that does'
        late = next((step.id for step in behind if self._later(step, stage)), "")
        told = f'"{decision.id}" needs "{late}", which stands in a later stage'
        return f"{told}: put the stages in their order, or take the need out" if late else ""

    def _sure(self, decision: Act | Decision) -> frozenset[str]:
        """What applies whenever a decision does."""
        stage = self.playbook.stage_of[decision.id]
        near = {step.id for step in stage.steps if step.when is None}
        return self.sure | near.difference(self.playbook.without)

    def _needs(self, step: Act | Decision) -> list[Condition]:
        return list(way(self.playbook).asked[step.id])

    def _behind(self, decision: Decision) -> list[Act | Decision]:
        """The steps that a decision surely needs, nearest first, as far as they are worth following."""
        sure, found = self._sure(decision), {decision.id: None}
        waiting: list[Act | Decision] = [decision]
        while waiting and len(found) < FAR:
            every = chain.from_iterable(map(_all_of, self._needs(waiting.pop(0))))
            named = islice((each.id for each in every if isinstance(each, Named)), FAR)
            near = [name for name in named if name in self.playbook.steps and name in sure]
            new = [name for name in near if name not in found]
            found.update(dict.fromkeys(new))
            waiting += [self.playbook.steps[name] for name in dict.fromkeys(new)]
        return [self.playbook.steps[name] for name in found if name != decision.id]

    def _later(self, step: Act | Decision, stage: Stage) -> bool:
        same = self.playbook.stage_of[step.id].track == stage.track
        return same and self.playbook.rank[step.id] > self.playbook.rank[stage.id]


def _given(*conditions: Condition | None) -> list[Condition]:
    return [condition for condition in conditions if condition is not None]


def _all_of(condition: Condition) -> Iterator[Condition]:
    """What holds whenever the condition does, as far as it is a list of things that all have to."""
    if isinstance(condition, Some) and condition.least in (0, len(condition.of)):
        for each in condition.of:
            yield from _all_of(each)
    else:
        yield condition


def _tests(condition: Condition) -> Iterator[Condition]:
    """The tests among what has to hold: what a fact was to a step behind, it is to this one."""
    for each in _all_of(condition):
        if isinstance(each, Test) or (isinstance(each, Not) and isinstance(each.of, Test)):
            yield each


def _cases(decision: Decision) -> Iterable[Condition]:
    """That one of the cases of `by` holds; nothing where one always does."""
    whens = [case.when for case in decision.by.of] if isinstance(decision.by, Cases) else [None]
    return [Some(tuple(_given(*whens)), 1)] if None not in whens else []
