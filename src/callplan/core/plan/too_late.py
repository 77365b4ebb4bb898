"""What a page says once the last day for winning has gone by, or a day named lies beyond it (page rule 20)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.dates.passes import PROMISE, PUT_OFF
from callplan.core.deal.facts import Limit
from callplan.core.deal.standing import Standing
from callplan.core.deal.too_late import last_day, silent_end, untold
from callplan.core.deal.verdict import past
from callplan.core.events import Deferred, Event
from callplan.core.map.playbook import End
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim
from callplan.core.plan.questions_on_record import Query, about_fact, knows, question_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callplan.core.dates import JudgedDate

ONCE = 15


def too_late(b: Briefing) -> Iterator[Line]:
    """That the last day for the closing decision has gone by when the call is, what that means, and what is left."""
    last = last_day(b.standing, b.map.closing)
    if b.over or last is None or last.day >= b.day:
        return
    title = b.names.title(b.map.closing)
    gone = f"the last day for {title} has gone by"
    begin = phrase.capital(gone) if last.day < b.today else f"By then {gone}"
    skipped = b.map.steps[b.map.closing].if_skipped
    parts = [phrase.sentence(f"{begin}: {skipped}" if skipped else begin)]
    end = silent_end(b.standing, b.day)
    if end:
        close = f"{b.names.command('close')}{phrase.held(f' --end {end.id}')}"
        to_do = f": {close}, unless they still decide it" if b.deal.ours else ""
        parts.append(f"By the map it's {phrase.quoted(end.title or end.id)} now{to_do}.")
    elif end := silent_end(b.standing, date.max):
        parts.append(_if_nobody_decides(end))
    because = ("page rule 20", f"map {b.map.closing}.before", *([f"end {end.id}"] if end else []))
    yield Line("AIM" if b.call else "NEXT", " ".join(parts), because)


def cannot_hold(b: Briefing, judged: JudgedDate) -> Iterator[Line]:
    """What it comes to that a limit cannot hold; weightier where somebody named a later day for it."""
    named = any(each.kind in (PROMISE, PUT_OFF) and each.ends > judged.target.day for each in judged.way)
    if text := once_too_late(b.standing, judged.target.step):
        because = ("page rule 20", f"map {judged.target.step}.if_skipped")
        yield Line("DATES", text, because, drop=0 if named else ONCE)


def once_too_late(standing: Standing, step: str) -> str:
    """`Once it's too late, the contract runs on. If nobody decides, it's “rolled over” by the map.`; may be nothing."""
    skipped = standing.map.steps[step].if_skipped
    end = silent_end(standing, date.max) if step == standing.map.closing else None
    told = [phrase.sentence(f"Once it's too late, {skipped}")] if skipped else []
    return " ".join([*told, *([_if_nobody_decides(end)] if end else [])])


def _if_nobody_decides(end: End) -> str:
    return f"If nobody decides, it's {phrase.quoted(end.title or end.id)} by the map."


def put_off_too_far(b: Briefing, events: Iterable[Event]) -> Iterator[str]:
    """That a decision was put off beyond its last day, or beyond that of the closing one, and what that means."""
    off = {each.decision: each.until for each in events if isinstance(each, Deferred) and each.until}
    for step, until in off.items():
        counted = past(b.standing, step).put_off if step in b.map.steps else None
        last = _last_day_around(b.standing, step) if counted and counted.until == until else None
        if last and last[1].day < until:
            names, (late_for, limit) = b.names, last
            day = f"{names.long_day(limit.day)} ({names.counted(limit.point)})"
            text = f"{names.long_day(until)} is after the deadline for {names.title(late_for)}, {day}."
            yield " ".join(filter(None, (text, once_too_late(b.standing, late_for))))


def _last_day_around(standing: Standing, step: str) -> tuple[str, Limit] | None:
    """The first last day among a decision's own and that of the closing one, where that waits for it; and whose."""
    closing = standing.map.closing
    steps = dict.fromkeys((step, closing) if step in standing.way.through(closing) else (step,))
    found = [(each, last) for each in steps if (last := last_day(standing, each))]
    return min(found, key=lambda each: each[1].day, default=None)


def ask_until_told(b: Briefing, found: Aim) -> Iterator[Query]:
    """What the last day for winning hangs on and nobody has told, on every page until somebody does."""
    nobody = found.kind in (case.SILENT, case.NO_CLIENT, case.NOTHING) or not b.clients
    for name in [name for name in untold(b.standing) if not nobody and question_for(b, name)]:
        yield about_fact(b, name, knows(b, found, name)).but(until_told=True)
