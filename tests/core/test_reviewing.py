"""What a review says of a deal: each part of the hard question, in words that can be acted on."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from random_histories import a_history
from random_maps import a_map

from callplan.core.deal.fold import fold
from callplan.core.ledger import Counted, Found
from callplan.core.record import packed
from callplan.core.review import review, reviewed
from callplan.core.review.detail import detail
from callplan.core.review.lacking import lacking, remarks
from callplan.core.summary import Next, Owing, Side, Summary, Told, Voice, Weak, Work

TODAY, EARLIER, LATER = date(2026, 11, 24), date(2026, 11, 20), date(2026, 12, 1)
SURE = Next(
    id="order", title="the order", holds="", who="Ana Berg", people=("Ana Berg",),
    told=Told(LATER, "promised", "Ana Berg"), ask="Ana Berg",
)  # fmt: skip
NAMES = Work("names", "the names", "Ben Ek")
OPEN = Summary(
    deal="acme", playbook="way", version=1, opened=date(2026, 11, 2), light=False, closed="", closed_reason="",
    closed_on=None, won=False, stage="s", stage_title="Shall we?", ours_title="Shall we?", gap=0, next=SURE,
    last_decision="", decided_on=None, decided_by="", calls=2, calls_since=2, amount=None, theirs=Side(), ours=Side(),
)  # fmt: skip
WON = OPEN.but(closed="won", closed_on=EARLIER, won=True)
SAYS, WROTE = Voice("Ana Berg", "said", 12_000), Voice("Ben Ek", "wrote", "two")


def sentences(**changes: Any) -> list[str]:
    """What is missing of a decision that was sure until it was changed."""
    found = OPEN.but(next=SURE.but(**changes))
    return [lack.sentence().replace("\u00a0", " ") for lack in lacking(found, TODAY)]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"holds": "doubted"}, ["They have missed two dates: ask Ana Berg whether the order stands."]),
        (
            {"holds": "applies"},
            ["It is open whether they have to decide on the order: ask Ana Berg what it hangs on."],
        ),
        (
            {"people": (), "missing": "can release the money"},
            ["Nobody is known who can release the money: ask Ana Berg for a name."],
        ),
        ({"people": ()}, ["Not all who decide on the order are known: ask Ana Berg who else does."]),
        ({"people": (), "missing": "pays", "ask": ""}, ["Nobody is known who pays: ask whoever picks up for a name."]),
        ({"told": None}, ["No day for the order: ask Ana Berg for one."]),
        ({"told": None, "silent": "written"}, ["No day for the order: ask Ana Berg in writing for one."]),
        ({"told": None, "silent": "none"}, ["No day for the order: nobody may ask them while this stage lasts."]),
        (
            {"told": Told(EARLIER, "limit")},
            ["The day for the order was 20 Nov: ask Ana Berg which day holds now."],
        ),
        (
            {"told": Told(EARLIER, "promised", "Ben Ek")},
            ["The day for the order was 20 Nov: ask Ben Ek which day holds now."],
        ),
        (
            {"work": (NAMES.but(missed=True),)},
            ["They have promised the names twice in vain: ask Ben Ek what came first."],
        ),
        ({"work": (NAMES, NAMES.but(known=False))}, ["Nobody is known who sees to the names: ask Ana Berg who does."]),
        ({"work": (NAMES, NAMES.but(known=False, needed=False))}, []),
        (
            {"work": (NAMES.but(known=False, needed=False),)},
            ["Nobody is known who sees to the names: ask Ana Berg who does."],
        ),
        (
            {"weak": (Weak("lines", "conflict", (SAYS, WROTE), "How many lines?", "Cleo"),)},
            ["Lines: Ana Berg says 12,000 and Ben Ek wrote two: ask Cleo “How many lines?”"],
        ),
        (
            {"weak": (Weak("data", "unknown", (), "What data?", "Cleo"),)},
            ["Data is not known: ask Cleo “What data?”"],
        ),
        (
            {"weak": (Weak("data", "assumed", (Voice("", "assumed", "none"),), "", "Cleo"),)},
            ["Data (none) is our belief alone: ask Cleo to confirm it."],
        ),
        (
            {"weak": (Weak("Ana Berg", "assumed", of="Cleo"),)},
            ["That Ana Berg decides is our belief alone: ask Cleo to confirm it."],
        ),
        ({"weak": (Weak("the day", "assumed", of="Cleo"),)}, ["The day is our belief alone: ask Cleo to confirm it."]),
        ({"weak": (Weak("data", "single", (SAYS,)),)}, []),
    ],
)  # fmt: skip
def test_a_part_without_an_answer(changes: dict[str, Any], told: list[str]) -> None:
    """It says what is missing, and whom to ask what."""
    assert sentences(**changes) == told


def test_a_decision_that_may_not_apply() -> None:
    """It asks the question it hangs on, and no day."""
    weak = Weak("data", "unknown", (), "What data?", "Cleo")
    assert sentences(holds="applies", told=None, weak=(weak,)) == [
        "It is open whether they have to decide on the order: ask Cleo “What data?”",
        "Data is not known: ask Cleo “What data?”",
    ]


def test_nothing_left() -> None:
    """It says how to close a deal in which nothing is left to decide."""
    found = OPEN.but(deal="a b", next=Next())
    assert [lack.sentence().replace("\u00a0", " ") for lack in lacking(found, TODAY)] == [
        'Nothing is left for them to decide: callplan close "a b".'
    ]
    assert reviewed("a b", "", found, TODAY).cells == ("a b", "none left", "", "", "22d 2 calls", "")


def test_remarks() -> None:
    """It names late promises, their work, debts whose gate is near, and what hangs on one word."""
    far, ours = Owing("far", "the far one", "the start"), Owing("mine", "ours", near=True, ours=True)
    found = OPEN.but(
        theirs=Side(1, EARLIER, 2), ours=Side(1, EARLIER, 1),
        next=SURE.but(work=(NAMES, NAMES.but(due=LATER)), weak=(Weak("data", "single", (SAYS,)),)),
        owed=(far, ours, Owing("list", "the list", "the order", near=True), Owing("@user", "a call", near=True)),
    )  # fmt: skip
    assert [remark.replace("\u00a0", " ") for remark in remarks(found, (), TODAY)] == [
        "Our promise for 20 Nov is late.",
        "Their promise for 20 Nov: kept?",
        "First: the names and the names (Ben Ek, 1 Dec).",
        "Owed before the order: the list.",
        "On Ana Berg's word alone: data.",
    ]
    assert reviewed("acme", "", found, TODAY).cells[-1] == "they 2 we 1"


def test_cells() -> None:
    """It shows the first of several deciders, none, and the end of what is closed."""
    both = OPEN.but(decided_on=EARLIER, calls_since=1, next=SURE.but(people=("Ana Berg", "Ben Ek")))
    assert reviewed("acme", "", both, TODAY).cells == (
        "acme",
        "the order",
        "Ana Berg +1",
        "1\u00a0Dec",
        "4d 1 call",
        "",
    )
    nobody = OPEN.but(calls_since=0, next=SURE.but(people=(), told=None))
    assert reviewed("acme", "", nobody, TODAY).cells == ("acme", "the order", "not known", "no day", "22d", "")
    owing = WON.but(owed=(Owing("list", "the list", owner="Ben Ek", due=LATER),))
    assert reviewed("acme", "", owing, TODAY).cells[:4] == ("acme", "won; the list", "Ben Ek", "1\u00a0Dec")
    promised = WON.but(ours=Side(1, LATER))
    assert reviewed("acme", "", promised, TODAY).cells[:4] == ("acme", "won; promises", "", "")
    assert reviewed("acme", "", WON, TODAY).cells[:4] == ("acme", "won", "", "20\u00a0Nov")
    lost = WON.but(won=False, closed="lost")
    assert (reviewed("acme", "", lost, TODAY).note, reviewed("acme", "", lost, TODAY).passed) == ("", None)


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        (Counted(), ["There is no deal to look at."]),
        (Counted(2, passed=2), ["You can for all of two deals."]),
        (Counted(3, passed=1, day=2), ["You can for one of three deals. Missing most often: by when (2)."]),
        (Counted(1, passed=1), ["For the one deal you can."]),
        (Counted(1, day=1), ["For the one deal you cannot. Missing most often: by when (1)."]),
        (Counted(1, owing=1), ["One deal won, with something still owed."]),
    ],
)
def test_head(counted: Counted, told: list[str]) -> None:
    """It counts those that pass, and those it does not ask about apart."""
    assert [line for line in review(counted, (), TODAY).head if not line.startswith("Can you")] == told


def test_how_many_more() -> None:
    """It says how many deals are not shown."""
    found = review(Counted(2), [Found("acme", "rep", packed(OPEN))], TODAY)
    assert (found.rest, found.deals[0].owner, found.deals[0].passed) == (
        "One more deal: --all lists every one.",
        "rep",
        True,
    )


def test_in_full_whatever_happened() -> None:
    """It tells of any deal, of one on a light map in two lines."""
    light = 0
    for seed in range(300):
        chance = Random(seed)
        entries = a_history(chance, a_map(chance))
        found = detail(fold(entries, "acme"), max(entry.event.on for entry in entries))
        assert found.passed == (None if found.summary.closed else not found.lacks)
        assert all(line.text for line in found.lines)
        light += found.light
        assert not found.light or [line.section for line in found.lines] == ["HEAD", "FOOT"]
    assert light > 5
