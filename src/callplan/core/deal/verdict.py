"""What the yeses and noes of a decision come to, who may say them, and who is to be heard (rules 11-13, 16, 36)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.standing import Standing, choices, remembered, settling, times
from callplan.core.deal.story import NOTHING, Past, Word
from callplan.core.map.condition import leaves, weigh
from callplan.core.map.playbook import Act, Decision
from callplan.core.map.terms import PROOFS, Cases, Named, Proof, Who
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Verdict(Record):
    """What the yeses and noes of a decision come to. `made`: the yes that completed it; `declined`: the last no.

    `refused`: the no by which it came to be declined. `yeses` and `noes` stand, whatever they count for; `valid` are
    the yeses with enough proof. `lapsed`: the day on which what `was` made fell due again; then the yeses since.
    """

    made: Word | None = None
    declined: Word | None = None
    refused: Word | None = None
    saying_yes: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    yeses: tuple[Word, ...] = ()
    valid: tuple[Word, ...] = ()
    noes: tuple[Word, ...] = ()
    was: Word | None = None
    lapsed: date | None = None


UNSAID = Verdict()


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
    ours = isinstance(step, Act) and all(side_of(standing, role) == "us" for role in roles_in(standing, step.by))
    return "assumed" if ours else "said"


def side_of(standing: Standing, role: str) -> str:
    """Whose side a role is on."""
    return found.side if (found := standing.map.role.get(role)) else "client"


def enough(proof: str, asked: str) -> bool:
    """Whether a proof reaches the rung asked for."""
    return PROOFS.index(proof) >= PROOFS.index(asked)


def past(standing: Standing, step_id: str) -> Past:
    """All that happened to a step."""
    return standing.deal.past.get(step_id, NOTHING)


def of_deciders(standing: Standing, step_id: str, words: Iterable[Word]) -> list[Word]:
    """Those of some words that were said by somebody who decides a step."""
    roles = set(roles_in(standing, standing.map.steps[step_id].by))
    return [word for word in words if not roles.isdisjoint(word.roles)]


def against(standing: Standing, step_id: str, yes: Word) -> tuple[str, ...]:
    """Those whose no stands against somebody's yes, since both hold one role that decides it (rule 12)."""
    roles = set(yes.roles).intersection(roles_in(standing, standing.map.steps[step_id].by))
    noes = [no for no in verdict(standing, step_id).noes if no.person != yes.person and not roles.isdisjoint(no.roles)]
    return tuple(dict.fromkeys(no.person for no in noes))


def still_takes(standing: Standing, step_id: str) -> tuple[str, ...]:
    """The roles whose yes a decision still takes."""
    given = verdict(standing, step_id).saying_yes
    return tuple([role for role in roles_in(standing, standing.map.steps[step_id].by) if role not in given])


def since(story: Past) -> int:
    """The number of the last mark: what was said before it no longer counts (rule 11)."""
    return max([mark.number for mark in story.marks if mark.kind != "left"], default=0)


@remembered(UNSAID)
def verdict(standing: Standing, step_id: str) -> Verdict:
    """What the yeses and noes of a decision come to now (rules 11-13, 16)."""
    story = past(standing, step_id)
    if not story.yeses and not story.noes:
        return UNSAID
    runs = _runs_of_noes(standing, story)
    noes = tuple(sorted([run[-1] for run in runs], key=lambda no: no.number))
    yeses, asked = _standing_yeses(standing, story), rung_asked(standing, step_id)
    options, people = deciding(standing, step_id), times(standing, step_id)
    valid = _since_the_no(story, options, tuple([yes for yes in yeses if enough(yes.proof, asked)]), people)
    blocked = frozenset(role for no in noes for role in no.roles)
    found = settling(standing, step_id, valid, lambda counted: _complete(options, counted, noes, people))
    valid = found.counted if found.lapsed else valid
    last = [no for no in noes if _has_voice(options, no)][-1:]
    declined = last[0] if last and not _can_still(options, valid, blocked) else None
    return Verdict(
        made=found.word,
        was=found.was,
        lapsed=found.lapsed,
        declined=declined,
        refused=_first_refusal(options, valid, runs) if declined else None,
        saying_yes=_roles_saying_yes(valid, noes),
        blocked=blocked,
        yeses=yeses,
        valid=valid,
        noes=noes,
    )


def refused_at(story: Past, options: list[Who]) -> int:
    """The number of the last no that took the decision: what was said before it does not decide it alone (rule 18)."""
    return max([no.number for no in story.refusals if _has_voice(options, no)], default=0)


