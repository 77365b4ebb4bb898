"""Small deals on a map of three decisions, told in events, for what looks across many of them."""

from __future__ import annotations

from datetime import date, timedelta

from callplan.core.entries import Entry, ordered
from callplan.core.events import Event, Held, Learned, Met, Opened, Yes
from callplan.core.map import terms
from callplan.core.map.playbook import Act, Decision, End, Fact, Playbook, Role, Stage
from callplan.core.map.terms import Named

DAY = date(2026, 3, 2)
BOSS, USER = Named("boss"), Named("user")
MAP = Playbook(
    id="three-decisions",
    title="Three decisions",
    closing="order",
    roles=(Role("boss", "boss", "decides"), Role("user", "user")),
    facts=(Fact("amount", type="number"), Fact("size", type="choice", choices=("big", "small"))),
    stages=(
        Stage(
            "need",
            "Is it worth it?",
            (
                Act("list", "list the cases", USER, "the list", ask="Which case hurts?", help="ours, to cross out"),
                Decision("worth", "it is worth it", BOSS, "the go-ahead", if_skipped="nobody knows why", hear=USER),
                Decision("audit", "the audit is passed", BOSS, "the audit", when=terms.Test("size", "is", "big")),
            ),
        ),
        Stage("who", "Who?", (Decision("choice", "one is ahead", BOSS, "the choice", implied_by=("order",)),)),
        Stage("buy", "Shall we?", (Decision("order", "it is ordered", BOSS, "the order"),)),
    ),
    ends=(End("won", "won"), End("lost", "lost"), End("quiet", "no-decision"), End("twin", "void")),
)  # fmt: skip


def deal(*calls: list[Event], book: Playbook = MAP, who: str = "rep") -> tuple[Entry, ...]:
    """A deal with Ana, the boss, and Ben, a user: one transaction for each list of events."""
    told: list[list[Event]] = [[Opened(DAY, book), Met(DAY, "Ana", ("boss",)), Met(DAY, "Ben", ("user",))], *calls]
    entries: list[Entry] = []
    for batch, events in enumerate(told, 1):
        for event in ordered(events):
            entries.append(Entry(len(entries) + 1, batch, event, "", who))
    return tuple(entries)


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def said(step: str, days: int = 1) -> Event:
    return Yes(on(days), step, "Ana", "wrote")


def came(days: int, *people: str) -> Event:
    return Held(on(days), people)


def worth(amount: int) -> Event:
    return Learned(DAY, "amount", amount, "Ana")
