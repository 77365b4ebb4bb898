"""What a map is said in: conditions and the one quantifier, by-case values, lengths, days and proofs."""

from __future__ import annotations

from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PROOFS = ("assumed", "heard", "said", "wrote", "did")
UNITS = {"d": "day", "bd": "working day", "w": "week", "m": "month"}


class Span(Record):
    """A length of time; a negative count looks back. Units: d, bd (working days), w, m (calendar months)."""

    count: int
    unit: str


class Length(Record):
    """How long something takes: from the shortest to the longest; `open`: at least that long."""

    shortest: Span
    longest: Span
    open: bool = False


class Named(Record):
    """A leaf: a role in `by`, else a fact known, a step settled or a stage passed - and, with a wait, that long ago."""

    id: str
    wait: Span | None = None


class Test(Record):
    """A leaf of a condition: what a fact is. `how`: is, over, at_least, under, at_most."""

    fact: str
    how: str
    value: str | int | float

    @property
    def id(self) -> str:
        """What it asks about, as a name does."""
        return self.fact


class Not(Record):
    """The condition turned round."""

    of: Condition


class Some(Record):
    """The one quantifier: `least` of these; 0 means all of them."""

    of: tuple[Condition, ...]
    least: int = 0


class Case(Record):
    """One line of a by-case value; without `when` it holds always."""

    value: Any
    when: Condition | None = None


class Cases(Record):
    """A value that differs by case: the first case that holds; no case, no value."""

    of: tuple[Case, ...]


class Look(Record):
    """One rung of proof, and what it looks like here."""

    rung: str
    like: str = ""


class Proof(Record):
    """What counts as proof: any of these, so the lowest of them is enough."""

    of: tuple[Look, ...]

    @property
    def rung(self) -> str:
        """The lowest rung that counts."""
        return min((look.rung for look in self.of), key=PROOFS.index)


class Point(Record):
    """A day: of a fact, of a step's settling, of a stage's passing, moved by a span."""

    id: str
    span: Span | None = None


class Moment(Record):
    """The earliest of some days."""

    of: tuple[Point, ...]


Condition = Some | Named | Test | Not
Who = Some | Named
