"""What is said of a deal under its line: the first two that fit (page section 11)."""

from __future__ import annotations

from datetime import date
from itertools import islice

from callplan.core import phrase
from callplan.core.days import CANNOT, PAST, TIGHT
from callplan.core.names import quote
from callplan.core.review.cells import FRESH, quiet_days
from callplan.core.review.question import in_danger, short, silence, then_ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callplan.core.summary import DueStep, Owing, Said, Summary

MOST = 2
QUIET = 14
NEAR = 7


def note(summary: Summary, on: date) -> str:
    """The first two of all there is to say of a deal; where there is nothing, what comes next."""
    if summary.closed:
        return " ".join(_ended(summary, on))
    if summary.past_winning:
        return f"{summary.past_winning} Close the deal, unless it was done in time."
    found = (frame(summary, on) for frame in _FRAMES)
    return " ".join(islice(filter(None, found), MOST)) or _next(summary)


def _no_debrief(summary: Summary, on: date) -> str:
    gone_by = [day for day in (summary.planned, summary.next_meeting) if day and day < on]
    return f"No debrief of the call of {phrase.short_day(min(gone_by), on)} yet." if gone_by else ""


def _silence(summary: Summary, _: date) -> str:
    return f"No calls until {silence(summary)}." if summary.next.silent else ""


def _said(summary: Summary, _: date) -> str:
    """What was said of the decision and is not settled."""
    found = summary.next.said
    if found is None:
        return ""
    return f"{'From others: ' if found.second_hand else ''}{_SAID[found.kind](summary, found)}"


def _apart(summary: Summary, found: Said) -> str:
    told = () if found.second_hand else found.from_others
    yes, no = (f"{short(summary, each)}{', we hear,' if each in told else ''}" for each in found.people)
    get = "" if summary.next.silent else f": get them to agree on {summary.next.topic}"
    return f"{yes} said yes and {no} said no{get}."


def _words(summary: Summary, found: Said, what: str, ask: str = "") -> str:
    """Who said what, in their words, and what to ask about it; nothing where nobody may be asked."""
    told = f"{short(summary, found.people[0])} {what}"
    told = phrase.sentence(f"{told}: {quote(found.words)}" if found.words else told)
    then = then_ask(summary, found.people[0], ask) if ask else ""
    return f"{told} {then}" if then else told


def _no(summary: Summary, found: Said) -> str:
    return _words(summary, found, "said no", "if it's for good")


def _not_sure(summary: Summary, found: Said) -> str:
    return _words(summary, found, "is no longer sure", "what would settle it")


def _put_off(summary: Summary, found: Said) -> str:
    return _words(summary, found, "put it off")


_SAID: dict[str, Callable[[Summary, Said], str]] = {
    "apart": _apart, "no": _no, "re-opened": _not_sure, "put-off": _put_off,
}  # fmt: skip


def _they_owe(summary: Summary, on: date) -> str:
    side = summary.theirs
    return _promised(summary, "was", phrase.short_day(side.due, on)) if side.due and side.due < on else ""


def _promised(summary: Summary, verb: str, by: str) -> str:
    """`Fay was to count the users by 2 Dec.`"""
    return f"{phrase.with_day(short(summary, summary.theirs.person), verb, summary.theirs.act, by)}."


def _we_owe(summary: Summary, on: date) -> str:
    side = summary.ours
    return f"We owe: {side.act}, since {phrase.short_day(side.due, on)}." if side.due and side.due < on else ""


def _from_before(summary: Summary, _: date) -> str:
    """How many promises were open when the deal ended that was taken up again."""
    count = summary.theirs.before + summary.ours.before
    ask = then_ask(summary, summary.next.ask, "whether it's still wanted" if count == 1 else "which are still wanted")
    return f"Open when it ended: {phrase.several(count, 'promise')}. {ask}".rstrip() if count else ""


def _pressing(summary: Summary, on: date) -> str:
    """Our own deadline that is near, or has gone by: before all else there is to say."""
    return _deadline(
        summary, [each for each in summary.deadlines if each.ours and (each.late or (each.day - on).days <= NEAR)], on
    )


def _ours(summary: Summary, on: date) -> str:
    """Our next deadline, where it is not that near."""
    return "" if _pressing(summary, on) else _deadline(summary, [each for each in summary.deadlines if each.ours], on)


def _next_of(found: list[DueStep]) -> DueStep | None:
    """The first that is still to come; where all have gone by, the last of them."""
    coming = [each for each in found if not each.late]
    if coming:
        return min(coming, key=lambda each: each.day)
    return max(found, key=lambda each: each.day, default=None)


