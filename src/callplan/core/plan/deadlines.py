"""Deadlines that are running, as a page tells them: ours with what we owe, the others with the dates (page rule 19)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.days import CANNOT, as_told, between, next_working
from callplan.core.deal.deadlines import Deadline, deadlines, ours
from callplan.core.deal.needs import is_ours, ready_for
from callplan.core.plan.aim import doers
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.no_calls import may_ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from callplan.core.dates import DateRow, Dates, JudgedDate

MOST_LATE, WEEK, MOST_TO_BEGIN, BEGIN = 2, 7, 2, 15
NO_ROOM, SOON = 5, 5
# So many working days between the day it begins and its last are long work
LONG = 5


def urgent(b: Briefing) -> tuple[Deadline, ...]:
    """Our own deadlines that come before everything else on the page: the working day before, the day, a week late."""
    if b.over:
        return ()
    near = [each for each in _to_tell(b) if each.told <= next_working(b.today, b.deal.free)]
    return tuple([each for each in near if (b.today - each.day).days <= WEEK])


def we_owe(b: Briefing) -> Iterator[Line]:
    """Our own acts that have a deadline and can be begun, those that can wait a day."""
    yield from (line(b, each) for each in _to_tell(b) if each not in urgent(b))


def line(b: Briefing, found: Deadline) -> Line:
    """`Hand in the bid through the portal, by Thu 11 Mar.`; then its last day, and the day after, that it is late."""
    act, day = phrase.capital(b.names.act(found.step)), b.names.long_day(found.told)
    if found.late:
        text = f"{phrase.sentence(act)} Late: it was due {day}."
    else:
        by = f"today, {day}" if found.told == b.today else day
        text = f"{act}, by {by}{'' if found.certain else ', if it applies'}{_at_the_latest(b, found)}.{_pace(b, found)}"
    return Line("WE OWE", text, (f"map {found.step}.before", "page rule 19"))


def _pace(b: Briefing, found: Deadline) -> str:
    """By how much it comes late at this pace; else by when it has to begin, or to be done for what of ours waits."""
    row, late = _row(b, found.step), lost(b, found.step)
    if late:
        return f" At this pace it comes {phrase.several(late.missing or 0, 'working day')} late."
    if sooner := in_time(b, found.step):
        return f" To begin on {b.names.title(sooner[1])} in time, by {b.names.long_day(sooner[0])}."
    begin = row.begin if row else None
    return f" Begin by {b.names.long_day(begin)}." if begin and _is_long(b, begin, found.told) else ""


def _row(b: Briefing, step: str) -> DateRow | None:
    return next((row for row in b.dates.rows if row.step == step), None) if b.dates else None


def lost(b: Briefing, step: str) -> JudgedDate | None:
    """The limit of a step where it cannot hold."""
    from callplan.core.dates import LIMIT

    every = b.dates.targets if b.dates else ()
    limits = [each for each in every if each.target.step == step and each.target.kind == LIMIT]
    return next((each for each in limits if each.word == CANNOT), None)


def _is_long(b: Briefing, begin: date, end: date) -> bool:
    """Whether there is a day to be told on which it has to begin: to come, and some working days before its last."""
    return begin >= b.today and between(begin, end, b.deal.free) >= LONG


def in_time(b: Briefing, step: str) -> tuple[date, str] | None:
    """The day by which an act is wanted for long work of ours that waits for it, sooner than its own; and which."""
    waiting = [each.step for each in deadlines(b.now) if each.ours and step in b.now.way.needs[each.step]]
    rows = {each: row for each in waiting if (row := _row(b, each)) and row.begin and row.latest}
    own, last = _row(b, step), {each.step: each.day for each in deadlines(b.now)}.get(step)
    long = {each: row.begin for each, row in rows.items() if _is_long(b, row.begin or b.today, row.latest or b.today)}
    first = min([(begin, each) for each, begin in long.items() if begin], default=None)
    return first if first and own and last and first[0] < last else None


def _at_the_latest(b: Briefing, found: Deadline) -> str:
    """The day its own is counted back from; once its own has gone by, that it is the last one."""
    if found.was:
        return f", at the latest: it was due {b.names.long_day(found.was)}"
    end = found.end if found.end != found.told else None
    return f" ({phrase.quoted(b.names.fact(found.counted.id))} is {b.names.long_day(end)})" if end else ""


def for_a_date(b: Briefing, told: set[str], most: int) -> Iterator[Line]:
    """Our own acts that can be begun and that a date waits for, once there is hardly room left; the nearest first."""
    every = [(row.latest, row) for row in b.dates.rows if row.latest and row.slack is not None] if b.dates else []
    near = [(day, row.step) for day, row in every if (row.slack or 0) <= NO_ROOM and row.kind == "act" and row.certain]
    ours_ = [(day, step) for day, step in near if is_ours(b.now, step) and step in ready_for(b.now, step)]
    for day, step in sorted([each for each in ours_ if each[1] not in told])[:most]:
        act = b.names.act(step)
        text = f"Still to do on our side: {act}{',' * phrase.has_comma(act)} by {b.names.long_day(day)}."
        yield Line("WE OWE", text, (f"map {step}", "page rule 9"), drop=SOON)


def _to_tell(b: Briefing) -> list[Deadline]:
    """Ours that no promise of ours tells already, with a day that is to come and early enough."""
    mine = [each for each in b.deal.promises.values() if b.deal.side(each.person) == "us" and each.state == "open"]
    told = {each.step: each.due for each in mine if each.due >= b.today}
    return [each for each in ours(b.now) if each.step not in told or told[each.step] > each.day]


def others(b: Briefing, told: str) -> Iterator[Line]:
    """The other deadlines, but for that of the step whose date is `told`: those gone by, and those to come."""
    left = [each for each in deadlines(b.now) if not (each.ours and each.ready)]
    late = sorted([each for each in left if each.late], key=lambda each: each.day, reverse=True)
    for each in late[:MOST_LATE]:
        yield Line("DATES", missed(b, each), (f"map {each.step}.before", "page rule 11"))
    if len(late) > MOST_LATE:
        more = phrase.several(len(late) - MOST_LATE, "deadline")
        text = f"And {more} more that went by: {b.names.command('show')}{phrase.held(' --dates')}."
        yield Line("DATES", text, tuple(f"map {each.step}.before" for each in late[MOST_LATE:]))
    coming = [each for each in left if not each.late and each.step != told]
    late_at = {each.step: found for each in coming if (found := lost(b, each.step))}
    for step, found in late_at.items():
        yield Line("DATES", comes_late(b, found), (f"map {step}.before", "rule 60", "page rule 19"))
    coming = [each for each in coming if each.step not in late_at]
    if coming:
        begun = {sooner[1] for each in ours(b.now) if (sooner := in_time(b, each.step))}
        days = [f"{b.names.title(each.step)} by {_when(b, each, begun)}" for each in coming]
        because = tuple(f"map {each.step}.before" for each in coming)
        label = "Deadlines" if len(coming) > 1 else "Deadline"
        yield Line("DATES", f"{label}: {', '.join(days)}.", (*because, "page rule 19"))


def _when(b: Briefing, found: Deadline, begun: set[str]) -> str:
    """The day of a deadline; of long work of ours also when it has to begin, unless that is told already."""
    row = _row(b, found.step)
    begin = row.begin if row and found.ours and found.step not in begun else None
    more = f" (begin by {b.names.long_day(begin)})" if begin and _is_long(b, begin, found.told) else ""
    return f"{b.names.long_day(found.told)}{'' if found.certain else ' if it applies'}{more}"


def comes_late(b: Briefing, judged: JudgedDate) -> str:
    """`At this pace the award comes six working days after its deadline, Fri 18 Jun (90 days after …).`"""
    target = judged.target
    day = b.names.long_day(as_told(target.day, b.today, b.deal.free))
    counted = f" ({b.names.counted(target.counted)})" if target.counted else ""
    late = phrase.several(judged.missing or 0, "working day")
    return f"At this pace {b.names.title(target.step)} comes {late} after its deadline, {day}{counted}."


def missed(b: Briefing, found: Deadline) -> str:
    """That a deadline has gone by, and by how much."""
    days = between(found.day, b.today, b.deal.free)
    late = f": {phrase.several(days, 'working day')} late" if days else ""
    day, counted = b.names.long_day(found.told), b.names.counted(found.counted)
    return f"The deadline for {b.names.title(found.step)} was {day} ({counted}){late}."


def begin_now(b: Briefing, found: Dates, aimed_at: str) -> Iterator[Line]:
    """The long stretches that have to begin now, and who begins them; not what the call is for."""
    for step in [step for step in to_begin(b, found) if step != aimed_at][:MOST_TO_BEGIN]:
        yield Line("DATES", begins(b, found, step), ("rule 59", f"map {step}.takes"), drop=BEGIN)


def to_begin(b: Briefing, found: Dates) -> list[str]:
    """The long stretches that have to begin now, but for those of people nobody may call."""
    return [step for step in found.begin_now if may_ask(b, (), step)]


def begins(b: Briefing, found: Dates, step: str) -> str:
    """`The data release takes up to 20 working days, and nothing else can make up for it: get Sam to begin now.`"""
    row = next(row for row in found.rows if row.step == step)
    days = phrase.several(between(b.today, row.upper, b.deal.free), "working day")
    who = "we have to begin now" if is_ours(b.standing, step) else f"get {doers(b, step)[0]} to begin now"
    return f"{phrase.capital(b.names.title(step))} takes up to {days}, and nothing else can make up for it: {who}."
