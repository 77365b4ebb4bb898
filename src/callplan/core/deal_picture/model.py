"""What is where on the picture of a deal: stages across, days down, and a mark for each decision."""

from __future__ import annotations

from datetime import date

from callplan.core.hearing import Entered
from callplan.core.record import Record

# What a mark shows: what somebody did, what stands open today, and a day
MADE, LET_GO, NO, LATER, VOICE, REOPENED = "made", "let-go", "no", "later", "voice", "re-opened"
OWED, AGAIN, NEXT = "owed", "again", "next"
DAY, WON, ENDED, RESUMED = "day", "won", "ended", "resumed"
DECIDING = (MADE, LET_GO)
MOVING = (MADE, LET_GO, NO, REOPENED, WON)
# What a row is
CALL, BETWEEN, END, TODAY, PLANNED, DATE = "call", "between", "end", "today", "planned", "date"
COMING = (PLANNED, DATE)


class Column(Record):
    """A stage; `track`: what the track is called that it is on, "" for the main one."""

    stage: str
    title: str
    track: str = ""


class Mark(Record):
    """What became of a step: its stage, what it is called, the people behind it, and what else is said of it.

    `stands`: false for what was decided and does not hold any more; `act`: it is no decision.
    """

    kind: str
    step: str
    stage: str
    title: str
    people: tuple[str, ...] = ()
    note: str = ""
    act: bool = False
    stands: bool = True
    entries: tuple[Entered, ...] = ()


class Row(Record):
    """One day, or what happened on it at one time; `day` None: nobody said which.

    `people`: who was on the call, as they are `called`. `way`: the stages of the main track that the client came
    through, the last of them where they are from here on.
    """

    kind: str
    day: date | None
    marks: tuple[Mark, ...] = ()
    people: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    text: str = ""
    batch: int = 0


class DealPicture(Record):
    """The whole picture, its rows in the order of days."""

    title: str
    today: date
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
