"""Whether the client's own dates hold, in words: one line on the plan, the sentences under the table (rules 58-60)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.feasible import has_voice
from callplan.core.dates import (
    CANNOT,
    CLIENT,
    HOLDS,
    LIMIT,
    PAST,
    PROMISE,
    PUT_OFF,
    TAKES,
    WAIT,
    Dates,
    Goal,
    Judged,
    Stretch,
)  # fmt: skip
from callplan.core.dates.critical import longest
from callplan.core.deal.needs import is_ours
from callplan.core.deal.verdict import deciding
from callplan.core.margin import another
from callplan.core.plan.draft import Draft
from callplan.core.plan.model import Ask, Line
from callplan.core.playbook import Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.terms import Who

SHORT = 5


def line(draft: Draft, found: Dates) -> Iterator[Line]:
    """The date that holds by a few days only, is tight or cannot hold, and what they can do about it; and another.

    Those that have gone by are asked about instead, where there is somebody to ask. A limit that holds stands
    elsewhere.
    """
    asked = draft.clients and not draft.silent
    ranked = [each for each in found.ranked if each.word != PAST or not asked]
    if not ranked or _holds_well(ranked[0]):
        return
    worst = ranked[0]
    because = (f"rule {58 if worst.word == PAST else 60}", f"map {worst.target.step}")
    yield Line("WHERE", f"{sentence(draft, found, worst)}{_another(draft, ranked)}", because)


def _holds_well(judged: Judged) -> bool:
    return judged.word == HOLDS and (judged.target.kind == LIMIT or (judged.slack or 0) > SHORT)


def _another(draft: Draft, ranked: list[Judged]) -> str:
    """That another of the client's own dates is in danger, too; nothing where the others hold."""
    for each in [each for each in ranked[1:] if each.target.kind == CLIENT][:1]:
        day = phrase.long_day(each.target.day, draft.today)
        return another(each.word, draft.title(each.target.step), day, ranked[0].word)
    return ""


def past_dates(draft: Draft, found: Dates) -> Iterator[Ask]:
    """Which date holds now, where one has gone by: asked of whoever named it, else of whoever has a voice (rule 58)."""
    worst = found.worst
    if worst is None or worst.word != PAST:
        return
    title, day = draft.title(worst.target.step), phrase.short_day(worst.target.day, draft.today)
    here = [name for name in worst.target.people if name in draft.clients]
    who = phrase.joined([draft.first(name) for name in here or worst.target.people])
    named = f"{'You' if here else who} wanted {title} by {day}" if who else f"The day for {title} was {day}"
    voices = [name for name in draft.clients if has_voice(draft.standing, worst.target.step, (name,))]
    of = who if here else draft.first((voices or list(draft.clients))[0])
    yield Ask(f"{named}: which date holds now?", of, "a day, and what hangs on it", False, ("rule 58",))


def differing(draft: Draft, found: Dates) -> Iterator[Ask]:
    """Which of several people's days holds, asked of those of them on the call, else of everybody on it."""
    for target in [each.target for each in found.targets if each.target.others and each.word != PAST]:
        days = dict.fromkeys(phrase.short_day(each.day, draft.today) for each in target.said)
        people = [each.person for each in target.said if each.person in draft.clients]
        of = phrase.joined([draft.first(name) for name in people or draft.clients])
        question = f"Which day holds for {draft.title(target.step)}: {phrase.joined(list(days), 'or')}?"
        yield Ask(question, of, "", False, ("rule 58", f"map {target.step}"))


def sentence(draft: Draft, found: Dates, judged: Judged) -> str:
    """Who wants what by when, whether it holds, and what they can do about it."""
    wanted = phrase.capital(_wanted(draft, judged))
    if judged.word == PAST:
        return f"{wanted}, and that day has gone by: which date holds now?"
    if judged.word == CANNOT:
        return f"{wanted}, and that cannot hold: {_missing(draft, judged)} {_help(draft, judged)}"
    longest = phrase.long_day(judged.upper, draft.today)
    room = f"with {working(judged.slack or 0)} to spare"
    holds = f"which holds {room}" if judged.word == HOLDS else f"which is tight: it may take until {longest}"
    unknown = f", with {draft.titles(judged.unknown)} counted as no time" if judged.unknown else ""
    return f"{wanted}, {holds}{unknown}. {_first(draft, found, judged)}."


def _wanted(draft: Draft, judged: Judged) -> str:
    target, past = judged.target, judged.word == PAST
    title, day = draft.title(target.step), phrase.long_day(target.day, draft.today)
    others = [f"{draft.plain(each.person)}: {phrase.long_day(each.day, draft.today)}" for each in target.others]
    apart = f" ({', '.join(others)})" if others else ""
    if target.people:
        verb = "wanted" if past else "wants" if len(target.people) == 1 else "want"
        return f"{draft.names(target.people)} {verb} {title} by {day}{apart}"
    if target.kind == LIMIT:
        return f"the limit for {title} {'was' if past else 'is'} {day}"
    return f"we {'took' if past else 'take'} it that they {'wanted' if past else 'want'} {title} by {day}{apart}"


def working(days: int) -> str:
    """`no working day`, `one working day`, `12 working days`."""
    return phrase.several(days, "working day") if days else "no working day"


