"""DATES: whether a day the client wants can still be met, and what would help (page section 7, rules 58-60)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.dates import (
    CANNOT,
    CLIENT,
    HOLDS,
    LIMIT,
    PAST,
    PROMISE,
    PUT_OFF,
    TIGHT,
    WAIT,
    Dates,
    JudgedDate,
    Stretch,
    is_missed,
)
from callplan.core.days import as_told
from callplan.core.deal.facts import limit
from callplan.core.deal.needs import is_ours, ready_for
from callplan.core.deal.verdict import roles_in
from callplan.core.map.playbook import Decision
from callplan.core.plan import deadlines
from callplan.core.plan.aim import doers
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.no_calls import asking, may_ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

SHORT, FAR = 10, 14
DROPS = {CANNOT: 0, PAST: 0, TIGHT: 20, HOLDS: 40}
ALSO = {CANNOT: "doesn't hold either", TIGHT: "will be close, too", PAST: "has gone by, too"}


def dates(b: Briefing, aimed_at: str) -> Iterator[Line]:
    """The date that is in the worst way, with what would help; that another is in danger too; the other deadlines.

    Nobody is asked to do without what the call aims at.
    """
    assert b.dates is not None
    told = [each for each in b.dates.ranked if not _holds_well(each) and not is_missed(each)]
    for worst in told[:1]:
        because = (f"rule {58 if worst.word == PAST else 60}", f"map {worst.target.step}")
        judged = worst.but(may_waive=tuple([step for step in worst.may_waive if step != aimed_at]))
        drop = 0 if worst.target.kind == LIMIT else DROPS[worst.word]
        yield Line("DATES", f"{sentence(b, b.dates, judged)}{_another(b, told)}", because, drop=drop)
        if worst.word == CANNOT and worst.target.kind == LIMIT:
            from callplan.core.plan import too_late

            yield from too_late.cannot_hold(b, worst)
    yield from deadlines.begin_now(b, b.dates, aimed_at)
    yield from deadlines.others(b, next((each.target.step for each in told[:1] if each.target.kind == LIMIT), ""))


def _holds_well(judged: JudgedDate) -> bool:
    return judged.word == HOLDS and (judged.target.kind == LIMIT or (judged.slack or 0) > SHORT)


def _another(b: Briefing, ranked: list[JudgedDate]) -> str:
    """That another of the client's own dates is in danger, too."""
    for each in [each for each in ranked[1:] if each.target.kind == CLIENT and each.word in ALSO][:1]:
        title = phrase.capital(b.names.title(each.target.step))
        return f" {title} by {b.names.long_day(each.target.day)} {ALSO[each.word]}."
    return ""


def sentence(b: Briefing, found: Dates, judged: JudgedDate) -> str:
    """How one date stands, and what would help; the same on the page and under the table."""
    return _FRAMES[judged.word](b, found, judged)


def _deadline(b: Briefing, day: date) -> str:
    """A day that is a deadline: the working day before, where it falls on a free one."""
    return b.names.long_day(as_told(day, b.today, b.deal.free))


def _by(b: Briefing, judged: JudgedDate) -> str:
    """The day something is wanted by; a limit of the map with what it is counted from."""
    counted = judged.target.counted
    return f"{_deadline(b, judged.target.day)}{f' ({b.names.counted(counted)})' if counted else ''}"


def _past(b: Briefing, _: Dates, judged: JudgedDate) -> str:
    title, people = b.names.title(judged.target.step), judged.target.people
    if is_missed(judged):
        late = f": {working(judged.missing)} late" if judged.missing else ""
        return f"The deadline for {title} was {_by(b, judged)}{late}."
    who = b.names.shorts(people) if people else "We believe they"
    day = b.names.long_day(judged.target.day)
    ask = asking(b, b.clients or people, judged.target.step)
    then = f" {phrase.capital(ask)} which day holds now." if ask else ""
    return f"{who} wanted {title} by {day}.{then}{_apart(b, judged)}"


