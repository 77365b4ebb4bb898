"""What is where on the picture of a deal: stages across, days down, and a mark for each decision."""

from __future__ import annotations

from datetime import date

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
    track: str


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


class Row(Record):
    """One day, or what happened on it at one time; `day` None: nobody said which.

    `called`: who was on the call. `way`: the stages of the main track that the client came
    through, the last of them where they are from here on.
    """

    kind: str
    day: date | None
    marks: tuple[Mark, ...] = ()
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

    @property
    def has_way(self) -> bool:
        """Whether anything on it was decided."""
        return any(mark.kind in MOVING for row in self.rows for mark in row.marks)
