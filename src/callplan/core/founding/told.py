"""What was told of a kind of client, read from the texts of the flags."""

from __future__ import annotations

import re
from itertools import chain, count
from unicodedata import normalize

from callplan.core.clean import clean
from callplan.core.founding import usual
from callplan.core.founding.reviews import REVIEWS
from callplan.core.interview.grammar import amount, fields
from callplan.core.interview.question import every
from callplan.core.map.playbook import Decision, Stage
from callplan.core.near import did_you_mean
from callplan.core.record import Record
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from callplan.core.interview.question import Answers

LONGEST = 40
MOST = 1_000_000_000_000
RESERVED = frozenset(("any", "not", "of", "all", "yes", "no", "on", "off", "true", "false", "null", "go-on"))
DECIDE, ABOVE = "ID[=CLAUSE]|CLAUSE[:ROLE,ROLE[:TOPIC[:YES]]]", "AMOUNT:WHO"
ASKING = ("whether", "which", "what", "who", "whose", "how", "when")
WHO = {"uses": usual.USER, "wants": usual.SPONSOR, "pays": usual.PAYER}
TITLES = {usual.USER: "user", usual.SPONSOR: "sponsor", usual.PAYER: "budget owner"}
USUAL = {decided.id: stage for stage in usual.WAY for decided in stage.steps if isinstance(decided, Decision)}
_REVIEWS = [stage for _, stage in REVIEWS.values()]
_ROLES = (*TITLES, usual.EXECUTIVE, usual.ACCOUNT, *REVIEWS, "main")
_NAMES = ("amount", "wanted-by", "reason", "deadline", "won", "lost", "no-decision", usual.OFFER.id)
_TAKEN = frozenset(_NAMES).union(*[(stage.id, *[step.id for step in stage.steps]) for stage in (*usual.WAY, *_REVIEWS)])


class Limit(Record):
    """A sum, and who decides above it."""

    sum: int
    who: str


def line(text: str) -> str:
    """What was typed on one line, without what no file may hold."""
    return " ".join(clean(re.sub("[\ufffe\uffff]", "", text)).split())


def needed(text: str) -> str:
    """A line that must say something."""
    if not line(text):
        raise Usage("A word or two is needed here.")
    return line(text)


def title(text: str) -> str:
    """What somebody is called; a leading article is cut."""
    return re.sub(r"(?i)\A(?:the|an?) (?=\S)", "", needed(text))


