"""What stands in lists below a map's picture: who, the facts, what differs by case, the ends, and what is left out."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.map.condition_text import omitted
from callplan.core.map.playbook import Decision, End, Fact
from callplan.core.map.terms import Cases
from callplan.core.map.wording import SIDES, Wording
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Table(Record):
    """A list below the picture: each row a name and what is said of it."""

    title: str
    rows: tuple[tuple[str, str], ...]


def lists(words: Wording) -> Iterator[Table]:
    """Every list that there is anything in."""
    yield from [Table(title, rows) for title, rows in _tables(words) if rows]


def stands(words: Wording, name: str) -> bool:
    """Whether a stage, a step or a fact is on the map at all."""
    return name not in omitted(words.map)


def _tables(words: Wording) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    playbook = words.map
    roles = [(role.title, ": ".join(filter(None, (SIDES[role.side], role.predicate)))) for role in playbook.roles]
    yield "Who (on their side unless said)", tuple(roles)
    facts = [fact for fact in playbook.facts if stands(words, fact.id) and (fact.ask or fact.depends)]
    yield "Facts", tuple([(phrase.spoken(fact.id), " ".join(_fact(words, fact))) for fact in facts])
    yield "By case", tuple(_cases(words))
    yield "Ends", tuple([(words.end(end.id), _end(words, end)) for end in playbook.ends])
    gone = [step.name for step in playbook.steps.values() if not stands(words, step.id)]
    yield "Left out", tuple([(name, "") for name in gone])


def _fact(words: Wording, fact: Fact) -> Iterator[str]:
    if fact.depends is not None:
        yield phrase.capital(f"{words.worked_out(fact.depends)}.")
    if fact.ask:
        yield fact.ask
    if fact.of:
        yield f"Asked of {words.role(fact.of)}."
    if fact.choices and fact.depends is None:
        yield f"It is {phrase.joined(fact.choices, 'or')}."
    if fact.unit:
        yield f"Counted in {fact.unit}."
    if fact.assume is not None:
        yield f"Taken as {words.value(fact.id, fact.assume)} until somebody says otherwise."
    if when := words.applies(fact.when):
        yield f"Asked only {when}."


def _cases(words: Wording) -> Iterator[tuple[str, str]]:
    whole = Wording(words.map, whole=True)
    for step in words.map.steps.values():
        hear = step.hear if isinstance(step, Decision) else None
        told = (
            ("", step.by, whole.who),
            ("hears ", hear, whole.who),
            ("how many: ", step.times, whole.times),
            ("", step.takes, whole.length),
            ("not later than ", step.before, whole.day),
            ("lapses after ", step.lasts, whole.length),
        )
        cases = [before + said(value) for before, value, said in told if isinstance(value, Cases)]
        if cases and stands(words, step.id):
            yield step.name, "; ".join(cases)


def _end(words: Wording, end: End) -> str:
    closing = words.name(words.map.closing) if end.kind == "won" else ""
    needs, day = words.needs(end.needs) or closing, words.day(end.before)
    told = (f"needs {needs}" if needs else "", f"not later than {day}" if day else "", ", ".join(end.reasons))
    return "; ".join(filter(None, told))
