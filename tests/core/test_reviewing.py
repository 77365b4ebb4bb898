"""What a review says of a deal: each part of the hard question, in words that can be acted on."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from random_histories import a_history
from random_maps import a_map

from callplan.core import phrase
from callplan.core.days import CANNOT, HOLDS, PAST, TIGHT
from callplan.core.deal.fold import fold
from callplan.core.ledger import Counted, DealsAsked, Found
from callplan.core.record import packed
from callplan.core.review import review, reviewed
from callplan.core.review.detail import detail
from callplan.core.review.question import lacking
from callplan.core.summary import (
    NextDecision,
    Owing,
    Said,
    Side,
    Summary,
    TheirDate,
    Told,
    Voice,
    Weak,
    Work,
)
from callplan.core.summary.lacking import in_danger

TODAY, EARLIER, LATER = date(2026, 11, 24), date(2026, 11, 20), date(2026, 12, 1)
SURE = NextDecision(
    id="order", title="the order", holds="", who="Ana", people=("Ana Berg",), known=("Ana Berg",),
    told=Told(LATER, "promised", "Ana Berg"), ask="Ana Berg", topic="whether to order",
    aim="Ana decides whether to order.",
)  # fmt: skip
NAMES = Work("names", "the names", "Ben Ek")
OPEN = Summary(
    deal="acme", playbook="way", version=1, opened=date(2026, 11, 2), since=date(2026, 11, 2), light=False, closed="",
    closed_reason="", closed_on=None, won=False, stage="s", stage_title="Shall we?", ours_title="Shall we?", gap=0,
    next=SURE, last_decision="", decided_on=None, decided_by="", calls=2, calls_since=2, amount=None, theirs=Side(),
    ours=Side(),
)  # fmt: skip
WON = OPEN.but(closed="won", ended="won", closed_on=EARLIER, won=True)
FINE = TheirDate("order", "the order", date(2026, 12, 31), date(2026, 12, 31), HOLDS, slack=8, person="Ana Berg")
NEAR = FINE.but(word=TIGHT, slack=2)
GONE = FINE.but(day=EARLIER, deadline=EARLIER, word=PAST, slack=None)
LOST = FINE.but(day=date(2026, 11, 30), deadline=date(2026, 11, 30), word=CANNOT, slack=None, missing=2)
SAYS, WROTE, HEARD = Voice("Ana Berg", "said", 12_000), Voice("Ben Ek", "wrote", "two"), Voice("Cleo", "heard", 6)


def said_of(**changes: Any) -> list[str]:
    """What is missing of a decision that was sure until it was changed."""
    found = OPEN.but(next=SURE.but(**changes))
    return [lack.sentence().replace("\u00a0", " ") for lack in lacking(found, TODAY)]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({"holds": "refused"}, ["They said no to the order: ask Ana if it's for good."]),
        (
            {"holds": "refused", "said": Said("no", ("Ben Ek",), "no money")},
            ["Ben said no to the order: ask Ben if it's for good."],
        ),
        ({"holds": "doubted"}, ["Two dates missed: ask Ana whether it still matters."]),
        ({"holds": "applies"}, ["It's open whether they need the order: ask Ana what that depends on."]),
        (
            {"people": (), "called": "the person with the budget"},
            ["The person with the budget has no name yet: ask Ana who decides."],
        ),
        ({"people": ()}, ["Not everybody needed for the order is known: ask Ana who else decides."]),
        ({"people": (), "called": "the owner", "ask": ""}, ["The owner has no name yet: ask them who decides."]),
        ({"told": None}, ["No day for the order: agree one with Ana."]),
        ({"told": None, "silent": "written"}, ["No day for the order: agree one with Ana in writing."]),
        (
            {"told": None, "silent": "none", "until": ("the award",)},
            ["No day for the order: nobody may ask before the award is done."],
        ),
        (
            {"told": Told(EARLIER, "limit"), "silent": "written"},
            ["The day for the order was 20 Nov: ask Ana in writing which day holds now."],
        ),
        (
            {"told": Told(EARLIER, "limit"), "silent": "none", "until": ("the bids", "the award")},
            ["The day for the order was 20 Nov: nobody may ask before the bids and the award are done."],
        ),
        ({"told": Told(EARLIER, "limit")}, ["The day for the order was 20 Nov: ask Ana which day holds now."]),
        (
            {"told": Told(EARLIER, "promised", "Ben Ek")},
            ["The day for the order was 20 Nov: ask Ben which day holds now."],
        ),
        (
            {"work": (NAMES.but(missed=True),)},
            ["Two dates missed for the names: ask Ben Ek what it would take."],
        ),
        ({"work": (NAMES, NAMES.but(known=False))}, ["Nobody named yet for the names: ask Ana who does it."]),
        ({"work": (NAMES, NAMES.but(known=False, needed=False))}, []),
        (
            {"work": (NAMES.but(known=False, needed=False),)},
            ["Nobody named yet for the names: ask Ana who does it."],
        ),
        (
            {"weak": (Weak("lines", "conflict", (SAYS, WROTE, HEARD), "How many lines?", "Cleo"),)},
            ["Ana says 12,000, Ben wrote two and Cleo says, we hear, six for the lines: ask Cleo which of them holds."],
        ),
        (
            {"weak": (Weak("data", "unknown", (), "What data?", "Cleo"),)},
            ["Nobody has told us the data: ask Cleo “What data?”"],
        ),
        (
            {"weak": (Weak("data", "assumed", (Voice("", "assumed", "none"),), "", "Cleo"),)},
            ["Nobody has told us the data; we believe it's none: ask Cleo to confirm it."],
        ),
        (
            {"weak": (Weak("start", "assumed", (Voice("", "assumed", LATER),), "", "Cleo"),)},
            ["Nobody has told us the start; we believe it's 1 Dec: ask Cleo to confirm it."],
        ),
        (
            {"weak": (Weak("Ana Berg", "assumed", of="Cleo", kind="person"),)},
            ["Nobody has told us that Ana decides: ask Cleo whether that's so."],
        ),
        (
            {"weak": (Weak("day", "assumed", of="Cleo", kind="day"),)},
            ["The day is what we believe, and nobody has told us: ask Cleo which day they want."],
        ),
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
        "It's open whether they need the order: ask Cleo “What data?”",
        "Nobody has told us the data: ask Cleo “What data?”",
    ]


def test_nothing_left() -> None:
    """It says how to close a deal in which nothing is left to decide."""
    found = OPEN.but(deal="a b", next=NextDecision(aim="Nothing is left for them to decide."))
    assert [lack.sentence().replace("\u00a0", " ") for lack in lacking(found, TODAY)] == [
        'Nothing is left for them to decide: callplan close "a b" --won.'
    ]
    told = reviewed("a b", "", found, TODAY)
    assert told.cells == ("a b", "none left", "", "", "22d 2 calls", "", "", "")
    assert (told.line, told.note) == ("nothing left to decide", "Nothing is left for them to decide.")


def note(found: Summary, on: date = TODAY) -> str:
    """What is said of a deal under its line."""
    return reviewed("acme", "", found, on).note.replace("\u00a0", " ")


def line(found: Summary, on: date = TODAY) -> str:
    """The first line of a deal, behind its name."""
    return reviewed("acme", "", found, on).line.replace("\u00a0", " ")


def of_next(**changes: Any) -> Summary:
    """A deal whose next decision is not as it should be."""
    return OPEN.but(next=SURE.but(**changes))


LATE = Side(1, EARLIER, 0, (), "send the names", "Ana Berg", (EARLIER,))
OURS = Side(1, EARLIER, 0, (), "send the lift plan", "", (EARLIER,))


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (OPEN, "Ana · the order · by Tue 1 Dec"),
        (of_next(told=None, known=()), "nobody named yet · the order · no day"),
        (of_next(people=(), known=("Ben Ek",)), "Ben · the order · by Tue 1 Dec"),
        (of_next(known=("Ana Berg", "Ben Ek")), "Ana and Ben · the order · by Tue 1 Dec"),
        (of_next(told=Told(EARLIER, "limit")), "Ana · the order · no day"),
        (of_next(not_before=LATER), "Ana · the order · not before Tue 1 Dec"),
        (of_next(holds="doubted"), "Ana · the order · no day"),
        (OPEN.but(shared=("Ana Berg", "Ana Lima")), "Ana Berg · the order · by Tue 1 Dec"),
        (WON, "won on Fri 20 Nov"),
        (WON.but(closed="no-decision", ended="no decision", won=False), "no decision on Fri 20 Nov"),
    ],
)
def test_a_line(found: Summary, told: str) -> None:
    """It says who decides, which decision, and by when; of a deal that is over, how and when it ended."""
    assert line(found) == told


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (OPEN.but(planned=EARLIER), "No debrief of the call of 20 Nov yet."),
        (OPEN.but(next_meeting=EARLIER, planned=LATER), "No debrief of the call of 20 Nov yet."),
        (OPEN.but(planned=TODAY), "Next: Ana decides whether to order."),
        (of_next(silent="none", until=("the award",)), "No calls until the award is done."),
        (of_next(silent="written", until=("the bids", "the award")), "No calls until the bids and the award are done."),
        (
            of_next(said=Said("apart", ("Ana Berg", "Ben Ek"))),
            "Ana said yes and Ben said no: get them to agree on whether to order.",
        ),
        (of_next(said=Said("no", ("Ben Ek",), "no money.")), "Ben said no: “no money”. Ask if it's for good."),
        (of_next(said=Said("no", ("Ben Ek",))), "Ben said no. Ask if it's for good."),
        (
            of_next(said=Said("no", ("Ben Ek",), "no money", second_hand=True)),
            "From others: Ben said no: “no money”. Ask if it's for good.",
        ),
        (
            of_next(said=Said("re-opened", ("Ray Orr",), "a German bid came in 20k lower")),
            "Ray is no longer sure: “a German bid came in 20k lower”. Ask what would settle it.",
        ),
        (of_next(said=Said("re-opened", ("Ray Orr",))), "Ray is no longer sure. Ask what would settle it."),
        (of_next(said=Said("put-off", ("Omar Ali",), "after the year end")), "Omar put it off: “after the year end”."),
        (of_next(said=Said("put-off", ("Omar Ali",), "is now the time?")), "Omar put it off: “is now the time?”"),
        (OPEN.but(theirs=LATE), "Ana was to send the names by 20 Nov."),
        (OPEN.but(theirs=LATE.but(act="call Bo, then Cy")), "Ana was to call Bo, then Cy, by 20 Nov."),
        (OPEN.but(theirs=LATE.but(due=TODAY)), "Next: Ana decides whether to order."),
        (OPEN.but(ours=OURS), "We owe: send the lift plan, since 20 Nov."),
        (OPEN.but(ours=OURS.but(due=TODAY)), "Next: Ana decides whether to order."),
        (
            of_next(holds="doubted", told=None),
            "Two dates missed: ask whether it still matters. Quiet for 22 days: get a day.",
        ),
        (
            of_next(people=(), called="the person with the budget"),
            "Find out who decides: the person with the budget has no name yet.",
        ),
        (of_next(told=None), "Quiet for 22 days: get a day."),
        (OPEN, "Next: Ana decides whether to order."),
    ],
)  # fmt: skip
def test_what_to_act_on(found: Summary, told: str) -> None:
    """It says of a deal what fits first, in the client's words where there are any; else what comes next."""
    assert note(found) == told


