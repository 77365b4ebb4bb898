"""Whether a decision can be made on this call, by whom, and what stands between (rules 37, 38)."""

from __future__ import annotations

from callplan.core.call.silence import silenced
from callplan.core.deal.doing import doers, doing
from callplan.core.deal.needs import clients, done_on_call, is_ours, needs_met, present_roles, unmet
from callplan.core.deal.position import doubted
from callplan.core.deal.signs import gone_by, shown_by
from callplan.core.deal.standing import Standing, applies, times
from callplan.core.deal.status import is_open, settled, status
from callplan.core.deal.verdict import deciding, roles_in, verdict, voices
from callplan.core.map.playbook import Act, Decision
from callplan.core.map.terms import Named, Some, Who
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

HERE, UNKNOWN, SUPPORTED, NOT_HERE = "here", "unknown", "supported", "not_here"


class Feasibility(Record):
    """How far a decision can go on a call: the word, and who would say yes (roles -> the person present)."""

    word: str
    people: tuple[str, ...] = ()


def has_voice(standing: Standing, step_id: str, present: tuple[str, ...]) -> bool:
    """Whether a client person present decides a step or is heard in it."""
    step = standing.map.steps[step_id]
    voices = {*roles_in(standing, step.by), *(roles_in(standing, step.hear) if isinstance(step, Decision) else ())}
    return any(not voices.isdisjoint(standing.deal.roles(name)) for name in clients(standing, present))


def feasible(standing: Standing, step_id: str, present: tuple[str, ...]) -> Feasibility:
    """Whether those present can make a decision on this call: here, unknown, supported or not_here."""
    if not present:
        return Feasibility(UNKNOWN)
    if not clients(standing, present):
        return Feasibility(NOT_HERE)
    if silenced(standing, step_id, present):
        return Feasibility(SUPPORTED if has_voice(standing, step_id, present) else NOT_HERE)
    people, sure = deciders(standing, step_id, present)
    asked_again = doubted(standing) == step_id
    met = True if asked_again else needs_met(standing, step_id, present)
    if met is False and shown_by(standing, step_id):
        met = all(name in standing.map.steps and gone_by(standing, name) for name in unmet(standing, step_id, present))
    if people and met is not False and status(standing, step_id) not in ("declined", "put-off"):
        certain = sure and met is True and applies(standing, step_id) is True
        return Feasibility(HERE if certain or (asked_again and sure) else UNKNOWN, people)
    return Feasibility(SUPPORTED if has_voice(standing, step_id, present) else NOT_HERE, people)


