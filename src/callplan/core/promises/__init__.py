"""What was promised across all deals, by day: what they owe us, and what we owe them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from callplan.core import phrase
from callplan.core.ledger import BEFORE, DEADLINE, Pledge
from callplan.core.record import Record
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

LATE, WEEK, LATER = "late", "week", "later"
DAYS = 7
THEIRS, OURS = "theirs", "ours"
SIDES = {THEIRS: ("client", "third-party"), OURS: ("us",)}
HEADS = {THEIRS: "From them", OURS: "From us"}
WORDS = {LATE: "late", WEEK: "within seven days", LATER: "later"}
HOW = "What became of one: --kept, --missed, --moved or --released DEAL:ID."
STEPS = "A deadline of the map ends with its step: callplan debrief DEAL."


class Due(Record):
    """A promise still to be kept, on a day: whether it is late, due within seven days, or later.

    `reference` is what marks it, as it is typed, of a deadline its deal; `text` who was to do what, and by how many
    days it is late.
    """

    deal: str
    promise: str
    reference: str
    side: str
    person: str
    act: str
    due: date
    when: str
    days_late: int
    state: str
    step: str
    text: str


class Stamp(Record):
    """What a deal is known by, whatever it is called: its first name, and when that was recorded.

    `last` is the number of its last entry, `written` when that was written, in UTC.
    """

    opened_as: str
    begun: str
    last: int
    written: datetime


class Counts(Record):
    """How many promises one side has still to keep: late, due within seven days, later."""

    late: int
    week: int
    later: int


class PromisesPage(Record):
    """The promises asked for, on a day: how many a side, and the first of them by day; `more` are not among these.

    `before`: the first of those that were open when a deal ended which was taken up again, in no count (rule 63).
    """

    on: date
    counted: dict[str, Counts]
    head: tuple[str, ...]
    promises: tuple[Due, ...]
    more: int
    foot: str
    before: tuple[Due, ...]


def day_before(on: date) -> date:
    """The last day on which a promise that is late by now was due."""
    return on - timedelta(days=1) if on > date.min else on


def week_end(on: date) -> date:
    """The last day that is within seven days."""
    return on + timedelta(days=DAYS) if on <= date.max - timedelta(days=DAYS) else date.max


def promises(
    found: Sequence[Pledge],
    counted: Mapping[str, Counts],
    on: date,
    before: Sequence[Pledge] = (),
    of_before: int = 0,
    theirs: Collection[str] = (),
) -> PromisesPage:
    """The page of promises that were looked for, with how many there are of each side that was asked for.

    `before`: the first of those from before a deal was taken up again, of so many. `theirs`: deals of others
    in the team, of which nothing is marked here.
    """
    every = of_before + sum(counts.late + counts.week + counts.later for counts in counted.values())
    head = tuple([_head(side, counts) for side, counts in counted.items()])
    more = every - len(found) - len(before)
    left = f"{phrase.capital(phrase.several(more, 'more promise'))}: --all lists every one. " if more else ""
    kinds = {each.state == DEADLINE for each in (*found, *before) if each.deal not in theirs}
    foot = f"{left}{' '.join([HOW] * (False in kinds) + [STEPS] * (True in kinds))}".rstrip()
    shown, apart = (tuple([due(each, on) for each in every]) for every in (found, before))
    return PromisesPage(on, dict(counted), head, shown, more, foot, apart)


def _head(side: str, counts: Counts) -> str:
    told = [f"{phrase.number(count)} {words}" for name, words in WORDS.items() if (count := getattr(counts, name))]
    return f"{HEADS[side]}: {', '.join(told)}." if told else f"{HEADS[side]}: nothing."


def due(pledge: Pledge, on: date) -> Due:
    """A promise as it stands on a day."""
    return Due(
        deal=pledge.deal,
        promise=pledge.promise,
        reference=pledge.deal if pledge.state == DEADLINE else reference(pledge.deal, pledge.promise),
        side=pledge.side,
        person=pledge.person,
        act=pledge.act,
        due=pledge.due,
        when=_when(pledge, on),
        days_late=0 if pledge.state == BEFORE else max(0, (on - pledge.due).days),
        state=pledge.state,
        step=pledge.step,
        text=" ".join(_said(pledge, on)),
    )


def _when(pledge: Pledge, on: date) -> str:
    if pledge.state == BEFORE:
        return BEFORE
    return LATE if pledge.due < on else WEEK if pledge.due <= week_end(on) else LATER


def reference(deal: str, promise: str) -> str:
    """A promise as it is typed after --kept."""
    return written(deal, promise)


def _said(pledge: Pledge, on: date) -> Iterator[str]:
    """Who will do what; once it is late or missed, who was to; from before, whether it is still wanted."""
    if pledge.state == BEFORE:
        yield f"{phrase.sentence(phrase.capital(was_to(pledge.person, pledge.act)))} Still wanted?"
        return
    late, missed = (on - pledge.due).days, pledge.state == "missed"
    if late <= 0 and not missed:
        verb = "has to" if pledge.person else "have to"
        yield phrase.sentence(f"{pledge.person or 'We'} {verb if pledge.state == DEADLINE else 'will'} {pledge.act}")
        return
    past = [f"{phrase.several(late, 'day')} late"] if late > 0 else []
    told = " and ".join([*(["missed"] if missed else []), *past])
    yield phrase.sentence(f"{phrase.capital(was_to(pledge.person, pledge.act))}: {told}")


def was_to(person: str, act: str) -> str:
    """Who was to do what."""
    return f"{person} was to {act}" if person else f"we were to {act}"