def test_at_most_two() -> None:
    """It says the first two that fit, in the order of what weighs most, and no more."""
    found = OPEN.but(
        planned=EARLIER, theirs=LATE, ours=OURS, dates=(LOST,),
        next=SURE.but(
            people=(), called="the owner", told=None, holds="doubted", silent="written", until=("the award",),
            said=Said("re-opened", ("Ray Orr",)),
        ),
    )  # fmt: skip
    every = []
    for without in (
        {},
        {"planned": None},
        {"next": found.next.but(silent="")},
        {"next": found.next.but(silent="", said=None)},
        {"theirs": Side()},
        {"ours": Side()},
        {"next": found.next.but(silent="", said=None, holds="")},
        {"dates": ()},
    ):
        found = found.but(**without)
        every.append([each.split(" ")[0] for each in note(found).split(". ")])
    assert every == [
        ["No", "No"],
        ["No", "Ray", "Ask"],
        ["Ray", "Ask", "Ana"],
        ["Ana", "We"],
        ["We", "Two"],
        ["Two", "At", "Ask"],
        ["At", "Ask", "Find"],
        ["Find", "Quiet"],
    ]


def test_many_words() -> None:
    """It quotes the first 25 of their words."""
    said = note(of_next(said=Said("no", ("Ben Ek",), "no " * 40)))
    assert said == f"Ben said no: “{' '.join(['no'] * 25)}…”. Ask if it's for good."