def _apart(b: Briefing, judged: JudgedDate) -> str:
    """Who names another day; one after a deadline is too late."""
    others = [
        f"{b.names.short(each.person) if each.person else 'we'} named {b.names.long_day(each.day)}"
        for each in judged.target.others
    ]
    ask = asking(b, b.clients or judged.target.people, judged.target.step)
    then = f": {ask} which day holds" if ask else ""
    then = ": that's too late" if judged.target.kind == LIMIT else then
    return f" {phrase.capital(phrase.joined(others))}{then}." if others else ""


def _cannot(b: Briefing, _: Dates, judged: JudgedDate) -> str:
    title, comes = b.names.title(judged.target.step), b.names.long_day(judged.lower)
    whose = f"the day {b.names.shorts(judged.target.people)} want{'s' if len(judged.target.people) == 1 else ''}"
    if not judged.target.people:
        whose = "the deadline" if judged.target.kind == LIMIT else "the day we believe they want"
    late = f"{working(judged.missing or 0)} after {whose}, {_by(b, judged)}"
    return f"At this pace {title} comes on {comes}, {late}.{_remedy(b, judged)}{_apart(b, judged)}"


def _remedy(b: Briefing, judged: JudgedDate) -> str:
    """One thing that would bring the day nearer; nothing where it would have to be asked of whom nobody may call."""
    for stretch in judged.way:
        if stretch.kind in (PROMISE, PUT_OFF) and stretch.person and may_ask(b, (stretch.person,)):
            last = judged.target.kind == LIMIT and stretch.step == judged.target.step
            sooner = f"by {_deadline(b, judged.target.day)}" if last else f"before {b.names.long_day(stretch.ends)}"
            return f" It would help if {b.names.short(stretch.person)} could do it {sooner}."
    if asked := without(b, judged):
        return f" {asked}"
    if judged.way[0].kind == WAIT:
        return ""
    ready = [step for step in ready_for(b.now, judged.way[0].step) if may_ask(b, (), step)]
    return f" This week it would help to {_effort(b, ready[0])}." if ready else ""


def without(b: Briefing, judged: JudgedDate) -> str:
    """Whom to ask whether something on the way is really needed; "" where nothing is, or nobody may be asked."""
    asked = [rung.id for rung in (b.ladder.aim, b.ladder.least) if rung]
    for step in [step for step in judged.may_waive if _may_be_let_go(b, step) and step not in asked]:
        waiver = b.map.steps[step].waive.by
        roles = roles_in(b.standing, waiver or b.map.steps[step].by)
        here = [name for name in b.clients if not set(roles).isdisjoint(b.deal.roles(name))]
        if (here or not b.call) and may_ask(b, here[:1] or b.deal.holders(roles[0])[:1], step):
            who = b.names.shorts(here[:1]) or phrase.joined([b.names.holder(role) for role in roles[:1]])
            return f"Ask {who} whether {b.names.title(step)} is really needed."
    return ""


def _may_be_let_go(b: Briefing, step: str) -> bool:
    """Whether to ask if something is really needed: an act; those who decide a thing ask for it themselves."""
    return not isinstance(b.map.steps[step], Decision)


def _effort(b: Briefing, step: str) -> str:
    """What would be done this week: ourselves, or by getting somebody to."""
    deed = b.names.act(step)
    return deed if is_ours(b.standing, step) else f"get {doers(b, step)[0]} to {deed}"


def _close(b: Briefing, found: Dates, judged: JudgedDate) -> str:
    title, by = phrase.capital(b.names.title(judged.target.step)), _by(b, judged)
    until = b.names.long_day(judged.upper)
    more = (_last_day(b, found, judged), _unknown(b, judged), _apart(b, judged))
    late = (judged.upper - judged.target.day).days > FAR
    return f"{title} by {by} {'may not hold' if late else 'will be close'}: it may take until {until}.{''.join(more)}"


