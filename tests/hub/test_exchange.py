"""What goes up to a hub and comes down again, deal by deal."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from servers import Server

from callplan import hub
from callplan.errors import Busy, HubRefuses
from callplan.hub import HubDeal, HubLine, Outgoing
from callplan.hub.exchange import Hub

IDS = [f"{number}0000000-0000-4000-8000-000000000000" for number in range(1, 10)]
ODD = '{"words":  "“Ångström” \\\\ \\n \\u0000 \\"x\\"\\t", "b": 1.50, "a": 1e3, "a": null}'


def lines(deal: str, first: int, last: int, **other: object) -> list[HubLine]:
    """Lines with these numbers, three to a transaction, the first of each with its answers."""
    made = []
    for number in range(first, last + 1):
        batch = (number + 2) // 3
        sent = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{deal} {batch}"))
        answers = ("debrief", '{"x":\n 1}') if number % 3 == 1 else None
        one = HubLine(deal, number, batch, sent, "Said", "2026-12-01", "2026-12-01T09:00:00+01:00", "me", ODD, answers)
        made.append(one._replace(**other))  # type: ignore[arg-type]
    return made


At = Callable[[str], Hub]


@pytest.fixture
def at(server: Server, hub_database: str) -> Iterator[At]:
    """Open the hub as a role, anew each time; closed at the end."""
    with ExitStack() as stack:
        yield lambda role: stack.enter_context(hub.opened(server.url(role, hub_database)))


def test_round(at: At) -> None:
    """It gives back what was sent, byte for byte, to whoever may read it; the recorder is the role that sent it."""
    deal = at("anna").own_id(IDS[0])
    assert deal == f"anna/{IDS[0]}"
    sent = lines(deal, 1, 7)
    pushed = at("anna").push([Outgoing(deal, "harrow – £ö", 0, 0, iter(sent))])
    there = HubDeal(deal, "anna", "harrow – £ö", 0, 7, 1)
    assert pushed == hub.Pushed({deal: there}, {}, ())
    for role in ("anna", "carol", "dora"):
        reads = at(role)
        assert (reads.seen, reads.changed(0), reads.changed(1)) == (1, [there], [])
        assert list(reads.lines([(deal, 0)])) == [line._replace(recorder="anna") for line in sent]
        assert [line.number for line in reads.lines([(deal, 5)])] == [6, 7]
        assert list(reads.lines([])) == []
    assert (at("ben").changed(0), list(at("ben").lines([(deal, 0)]))) == ([], [])


def test_order(at: At) -> None:
    """It sends lines down deal by deal as they are asked for, by number; the ids of one person are nobody else's."""
    going = [Outgoing(f"anna/{each}", each, 0, 0, lines(f"anna/{each}", 1, 4)) for each in IDS]
    at("anna").push(going)
    at("ben").push([Outgoing(f"ben/{IDS[0]}", "b", 0, 0, lines(f"ben/{IDS[0]}", 1, 2))])
    asked = [(f"anna/{each}", number % 5) for number, each in enumerate(reversed(IDS))] + [(f"ben/{IDS[0]}", 1)]
    wanted = [(deal, number) for deal, known in asked for number in range(known + 1, 5 if deal[0] == "a" else 3)]
    assert [(line.deal, line.number) for line in at("carol").lines(asked)] == wanted


def test_grown(at: At) -> None:
    """It sends nothing of a deal that is otherwise there than was known, all of the others, and says which is which."""
    one, two, three = (f"anna/{each}" for each in IDS[:3])
    at("anna").push([Outgoing(one, "one", 0, 0, lines(one, 1, 3)), Outgoing(two, "two", 0, 0, lines(two, 1, 2))])
    pushed = at("anna").push(
        [
            Outgoing(one, "one", 0, 2, lines(one, 3, 4)),
            Outgoing(two, "two", 0, 2, lines(two, 3, 3)),
            Outgoing(three, "three", 0, 4, lines(three, 5, 5)),
            Outgoing(f"ben/{IDS[3]}", "four", 0, 0, []),
        ]
    )
    assert pushed.done == {two: HubDeal(two, "anna", "two", 0, 3, 2)}
    assert pushed.grown == {one: HubDeal(one, "anna", "one", 0, 3, 1), three: None, f"ben/{IDS[3]}": None}
    assert at("anna").push([Outgoing(one, "one", 0, 0, lines(one, 1, 3))]).grown == {one: pushed.grown[one]}


def test_names(at: At) -> None:
    """It keeps back a deal whose name another has, has two swap theirs, and a dropped one give its own up."""
    one, two, three, four = (f"anna/{each}" for each in IDS[:4])
    at("anna").push([Outgoing(one, "one", 0, 0, lines(one, 1, 1)), Outgoing(two, "two", 0, 0, lines(two, 1, 1))])
    swapped = [
        Outgoing(one, "two", 0, 1, lines(one, 2, 2)),
        Outgoing(two, "one", 0, 1, lines(two, 2, 2)),
        Outgoing(three, "three", 0, 0, lines(three, 1, 1)),
    ]
    assert list(at("anna").push(swapped).done) == [one, two, three]
    pushed = at("anna").push(
        [Outgoing(four, "three", 0, 0, []), Outgoing(two, "three", 0, 2, []), Outgoing(one, "one", 0, 2, [])]
    )
    assert (pushed.done, sorted(pushed.clashing)) == ({}, [one, two, four])
    pushed = at("anna").push([Outgoing(three, None, 0, 1, lines(three, 2, 2)), Outgoing(four, "three", 0, 0, [])])
    assert [(deal.name, deal.last) for deal in pushed.done.values()] == [(None, 2), ("three", 0)]
    assert [deal.name for deal in at("anna").changed(0)] == ["two", "one", None, "three"]


