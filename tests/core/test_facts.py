"""Facts and steps at the edges that no map file reaches but a journal might."""

from __future__ import annotations

from datetime import date

from callplan.core.deal import facts
from callplan.core.deal.facts import day_of, known
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing, applies
from callplan.core.entries import Entry
from callplan.core.events import Learned, Opened
from callplan.core.map import terms
from callplan.core.map.playbook import Decision, Fact, Playbook, Role, Stage
from callplan.core.map.terms import Named

TODAY = date(2026, 11, 10)
WAY = Playbook(
    "way",
    "A way to buy",
    (
        Stage("one", "One?", (Decision("go", "it is worth it", Named("boss")),)),
        Stage("two", "Two?", (Decision("buy", "it is ordered", Named("boss")),)),
    ),
    closing="buy",
    roles=(Role("boss", "boss"),),
    facts=(Fact("place"), Fact("day", type="date"), Fact("size", type="number")),
)


def standing(playbook: Playbook = WAY) -> Standing:
    """A deal whose place, day and size are words."""
    claims = [Learned(TODAY, fact.id, "far", "Ana") for fact in WAY.facts]
    entries = [Entry(number, 1, event) for number, event in enumerate([Opened(TODAY, playbook), *claims], 1)]
    return Standing(fold(tuple(entries)))


def test_words_are_neither_over_nor_under_anything() -> None:
    """It does not know how to compare words with a number, and says so."""
    assert [facts.test(standing(), terms.Test("size", how, 5)) for how in ("over", "at_least", "under", "at_most")] == [
        None
    ] * 4
    assert facts.test(standing(), terms.Test("size", "is", 5)) is False


def test_words_are_no_day() -> None:
    """It finds no day in words."""
    assert day_of(standing(), "day") is None


def test_without() -> None:
    """It takes what a variant leaves out for not applying: facts, stages with their steps, steps."""
    less = standing(WAY.but(without=("place", "one", "buy")))
    assert known(less, "place").state == "n/a"
    assert [applies(less, step) for step in ("go", "buy")] == [False, False]
    assert [applies(standing(), step) for step in ("go", "buy")] == [True, True]