def _deadline(summary: Summary, found: list[DueStep], on: date) -> str:
    """`We have to hand in the bid by Thu 11 Mar.`; of what is late also the next of ours that waits for it."""
    first = _next_of(found)
    if first is None:
        return ""
    day = phrase.long_day(first.day, on)
    if not first.late:
        return f"{phrase.with_day('We', 'have', first.act, day)}{_more(first, on)}."
    then = _next_of([each for each in summary.deadlines if each.own and not each.late])
    due = f", and {then.title} is due by {phrase.long_day(then.day, on)}" if then else ""
    return f"{phrase.with_day('We', 'had', first.act, day)}: it's late{due}."


def _more(found: DueStep, on: date) -> str:
    """Beside the day of what is ours to do: that it is the last, that it comes late, or that it is wanted sooner."""
    if found.was:
        return f", at the latest: it was due {phrase.long_day(found.was, on)}"
    if found.missing:
        return f": at this pace it comes {phrase.several(found.missing, 'working day')} late"
    return f", and by {phrase.long_day(found.sooner, on)} to begin on {found.begins} in time" if found.sooner else ""


def _danger(summary: Summary, on: date) -> str:
    """How their date stands; where that has gone by also the next deadline, which still runs."""
    told = in_danger(summary, on)
    return " ".join(filter(None, (told, _running(summary, on)))) if told and _has_gone_by(summary) else told


def _has_gone_by(summary: Summary) -> bool:
    return bool(summary.dates) and summary.dates[0].word == PAST


def _theirs(summary: Summary, on: date) -> str:
    """The deadlines that run on their side, unless they are told already."""
    return "" if _has_gone_by(summary) and in_danger(summary, on) else _running(summary, on)


def _running(summary: Summary, on: date) -> str:
    """The last deadline that went by, of those not ours or that we cannot begin on yet, and the next to come.

    Not where the date in danger tells it, or they want it sooner.
    """
    theirs = [each for each in summary.dates if not each.limit and each.word != PAST]
    told = [each.step for each in (*theirs, *[each for each in summary.dates if each.word in (TIGHT, CANNOT)])]
    found = [each for each in summary.deadlines if not each.ours and each.step not in told]
    late = _next_of([each for each in found if each.late])
    then = _next_of([each for each in found if not each.late])
    both = [f"The deadline for {late.title} was {phrase.long_day(late.day, on)}."] if late else []
    return " ".join([*both, *([_due(then, on)] if then else [])])


def _due(found: DueStep, on: date) -> str:
    """`Due by Mon 19 Jul: the award.`; what cannot hold is told as their date in danger."""
    return f"Due by {phrase.long_day(found.day, on)}: {found.title}."


def _doubted(summary: Summary, _: date) -> str:
    if summary.next.holds != "doubted":
        return ""
    return "Two dates missed." if summary.next.silent else "Two dates missed: ask whether it still matters."


def _unnamed(summary: Summary, _: date) -> str:
    called = summary.next.called
    return f"Find out who decides: {called} has no name yet." if called else ""


def _quiet(summary: Summary, on: date) -> str:
    """How long they have decided nothing, while nobody has a day for anything, nor is a call still to be told."""
    found, days = summary.next, quiet_days(summary, on)
    ahead = [summary.planned, summary.next_meeting, found.not_before, found.told.day if found.told else None]
    back = summary.resumed is not None and (on - summary.resumed).days <= FRESH
    if days < QUIET or found.silent or back or not found.id or any(day and day >= on for day in ahead):
        return ""
    return "" if _no_debrief(summary, on) else f"Quiet for {phrase.number(days)} days: get a day."


_FRAMES = (
    _pressing, _no_debrief, _silence, _said, _they_owe, _we_owe, _from_before, _doubted, _danger, _ours, _theirs,
    _unnamed, _quiet,
)  # fmt: skip


def _next(summary: Summary) -> str:
    """What a call would be for; where nothing is left to decide, just that."""
    return f"Next: {summary.next.aim}" if summary.next.id else summary.next.aim


def _ended(summary: Summary, on: date) -> Iterator[str]:
    """Why a deal was lost; of one that was won, what is still missing and what was promised."""
    if not summary.won:
        yield from (
            [phrase.sentence(phrase.capital(phrase.excerpt(summary.closed_reason)))] if summary.closed_reason else []
        )
        return
    debts = [debt for debt in summary.owed if not debt.ours]
    yield from [_missing(debts)] if debts else []
    yield from filter(None, (_they_owe(summary, on) or _to_come(summary, on), _we_owe(summary, on)))


def _missing(debts: list[Owing]) -> str:
    """What is still missing before what comes first."""
    gate = debts[0].gate
    titles = phrase.shortened([debt.title for debt in debts if debt.gate == gate])
    return f"Still missing{f' before {gate}' if gate else ''}: {titles}."


def _to_come(summary: Summary, on: date) -> str:
    """The first promise on either side that is still to come."""
    theirs, ours = summary.theirs, summary.ours
    if theirs.due:
        return _promised(summary, "is", phrase.long_day(theirs.due, on))
    return f"We owe: {ours.act}, by {phrase.long_day(ours.due, on)}." if ours.due and ours.due >= on else ""
