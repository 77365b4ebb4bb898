"""What is where on the picture of a deal: for eight histories, and for one person of the client's."""

from __future__ import annotations

from datetime import date, timedelta

from maps import read_map

from callplan.core.deal.fold import fold
from callplan.core.deal_picture import deal_picture
from callplan.core.deal_picture.for_one import picture_for
from callplan.core.deal_picture.model import Column, DealPicture, Mark, Row
from callplan.core.deal_picture.told import told
from callplan.core.entries import Corrected, Entry, Resumed, ordered
from callplan.core.events import (
    CalledOff,
    Closed,
    Dated,
    Deferred,
    Done,
    Event,
    Held,
    Kept,
    Learned,
    Left,
    Met,
    Next,
    No,
    Opened,
    Planned,
    Promised,
    Reopened,
    SubjectNamed,
    Waived,
    Yes,
)
from callplan.core.letter import Letter, LetterLine, LetterPart, Sender, letter

WAY = """\
format: 1
id: way
title: A way to buy
roles: {boss: {title: boss}, user: {title: user}, lawyer: {title: lawyer}}
facts: {hosted: {ask: Where is it kept?, type: yes-no}}
stages:
  - id: want
    title: Do we want it?
    steps: [{id: wanted, title: the wish, whether: it is wanted, by: boss}]
  - id: need
    title: What must it do?
    steps:
      - {id: list, title: the list, will: write the list, by: user}
      - {id: needs, title: the needs, whether: the needs are clear, by: [boss, user]}
  - id: choose
    title: Who could do it?
    steps: [{id: choice, title: the choice, whether: it is us, by: boss, waive: {by: boss}}]
  - id: cloud
    title: Where does it run?
    when: {hosted: yes}
    steps: [{id: host, title: the host, whether: the host is fine, by: boss}]
  - id: buy
    title: Do we buy?
    steps: [{id: order, title: the order, whether: it is ordered, by: boss, needs: [choice], lasts: 12m}]
  - id: law
    title: May we?
    track: law-and-order
    steps: [{id: law-ok, title: the wording, whether: the wording is fine, by: lawyer}]
ends: {lost: [too dear], no-decision: [no time]}
"""
FIRST = date(2026, 3, 2)
ANA, BO, CY = "Ana Lima", "Bo Berg", "Cy Young"
OPENED: tuple[Event, ...] = (
    Opened(FIRST, read_map(WAY)),
    Met(FIRST, ANA, ("boss",)),
    Met(FIRST, BO, ("user",)),
    Met(FIRST, CY, ("lawyer",)),
    Learned(FIRST, "hosted", "no", ANA),
)


def on(day: int) -> date:
    """So many days after the first."""
    return FIRST + timedelta(days=day)


def journal(*batches: tuple[Event, ...]) -> tuple[Entry, ...]:
    """The entries of a deal that is opened, and of these transactions."""
    entries: list[Entry] = []
    for batch, events in enumerate((OPENED, *batches), 1):
        for event in ordered(list(events)):
            entries.append(Entry(len(entries) + 1, batch, event))
    return tuple(entries)


def held(day: int, people: tuple[str, ...], *events: Event) -> tuple[Event, ...]:
    """What was written down of a call."""
    return (Held(on(day), people, "stayed"), *events)


def drawn(day: int, *batches: tuple[Event, ...]) -> list[str]:
    """The picture on a day, a line a row."""
    return lines(deal_picture(journal(*batches), "acme", on(day), frozenset()))


def seen_by(person: str, day: int, *batches: tuple[Event, ...]) -> list[str]:
    """The picture for one person on a day, a line a row."""
    return lines(for_one(person, day, *batches))


def for_one(person: str, day: int, *batches: tuple[Event, ...]) -> DealPicture:
    """The picture for one person on a day."""
    entries = journal(*batches)
    deal = fold(entries, "acme")
    return picture_for(deal, entries, letter(deal, entries, person, on(day), Sender("Kim")), on(day))


def lines(page: DealPicture) -> list[str]:
    """Every row with its day counted from the first, the way through it, and its marks: `kind stage title`."""
    return [_line(row) for row in page.rows]


def _line(row: Row) -> str:
    day = f"{(row.day - FIRST).days}" if row.day else "?"
    beside = " ".join([*row.called, *filter(None, [row.text])])
    marks = [_of(mark) for mark in row.marks]
    return " | ".join([f"{row.kind} {day} {beside}".rstrip(), ">".join(row.way), *marks])


