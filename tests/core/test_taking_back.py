"""What an undo takes back, and what would lose its sense with it."""

from __future__ import annotations

from datetime import date

from callplan.core.entries import Entry
from callplan.core.events import Event, Met, Opened, Reopened, Yes
from callplan.core.history import taken_back, taking_back
from callplan.core.map.playbook import Decision, Playbook, Role, Stage
from callplan.core.map.terms import Named

DAY = date(2026, 12, 1)
MAP = Playbook(
    "way",
    "A way to buy",
    (Stage("want", "Do we want it?", (Decision("go", "it is wanted", Named("boss"), title="the go-ahead"),)),),
    "go",
    roles=(Role("boss", "boss"),),
)


def told(*events: Event) -> tuple[Entry, ...]:
    """The events as entries, each a transaction of its own."""
    return tuple([Entry(number, number, event) for number, event in enumerate(events, 1)])


def test_what_loses_its_sense() -> None:
    """It names what would make no sense any more once an earlier entry is void."""
    entries = told(
        Opened(DAY, MAP),
        Met(DAY, "Ana", ("boss",)),
        Yes(DAY, "go", "Ana", "wrote"),
        Reopened(DAY, "go", "Ana", "doubts"),
    )
    back = taking_back("acme", entries, entries[2:3])
    assert (back.numbers, back.orphans) == ((3,), (4,))
    assert back.lines == (
        "acme: to be taken back",
        "   3  2026-12-01  Ana said yes to the go-ahead (wrote)",
        "These would no longer make sense:",
        "   4  2026-12-01  Ana took the go-ahead up again: “doubts”",
    )


def test_it_asks_first() -> None:
    """It asks before it takes back, and no is the first answer."""
    question = taken_back("acme", told(Opened(DAY, MAP), Met(DAY, "Ana", ("boss",)))).question()
    assert (question.text, question.choices[0].value, question.flags) == ("Take this back?", "no", "--yes")