def _since_the_no(story: Past, options: list[Who], valid: tuple[Word, ...], people: int) -> tuple[Word, ...]:
    """The yeses that count: none from before a no that took the decision, where those alone would bring it back."""
    floor = refused_at(story, options)
    after = tuple([yes for yes in valid if yes.number > floor])
    brought_back = (
        floor and not any(_has_voice(options, yes) for yes in after) and _complete(options, valid, (), people)
    )
    return after if brought_back else valid


def _runs_of_noes(standing: Standing, story: Past) -> list[list[Word]]:
    """Each person's noes since they last said otherwise, unless they have left; not yet, and a yes, are no no."""
    otherwise = {yes.person: yes.number for yes in story.yeses if enough(yes.proof, "said")}
    for off in filter(None, (story.put_off, story.wished)):
        otherwise[off.word.person] = max(off.word.number, otherwise.get(off.word.person, 0))
    floor, runs = since(story), dict[str, list[Word]]()
    for no in story.noes:
        if no.number > max(floor, otherwise.get(no.person, 0)) and not standing.deal.has_left(no.person):
            runs.setdefault(no.person, []).append(no)
    return list(runs.values())


def _first_refusal(options: list[Who], valid: tuple[Word, ...], runs: list[list[Word]]) -> Word:
    """The no by which it came to be declined: said again, it is no decision (rule 55)."""
    begun = sorted([run[0] for run in runs], key=lambda no: no.number)
    blocking = [frozenset(role for each in begun[:count] for role in each.roles) for count in range(1, len(begun) + 1)]
    taken = [no for no, blocked in zip(begun, blocking, strict=True) if not _can_still(options, valid, blocked)]
    return (taken or begun)[0]


def _standing_yeses(standing: Standing, story: Past) -> tuple[Word, ...]:
    floor = since(story)
    last_no = {no.person: no.number for no in story.noes}
    return tuple(
        [
            yes
            for yes in story.yeses
            if yes.number > floor
            and (enough(yes.proof, "wrote") or not standing.deal.has_left(yes.person))
            and last_no.get(yes.person, 0) < yes.number
        ]
    )


def _roles_saying_yes(yeses: Iterable[Word], noes: tuple[Word, ...]) -> frozenset[str]:
    """Roles with a valid yes and no other holder's no (rule 12)."""
    return frozenset(
        role
        for yes in yeses
        for role in yes.roles
        if not any(role in no.roles for no in noes if no.person != yes.person)
    )


def _complete(options: list[Who], valid: tuple[Word, ...], noes: tuple[Word, ...], people: int) -> bool:
    """Whether these yeses satisfy `by` in every case that is still possible, and are of so many people."""
    saying_yes = _roles_saying_yes(valid, noes)
    return enough_of(options, saying_yes.__contains__) and (people == 1 or len(_voices(options, valid)) >= people)


def _voices(options: list[Who], words: tuple[Word, ...]) -> set[str]:
    """The people among these whose word counts: they hold a deciding role."""
    roles = {leaf.id for who in options for leaf in leaves(who) if isinstance(leaf, Named)}
    return {word.person for word in words if not roles.isdisjoint(word.roles)}


def voices(standing: Standing, step_id: str) -> set[str]:
    """The people whose yes to a decision counts so far."""
    return _voices(deciding(standing, step_id), verdict(standing, step_id).valid)


def _has_voice(options: list[Who], word: Word) -> bool:
    """Whether somebody's word counts: they held a deciding role."""
    return bool(_voices(options, (word,)))


def _can_still(options: list[Who], valid: tuple[Word, ...], blocked: frozenset[str]) -> bool:
    """Whether some case of `by` can still be satisfied: a role says no only when no holder says yes."""
    yes = {role for word in valid for role in word.roles}
    return any(satisfied(who, lambda role: role in yes or role not in blocked) for who in options)


@remembered(frozenset())
def _heard_roles(standing: Standing) -> frozenset[str]:
    people = standing.deal.people.values()
    spoke = [contact.roles for contact in people if contact.spoke or contact.name in standing.heard]
    return frozenset(role for roles in spoke for role in roles).union(standing.deal.brought)


def is_heard(standing: Standing, role: str) -> bool:
    """Whether a holder of a role has come to a call or is the source of something recorded (rule 36)."""
    return role in _heard_roles(standing)


@remembered(())
def unheard(standing: Standing, step_id: str) -> tuple[str, ...]:
    """The client roles a decision should hear that have not been; none when enough of its `hear` has been."""

    def needless(role: str) -> bool:
        return is_heard(standing, role) or side_of(standing, role) != "client"

    step = standing.map.steps[step_id]
    if not isinstance(step, Decision) or step.hear is None:
        return ()
    options = [who for who in choices(standing, step.hear) if who is not None]
    if all(satisfied(who, needless) for who in options):
        return ()
    return tuple([role for role in roles_in(standing, step.hear) if not needless(role)])
