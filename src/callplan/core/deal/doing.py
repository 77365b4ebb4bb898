"""What the words on an act come to: by whom it is done, how often, and whom it brings (rules 35 and 36)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.standing import Settling, Standing, remembered, settling, times
from callplan.core.deal.story import Word
from callplan.core.deal.verdict import deciding, enough, enough_of, is_heard, past, roles_in, rung_asked, since
from callplan.core.map.playbook import Act

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

UNSETTLED = Settling()


@remembered(UNSETTLED)
def doing(standing: Standing, step_id: str) -> Settling:
    """What the words on an act come to, each with enough proof and by somebody whose act it is (rule 35).

    It takes all of those that `by` names, and `times` words with different labels.
    """
    story = past(standing, step_id)
    if not story.done:
        return UNSETTLED
    asked, floor, wanted = rung_asked(standing, step_id), since(story), times(standing, step_id)
    options = deciding(standing, step_id)
    words = [word for word in story.done if word.number > floor and enough(word.proof, asked)]

    def enough_done(counted: tuple[Word, ...]) -> bool:
        return len(labels(counted)) >= wanted and enough_of(options, doers(standing, counted).__contains__)

    return settling(standing, step_id, theirs_to_do(standing, step_id, words), enough_done)


def doers(standing: Standing, words: Iterable[Word]) -> frozenset[str]:
    """The roles of whoever did something, then or as we know them now."""
    return frozenset(role for word in words for role in (*word.roles, *standing.deal.roles(word.person)))


def theirs_to_do(standing: Standing, step_id: str, words: Iterable[Word]) -> tuple[Word, ...]:
    """The words on an act by those whose it is; anybody else's settles nothing."""
    roles = roles_in(standing, standing.map.steps[step_id].by)
    return tuple([word for word in words if not doers(standing, (word,)).isdisjoint(roles)])


def parts_done(standing: Standing, step_id: str) -> int:
    """How much of an act is done: each label of it, and each role whose it is, that is not settled yet."""
    words = doing(standing, step_id).counted
    return len(labels(words)) + len(
        doers(standing, words).intersection(roles_in(standing, standing.map.steps[step_id].by))
    )


def still_to_do(standing: Standing, step_id: str) -> tuple[str, ...]:
    """The roles that have still to do their part of an act of which somebody has done theirs; none once it is done."""
    found = doing(standing, step_id)
    if found.word or not found.counted:
        return ()
    did, options = doers(standing, found.counted), deciding(standing, step_id)
    whose = roles_in(standing, standing.map.steps[step_id].by)
    needed = [role for role in whose if not enough_of(options, frozenset(whose).difference({role}).__contains__)]
    return tuple([role for role in needed if role not in did])


def labels(words: tuple[Word, ...]) -> set[str]:
    """What tells records of one act apart: which it was, else who did it."""
    return {(word.words or word.person).casefold() for word in words}


def done(standing: Standing, step_id: str) -> Word | None:
    """The word by which an act is seen done, with enough proof."""
    return doing(standing, step_id).word


def brought(standing: Standing, step_id: str) -> bool:
    """Whether an act brings somebody whom we have heard by now (rule 36)."""
    step = standing.map.steps[step_id]
    return isinstance(step, Act) and bool(step.brings) and is_heard(standing, step.brings)


def came_on(standing: Standing, act: str) -> date | None:
    """The first day on which we heard somebody whom an act brings: on a call, by a fact or by a word on a decision."""
    step, deal = standing.map.steps[act], standing.deal
    role = step.brings if isinstance(step, Act) else ""
    told = [(call.on, name) for call in deal.calls for name in call.people]
    told += [(claim.on, claim.teller or claim.person) for claim in deal.claims]
    told += [(word.on, word.teller or word.person) for story in deal.past.values() for word in story.words]
    return min([on for on, name in told if role in deal.roles(name)], default=None)