def test_nobody_may_ask() -> None:
    """It asks for nothing where nobody may ask, and does not call that quiet."""
    silent = SURE.but(silent="none", until=("the award",), told=None)
    for kind, what in (("no", "Ben said no."), ("re-opened", "Ben is no longer sure.")):
        found = OPEN.but(next=silent.but(said=Said(kind, ("Ben Ek",))))
        assert note(found) == f"No calls until the award is done. {what}"
    assert note(OPEN.but(next=silent)) == "No calls until the award is done."


@pytest.mark.parametrize(
    "changes",
    [
        {"since": date(2026, 11, 11)},
        {"planned": LATER},
        {"next_meeting": TODAY},
        {"resumed": EARLIER},
        {"next": SURE.but(told=None, not_before=LATER)},
    ],
)
def test_not_quiet(changes: dict[str, Any]) -> None:
    """It calls no deal quiet for less than two weeks, with a day for anything, or just taken up again."""
    assert "Quiet" not in note(of_next(told=None).but(**changes))
    assert note(of_next(told=None).but(since=date(2026, 11, 10))) == "Quiet for 14 days: get a day."


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (FINE, ""),
        (NEAR, "The order by Thu 31 Dec will be close."),
        (
            LOST,
            "At this pace the order comes two working days after the day Ana wants, Mon 30 Nov. "
            "Ask which day holds now.",
        ),
        (
            LOST.but(remedy="Ask Ben whether the trial is really needed."),
            "At this pace the order comes two working days after the day Ana wants, Mon 30 Nov. "
            "Ask Ben whether the trial is really needed.",
        ),
        (
            LOST.but(day=date(2026, 11, 29), deadline=date(2026, 11, 27), person=""),
            "At this pace the order comes two working days after the day we believe they want, Fri 27 Nov. "
            "Ask which day holds now.",
        ),
        (
            LOST.but(limit=True, missing=1),
            "At this pace the order comes one working day after the deadline, Mon 30 Nov. Ask what could go faster.",
        ),
        (GONE, "Ana wanted the order by Fri 20 Nov. Ask which day holds now."),
        (GONE.but(person=""), "We believe they wanted the order by Fri 20 Nov. Ask which day holds now."),
        (GONE.but(limit=True), ""),
    ],
)  # fmt: skip
def test_a_date_in_danger(found: TheirDate, told: str) -> None:
    """It says by how much a date of the client's cannot be met and what may be let go; nothing where it holds."""
    assert note(OPEN.but(dates=(found,))) == (told or "Next: Ana decides whether to order.")