def _of(mark: Mark) -> str:
    kind = f"{mark.kind}{'' if mark.stands else ' (undone)'}{' act' if mark.act else ''}"
    said = ", ".join(filter(None, (*mark.people, mark.note)))
    title = mark.step if mark.title.startswith("(") else mark.title
    return f"{kind} {mark.stage}: {title}{f' ({said})' if said else ''}".replace("\u00a0", " ")


TO_C_AND_BACK = (
    held(1, (ANA,), Yes(on(1), "wanted", ANA)),
    held(9, (ANA, BO), Yes(on(9), "choice", ANA)),
    held(15, (ANA, BO), Yes(on(15), "needs", ANA), Yes(on(15), "needs", BO)),
)


class TestEightHistories:
    def test_no_call_yet(self) -> None:
        """It shows what comes first, and the call that is planned."""
        assert drawn(1, (Planned(on(0), on(3), (ANA,)),)) == [
            "today 1 | want | next want: the wish (next: Ana)",
            "planned 3 Ana call to come | ",
        ]

    def test_one_call(self) -> None:
        """It keeps them where they were where nothing was decided."""
        assert drawn(2, held(1, (ANA,))) == ["call 1 Ana | want", "today 2 | want | next want: the wish (next: Ana)"]

    def test_to_c_and_back_to_b(self) -> None:
        """It leads from the first stage past the second to the third, and back to the second."""
        assert drawn(10, *TO_C_AND_BACK[:2]) == [
            "call 1 Ana | want | made want: the wish (Ana)",
            "call 9 Ana Bo | choose | made choose: the choice (Ana)",
            "today 10 | buy | owed act need: the list | owed need: the needs | next buy: the order (next: Ana)",
        ]
        assert drawn(16, *TO_C_AND_BACK) == [
            "call 1 Ana | want | made want: the wish (Ana)",
            "call 9 Ana Bo | choose | made choose: the choice (Ana)",
            "call 15 Ana Bo | need | made need: the needs (Ana, Bo)",
            "today 16 | buy | owed act need: the list | next buy: the order (next: Ana)",
        ]

    def test_taken_up_again(self) -> None:
        """It breaks what was decided and taken up again, shows both, and what needs a fresh yes since then."""
        told = (
            held(1, (ANA,), Yes(on(1), "choice", ANA), Yes(on(1), "order", ANA, "wrote")),
            held(5, (BO,), Reopened(on(5), "choice", BO, "another bid")),
        )
        assert drawn(6, *told) == [
            "call 1 Ana | choose>buy | made (undone) choose: the choice (Ana) | made (undone) buy: the order (Ana)",
            "call 5 Bo | choose | re-opened choose: the choice (Bo, open again)",
            "today 6 | choose | owed want: the wish | owed act need: the list | owed need: the needs"
            " | again choose: the choice (open again) | again buy: the order (needs a fresh yes)",
        ]
        assert drawn(9, *told, held(8, (ANA,), Yes(on(8), "choice", ANA)))[:3] == [
            "call 1 Ana | choose>buy | made (undone) choose: the choice (Ana) | made (undone) buy: the order (Ana)",
            "call 5 Bo | choose | re-opened choose: the choice (Bo, open again)",
            "call 8 Ana | choose | made choose: the choice (Ana)",
        ]

    def test_beside_calls_and_on_one_day(self) -> None:
        """It has a row for each call and for what was written or told beside them, two of them on one day."""
        assert drawn(
            4,
            held(2, (ANA,), Yes(on(2), "wanted", ANA)),
            (Yes(on(2), "law-ok", CY, "wrote"), Yes(on(0), "choice", ANA, undated=True)),
            held(2, (BO,), Yes(on(2), "needs", BO)),
            held(1, (CY,)),
        ) == [
            "between ? | choose | made choose: the choice (Ana)",
            "call 1 Cy | choose",
            "call 2 Ana | want | made want: the wish (Ana)",
            "between 2 | want | made law: the wording (Cy)",
            "call 2 Bo | want | voice need: the needs (Bo, yes; it still takes Ana)",
            "today 4 | buy | owed act need: the list | owed need: the needs | next buy: the order (next: Ana)",
        ]

    def test_whatever_was_said(self) -> None:
        """It has a sign for a no, a putting-off, what they can do without, and a yes that decides nothing."""
        assert drawn(
            30,
            held(
                1,
                (ANA, BO),
                No(on(1), "wanted", ANA, "no money"),
                Waived(on(1), "choice", ANA, "there is only one"),
                Deferred(on(1), "order", ANA, on(60), "after the audit"),
                Yes(on(1), "needs", ANA, "heard", teller=BO),
            ),
            held(3, (BO,), Yes(on(3), "order", BO), Deferred(on(3), "needs", BO, None), Waived(on(3), "wanted", BO)),
            held(4, (ANA,), Yes(on(4), "order", ANA)),
        )[:3] == [
            "call 1 Ana Bo | want>choose | no want: the wish (Ana, no) | voice need: the needs (Ana, yes)"
            " | let-go choose: the choice (Ana, can do without) | later buy: the order (Ana, not before 1 May)",
            "call 3 Bo | choose | voice want: the wish (Bo, can do without) | later need: the needs (Bo, not yet)"
            " | voice buy: the order (Bo, yes)",
            "call 4 Ana | choose | voice buy: the order (Ana, yes, not in writing)",
        ]

    def test_their_dates_and_what_is_due(self) -> None:
        """It has a row for each day that somebody of theirs named, before or after today, and none for our belief."""
        told = (
            held(
                1,
                (ANA, BO),
                Yes(on(1), "choice", ANA),
                Dated(on(1), "order", on(40), ANA),
                Dated(on(1), "needs", on(20)),
                Promised(on(1), "p1", BO, "write the list", on(8), "list"),
                Next(on(1), on(15), "", (ANA, BO)),
            ),
            (Dated(on(2), "wanted", on(2), ANA, "wrote"),),
        )
        assert drawn(3, *told) == [
            "call 1 Ana Bo | choose | made choose: the choice (Ana)",
            "date 2 their date | choose | day want: the wish (Ana)",
            "today 3 | buy | owed want: the wish | owed act need: the list (Bo, by 10 Mar) | owed need: the needs"
            " | next buy: the order (next: Ana)",
            "planned 15 Ana Bo call to come | ",
            "date 40 their date |  | day buy: the order (Ana)",
        ]
        assert drawn(20, *told)[2] == "planned 15 Ana Bo no debrief yet | choose"
        assert drawn(20, *told, (CalledOff(on(15), on(15)),))[2] == "today 20 | buy | owed want: the wish" + (
            " | owed act need: the list (Bo, by 10 Mar) | owed need: the needs | next buy: the order (next: Ana)"
        )

    def test_over_and_taken_up(self) -> None:
        """It ends the way where the deal was closed, at the order where it was won, and goes on where it is resumed."""
        order = held(2, (ANA,), Yes(on(2), "choice", ANA), Yes(on(2), "order", ANA, "wrote"), Closed(on(2), "won"))
        assert drawn(9, order) == [
            "call 2 Ana | choose>buy | made choose: the choice (Ana) | made buy: the order (Ana)",
            "end 2 | buy | won buy: Won",
            "today 9 | ",
        ]
        lost = (Closed(on(4), "lost", "too dear"),)
        assert drawn(9, lost) == ["end 4 | want | ended want: Lost", "today 9 | "]
        resumed = (Resumed(on(7)),)
        assert drawn(9, lost, resumed) == [
            "end 4 | want | ended want: Lost",
            "end 7 | want | resumed want: Taken up again",
            "today 9 | want | next want: the wish (next: Ana)",
        ]
        assert drawn(800, held(2, (ANA,), Yes(on(2), "order", ANA, "wrote")))[0] == (
            "call 2 Ana | buy | made (undone) buy: the order (Ana)"
        )


