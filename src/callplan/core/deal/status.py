"""What has become of each step: made, declined, waived, re-opened … (rules 11-25)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.doing import brought, came_on, doing, done
from callplan.core.deal.standing import (
    HANDED_DOWN,
    Standing,
    applies,
    handed_down,
    lapse,
    remembered,
)
from callplan.core.deal.story import Mark, Past, Waiver, Word
from callplan.core.deal.verdict import (
    deciding,
    enough_of,
    past,
    refused_at,
    roles_in,
    side_of,
    since,
    verdict,
)  # fmt: skip
from callplan.core.map.playbook import Act, Decision

SETTLED = frozenset(("made", "done", "waived", "answered-no", "implied"))
DECIDED = frozenset(("made", "answered-no"))
IMPLYING = frozenset(("made", "done"))
REACHED = DECIDED | {"expired"}
AGAIN = frozenset(("re-opened", "to-reconfirm"))
OPEN = frozenset(("declined", "re-opened", "to-reconfirm", "expired", "put-off", "open"))


def waived_by(standing: Standing, step_id: str) -> Waiver | None:
    """The waiver that let a step go, when those who gave it may (rule 15), and as long as it lasts."""
    found = _waiver(standing, step_id)
    return None if found is None or _waiver_lapsed(standing, step_id, found) else found


def _waiver_lapsed(standing: Standing, step_id: str, waiver: Waiver) -> date | None:
    until = lapse(standing, step_id, waiver.word.on)
    return until if until and standing.on and standing.on >= until else None


def lapsed(standing: Standing, step_id: str) -> date | None:
    """The day on which a settled step fell due again (rule 22), unless it was settled anew since."""
    act = isinstance(standing.map.steps[step_id], Act)
    day = doing(standing, step_id).lapsed if act else verdict(standing, step_id).lapsed
    waiver = _waiver(standing, step_id)
    return day or (_waiver_lapsed(standing, step_id, waiver) if waiver else None)


def _waiver(standing: Standing, step_id: str) -> Waiver | None:
    step = standing.map.steps[step_id]
    story = past(standing, step_id)
    if not story.waivers or step.waive.never or step_id == standing.map.closing:
        return None
    floor = max(since(story), refused_at(story, deciding(standing, step_id)))
    given = [each for each in story.waivers if each.word.number > floor and _may_waive(standing, step, each)]
    roles = frozenset(role for each in given for role in each.word.roles)
    options = [step.waive.by] if step.waive.by else deciding(standing, step_id)
    return given[-1] if given and enough_of(options, roles.__contains__) else None


def waiver_takes(standing: Standing, step_id: str) -> tuple[str, ...]:
    """The roles that it still takes to let a step go, after those who said so; none where that is enough."""
    step = standing.map.steps[step_id]
    given = {role for each in past(standing, step_id).waivers for role in each.word.roles}
    options = [step.waive.by] if step.waive.by else deciding(standing, step_id)
    whose = roles_in(standing, step.waive.by or step.by)
    return () if enough_of(options, given.__contains__) else tuple([role for role in whose if role not in given])


def _may_waive(standing: Standing, step: Act | Decision, waiver: Waiver) -> bool:
    allowed = [reason.casefold() for reason in step.waive.reasons]
    client = any(side_of(standing, role) == "client" for role in waiver.word.roles)
    return client and (not allowed or waiver.word.words.casefold() in allowed)


@remembered("open")
def status(standing: Standing, step_id: str) -> str:
    """A step's status, the first that fits (rule 25).

    n/a · made · waived · answered-no · declined · put off since it was marked · re-opened · to-reconfirm · expired ·
    implied · put-off · open; an act is n/a, done, waived, expired or open.
    """
    if applies(standing, step_id) is False:
        return "n/a"
    step = standing.map.steps[step_id]
    if isinstance(step, Act):
        return _of_act(standing, step_id)
    if step_id in standing.supposing:
        return "made"
    return _decided(standing, step)


def _of_act(standing: Standing, step_id: str) -> str:
    if brought(standing, step_id):
        return "done"
    if step_id not in standing.deal.past:
        return "open"
    if done(standing, step_id):
        return "done"
    if waived_by(standing, step_id):
        return "waived"
    return "expired" if lapsed(standing, step_id) else "open"


def _decided(standing: Standing, step: Decision) -> str:
    if step.id not in standing.deal.past:
        return "implied" if _implied(standing, step, []) else "open"
    found = verdict(standing, step.id)
    story = past(standing, step.id)
    if found.made:
        return "made"
    if waived_by(standing, step.id):
        return "waived"
    if found.declined:
        return "answered-no" if step.if_no == "go-on" else "declined"
    marks, later = marked_by(story), _later(standing, story)
    if marks and later > max(mark.number for mark in marks):
        return "put-off"
    if _implied(standing, step, marks):
        return "implied"
    if marks:
        return "re-opened" if any(mark.kind == "re-opened" for mark in marks) else "to-reconfirm"
    if lapsed(standing, step.id):
        return "expired"
    return "put-off" if later else "open"


def _implied(standing: Standing, step: Decision, marks: list[Mark]) -> bool:
    """Whether a decision that was made, or an act done, implies it: so since it was taken up again last."""
    return bool(_implying(standing, step, marks)) or any(
        status(standing, each) in IMPLYING for each in step.implied_by if each in standing.supposing
    )


def _implying(standing: Standing, step: Decision, marks: list[Mark]) -> list[Word]:
    """The words by which a decision is implied, also of what is looked at again meanwhile."""
    by = [each for each in step.implied_by if each in standing.map.steps and each not in standing.supposing]
    words = [made_once(standing, each) for each in by if status(standing, each) in (*IMPLYING, *AGAIN)]
    again = max((mark.number for mark in marks if mark.kind != "left"), default=0)
    return [word for word in words if word is not None and word.number > again]


def made_once(standing: Standing, step_id: str) -> Word | None:
    """The word by which a step was done or made, also while it is taken up again or needs a fresh yes."""
    word = done(standing, step_id) or verdict(standing, step_id).made
    undone = [mark.number for mark in marked_by(past(standing, step_id)) if mark.decided]
    before = [yes for yes in past(standing, step_id).yeses if undone and yes.number < min(undone)]
    return word or max(before, key=lambda yes: yes.number, default=None)


def marked_by(story: Past) -> list[Mark]:
    """The marks by which a decision must be made again, as long as it has not been."""
    return [mark for mark in story.marks if not mark.spent]


def _later(standing: Standing, story: Past) -> int:
    """The entry that put a decision off to a day still to come; 0 for none, or where who put it off has left."""
    off = story.put_off
    if off and standing.deal.has_left(off.word.person):
        return 0
    return off.word.number if off and standing.on is not None and standing.on < off.until else 0


def taken_up(standing: Standing, step_id: str) -> bool:
    """Whether a decision is open because it was re-opened, though they put it off since then (rule 17)."""
    kind = status(standing, step_id)
    again = any(mark.kind == "re-opened" for mark in marked_by(past(standing, step_id)))
    return kind == "re-opened" or (kind == "put-off" and again)


@handed_down
def settled(standing: Standing, step_id: str) -> bool:
    """Whether a step is settled: made, done, waived, answered no, or implied."""
    return status(standing, step_id) in SETTLED


def is_open(standing: Standing, step_id: str) -> bool:
    """Whether a step applies (or may) and is not settled."""
    return status(standing, step_id) in OPEN


@handed_down
@remembered(False)
def passed(standing: Standing, stage_id: str) -> bool:
    """Whether all decisions of a stage that apply are settled, or spared by an alternative (PLAYBOOKS 16, 17)."""
    spared = HANDED_DOWN["spared"]
    steps = [step.id for step in standing.map.stage[stage_id].steps if isinstance(step, Decision)]
    return all(not is_open(standing, step) or spared(standing, step) for step in steps)


def settled_on(standing: Standing, step_id: str) -> date | None:
    """The day a step was settled, of an implied one that of what implies it first; None: not, or it is supposed."""
    word = settled_by(standing, step_id)
    if word is None and status(standing, step_id) == "done":
        return came_on(standing, step_id)
    return word.on if word else None


def settled_by(standing: Standing, step_id: str) -> Word | None:
    """The word by which a step is settled, of an implied one the first that implies it; None: not, or by no word."""
    kind, step = status(standing, step_id), standing.map.steps[step_id]
    if kind == "made" and step_id not in standing.supposing:
        return verdict(standing, step_id).made
    if kind == "answered-no":
        return verdict(standing, step_id).refused
    if kind == "done":
        return done(standing, step_id)
    if kind == "waived":
        waiver = waived_by(standing, step_id)
        return waiver.word if waiver else None
    if kind == "implied" and isinstance(step, Decision):
        words = _implying(standing, step, marked_by(past(standing, step_id)))
        return min(words, key=lambda word: (word.on, word.number), default=None)
    return None