def test_two_dates_in_danger() -> None:
    """It says that another of the client's dates is in danger, too, but no deadline of the map's."""
    told = {}
    for name, each in {
        "past": GONE, "late": LOST, "close": NEAR, "fine": FINE, "limit": NEAR.but(limit=True),
    }.items():  # fmt: skip
        dates = (LOST, each.but(step="go", title="the go-ahead"))
        told[name] = note(OPEN.but(dates=dates)).partition("now. ")[2]
    assert told == {
        "past": "The go-ahead by Fri 20 Nov has gone by, too.",
        "late": "The go-ahead by Mon 30 Nov doesn't hold either.",
        "close": "The go-ahead by Thu 31 Dec will be close, too.",
        "fine": "",
        "limit": "",
    }


def test_of_a_deal_that_is_won() -> None:
    """It says what is still missing before what comes first, who was to do what or is to next, and what we owe."""
    near = Owing("list", "the list", "the start", near=True)
    ours = Owing("mine", "ours", "the start", ours=True)
    found = WON.but(owed=(near, ours, near.but(id="two", title="the plan"), near.but(id="far", gate="")))
    assert note(found) == "Still missing before the start: the list and the plan."
    assert note(WON.but(owed=(near.but(gate=""),))) == "Still missing: the list."
    assert note(WON.but(theirs=LATE, ours=OURS)) == (
        "Ana was to send the names by 20 Nov. We owe: send the lift plan, since 20 Nov."
    )
    assert note(WON.but(theirs=LATE.but(due=LATER))) == "Ana is to send the names by Tue 1 Dec."
    assert note(WON.but(theirs=LATE.but(due=LATER, act="a, b"))) == "Ana is to a, b, by Tue 1 Dec."
    assert note(WON.but(ours=OURS.but(due=LATER))) == "We owe: send the lift plan, by Tue 1 Dec."
    assert note(WON) == ""