def _first(draft: Draft, found: Dates, judged: Judged) -> str:
    """What has to be done first on the critical way, by whom and by when, and the decision that it is for."""
    step = next(each.step for each in judged.way if each.kind != WAIT)
    latest = next(row.latest for row in found.rows if row.step == step)
    by = f" by {phrase.long_day(latest, draft.today)}" if latest else ""
    hangs = _decides(draft, judged)
    why = "To keep it," if hangs in (step, judged.target.step) else f"It hangs on {draft.title(hangs)}:"
    return f"{why} {_duty(draft, step)}{by}"


def _decides(draft: Draft, judged: Judged) -> str:
    """The decision that the longest stretch of the way is, or leads to."""
    after = judged.way[judged.way.index(judged.longest[0]) :]
    steps = [each.step for each in after if each.kind != WAIT]
    return next((step for step in steps if isinstance(draft.map.steps[step], Decision)), judged.target.step)


def _duty(draft: Draft, step: str) -> str:
    """`Sam has to fill in the questionnaire`, `Rui has to settle the money`, `we have to …`."""
    found = draft.map.steps[step]
    deed = f"settle {draft.title(step)}" if isinstance(found, Decision) else found.clause
    if is_ours(draft.standing, step):
        return f"we have to {deed}"
    who, count = _subject(draft, deciding(draft.standing, step))
    return f"{who} {'has' if count == 'one' else 'have'} to {deed}"


def _subject(draft: Draft, options: list[Who]) -> tuple[str, str]:
    return draft.subject(options[0]) if options else ("somebody", "one")


def _missing(draft: Draft, judged: Judged) -> str:
    """How many days are missing, and what takes longest before which decision."""
    count = judged.missing or 0
    return f"{working(count)} {'is' if count == 1 else 'are'} missing. {_takes_longest(draft, judged)}"


def _takes_longest(draft: Draft, judged: Judged) -> str:
    found = judged.longest
    if len(found) == 1:
        decision = _decides(draft, judged)
        before = "" if decision == found[0].step else f", before {draft.title(decision)}"
        return f"What takes longest is {lasting(draft, found[0])}{before}."
    each = f"{working(found[0].days)}"
    if len(found) == len(judged.way) > 2:
        return f"No one step takes longest: each of the {phrase.number(len(found))} on the way takes {each}."
    titles = phrase.shortened([_called(draft, stretch) for stretch in found])
    return f"What takes longest are {titles}, {each} each."


def _called(draft: Draft, stretch: Stretch) -> str:
    """A stretch without its length."""
    title = draft.title(stretch.step) if stretch.step else ""
    if stretch.kind != WAIT:
        return title
    return f"the wait after {title}" if title else "the wait that is running"


def named(draft: Draft, goal: Goal, way: tuple[Stretch, ...], waivable: tuple[str, ...]) -> Goal:
    """A goal of a stored row with its words, from its critical way: what it is, who can let what go, what is long."""
    long = longest(way)
    waiver = next(iter(_waivers(draft, waivable)), "")
    return goal.but(
        title=_loose(draft.title(goal.step)),
        waiver=_loose(waiver),
        longest=tuple([_loose(_called(draft, each)) for each in long]) if long != way else (),
    )


def lasting(draft: Draft, stretch: Stretch) -> str:
    """A stretch with its length, or with the day on which it is over."""
    day = phrase.long_day(stretch.ends, draft.today)
    title = draft.title(stretch.step) if stretch.step else ""
    if stretch.kind == TAKES:
        return f"{title}, {working(stretch.days)}"
    if stretch.kind == WAIT:
        return f"the wait of {working(stretch.days)} after {title}" if title else f"the wait that runs until {day}"
    promised = "promised by" if stretch.kind == PROMISE else "put off by"
    who = draft.first(stretch.person) if stretch.person else "us"
    return f"{title}, {promised} {who} {'for' if stretch.kind == PROMISE else 'to'} {day}"


def _help(draft: Draft, judged: Judged) -> str:
    """What on the way may be let go or begun now, and by whom; and the first day that can hold."""
    ways = _waivers(draft, judged.may_waive)
    begun = [_sooner(draft, stretch) for stretch in judged.way if stretch.step in judged.may_start]
    told = [*ways[:1], *list(filter(None, begun))[:1]]
    else_ = "else the day" if told else "the day"
    earliest = phrase.long_day(judged.lower, draft.today)
    moves = f"{else_} moves, to {earliest} at the earliest."
    return phrase.capital(f"{', or '.join(told)}; {moves}" if told else moves)


def _waivers(draft: Draft, steps: tuple[str, ...]) -> list[str]:
    """Who can let which of some steps go: `Tess Ahn can waive the security review`."""
    waivers: dict[str, list[str]] = {}
    for step in steps:
        waivers.setdefault(_waiver(draft, step), []).append(draft.title(step))
    return [f"{who} can waive {phrase.joined(titles[:2], 'or')}" for who, titles in waivers.items()]


def _waiver(draft: Draft, step: str) -> str:
    """Who may let a step go."""
    by = draft.map.steps[step].waive.by
    return _subject(draft, [by] if by else deciding(draft.standing, step))[0]


def _loose(words: str) -> str:
    return words.replace(phrase.HARD_SPACE, " ")


def _sooner(draft: Draft, stretch: Stretch) -> str:
    """How what needs nothing more can come sooner; nothing where it is counted from today already."""
    title = draft.title(stretch.step)
    if stretch.kind in (PROMISE, PUT_OFF):
        return f"{title} can come before {phrase.long_day(stretch.ends, draft.today)}"
    begun_later = stretch.kind == TAKES and stretch.begins > draft.today
    return f"{title} can begin today, out of turn" if begun_later else ""