def _last_day(b: Briefing, found: Dates, judged: JudgedDate) -> str:
    """The last day for what has to be done first, and whose it is; what is promised has a day to be kept."""
    if promise := _promise(judged):
        who = b.names.short(promise.person) if promise.person else "us"
        return f" It needs {who} to keep {b.names.long_day(promise.ends)}."
    step = next(each.step for each in judged.way if each.kind != WAIT)
    latest = _latest(b, found, step)
    if latest and step == judged.target.step:
        begin = next((row.begin for row in found.rows if row.step == step), None)
        whose = "We have" if is_ours(b.standing, step) else f"{_who(b, step)} has"
        return f" {phrase.capital(whose)} to begin by {b.names.long_day(begin)}." if begin else ""
    return f" {_deadline(b, latest)} is the last day for {_duty(b, step)}." if latest else ""


def _latest(b: Briefing, found: Dates, step: str) -> date | None:
    """The last day for a step; none where its own limit has gone by, since any other day would be a wrong one."""
    own = limit(b.standing, step)
    gone = own is not None and own < b.today
    return None if gone else next((row.latest for row in found.rows if row.step == step), None)


def _duty(b: Briefing, step: str) -> str:
    """`Stan to obtain a comparable offer`, `us to hand in the bid`, `Dana to decide whether …`."""
    return f"{'us' if is_ours(b.standing, step) else doers(b, step)[0]} to {b.names.act(step)}"


def _works(b: Briefing, found: Dates, judged: JudgedDate) -> str:
    title, by = phrase.capital(b.names.title(judged.target.step)), _by(b, judged)
    slack = f"with {working(judged.slack)} of slack" if judged.slack else "with no slack"
    condition = f", if {keeps}" if (keeps := _if_kept(b, judged) or _in_time(b, found, judged)) else ""
    return f"{title} by {by} works, {slack}{condition}.{_unknown(b, judged)}{_apart(b, judged)}"


def _promise(judged: JudgedDate) -> Stretch | None:
    """The promise on whose day the way begins."""
    return next((each for each in judged.way if each.kind == PROMISE), None)


def _if_kept(b: Briefing, judged: JudgedDate) -> str:
    """`Bea keeps Mon 8 Mar`, where the way goes by a day that was promised."""
    promise = _promise(judged)
    if promise is None:
        return ""
    who = f"{b.names.short(promise.person)} keeps" if promise.person else "we keep"
    return f"{who} {b.names.long_day(promise.ends)}"


def _in_time(b: Briefing, found: Dates, judged: JudgedDate) -> str:
    """`Nadia can run the trial by Mon 30 Nov`, of what comes first on the way."""
    step = next(each.step for each in judged.way if each.kind != WAIT)
    latest = _latest(b, found, step)
    return f"{_doer(b, step)} by {_deadline(b, latest)}" if latest and step != judged.target.step else ""


def _doer(b: Briefing, step: str) -> str:
    """`Nadia can run the trial`, `we can hand in the bid`, `Dana can decide whether …`."""
    return f"{'we' if is_ours(b.standing, step) else _who(b, step)} can {b.names.act(step)}"


def _who(b: Briefing, step: str) -> str:
    people = b.deciders(step) if isinstance(b.map.steps[step], Decision) else ()
    return b.names.shorts(people) if people else doers(b, step)[0]


def _unknown(b: Briefing, judged: JudgedDate) -> str:
    """What is counted as no time, since the map does not say how long it takes."""
    return f" That counts no time for {b.names.titles(judged.unknown)}." if judged.unknown and not b.call else ""


_FRAMES = {PAST: _past, CANNOT: _cannot, TIGHT: _close, HOLDS: _works}


def working(days: int) -> str:
    """`no working day`, `one working day`, `12 working days`."""
    return phrase.several(days, "working day") if days else "no working day"