class TestForOne:
    """The form for one person of the client's: what they said, wrote, or heard on a call."""

    def test_only_what_they_heard(self) -> None:
        """It has no call without them, nobody's word that they did not hear, and no step of the way behind it."""
        told = (*TO_C_AND_BACK[:1], held(9, (BO,), Yes(on(9), "needs", BO)), *TO_C_AND_BACK[1:])
        assert seen_by(BO, 16, *told) == [
            "call 9 Bo | ",
            "call 9 Ana Bo | choose | made choose: choice (Ana)",
            "call 15 Ana Bo | need | made need: needs (Ana, Bo)",
            "today 16 |  | owed buy: order | owed law: law-ok",
        ]
        assert seen_by(ANA, 16, *told)[0] == "call 1 Ana | want | made want: wanted (Ana)"
        assert seen_by(CY, 16, *told) == ["today 16 |  | owed buy: order | owed law: law-ok"]

    def test_what_stands_otherwise_is_not_there(self) -> None:
        """It leaves out what they heard decided and somebody else took up again, until they have heard of that."""
        ana = held(1, (ANA, CY), Yes(on(1), "choice", ANA))
        back = (Reopened(on(5), "choice", BO, "another bid"),)
        assert seen_by(ANA, 6, ana, held(5, (BO,), *back)) == [
            "call 1 Ana Cy | ",
            "today 6 | buy | owed want: wanted | owed need: needs | next buy: order | owed law: law-ok",
        ]
        assert seen_by(CY, 6, ana, held(5, (BO, CY), *back)) == [
            "call 1 Ana Cy | choose | made (undone) choose: choice (Ana)",
            "call 5 Bo Cy | choose | re-opened choose: choice (Bo, open again)",
            "today 6 | choose | owed want: wanted | owed need: needs | again choose: choice (open again)"
            " | owed buy: order | owed law: law-ok",
        ]

    def test_nothing_of_ours(self) -> None:
        """It has no yes that decides nothing, no hearsay, no belief, no end, no call gone by, and nobody's part."""
        told = (
            held(
                1,
                (ANA, BO),
                Yes(on(1), "needs", BO),
                No(on(1), "law-ok", CY, "no"),
                Yes(on(1), "wanted", ANA, "heard", teller=BO),
                Yes(on(1), "choice", ANA),
                Dated(on(1), "order", on(40)),
            ),
            (Dated(on(2), "order", on(50), ANA, "wrote"), Yes(on(2), "order", ANA)),
            (Closed(on(3), "lost", "too dear"),),
            (Resumed(on(4)),),
            (Planned(on(4), on(5), (ANA, BO)),),
        )
        assert seen_by(ANA, 6, *told) == [
            "call 1 Ana Bo | choose | made choose: choice (Ana)",
            "today 6 | buy | owed want: wanted | owed need: needs | next buy: order | owed law: law-ok",
            "date 50 the day named |  | day buy: order (Ana)",
        ]
        assert seen_by(BO, 4, *told)[1:] == [
            "today 4 |  | owed want: wanted | owed need: needs | owed buy: order | owed law: law-ok",
            "planned 5 Ana Bo call to come | ",
        ]

    def test_what_was_promised(self) -> None:
        """It says by when they are to decide what was promised in their hearing, and has no act on it."""
        told = held(
            1,
            (ANA, BO),
            Yes(on(1), "choice", ANA),
            Promised(on(1), "p1", ANA, "say it again", on(8), "wanted"),
            Promised(on(1), "p2", BO, "write the list", on(8), "list"),
        )
        private = held(1, (BO,), Promised(on(1), "p3", BO, "go through the needs", on(8), "needs"))
        assert seen_by(ANA, 2, told, private)[1] == (
            "today 2 | buy | owed want: wanted (Ana, by 10 Mar) | owed need: needs | next buy: order | owed law: law-ok"
        )

    def test_what_was_agreed_comes_next(self) -> None:
        """It marks as next what the call to come was agreed for, or else the front."""
        told = held(1, (ANA, BO), Yes(on(1), "wanted", ANA))
        open_ones = "| {} need: needs | {} choose: choice | {} buy: order | owed law: law-ok"
        today = f"today 2 | need {open_ones}"
        assert seen_by(ANA, 2, told)[1] == today.format("next", "owed", "owed")
        agreed = (*told, Next(on(1), on(9), "choice", (ANA, BO)))
        assert seen_by(ANA, 2, agreed)[1] == today.format("owed", "next", "owed")
        owed = held(1, (ANA, BO), Yes(on(1), "choice", ANA), Next(on(1), on(9), "needs", (ANA, BO)))
        assert seen_by(ANA, 2, owed)[1] == (
            "today 2 | buy | owed want: wanted | next need: needs | owed buy: order | owed law: law-ok"
        )
        assert seen_by(ANA, 10, agreed)[1] == today.replace("today 2", "today 10").format("next", "owed", "owed")

    def test_a_word_beside_a_call_that_they_were_not_on(self) -> None:
        """It shows what they wrote to us to them alone, though it was taken down with a call of somebody else."""
        told = held(3, (ANA,), Yes(on(3), "law-ok", CY, "wrote"))
        assert seen_by(CY, 4, told) == [
            "between 3 |  | made law: law-ok (Cy)",
            "today 4 | want | next want: wanted | owed need: needs | owed choose: choice | owed buy: order",
        ]
        assert seen_by(ANA, 4, told)[0] == "call 3 Ana | "

    def test_the_numbers_of_the_letter(self) -> None:
        """It calls a decision by the number of its line, and what is on no line by nothing."""
        told = held(1, (ANA, BO), Yes(on(1), "wanted", ANA), Yes(on(1), "choice", ANA))
        page = for_one(BO, 2, told)
        found = [(mark.step, mark.title) for row in page.rows for mark in row.marks]
        assert found == [
            *[("wanted", "(1)"), ("choice", "(2)"), ("needs", "(3)"), ("order", "(4)"), ("law-ok", "(5)")],
        ]
        entries = journal(told)
        bare = Letter(BO, "", "", "", (LetterPart("", (LetterLine(1, "", "decided:choice"),)),), "")
        few = picture_for(fold(entries, "acme"), entries, bare, on(2))
        assert [mark.title for mark in few.rows[0].marks] == ["", "(1)"]