def test_of_a_deal_that_is_lost() -> None:
    """It says the reason, where one is known."""
    lost = WON.but(won=False, closed="lost", ended="lost", theirs=LATE, closed_reason="too expensive")
    assert (note(lost), note(lost.but(closed_reason=""))) == ("Too expensive.", "")


def test_beside() -> None:
    """It tells, where there is room, what a deal is worth, at the most, and how the client's date stands."""
    found = OPEN.but(most=84000.0, amount=84000, unit="EUR", dates=(FINE,))
    told = [reviewed("acme", "", each, TODAY).beside for each in (found, found.but(amount=None, unit=""), WON)]
    assert [tuple(map(phrase.loose, each)) for each in told] == [
        ("84,000 EUR", "their date 31 Dec, 8d slack"),
        ("up to 84,000", "their date 31 Dec, 8d slack"),
        (),
    ]


def test_a_date_of_theirs() -> None:
    """It lacks a day when their own date has gone by or cannot be met any more."""
    cannot, gone = OPEN.but(dates=(LOST,)), OPEN.but(dates=(GONE,))
    assert lacking(cannot, TODAY)[0].sentence().replace("\u00a0", " ") == (
        "At this pace the order comes two working days after the day Ana wants, Mon 30 Nov: ask Ana which day holds "
        "now."
    )
    assert lacking(gone, TODAY)[0].what.replace("\u00a0", " ") == "Ana wanted the order by Fri 20 Nov"
    limit = lacking(OPEN.but(dates=(GONE.but(limit=True),)), TODAY)[0]
    assert limit.what.replace("\u00a0", " ") == "The deadline for the order was Fri 20 Nov"
    every = (cannot, gone, OPEN.but(dates=(NEAR,)), OPEN.but(dates=(FINE,)))
    told = [reviewed("acme", "", each, TODAY) for each in every]
    assert [(each.cells[7], each.their_date, each.slack, each.passed) for each in told] == [
        ("30\u00a0Nov, late", CANNOT, None, False),
        ("20\u00a0Nov, gone by", PAST, None, False),
        ("31\u00a0Dec, close", TIGHT, 2, True),
        ("31\u00a0Dec, 8d slack", HOLDS, 8, True),
    ]


def test_in_danger() -> None:
    """A date is in danger when their own has come to nothing, or the day told has gone by of what is sure."""
    told = OPEN.but(next=SURE.but(told=SURE.told and SURE.told.but(day=EARLIER)))
    found = {
        "cannot": OPEN.but(dates=(LOST,)), "gone": OPEN.but(dates=(GONE,)), "told": told, "ahead": OPEN,
        "not sure": told.but(next=told.next.but(holds="refused")), "none": OPEN.but(next=SURE.but(told=None)),
        "closed": told.but(closed="won"), "close": OPEN.but(dates=(NEAR,)),
    }  # fmt: skip
    assert [name for name, each in found.items() if in_danger(each, TODAY)] == ["cannot", "gone", "told"]


