"""What has become of each step: made, declined, waived, re-opened … (rules 11-25)."""

from __future__ import annotations

from datetime import date

from callplan.core.condition import leaves, weigh
from callplan.core.deal.standing import Standing, applies, choices, remembered
from callplan.core.deal.state import NOTHING, Past, Waiver, Word
from callplan.core.playbook import PROOFS, Act, Cases, Decision, Named, Proof, Who
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SETTLED = frozenset(("made", "done", "waived", "answered-no", "implied"))
OPEN = frozenset(("declined", "re-opened", "to-reconfirm", "put-off", "open"))


class Verdict(Record):
    """What the yeses and noes of a decision come to. `made`: the yes that completed it; `declined`: the last no."""

    made: Word | None = None
    declined: Word | None = None
    saying_yes: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    valid: tuple[Word, ...] = ()
    noes: tuple[Word, ...] = ()


def satisfied(who: Who | None, has: Callable[[str], bool]) -> bool:
    """Whether the roles for which `has` is true are enough."""
    return who is not None and weigh(who, lambda leaf: isinstance(leaf, Named) and has(leaf.id)) is True


@remembered([])
def deciding(standing: Standing, step_id: str) -> list[Who]:
    """Who does or decides a step, in every case that is still possible, likeliest first."""
    return [who for who in choices(standing, standing.map.steps[step_id].by) if who is not None]


def enough_of(options: list[Who], has: Callable[[str], bool]) -> bool:
    """Whether the roles for which `has` is true are enough in every case that is still possible."""
    return bool(options) and all(satisfied(who, has) for who in options)


def roles_in(standing: Standing, who: Who | Cases | None) -> tuple[str, ...]:
    """Every role a `by` or `hear` may name, in the order of the file."""
    found = [leaf.id for each in choices(standing, who) for leaf in leaves(each) if isinstance(leaf, Named)]
    return tuple(dict.fromkeys(found))


@remembered("said")
def rung_asked(standing: Standing, step_id: str) -> str:
    """The lowest proof that counts: the map's, else wrote for the closing decision, none for our acts, else said."""
    step = standing.map.steps[step_id]
    rungs = [proof.rung for proof in choices(standing, step.proof) if isinstance(proof, Proof)]
    if rungs:
        return max(rungs, key=PROOFS.index)
    if step_id == standing.map.closing:
        return "wrote"
    ours = isinstance(step, Act) and all(_side(standing, role) == "us" for role in roles_in(standing, step.by))
    return "assumed" if ours else "said"


def _side(standing: Standing, role: str) -> str:
    found = standing.map.role.get(role)
    return found.side if found else "client"


def enough(proof: str, asked: str) -> bool:
    """Whether a proof reaches the rung asked for."""
    return PROOFS.index(proof) >= PROOFS.index(asked)


def past(standing: Standing, step_id: str) -> Past:
    """All that happened to a step."""
    return standing.deal.past.get(step_id, NOTHING)


def since(story: Past) -> int:
    """The number of the last mark: what was said before it no longer counts (rule 11)."""
    return max((mark.number for mark in story.marks if mark.kind != "left"), default=0)


@remembered(Verdict())
def verdict(standing: Standing, step_id: str) -> Verdict:
    """What the yeses and noes of a decision come to now (rules 11-13, 16)."""
    story = past(standing, step_id)
    if not story.yeses and not story.noes:
        return Verdict()
    noes = _standing_noes(standing, story)
    valid = _valid_yeses(standing, step_id, story)
    blocked = frozenset(role for no in noes for role in no.roles)
    options = deciding(standing, step_id)
    return Verdict(
        made=_completing(options, valid, noes),
        declined=None if _can_still(options, valid, blocked) else _last_with_a_voice(options, noes),
        saying_yes=_roles_saying_yes(valid, noes),
        blocked=blocked,
        valid=valid,
        noes=noes,
    )


def _gone(standing: Standing, name: str) -> bool:
    contact = standing.deal.people.get(name)
    return bool(contact and contact.left)


def _standing_noes(standing: Standing, story: Past) -> tuple[Word, ...]:
    floor = since(story)
    latest = {no.person: no for no in story.noes if no.number > floor and not _gone(standing, no.person)}
    for yes in story.yeses:
        no = latest.get(yes.person)
        if no and yes.number > no.number and enough(yes.proof, "said"):
            del latest[yes.person]
    return tuple(sorted(latest.values(), key=lambda no: no.number))


def _valid_yeses(standing: Standing, step_id: str, story: Past) -> tuple[Word, ...]:
    floor, asked = since(story), rung_asked(standing, step_id)
    last_no = {no.person: no.number for no in story.noes}
    return tuple(
        [
            yes
            for yes in story.yeses
            if yes.number > floor
            and enough(yes.proof, asked)
            and (enough(yes.proof, "wrote") or not _gone(standing, yes.person))
            and last_no.get(yes.person, 0) < yes.number
        ]
    )


