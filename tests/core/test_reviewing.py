"""What a review says of a deal: each part of the hard question, in words that can be acted on."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from random_histories import a_history
from random_maps import a_map

from callplan.core.deal.fold import fold
from callplan.core.ledger import Asked, Counted, Found
from callplan.core.margin import Goal, Margin
from callplan.core.record import packed
from callplan.core.review import review, reviewed
from callplan.core.review.detail import detail
from callplan.core.review.lacking import lacking, sentences
from callplan.core.summary import Next, Owing, Side, Summary, Told, Voice, Weak, Work, lacks, until

TODAY, EARLIER, LATER = date(2026, 11, 24), date(2026, 11, 20), date(2026, 12, 1)
SURE = Next(
    id="order", title="the order", holds="", who="Ana Berg", people=("Ana Berg",),
    told=Told(LATER, "promised", "Ana Berg"), ask="Ana Berg",
)  # fmt: skip
NAMES = Work("names", "the names", "Ben Ek")
OPEN = Summary(
    deal="acme", playbook="way", version=1, opened=date(2026, 11, 2), since=date(2026, 11, 2), light=False, closed="",
    closed_reason="", closed_on=None, won=False, stage="s", stage_title="Shall we?", ours_title="Shall we?", gap=0,
    next=SURE, last_decision="", decided_on=None, decided_by="", calls=2, calls_since=2, amount=None, theirs=Side(),
    ours=Side(),
)  # fmt: skip
WON = OPEN.but(closed="won", closed_on=EARLIER, won=True)
GOAL = Goal(
    "order", date(2026, 12, 31), date(2026, 12, 4), date(2026, 12, 8), date(2026, 12, 8), by=date(2026, 12, 3),
    title="the order", person="Ana Berg",
)  # fmt: skip
HOLDS = Margin((GOAL,), "order")
LOST = GOAL.but(day=date(2026, 11, 30), start_by=None, start_by_lower=date(2026, 11, 20))
CANNOT_HOLD = HOLDS.but(goals=(LOST,))
SAYS, WROTE = Voice("Ana Berg", "said", 12_000), Voice("Ben Ek", "wrote", "two")


def said_of(**changes: Any) -> list[str]:
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
        ({"people": (), "missing": "pays", "ask": ""}, ["Nobody is known who pays: ask at acme for a name."]),
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
    assert said_of(**changes) == told


def test_a_decision_that_may_not_apply() -> None:
    """It asks the question it hangs on, and no day."""
    weak = Weak("data", "unknown", (), "What data?", "Cleo")
    assert said_of(holds="applies", told=None, weak=(weak,)) == [
        "It is open whether they have to decide on the order: ask Cleo “What data?”",
        "Data is not known: ask Cleo “What data?”",
    ]


def test_nothing_left() -> None:
    """It says how to close a deal in which nothing is left to decide."""
    found = OPEN.but(deal="a b", next=Next())
    assert [lack.sentence().replace("\u00a0", " ") for lack in lacking(found, TODAY)] == [
        'Nothing is left for them to decide: callplan close "a b".'
    ]
    assert reviewed("a b", "", found, TODAY).cells == ("a b", "none left", "", "", "22d 2 calls", "", "", "")


def told(found: Summary, *lacks: str) -> list[str]:
    """All there is to act on."""
    missing = () if found.closed else lacking(found, TODAY)
    assert [lack.part for lack in missing] == list(lacks)
    return [each.replace("\u00a0", " ") for each in sentences(found, missing, TODAY)]


def test_remarks() -> None:
    """It names late promises, ours first, their work, debts whose gate is near, and what hangs on one word."""
    far, ours = Owing("far", "the far one", "the start"), Owing("mine", "ours", near=True, ours=True)
    found = OPEN.but(
        theirs=Side(1, EARLIER, 2, (), "send the names", "Ana Berg", (EARLIER,)),
        ours=Side(2, EARLIER, 1, (), "send the offer", "", (EARLIER, LATER)),
        next=SURE.but(work=(NAMES, NAMES.but(due=LATER)), weak=(Weak("data", "single", (SAYS,)),)),
        owed=(far, ours, Owing("list", "the list", "the order", near=True), Owing("@user", "a call", near=True)),
    )  # fmt: skip
    assert told(found) == [
        "We were to send the offer by 20 Nov: late.",
        "Ana Berg was to send the names by 20 Nov: kept?",
        "First: the names and the names (Ben Ek, 1 Dec).",
        "Owed before the order: the list.",
        "On Ana Berg's word alone: data.",
    ]
    assert reviewed("acme", "", found, TODAY).cells[5] == "they 3 we 2"
    same = found.but(next=SURE.but(work=(NAMES.but(due=EARLIER),)), owed=(), ours=Side())
    assert told(same) == ["Ana Berg was to send the names by 20 Nov: kept?"]


def test_the_worst_first() -> None:
    """It says what is in danger, what is late and what is told differently before what is missing; three sentences."""
    against = Weak("lines", "conflict", (SAYS, WROTE), "How many lines?", "Cleo")
    found = OPEN.but(
        theirs=Side(1, EARLIER, 0, (), "send the names", "Ana Berg", (EARLIER,)),
        next=SURE.but(people=(), missing="pays", told=None, weak=(against,)), margin=CANNOT_HOLD,
    )  # fmt: skip
    every = told(found, "decider", "day", "source")
    assert [each.partition(" ")[0] for each in every] == ["Ana", "Ana", "Lines:", "Nobody"]
    assert (
        reviewed("acme", "", found, TODAY).note.replace("\u00a0", " ")
        == f"{' '.join(every[:3])} Also open: who makes it."
    )
    assert [each.cells[3] for each in (reviewed("acme", "", found, TODAY),)] == ["no day"]


def test_both_of_the_same_person() -> None:
    """It asks one person for a name and a day in one sentence, and different people in two."""
    nobody = OPEN.but(next=SURE.but(people=(), missing="pays", told=None))
    assert told(nobody, "decider", "day") == [
        "Nobody is known who pays, and there is no day for the order: ask Ana Berg for both."
    ]
    unsure = nobody.but(next=nobody.next.but(missing=""))
    assert len(told(unsure, "decider", "day")) == 2
    passed = nobody.but(next=nobody.next.but(told=Told(EARLIER, "limit")))
    assert len(told(passed, "decider", "day")) == 2


def test_a_date_of_theirs() -> None:
    """It lacks a day when their own date has gone by or cannot hold, and says so in one sentence, not in two."""
    cannot = OPEN.but(margin=CANNOT_HOLD)
    assert lacking(cannot, TODAY)[0].sentence().replace("\u00a0", " ") == (
        "Ana Berg wants the order by 30 Nov, and that cannot hold: ask Ana Berg which day holds now."
    )
    assert len(told(cannot, "day")) == 1
    assert (reviewed("acme", "", cannot, TODAY).cells[7], until(cannot)) == ("30\u00a0Nov, cannot", date(2026, 11, 20))
    gone = OPEN.but(margin=HOLDS.but(goals=(GOAL.but(day=EARLIER),)))
    assert lacking(gone, TODAY)[0].what.replace("\u00a0", " ").endswith("order by 20 Nov, and that day has gone by")
    assert (reviewed("acme", "", gone, TODAY).cells[7], until(gone)) == ("20\u00a0Nov, gone by", EARLIER)
    never = OPEN.but(margin=HOLDS.but(goals=(LOST.but(start_by_lower=None),)))
    assert (until(never), lacks(never)) == (date.min, ("day",))
    assert (until(OPEN), until(OPEN.but(next=SURE.but(told=None))), until(WON)) == (LATER, None, None)
    holds = reviewed("acme", "", OPEN.but(margin=HOLDS), TODAY)
    assert (holds.cells[7], holds.their_date, holds.slack, holds.passed) == ("31\u00a0Dec, 8d spare", "holds", 8, True)


def test_cells() -> None:
    """It shows the first of several deciders, none, and the end of what is closed."""
    both = OPEN.but(since=EARLIER, calls_since=1, next=SURE.but(people=("Ana Berg", "Ben Ek")), most=84000.0)
    cells = ("acme", "the order", "Ana Berg +1", "1\u00a0Dec", "4d 1 call", "", "84,000?", "")
    assert reviewed("acme", "", both, TODAY).cells == cells
    assert reviewed("acme", "", both.but(amount=84000), TODAY).cells[6] == "84,000"
    nobody = OPEN.but(calls_since=0, next=SURE.but(people=(), told=None))
    known = ("acme", "the order", "not known", "no day", "22d", "", "", "")
    assert reviewed("acme", "", nobody, TODAY).cells == known
    owing = WON.but(owed=(Owing("list", "the list", owner="Ben Ek", due=LATER),), theirs=Side(missed=1))
    assert reviewed("acme", "", owing, TODAY).cells[:4] == ("acme", "won; the list", "Ben Ek", "1\u00a0Dec")
    promised = WON.but(ours=Side(1, LATER))
    assert reviewed("acme", "", promised, TODAY).cells[:4] == ("acme", "won; promises", "", "")
    assert reviewed("acme", "", WON, TODAY).cells[:4] == ("acme", "won", "", "20\u00a0Nov")
    lost = WON.but(won=False, closed="lost", theirs=Side(1, EARLIER, 1, (), "send it", "Ana Berg", (EARLIER,)))
    found = reviewed("acme", "", lost, TODAY)
    assert (found.note, found.passed, found.cells[5]) == ("", None, "they 1")
    assert told(lost.but(closed_reason="too dear")) == ["Too dear."]


def test_counted_back() -> None:
    """It shows the day counted back from their own date while none is told, and while that can still hold."""
    untold = OPEN.but(next=SURE.but(told=None), margin=HOLDS)
    assert reviewed("acme", "", untold, TODAY).cells[3] == "≤3\u00a0Dec"
    assert reviewed("acme", "", untold, TODAY).lacks[0].part == "day"
    for margin in (
        HOLDS.but(decision="other"),
        HOLDS.but(goals=(GOAL.but(by=EARLIER),)),
        HOLDS.but(goals=(GOAL.but(by=None),)),
        CANNOT_HOLD,
    ):
        assert reviewed("acme", "", untold.but(margin=margin), TODAY).cells[3] == "no day"


def test_taken_up_again() -> None:
    """It says so for a week; the days and calls are those since the client decided something."""
    again = OPEN.but(resumed=date(2026, 11, 17), since=date(2026, 11, 9))
    assert [reviewed("acme", "", again, day).cells[4] for day in (TODAY, date(2026, 11, 25))] == [
        "reopened 7d",
        "16d 2 calls",
    ]


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
    assert [line for line in review(counted, (), Asked(TODAY), 0).head if not line.startswith("Can you")] == told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked(TODAY, closed=True), "No deal is closed."),
        (Asked(TODAY, owner="bo", playbook="way", stage="s"), "No deal is on way, at s and with bo."),
        (Asked(TODAY, over=50_000.0, closed=True), "No closed deal is over 50,000."),
        (Asked(TODAY, quiet_since=EARLIER), "No deal is without a client decision since 20 Nov."),
    ],
)
def test_nothing_as_asked_for(asked: Asked, told: str) -> None:
    """It says of what there is no deal."""
    assert [line.replace("\u00a0", " ") for line in review(Counted(), (), asked, 0).head] == [told]


def test_closed_ones() -> None:
    """It counts those that are over."""
    assert review(Counted(2), (), Asked(TODAY, closed=True), 0).head == ("Two deals closed.",)


def test_how_many_more() -> None:
    """It says how many deals are not shown."""
    found = review(Counted(2), [Found("acme", "rep", packed(OPEN))], Asked(TODAY), 1)
    (acme,) = found.deals
    assert (found.rest, acme.owner, acme.passed) == (
        "One more deal: --all lists every one.",
        "rep",
        True,
    )


def test_in_full_whatever_happened() -> None:
    """It tells of any deal, of one on a light map in two lines."""
    light = over = 0
    for seed in range(300):
        chance = Random(seed)
        entries = a_history(chance, a_map(chance))
        found = detail(fold(entries, "acme"), max(entry.event.on for entry in entries))
        assert found.passed == (None if found.summary.closed else not found.lacks)
        assert all(line.text for line in found.lines)
        light += found.light
        assert not found.light or [line.section for line in found.lines] == ["HEAD", "FOOT"]
        over += found.passed is None and not found.summary.won and not found.light
    assert min(light, over) > 5
