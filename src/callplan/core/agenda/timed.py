"""The day's list with a calendar beside it: the hour, the length and the people that the journal does not know."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.agenda import NO_DEAL, Agenda, AgendaCall, with_whom
from callplan.core.agenda.matching import Matched
from callplan.core.agenda.meeting import DECLINED, Guest, Meeting
from callplan.core.person import is_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callplan.core.agenda.matching import OpenDeal
    from callplan.core.agenda.meeting import CalendarRead
    from callplan.core.summary import Summary

MOST_TITLE = 60
TAKEN_BACK = "; taken back in the calendar"


def days_of(found: Sequence[Matched]) -> list[date]:
    """The days on which there is a meeting with somebody from outside, or of a deal."""
    return sorted({each.meeting.day for each in found if _is_call(each) and not each.meeting.taken_back})


def timed(
    page: Agenda, found: Sequence[Matched], deals: Mapping[str, OpenDeal], sums: Mapping[str, Summary],
    meetings: Mapping[str, Meeting],
) -> Agenda:  # fmt: skip
    """The list with the meetings of its days: what the journal has of these is told with them, by the clock.

    `sums`: the summaries of the deals that a meeting is about; `meetings`: all of the calendar, by what a planned call
    is known by there, so that it is told where one was moved or taken back.
    """
    today = [each for each in found if each.meeting.day <= page.until]
    waited = [each for each in today if _is_call(each) and not _is_gone(each, page.calls)]
    calls = [_call(each, page, deals, sums) for each in waited]
    told = {(call.deal, call.day) for call in calls}
    rest = [_changed(each, meetings, page.on) for each in page.calls if (each.deal, each.day) not in told]
    every = sorted([*calls, *rest], key=lambda each: (each.day, each.start or "99:99", each.deal))
    inside = sum(not _is_call(each) and not each.meeting.taken_back for each in today)
    head = "" if any(each.day == page.on for each in every) else "No call today." if every else page.head
    behind = tuple([_changed(each, meetings, page.on) for each in page.no_debrief])
    return page.but(calls=tuple(every), inside=inside, head=head, no_debrief=behind)


def _changed(call: AgendaCall, meetings: Mapping[str, Meeting], on: date) -> AgendaCall:
    """A call of the journal, as what the calendar has become of it: moved, taken back, or as it was."""
    meeting = meetings.get(call.invite) if call.invite else None
    if meeting is None or (meeting.day == call.day and not meeting.taken_back):
        return call
    if meeting.taken_back:
        return call.but(text=call.text + TAKEN_BACK, to_do=_called_off(call.deal))
    hour = f" {meeting.start:%H:%M}" if meeting.start else ""
    was, now = phrase.long_day(call.day, on), phrase.long_day(meeting.day, on)
    return call.but(text=f"{call.text}; was {was}, now {now}{hour}", to_do=_moved(call.deal, meeting.day))


def _moved(deal: str, to: date) -> str:
    """What is typed where the calendar has moved a call."""
    return f"{phrase.command('prep', deal)} {phrase.held(f'--call-moved {to}')}"


def _called_off(deal: str) -> str:
    """What is typed where the calendar has taken a call back."""
    return f"{phrase.command('debrief', deal)} --call-cancelled"


def _is_call(one: Matched) -> bool:
    return bool(one.deals or one.guests)


def _is_gone(one: Matched, calls: Sequence[AgendaCall]) -> bool:
    """Whether it was taken back, and no call waits for it."""
    waited = [each.deal for each in calls if each.day == one.meeting.day]
    return one.meeting.taken_back and not any(name in waited for name in one.deals)


def _call(one: Matched, page: Agenda, deals: Mapping[str, OpenDeal], sums: Mapping[str, Summary]) -> AgendaCall:
    meeting = one.meeting
    deal = one.deals[0] if len(one.deals) == 1 else ""
    told = sums.get(deal)
    waited = told.call if told else None
    was = waited.day if waited and waited.invite == meeting.invite and waited.day != meeting.day else None
    known = next((each for each in page.calls if (each.deal, each.day) == (deal, meeting.day)), None)
    minutes = meeting.minutes or (known.minutes if known else None)
    people = tuple([_named(each, deals.get(deal)) for each in one.coming]) or (known.people if known else ())
    planned = known.planned_on if known else None
    length = f"{minutes} min" if minutes else ""
    text = " ".join(filter(None, (length, _whom(one, people, deals.get(deal)))))
    return AgendaCall(
        deal=deal or NO_DEAL,
        day=meeting.day,
        minutes=minutes,
        people=people,
        planned_on=planned,
        text=f"{text}{_besides(one, deal, planned, was, page.on)}",
        to_do=_moved(deal, meeting.day) if was else _to_do(one, deal, planned),
        aim=told.next.aim if told and not meeting.taken_back else "",
        start=f"{meeting.start:%H:%M}" if meeting.start else "",
        may_be=one.deals if not deal else (),
        invite=meeting.invite,
    )


def _whom(one: Matched, people: Sequence[str], known: OpenDeal | None) -> str:
    """With whom it is, and who declined; what it is called where nobody is named."""
    title = phrase.excerpt(one.meeting.summary[:MOST_TITLE])
    told = with_whom(people) if people or not title else phrase.quoted(title)
    away = [_named(each, known) for each in one.guests if each.state == DECLINED]
    return f"{told}; not {phrase.joined(away)} (declined)" if away else told


def _besides(one: Matched, deal: str, planned: date | None, was: date | None, on: date) -> str:
    if one.meeting.taken_back:
        return TAKEN_BACK
    if was:
        return f"; was {phrase.long_day(was, on)}"
    if planned:
        return f"; planned on {phrase.short_day(planned, on)}"
    if deal:
        return ""
    return f": {phrase.joined(one.deals, 'or')}?" if one.deals else ": no deal knows them"


def _to_do(one: Matched, deal: str, planned: date | None) -> str:
    if not deal:
        return phrase.held("callplan prep")
    if one.meeting.taken_back:
        return _called_off(deal)
    return "" if planned else phrase.command("prep", deal)


def _named(guest: Guest, deal: OpenDeal | None) -> str:
    """A guest as the deal calls them; else by the name in the calendar, or the address."""
    people = deal.people if deal else {}
    by_address = [name for name, addresses in people.items() if guest.address and guest.address in addresses]
    by_name = is_named(guest.name, dict.fromkeys(people, "")) if guest.name else []
    return (by_address or by_name or [guest.name or guest.address])[0]


def read_on(page: Agenda, read: CalendarRead) -> Agenda:
    """The list with what is said of the calendar: how many meetings are left out, and of when it is."""
    left = ""
    if page.inside:
        what = "nobody from outside" if read.names_guests else "nobody invited"
        left = f"{phrase.capital(phrase.number(page.inside))} more {'has' if page.inside == 1 else 'have'} {what}. "
    written = read.written
    of = f"{read.called} is of {phrase.long_day(written.date(), page.on)} {written:%H:%M}." if written else ""
    return page.but(foot=f"{left}{of}".strip())