def _roles_saying_yes(yeses: Iterable[Word], noes: tuple[Word, ...]) -> frozenset[str]:
    """Roles with a valid yes and no other holder's no (rule 12)."""
    return frozenset(
        role for yes in yeses for role in yes.roles if not any(role in no.roles for no in noes if no.person != yes.person)
    )


def _completing(options: list[Who], valid: tuple[Word, ...], noes: tuple[Word, ...]) -> Word | None:
    """The yes with which `by` was satisfied, in every case that is still possible."""
    for count, yes in enumerate(valid, 1):
        roles = _roles_saying_yes(valid[:count], noes)
        if enough_of(options, roles.__contains__):
            return yes
    return None


def _last_with_a_voice(options: list[Who], noes: tuple[Word, ...]) -> Word | None:
    deciding = {leaf.id for who in options for leaf in leaves(who) if isinstance(leaf, Named)}
    return next((no for no in reversed(noes) if deciding.intersection(no.roles)), None)


def _can_still(options: list[Who], valid: tuple[Word, ...], blocked: frozenset[str]) -> bool:
    """Whether some case of `by` can still be satisfied: a role says no only when no holder says yes."""
    yes = {role for word in valid for role in word.roles}
    return any(satisfied(who, lambda role: role in yes or role not in blocked) for who in options)


def waived_by(standing: Standing, step_id: str) -> Waiver | None:
    """The waiver that let a step go, when those who gave it may (rule 15)."""
    step = standing.map.steps[step_id]
    story = past(standing, step_id)
    if not story.waivers or step.waive.never or step_id == standing.map.closing:
        return None
    floor = since(story)
    given = [each for each in story.waivers if each.word.number > floor and _may_waive(standing, step, each)]
    roles = frozenset(role for each in given for role in each.word.roles)
    options = [step.waive.by] if step.waive.by else deciding(standing, step_id)
    if given and enough_of(options, roles.__contains__):
        return given[-1]
    return None


def _may_waive(standing: Standing, step: Act | Decision, waiver: Waiver) -> bool:
    allowed = [reason.casefold() for reason in step.waive.reasons]
    client = any(_side(standing, role) == "client" for role in waiver.word.roles)
    return client and (not allowed or waiver.word.words.casefold() in allowed)


def done(standing: Standing, step_id: str) -> Word | None:
    """The word by which an act is seen done, with enough proof."""
    asked, floor = rung_asked(standing, step_id), since(past(standing, step_id))
    words = [word for word in past(standing, step_id).done if word.number > floor and enough(word.proof, asked)]
    return words[0] if words else None


@remembered("open")
def status(standing: Standing, step_id: str) -> str:
    """A step's status, the first that fits (rule 25).

    n/a · made · waived · answered-no · declined · re-opened · to-reconfirm · implied · put-off · open; an act is
    n/a, done, waived or open.
    """
    if applies(standing, step_id) is False:
        return "n/a"
    step = standing.map.steps[step_id]
    if isinstance(step, Act):
        return "done" if done(standing, step_id) else "waived" if waived_by(standing, step_id) else "open"
    if step_id in standing.supposing:
        return "made"
    return _decided(standing, step)


def _decided(standing: Standing, step: Decision) -> str:
    found = verdict(standing, step.id)
    story = past(standing, step.id)
    if found.made:
        return "made"
    if waived_by(standing, step.id):
        return "waived"
    if found.declined:
        return "answered-no" if step.if_no == "go-on" else "declined"
    if kinds := {mark.kind for mark in story.marks if not mark.spent}:
        return "re-opened" if "re-opened" in kinds else "to-reconfirm"
    if any(each in standing.map.steps and status(standing, each) == "made" for each in step.implied_by):
        return "implied"
    later = story.put_off and standing.on is not None and standing.on < story.put_off.until
    return "put-off" if later else "open"


def settled(standing: Standing, step_id: str) -> bool:
    """Whether a step is settled: made, done, waived, answered no, or implied."""
    return status(standing, step_id) in SETTLED


def is_open(standing: Standing, step_id: str) -> bool:
    """Whether a step applies (or may) and is not settled."""
    return status(standing, step_id) in OPEN


@remembered(False)
def passed(standing: Standing, stage_id: str) -> bool:
    """Whether all decisions of a stage that apply are settled, or spared by an alternative (PLAYBOOKS 16, 17)."""
    from callplan.core.deal.needs import spared

    steps = [step.id for step in standing.map.stage[stage_id].steps if isinstance(step, Decision)]
    return all(not is_open(standing, step) or spared(standing, step) for step in steps)


def settled_on(standing: Standing, step_id: str) -> date | None:
    """The day a step was settled; None when it is not, or is only implied or supposed (then: today)."""
    kind = status(standing, step_id)
    if kind == "made" and step_id not in standing.supposing:
        found = verdict(standing, step_id).made
        return found.on if found else None
    if kind == "answered-no":
        no = verdict(standing, step_id).declined
        return no.on if no else None
    if kind == "done":
        word = done(standing, step_id)
        return word.on if word else None
    if kind == "waived":
        waiver = waived_by(standing, step_id)
        return waiver.word.on if waiver else None
    return None