def test_columns() -> None:
    """It has the stages of the main way that apply, and of other tracks those at which there is something."""
    bare = deal_picture(journal(), "acme", on(1), frozenset())
    assert not bare.has_way
    assert (bare.title, [column.stage for column in bare.columns]) == ("ACME", ["want", "need", "choose", "buy"])
    told = (SubjectNamed(on(1), "the lift"), Yes(on(1), "law-ok", CY, "wrote"))
    page = deal_picture(journal(told), "acme", on(1), frozenset())
    assert page.title == "ACME · lift"
    assert page.columns[-1] == Column("law", "May we?", "law and order")
    assert page.has_way
    theirs = for_one(CY, 1, told)
    assert theirs.title == "What is decided, and what is still open"
    assert [column.stage for column in theirs.columns] == ["want", "need", "choose", "buy", "law"]
    every = (Yes(on(1), "choice", ANA), Yes(on(1), "wanted", ANA), Learned(on(1), "hosted", "no", ANA))
    few = for_one(CY, 1, held(1, (CY, ANA, BO), *every, Yes(on(1), "needs", ANA), Yes(on(1), "needs", BO)))
    assert [column.stage for column in few.columns] == ["want", "need", "choose", "buy", "law"]


def test_a_whole_row() -> None:
    """It keeps what a row is made of apart."""
    page = deal_picture(journal(*TO_C_AND_BACK[:1]), "acme", on(1), frozenset())
    mark = Mark("made", "wanted", "want", "the wish", ("Ana",))
    assert page.rows[0] == Row("call", on(1), (mark,), ("Ana",), ("want",), batch=2)