def deciders(standing: Standing, step_id: str, present: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Those present whose yes would complete the decision, a client person among them, else (); and whether surely.

    While it is open which case of `by` holds, those of every case that can be satisfied here.
    """
    options = deciding(standing, step_id)
    found = [_speakers(standing, step_id, who, present) for who in options]
    able = [people for people in found if any(standing.deal.side(name) == "client" for name in people)]
    return tuple(dict.fromkeys(name for people in able for name in people)), len(able) == len(options)


def is_asked_again(standing: Standing, step_id: str) -> bool:
    """Whether a decision is made and in doubt, so that its own yes is asked for once more."""
    return doubted(standing) == step_id and not is_open(standing, step_id)


def _speakers(standing: Standing, step_id: str, who: Who, present: tuple[str, ...]) -> tuple[str, ...]:
    """The people present who would satisfy `by` together with the yeses that stand; () when they cannot."""
    found = verdict(standing, step_id)
    again = is_asked_again(standing, step_id)
    given = frozenset[str]() if again else found.saying_yes
    absent_noes = {role for no in found.noes if no.person not in present for role in no.roles}
    here = present_roles(standing, present) - absent_noes
    if again:
        roles: tuple[str, ...] | None = tuple([role for role in roles_in(standing, who) if role in here])
    else:
        roles = picked(who, given.__contains__, here.__contains__)
    if roles is None:
        return ()
    missing = [role for role in roles if role not in given]
    against = {no.person for no in found.noes}
    speaking = dict.fromkeys(name for role in missing for name in _holders(standing, role, present, against))
    wanted = times(standing, step_id)
    return tuple(speaking) if wanted == 1 else _so_many(standing, step_id, who, present, speaking, wanted)


def _so_many(
    standing: Standing, step_id: str, who: Who, present: tuple[str, ...], speaking: dict[str, None], wanted: int
) -> tuple[str, ...]:
    """Those speaking, and more of those present with a deciding role, until so many people have said yes; else ()."""
    roles, given = set(roles_in(standing, who)), voices(standing, step_id)
    others = [name for name in present if not roles.isdisjoint(standing.deal.roles(name))]
    people = [name for name in dict.fromkeys([*speaking, *others]) if name not in given]
    return tuple(people[: wanted - len(given)]) if len(given) + len(people) >= wanted else ()


def _holders(standing: Standing, role: str, present: tuple[str, ...], against: set[str]) -> list[str]:
    """Those present who speak for a role: all who said no, since nobody else can take that back; else the first."""
    holders = [name for name in present if role in standing.deal.roles(name)]
    return [name for name in holders if name in against] or holders[:1]


def picked(who: Who, given: Callable[[str], bool], has: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The roles by which `who` is satisfied, those given already first; None when it cannot be."""
    if isinstance(who, Named):
        return (who.id,) if given(who.id) or has(who.id) else None
    assert isinstance(who, Some)
    members = [picked(each, given, has) for each in who.of]  # type: ignore[arg-type]
    able = [roles for roles in members if roles is not None]
    if len(able) < (who.least or len(members)):
        return None
    if who.least:
        able = sorted(able, key=lambda roles: not all(map(given, roles)))[: who.least]
    return tuple(dict.fromkeys(role for roles in able for role in roles))


def missing_roles(standing: Standing, step_id: str, present: tuple[str, ...]) -> tuple[str, ...]:
    """The roles whose yes a decision still wants and nobody present can give; of an any-of, the first preferred.

    One that is made and in doubt wants its own again, unless somebody of them is there (rule 53).
    """
    again = is_asked_again(standing, step_id)
    if again and deciders(standing, step_id, present)[0]:
        return ()
    given = frozenset[str]() if again else verdict(standing, step_id).saying_yes
    here = present_roles(standing, present)
    options = deciding(standing, step_id)
    enough = picked(options[0], given.__contains__, here.__contains__) if options else ()
    if enough is not None and (not present or not enough or any(_is_client_role(standing, role) for role in enough)):
        return ()
    client_here = present_roles(standing, clients(standing, present)) if enough else here
    wanted = picked(
        options[0],
        lambda role: role in given or role in client_here,
        lambda role: enough is None or _is_client_role(standing, role),
    )
    return tuple([role for role in wanted or () if role not in given and role not in here])


def _is_client_role(standing: Standing, role: str) -> bool:
    return standing.map.role[role].side == "client"


def unfinished_by_us(standing: Standing, step_id: str) -> tuple[str, ...]:
    """Our own acts that a step waits for and that can be done now: to finish before the call (rule 37).

    Those it needs, and those that the acts it needs wait for; what can be done on the call is not among them.
    """
    found: dict[str, None] = {}
    look, seen = [step_id], {step_id}
    while look:
        for name in unmet(standing, look.pop(0), None):
            step = standing.map.steps.get(name)
            if name in seen or not isinstance(step, Act) or settled(standing, name):
                continue
            seen.add(name)
            if needs_met(standing, name) is not True:
                look.append(name)
            elif is_ours(standing, name) and not step.on_call:
                found[name] = None
    return tuple(found)


def on_the_call(standing: Standing, step_id: str, present: tuple[str, ...]) -> tuple[str, ...]:
    """The acts a decision needs that are to be done on the call itself, so that it can be made there (rule 37)."""
    left = unmet(standing, step_id, present)
    names = [name for name in unmet(standing, step_id, None) if name in standing.map.steps and name not in left]
    return tuple([name for name in names if done_on_call(standing, name, present)])


def to_do_it_there(standing: Standing, act: str, present: tuple[str, ...]) -> tuple[str, ...]:
    """Who of them does an act on the call: for each role whose it still is, the first who is there."""
    given = doers(standing, doing(standing, act).counted)
    here = present_roles(standing, (*present, ""))
    roles = picked(deciding(standing, act)[0], given.__contains__, here.__contains__) or ()
    theirs = [name for name in present if standing.deal.side(name) != "us"]
    people = [[name for name in theirs if role in standing.deal.roles(name)] for role in roles if role not in given]
    return tuple(dict.fromkeys(name for each in people for name in each[:1]))