def slug(text: str, otherwise: str, free: Callable[[str], bool] = bool) -> str:
    """An id made of a text: its plain letters and digits, with a number behind it until it is free."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    found = words if words and words[0].isalpha() else f"{otherwise}-{words}".strip("-")
    found = f"{found}-{otherwise}" if found in RESERVED else found
    return next(name for name in chain((found,), map(f"{found}-{{}}".format, count(2))) if free(name))


def titles(answers: Answers) -> dict[str, str]:
    """The titles of the three everybody has: who uses it, who wants it, who pays."""
    return {role: title(answers.get(key) or TITLES[role]) for key, role in WHO.items()}


def same(answers: Answers) -> dict[str, str]:
    """The role that stands for each of the three, and for whoever decides above a sum; the same title is one role."""
    found, first = {}, dict[str, str]()
    limit = above(answers)
    told = titles(answers) | ({usual.EXECUTIVE: limit.who} if limit else {})
    for role in (usual.SPONSOR, usual.PAYER, usual.USER, usual.EXECUTIVE):
        if role in told:
            found[role] = first.setdefault(told[role].casefold(), role)
    return found


def above(answers: Answers) -> Limit | None:
    """The sum above which somebody else decides."""
    if not answers.get("above"):
        return None
    told, who = fields("above", answers["above"], ABOVE, 2)
    return Limit(sum_of("above", told), title(who))


def sum_of(flag: str, text: str) -> int:
    """A sum that a map can hold."""
    found = amount(flag, text)
    if not 1 <= found < MOST:
        raise Usage(f"--{flag}: {text} is too large or too small an amount for a map. Write 84000, 84k or 1.5m.")
    return round(found)


def also(answers: Answers) -> dict[str, str]:
    """Who else has to agree: their titles by their ids; who is told already is left out."""
    held = {told.casefold() for told in titles(answers).values()}
    found: dict[str, str] = {}
    for text in every(answers, "also"):
        told = title(text)
        if told.casefold() not in held:
            held.add(told.casefold())
            found[told if told in REVIEWS else slug(told, "other", lambda name: _free_role(name, found))] = told
    return found


def _free_role(name: str, others: Container[str]) -> bool:
    """Whether a role may be called so: the track, the stage and the steps that are named after it, too."""
    return name not in others and name not in _ROLES and not _TAKEN.intersection(_after_role(name))


def _after_role(role: str) -> tuple[str, ...]:
    return (f"{role}-review", f"{role}-agrees", f"{role}-comes")


def decided(answers: Answers) -> list[Stage]:
    """The stages of the main way, one for each decision, in their order."""
    found: list[Stage] = []
    for text in every(answers, "decide"):
        stage = _stage(text, answers, _TAKEN.union(*map(_ids, found)))
        if decision_of(stage).id in [decision_of(other).id for other in found]:
            raise Usage(f"--decide: {decision_of(stage).id} is told twice.")
        found.append(stage)
    if not found:
        raise Usage("--decide: a map holds one decision at least, whose yes wins the deal: order, for one.")
    return found


def _ids(stage: Stage) -> tuple[str, ...]:
    return (stage.id, *[step.id for step in stage.steps])


def _stage(text: str, answers: Answers, taken: frozenset[str]) -> Stage:
    """One of the usual stages, in its own words or others, or a stage for a decision of their own."""
    clause, roles, topic, yes = fields("decide", text, DECIDE, 1)
    known, equals, other = clause.partition("=")
    by = [_role(name, answers) for name in roles.split(",") if line(name)]
    spoken = {"topic": topic_of(topic), "yes": yes_of(yes)}
    if known in USUAL:
        return _spoken(_usual(known, clause_of(other) if equals else "", by), spoken)
    told = clause_of(clause)
    named = {name for role in (*_ROLES, *also(answers)) for name in _after_role(role)}

    def free(name: str) -> bool:
        return not (taken | named).intersection(_ids(usual.own(name, told)))

    stage = usual.own(slug(" ".join(told.split()[:4]), "decision", free), told)
    stage = stage.but(steps=tuple([step.but(by=usual.all_of(by)) for step in stage.steps])) if by else stage
    return _spoken(stage, spoken)


def clause_of(text: str) -> str:
    """A decision's clause: what the frame says anyway is cut, and so is a stop."""
    return re.sub(r"(?i)\A(?:whether|if|that) (?=\S)", "", needed(text)).rstrip(".?!").strip() or needed(text)


def topic_of(text: str) -> str:
    """How a decision is spoken of, if that was told: what the frame says anyway is cut, and so is a stop."""
    told = re.sub(r"(?i)\Adecide (?=\S)", "", line(text)).rstrip(".?!").strip()
    first = told.partition(" ")[0].lower()
    if told and first not in ASKING:
        raise Usage("Begin it with whether, which, what, who, how or when: whether to order this year.")
    return first + told[len(first) :]


def yes_of(text: str) -> str:
    """What a yes is called, if that was told: whoever said it is cut, and so is a stop."""
    told = re.sub(r"(?i)\A(?:last time )?(?:you|they|we) (?=\S)", "", line(text)).rstrip(".?!").strip()
    return told[:1].lower() + told[1:]


def _role(text: str, answers: Answers) -> str:
    told = title(text)
    known = {**titles(answers), **also(answers)}
    for role, name in known.items():
        if told == role or told.casefold() == name.casefold():
            return role
    offer = did_you_mean(told, [*known, *known.values()]) or r" A colon inside a clause is written \:."
    raise Usage(f"--decide: nobody here is called “{told}”.{offer}")


def decision_of(stage: Stage) -> Decision:
    """The one decision of a stage."""
    return next(step for step in stage.steps if isinstance(step, Decision))


def changed(stage: Stage, decision: Decision) -> Stage:
    """The stage with its decision in another form."""
    return stage.but(steps=tuple([decision if step.id == decision.id else step for step in stage.steps]))


def _usual(name: str, clause: str, by: list[str]) -> Stage:
    """One of the usual stages, its decision in other words, or made by others, where that was told."""
    stage = USUAL[name]
    decision = decision_of(stage)
    decision = decision.but(clause=clause, topic="", yes="") if clause else decision
    return changed(stage, decision.but(by=usual.all_of(by)) if by else decision)


def _spoken(stage: Stage, told: dict[str, str]) -> Stage:
    """The stage with its decision spoken of as was told."""
    return changed(stage, decision_of(stage).but(**{key: text for key, text in told.items() if text}))