def test_one_moment(at: At) -> None:
    """It reads all of one moment, whatever is sent meanwhile."""
    deal = f"anna/{IDS[0]}"
    reads = at("carol")
    at("anna").push([Outgoing(deal, "one", 0, 0, lines(deal, 1, 1))])
    assert (reads.seen, reads.changed(0), list(reads.lines([(deal, 0)]))) == (0, [], [])
    assert at("carol").seen == 1


def test_handed_over(at: At) -> None:
    """It tells both homes, and the manager, who has a deal now; what was written stays whose it is."""
    deal = f"anna/{IDS[0]}"
    at("anna").push([Outgoing(deal, "one", 0, 0, lines(deal, 1, 1))])
    assert at("carol").hand_over(deal, "ben").owner == "ben"
    assert at("anna").push([Outgoing(deal, "one", 0, 1, lines(deal, 2, 2))]).grown == {deal: None}
    assert at("ben").push([Outgoing(deal, "two", 0, 1, lines(deal, 2, 2))]).done[deal].last == 2
    assert [line.recorder for line in at("ben").lines([(deal, 0)])] == ["anna", "ben"]
    at("carol").hand_over(deal, "anna")
    told = [("anna", "ben", "carol", 2, 1), ("ben", "anna", "carol", 4, 2)]
    for role in ("anna", "ben", "carol"):
        assert [each[1:] for each in at(role).handed_over(0)] == told
        assert [each[1:] for each in at(role).handed_over(2)] == told[1:]
    assert at("dora").handed_over(0) == at("carol").handed_over(0)
    with pytest.raises(HubRefuses, match="There is no such deal"):
        at("carol").hand_over(f"anna/{IDS[1]}", "ben")


def test_forgotten(at: At) -> None:
    """It puts other bodies in the place of some, keeps no answers, and has every home take the deal anew."""
    deal, other = f"anna/{IDS[0]}", f"anna/{IDS[1]}"
    at("anna").push([Outgoing(each, each[-40:], 0, 0, lines(each, 1, 4)) for each in (deal, other)])
    with pytest.raises(Busy, match="Somebody else was writing"):
        at("anna").forget(deal, 3, [(2, "{}")])
    assert at("anna").forget(deal, 4, [(2, "{}"), (4, '{"x": 1}')]) == 1
    assert [(line.body, line.answers) for line in at("carol").lines([(deal, 0)])] == [
        (ODD, None), ("{}", None), (ODD, None), ('{"x": 1}', None),
    ]  # fmt: skip
    assert [line.answers is None for line in at("carol").lines([(other, 0)])] == [False, True, True, False]
    assert [(each.epoch, each.last) for each in at("anna").changed(1)] == [(1, 4)]
    assert at("anna").push([Outgoing(deal, "x", 0, 4, lines(deal, 5, 5))]).grown == {deal: at("anna").changed(1)[0]}
    assert at("anna").forget_deal(deal) == 2
    assert at("carol").changed(2) == [HubDeal(deal, "anna", None, 2, 0, 3)]
    assert list(at("carol").lines([(deal, 0)])) == []
    for role in ("ben", "carol"):
        with pytest.raises(HubRefuses, match="does not let your role do that"):
            at(role).forget_deal(other)


def test_manager_sends_nothing(at: At) -> None:
    """It refuses what a manager sends, and takes what one does who is a rep, too."""
    with pytest.raises(HubRefuses, match=r"carol reads on the hub .*, and has no deals of its own there\."):
        at("carol").push([])
    deal = f"dora/{IDS[0]}"
    assert list(at("dora").push([Outgoing(deal, "one", 0, 0, lines(deal, 1, 1))]).done) == [deal]


@pytest.mark.parametrize("odd", ["[" * 3000 + "]" * 3000, "1" * 5000, '{"x": 1}', "[1, 2, 3]", '"debrief"', "null"])
def test_odd_answers(at: At, server: Server, hub_database: str, odd: str) -> None:
    """It hands on what somebody else's client left there as answers, for whoever takes it to refuse."""
    deal = f"anna/{IDS[0]}"
    at("anna").push([Outgoing(deal, "one", 0, 0, [])])
    server.query(
        hub_database,
        "INSERT INTO callplan.entries (deal, number, batch, batch_id, kind, on_day, recorded_at, body, answers)"
        f" VALUES ('{IDS[0]}', 1, 1, gen_random_uuid(), 'x', '2026-12-01', 'x', '{{}}', '{odd}')",
        role="anna",
    )
    (line,) = at("carol").lines([(deal, 0)])
    told: object = line.answers
    assert told == ((1, 2, 3) if odd == "[1, 2, 3]" else (odd,))


def test_another_key(at: At, server: Server, hub_database: str) -> None:
    """It is another hub to whoever may read more by now, and is the same to everybody else."""
    keys = [at("ben").key, at("carol").key]
    assert [at("ben").key, at("carol").key] == keys
    server.query(hub_database, "GRANT callplan_manager TO ben")
    try:
        assert at("ben").key == f"{keys[0]}/manager"
    finally:
        server.query(hub_database, "REVOKE callplan_manager FROM ben")


def test_without_temporary_tables(at: At, server: Server, hub_database: str) -> None:
    """It may make temporary tables where the database lets nobody else."""
    server.query(hub_database, f"REVOKE ALL ON DATABASE {hub_database} FROM PUBLIC")
    server.query(hub_database, hub.sql())
    deal = f"anna/{IDS[0]}"
    assert list(at("anna").push([Outgoing(deal, "one", 0, 0, lines(deal, 1, 1))]).done) == [deal]