def test_cells() -> None:
    """It shows the first of several deciders, none, and the end of what is closed."""
    both = OPEN.but(since=EARLIER, calls_since=1, next=SURE.but(known=("Ana Berg", "Ben Ek")), most=84000.0)
    cells = ("acme", "the order", "Ana\u00a0Berg +1", "1\u00a0Dec", "4d 1 call", "", "84,000?", "")
    assert reviewed("acme", "", both, TODAY).cells == cells
    assert reviewed("acme", "", both.but(amount=84000), TODAY).cells[6] == "84,000"
    nobody = OPEN.but(calls_since=0, next=SURE.but(people=(), known=(), told=None))
    known = ("acme", "the order", "nobody named yet", "no day", "22d", "", "", "")
    assert reviewed("acme", "", nobody, TODAY).cells == known
    owing = WON.but(owed=(Owing("list", "the list", owner="Ben Ek", due=LATER),), theirs=Side(missed=1))
    assert reviewed("acme", "", owing, TODAY).cells[:4] == ("acme", "won; the list", "Ben Ek", "1\u00a0Dec")
    off = OPEN.but(next=SURE.but(not_before=LATER))
    assert reviewed("acme", "", off, TODAY).cells[3] == "not before 1\u00a0Dec"
    promised = WON.but(ours=Side(1, LATER))
    assert reviewed("acme", "", promised, TODAY).cells[:4] == ("acme", "won; promises", "", "")
    assert reviewed("acme", "", WON, TODAY).cells[:4] == ("acme", "won", "", "20\u00a0Nov")
    lost = WON.but(
        won=False, closed="lost", ended="lost", theirs=Side(1, EARLIER, 1, (), "send it", "Ana Berg", (EARLIER,))
    )
    found = reviewed("acme", "", lost, TODAY)
    assert (found.note, found.passed, found.cells[5]) == ("", None, "they 1")


def test_counted_back() -> None:
    """It shows the day counted back from their own date while none is told, and while that can still hold."""
    untold = SURE.but(told=None, latest=date(2026, 12, 3))
    assert reviewed("acme", "", OPEN.but(next=untold), TODAY).cells[3] == "≤3\u00a0Dec"
    assert reviewed("acme", "", OPEN.but(next=untold), TODAY).lacks[0].part == "day"
    for latest in (EARLIER, None):
        assert reviewed("acme", "", OPEN.but(next=untold.but(latest=latest)), TODAY).cells[3] == "no day"


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
        (Counted(2, passed=2), ["You can for all of the two deals."]),
        (Counted(3, passed=1, day=2), ["You can for one of the three deals. Missing most often: by when (2)."]),
        (Counted(1, passed=1), ["For the one deal you can."]),
        (Counted(1, day=1), ["For the one deal you can't. Missing most often: by when (1)."]),
        (Counted(1, owing=1), ["One deal won, with something still missing."]),
    ],
)
def test_head(counted: Counted, told: list[str]) -> None:
    """It counts those that pass, and those it does not ask about apart."""
    assert [line for line in review(counted, (), DealsAsked(TODAY), 0).head if not line.startswith("Can you")] == told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (DealsAsked(TODAY, closed=True), "No deal is closed."),
        (DealsAsked(TODAY, owner="bo", playbook="way", stage="s"), "No deal is on way, at s and with bo."),
        (DealsAsked(TODAY, over=50_000.0, closed=True), "No closed deal is over 50,000."),
        (DealsAsked(TODAY, quiet_since=EARLIER), "No deal is without a client decision since 20 Nov."),
    ],
)
def test_nothing_as_asked_for(asked: DealsAsked, told: str) -> None:
    """It says of what there is no deal."""
    assert [line.replace("\u00a0", " ") for line in review(Counted(), (), asked, 0).head] == [told]


def test_closed_ones() -> None:
    """It counts those that are over."""
    assert review(Counted(2), (), DealsAsked(TODAY, closed=True), 0).head == ("Two deals closed.",)


def test_how_many_more() -> None:
    """It says how many deals are not shown."""
    found = review(Counted(2), [Found("acme", "rep", packed(OPEN))], DealsAsked(TODAY), 1)
    (acme,) = found.deals
    assert (found.rest, acme.owner, acme.passed) == (
        "One more deal: --all lists every one.",
        "rep",
        True,
    )


def test_in_full_whatever_happened() -> None:
    """It tells of any deal; of one that ended without being won it asks nothing, and says what was never decided."""
    asked = over = 0
    for seed in range(300):
        chance = Random(seed)
        entries = a_history(chance, a_map(chance))
        found = detail(fold(entries, "acme"), max(entry.event.on for entry in entries))
        assert found.passed == (None if found.summary.closed else not found.lacks)
        assert all(line.text for line in found.lines)
        sections = [line.section for line in found.lines]
        assert sections.count("TO ASK") == (0 if found.summary.next.silent else len(found.lacks))
        asked += bool(found.lacks)
        over += any(line.text.startswith("Never decided: ") for line in found.lines)
    assert min(asked, over) > 5
