"""All that was said of one step: yeses and noes, waivers and putting-off, and the marks by which it is open again."""

from __future__ import annotations

from datetime import date

from callplan.core.record import Record


class Word(Record):
    """One thing somebody said of a step, and their roles then (rule 11); `undated`: `on` is when we were told.

    `aside`: the step did not apply then, so that it moves no clock (rule 55).
    """

    person: str
    on: date
    number: int
    batch: int
    roles: tuple[str, ...]
    proof: str
    words: str
    teller: str = ""
    undated: bool = False
    aside: bool = False


class Mark(Record):
    """Why a decision must be made again. `kind`: re-opened, reconfirm, left; `cause`: whose re-opening it was.

    `decided`: it had been made or answered, and not only let go of, when it was first marked (rule 27).
    """

    kind: str
    cause: str
    number: int
    batch: int
    authority: bool = True
    spent: bool = False
    decided: bool = False


class Waiver(Record):
    """A word that let a step go; `counted`: the step stood at a front or was owed then (rule 51)."""

    word: Word
    counted: bool


class TakenUp(Record):
    """A word that took a decision up again; `planned`: the call went back to it on purpose (rule 61).

    `yes`: it took back a yes that had decided nothing yet; `noes`: whose noes it lifted.
    """

    word: Word
    planned: bool = False
    yes: bool = False
    noes: tuple[str, ...] = ()


class PutOff(Record):
    """A decision put off: not before that day (rule 17)."""

    word: Word
    until: date


class Past(Record):
    """All that happened to one step.

    `again`: yeses to what stood made, asked for once more in doubt (rule 53) or on purpose (61); `taken_up`: every
    re-opening by the client; `not_yet`: their word that it is not the time, with no day named; `wished`: a putting-off
    by somebody who does not decide it, which is a voice. `refusals`: the noes
    that declined it or undid it, also once they are lifted; `first`: the answer that was turned round since; `echoes`:
    yeses with less proof than is asked of people whose better one stood.
    """

    yeses: tuple[Word, ...] = ()
    noes: tuple[Word, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    marks: tuple[Mark, ...] = ()
    done: tuple[Word, ...] = ()
    again: tuple[Word, ...] = ()
    taken_up: tuple[TakenUp, ...] = ()
    put_off: PutOff | None = None
    wished: PutOff | None = None
    not_yet: Word | None = None
    refusals: tuple[Word, ...] = ()
    first: Word | None = None
    echoes: tuple[Word, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word in it."""
        off = [each.word for each in (self.put_off, self.wished) if each]
        off += [self.not_yet] if self.not_yet else []
        waivers = [each.word for each in self.waivers]
        return (*self.yeses, *self.echoes, *self.noes, *self.done, *waivers, *off)

    @property
    def without_noes(self) -> Past:
        """The story once its noes are lifted: nobody who said one has a yes from before it (rule 18)."""
        last = {no.person: no.number for no in self.noes}
        yeses = [yes for yes in self.yeses if last.get(yes.person, 0) < yes.number]
        return self.but(noes=(), yeses=tuple(yeses))

    def without(self, person: str) -> Past:
        """The story as if somebody had said neither yes nor no."""
        yeses = [yes for yes in self.yeses if yes.person != person]
        return self.but(yeses=tuple(yeses), noes=tuple([no for no in self.noes if no.person != person]))


NOTHING = Past()
