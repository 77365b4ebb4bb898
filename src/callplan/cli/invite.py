"""A saved invite as answers to what a prep asks: the day, the length and who comes; flags go before it."""

from __future__ import annotations

import sys
from datetime import date

from callplan import settings
from callplan.cli import asking, deals
from callplan.core import phrase
from callplan.core.agenda.invited import addressed, called, chosen, coming, moved_from, named_guests
from callplan.core.interview.question import Choice, Question, every
from callplan.core.interview.which_call import awaited
from callplan.core.person import is_named
from callplan.core.text import clean, tidy, written
from callplan.errors import BadFile, Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.agenda.meeting import Guest, Meeting
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Answers, Asker

YES, NO = Choice("yes", "Yes"), Choice("", "No")


def answered(
    place: Meeting | str, name: str, entries: tuple[Entry, ...], given: Answers, ask: Asker
) -> Answers | None:  # fmt: skip
    """What is answered by a meeting, or by the file of an invite, and by flags.

    None where it takes the call back, which is written down if that is said. Raises BadFile for a file that holds no
    meeting, or several.
    """
    meeting = _meeting(place) if isinstance(place, str) else place
    deal = deals.folded(entries, name) if entries else None
    if meeting.taken_back:
        _taken_back(name, deal, meeting, ask)
        return None
    told: Answers = {"on": meeting.day.isoformat(), "invite": meeting.invite}
    told |= {"minutes": meeting.minutes} if meeting.minutes else {}
    day = moved_from(deal, meeting)
    if day and not given.get("on") and not given.get("call-moved") and _is_moved(day, meeting.day, ask):
        told["call-moved"] = meeting.day.isoformat()
    told |= _company(meeting, deal, given, ask)
    reached = [*told.pop("reached", ()), *given.get("reached", ())]
    return {**told, **given, **({"reached": reached} if reached else {})}


def _meeting(file: str) -> Meeting:
    """The one meeting of a file, or of what comes through a pipe."""
    try:
        from callplan import calendar_file

        read = calendar_file.invite("the invite" if file == "-" else file, _data(file), settings.today())
    except ModuleNotFoundError:
        from callplan.cli.calendar import INSTALL

        raise Refusal(INSTALL) from None
    for line in read.problems:
        print(line, file=sys.stderr)
    found = chosen(read.meetings, settings.today())
    if len(found) != 1:
        how = "holds no meeting that can be read" if not found else f"holds {phrase.number(len(found))} meetings"
        raise BadFile(f"{clean(read.called)} {how}: save the invite of this call alone.")
    return found[0]


def _data(file: str) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read()
        with open(file, "rb") as opened:
            return opened.read()
    except OSError as error:
        raise Refusal(f"{clean(file)} cannot be read: {error.strerror or error}.") from error


def _taken_back(name: str, deal: Deal | None, meeting: Meeting, ask: Asker) -> None:
    """Write down that the call was called off, if that is said."""
    day = awaited(deal)
    if deal is None or day is None:
        raise Usage(f"The invite takes back a call of {called(meeting.day)}, and none of {name} was to come.")
    if meeting.day not in (day, date.min):
        raise Usage(f"The invite takes back a call of {called(meeting.day)}; that of {name} is on {called(day)}.")
    flags = f"`{phrase.command('debrief', name)} --call-cancelled`, which writes it down"
    question = Question("it", f"This takes back the call of {called(day)}. Write that down?", "choice", (YES, NO))
    if asking.one(question.but(flags=flags, why="A call that does not take place is not asked about."), ask):
        from callplan.cli.debrief import debrief

        debrief(name, call_cancelled=True)
    else:
        print("Nothing was written.", file=sys.stderr)


def _is_moved(before: date, now: date, ask: Asker) -> bool:
    text = f"The invite has the call of {called(before)} on {called(now)}. Write down that it was moved?"
    why = "A call that was moved is not asked about on its old day."
    return bool(asking.one(Question("it", text, "choice", (YES, NO), why=why, flags=f"--call-moved {now}"), ask))


def _company(meeting: Meeting, deal: Deal | None, given: Answers, ask: Asker) -> Answers:
    """Who comes, and whose addresses were not known; whoever has no name is asked for.

    Where it is told who comes, an invite adds their addresses and nobody.
    """
    people, said = deal.people if deal else {}, addressed(every(given, "reached"))
    told = dict.fromkeys(coming(every(given, "with")), "")
    names, reached = list[str](), list[str]()
    for guest, name in named_guests(meeting, deal, _me(meeting, deal)):
        who = said.get(guest.address) or name
        if told:
            who = who if who in people else next(iter(is_named(who, told)), "")
        elif not who:
            who = _asked(guest, ask)
        if who:
            names.append(written(who))
            known = (*said, *(people[who].addresses if who in people else ()))
            reached += [written(who, guest.address)] if guest.address and guest.address not in known else []
    return {"reached": reached, **({} if told else {"with": names})} if names else {}


def _me(meeting: Meeting, deal: Deal | None) -> tuple[str, ...]:
    """The rep's own addresses; where they are not set, and several houses are invited, how that is done is said."""
    me, people = settings.own_addresses(), deal.people if deal else {}
    houses = {each.domain for each in meeting.guests if not each.is_room}
    if not me and len(houses) > 1 and any(name not in people for _, name in named_guests(meeting, deal, me)):
        line = f'me = ["you@your.house"] under [calendar] in {clean(settings.settings_file())}'
        print(f"Which of those invited you are is not known: write {line}.", file=sys.stderr)
    return me


def _asked(guest: Guest, ask: Asker) -> str:
    question = Question(
        "it", f"Who is {guest.address}? Leave it empty if they do not count.", "name",
        why="A calendar knows them by this address from then on.", reads=tidy, empty="not on the call",
        flags=f"--reached NAME:{guest.address}",
    )  # fmt: skip
    return str(asking.one(question, ask))
