"""Every step still to come with its days, and under them whether the client's dates hold."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.dates import PROMISE, PUT_OFF, WAIT, DateRow, Dates, Stretch, dates
from callplan.core.deal.state import Deal
from callplan.core.deal.verdict import deciding
from callplan.core.map import wording
from callplan.core.map.terms import Condition, Named, Some
from callplan.core.plan import deadlines, no_calls, no_longer, timing
from callplan.core.plan.briefing import Briefing
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

NONE = "–"


class TableRow(Record):
    """A row of the table as it is read. `track`: in words, where it is the first of its track and there are several."""

    what: str
    who: str
    finish: str
    by: str
    spare: str
    critical: bool
    track: str = ""


class TableValues(Record):
    """What `--json` shows of it."""

    deal: str
    dates: Dates


class Timetable(Record):
    """The whole table: its title, its rows, the sentences under it."""

    title: str
    entries: tuple[TableRow, ...]
    foot: tuple[str, ...]
    deal: str
    dates: Dates

    def as_told(self) -> TableValues:
        """The values behind it."""
        return TableValues(self.deal, self.dates)


def timetable(deal: Deal, today: date) -> Timetable:
    """The table of a deal as it stands on a day."""
    b = Briefing(deal, today)
    found = b.dates or dates(b.standing, today)
    rows = sorted(found.rows, key=lambda row: (row.track != wording.MAIN, row.track))
    several = len({row.track for row in rows}) > 1
    entries, before = list[TableRow](), ""
    for row in rows:
        track = phrase.capital(wording.track(row.track)) if several and row.track != before else ""
        entries.append(_entry(b, row).but(track=track))
        before = row.track
    title = f"{phrase.held(deal.name.upper())} · {phrase.full_day(today)}"
    return Timetable(title, tuple(entries), tuple(_foot(b, found)), deal.name, found)


def _entry(b: Briefing, row: DateRow) -> TableRow:
    return TableRow(
        what=f"{b.names.title(row.step)}{'' if row.certain else ', if it applies'}",
        who=_any(b, deciding(b.standing, row.step)),
        finish=phrase.stretch(row.lower, row.upper, b.today),
        by=b.names.day(row.latest) if row.latest else NONE,
        spare=f"{row.slack}" if row.slack is not None else f"-{row.missing}" if row.missing else NONE,
        critical=row.critical,
    )


def _any(b: Briefing, options: Sequence[Condition]) -> str:
    return phrase.joined(list(dict.fromkeys(_who(b, each) for each in options)), "or")


def _who(b: Briefing, who: Condition) -> str:
    """Who has to see to a step: a role, all of some, any of them, or so many."""
    if isinstance(who, Named):
        return _holder(b, who.id)
    of = who.of if isinstance(who, Some) else ()
    if isinstance(who, Some) and who.least == 1:
        return _any(b, of)
    every = phrase.joined(list(dict.fromkeys(_who(b, each) for each in of)))
    return f"{phrase.number(who.least)} of {every}" if isinstance(who, Some) and 0 < who.least < len(of) else every


def _holder(b: Briefing, role: str) -> str:
    """Who holds a role, by first name, else the role's title; our own are `us`."""
    if b.map.role[role].side == "us":
        return "us"
    holders = b.deal.holders(role)
    return b.names.short(holders[0]) if holders else b.map.role[role].title


def _foot(b: Briefing, found: Dates) -> list[str]:
    """What stands under the table: each date and whether it holds, the critical way, what is not known."""
    if gone := no_longer.sentence(b):
        return [gone]
    told = [timing.sentence(b, found, each) for each in sorted(found.targets, key=lambda each: each.target.day)]
    if found.worst and found.worst.way:
        goal = f" to {b.names.title(found.worst.target.step)}" if len(found.targets) > 1 else ""
        told.append(f"Critical way{goal}: {', '.join(_lasting(b, each) for each in found.worst.way)}.")
    told += [deadlines.begins(b, found, step) for step in deadlines.to_begin(b, found)]
    told += [no_calls.sentence(b)] if b.silent else []
    if found.unknown:
        told.append(f"Counted as no time, since the map does not say how long: {b.names.titles(found.unknown)}.")
    if not found.targets:
        is_open = any(row.step == b.map.closing for row in found.rows) or not found.rows
        which = "" if is_open else "DECISION:"
        command = phrase.held(f"{b.names.command('prep')} --date {which}DATE:PERSON")
        told.append(f"Nobody has named a day yet{f': `{command}` records one' if b.deal.ours else ''}.")
    return told


def _lasting(b: Briefing, stretch: Stretch) -> str:
    """A stretch with its length, or with the day on which it is over."""
    day, title = b.names.long_day(stretch.ends), b.names.title(stretch.step) if stretch.step else ""
    if stretch.kind == WAIT:
        return f"a wait of {timing.working(stretch.days)}"
    if stretch.kind in (PROMISE, PUT_OFF):
        who = b.names.short(stretch.person) if stretch.person else "us"
        return (
            f"{title}, promised by {who} for {day}"
            if stretch.kind == PROMISE
            else f"{title}, put off by {who} to {day}"
        )
    return title
