"""A saved invite as answers to what a prep asks: the day, the length and who comes; flags go before it."""

from __future__ import annotations

import sys
from datetime import date

from callplan import settings
from callplan.cli import asking, deals
from callplan.core import phrase
from callplan.core.agenda.invited import called, chosen, moved_from, named_guests
from callplan.core.interview.question import Choice, Question
from callplan.core.interview.which_call import awaited
from callplan.core.text import clean, tidy, written
from callplan.errors import BadFile, Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.agenda.meeting import Guest, Meeting
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Answers, Asker

YES, NO = Choice("yes", "Yes"), Choice("", "No")


def invited(file: str, name: str, entries: tuple[Entry, ...], given: Answers, ask: Asker) -> Answers | None:
    """What is answered by an invite and by flags; None where it takes the call back, which is written down if so said.

    Raises BadFile for what holds no meeting, or several.
    """
    meeting = _meeting(file)
    deal = deals.folded(entries, name) if entries else None
    if meeting.taken_back:
        _taken_back(name, deal, meeting, ask)
        return None
    told: Answers = {"on": meeting.day.isoformat(), "invite": meeting.invite}
    told |= {"minutes": meeting.minutes} if meeting.minutes else {}
    day = moved_from(deal, meeting)
    if day and not given.get("on") and not given.get("call-moved") and _is_moved(day, meeting.day, ask):
        told["call-moved"] = meeting.day.isoformat()
    return {**told, **({} if given.get("with") else _company(meeting, deal, ask)), **given}


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


def _company(meeting: Meeting, deal: Deal | None, ask: Asker) -> Answers:
    """Who comes, and whose addresses were not known; whoever has no name is asked for."""
    me = (settings.calendar() or ("", ()))[1]
    names, reached = list[str](), list[str]()
    for guest, name in named_guests(meeting, deal, me):
        who = name or _asked(guest, ask)
        if who:
            names.append(written(who))
            known = deal.people[who].addresses if deal and who in deal.people else ()
            reached += [written(who, guest.address)] if guest.address and guest.address not in known else []
    return {"with": names, "reached": reached} if names else {}


def _asked(guest: Guest, ask: Asker) -> str:
    question = Question(
        "it", f"Who is {guest.address}? Leave it empty if they do not count.", "name",
        why="A calendar knows them by this address from then on.", reads=tidy, empty="not on the call",
        flags="--with PERSON",
    )  # fmt: skip
    return str(asking.one(question, ask))