def test_told() -> None:
    """It tells the picture in sentences, for those who cannot see it."""
    batches = (
        (Yes(on(0), "wanted", ANA, undated=True),),
        *TO_C_AND_BACK[1:2],
        held(12, (BO,)),
        (Dated(on(12), "order", on(40), ANA, "wrote"), Next(on(12), on(15), "", (ANA, BO))),
    )
    page = deal_picture(journal(*batches), "acme", on(13), frozenset())
    assert told(page).split(". ") == [
        "Earlier: the wish (at “Do we want it?”), decided, Ana",
        "Wed 11 Mar 2026, call with Ana and Bo: the choice (at “Who could do it?”), decided, Ana",
        "Sat 14 Mar 2026, call with Bo: no decision",
        "Today, Sun 15 Mar 2026: the list (at “What must it do?”), still to be done; the needs (at “What must it "
        "do?”), still to decide; the order (at “Do we buy?”), next: Ana",
        "Tue 17 Mar 2026, call to come with Ana and Bo",
        "Sat 11 Apr 2026, their date: the order (at “Do we buy?”), wanted by, Ana.",
    ]


def test_what_is_no_decision() -> None:
    """It has no mark for what was taken back and no row for a promise kept; what was said has left with who said it."""
    promise = Promised(on(15), "p1", BO, "ask the board", on(16))
    entries = journal(*TO_C_AND_BACK, (promise,), (Kept(on(16), "p1"), Left(on(16), BO), Done(on(16), "list", ANA)))
    back = [entry for entry in entries if isinstance(entry.event, Yes) and entry.event.decision == "choice"]
    more = Entry(len(entries) + 1, 9, Corrected(on(17), back[0].number))
    page = deal_picture((*entries, more), "acme", on(17), frozenset())
    assert lines(page)[:-1] == [
        "call 1 Ana | want | made want: the wish (Ana)",
        "call 9 Ana Bo | want",
        "call 15 Ana Bo | need | made (undone) need: the needs (Ana, Bo)",
    ]
