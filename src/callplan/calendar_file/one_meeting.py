"""An event of the library as a meeting: its local time, its length, and who is invited, all of it cleaned."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from callplan.core.agenda.meeting import ACCEPTED, OPEN, STATES, Guest, Meeting
from callplan.core.person import whole_name
from callplan.core.text import tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from callplan.calendar_file.text_pass import Block

ROOMS = ("ROOM", "RESOURCE")
ROOM_HOSTS = ("resource.calendar.google.com",)
LONGEST, MOST_GUESTS = timedelta(days=1), 200
_NAME_AND_MAIL = re.compile(r"(.*?)\s*[(<\[]\s*\S+@\S+\s*[)>\]]\s*")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")


def meeting(event: Any, block: Block) -> Meeting:
    """An occurrence of a series as a meeting. Raises an error of any kind where its time is none."""
    begins = event["DTSTART"].dt
    start = _local(begins) if isinstance(begins, datetime) else None
    cancelled = _word(event, "STATUS") == "CANCELLED" or block.method == "CANCEL"
    return Meeting(
        uid=tidy(str(event.get("UID", ""))) or block.uid,
        occurrence=_occurrence(event),
        day=start.date() if start else begins,
        start=start,
        minutes=_minutes(event, begins) if start else None,
        summary=tidy(str(_first(event, "SUMMARY") or "")),
        guests=tuple(guests(event)),
        taken_back=cancelled,
        is_free=_word(event, "TRANSP") == "TRANSPARENT" or _word(event, "X-MICROSOFT-CDO-BUSYSTATUS") == "FREE",
    )


def _first(event: Any, name: str) -> object:
    found = event.get(name)
    return found[0] if isinstance(found, list) else found


def _word(event: Any, name: str) -> str:
    return str(_first(event, name) or "").strip().upper()


def _local(moment: datetime) -> datetime:
    """The moment as clocks here show it; one without a zone is meant so."""
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment


def _occurrence(event: Any) -> str:
    told = getattr(_first(event, "RECURRENCE-ID"), "dt", None)
    if isinstance(told, datetime):
        return _local(told).isoformat(timespec="minutes")
    return told.isoformat() if isinstance(told, date) else ""


def _minutes(event: Any, begins: datetime) -> int | None:
    """How long it takes; nothing where that is not told, or cannot be."""
    ends, lasts = getattr(_first(event, "DTEND"), "dt", None), getattr(_first(event, "DURATION"), "dt", None)
    if isinstance(ends, datetime) and (ends.tzinfo is None) == (begins.tzinfo is None):
        lasts = ends - begins if ends.tzinfo is None else ends.astimezone() - begins.astimezone()
    if isinstance(lasts, timedelta) and timedelta() < lasts < LONGEST:
        return round(lasts.total_seconds() / 60)
    return None


def is_short(event: Any) -> bool:
    """Whether it ends within a day, as a call does."""
    begins, ends = event["DTSTART"].dt, getattr(_first(event, "DTEND"), "dt", None)
    lasts = getattr(_first(event, "DURATION"), "dt", None)
    if isinstance(ends, datetime) and isinstance(begins, datetime):
        lasts = _local(ends) - _local(begins)
    return not isinstance(lasts, timedelta) or lasts < LONGEST


def guests(event: Any) -> Iterator[Guest]:
    """Everybody invited, each once, and whoever invites where they are not among them."""
    seen: set[str] = set()
    for name, organizes in (("ATTENDEE", False), ("ORGANIZER", True)):
        told = event.get(name) or []
        for each in (told if isinstance(told, list) else [told])[:MOST_GUESTS]:
            found = _guest(each, organizes=organizes)
            key = found.address or found.name.casefold()
            if key and key not in seen:
                seen.add(key)
                yield found


def _guest(told: object, *, organizes: bool) -> Guest:
    params = getattr(told, "params", {})
    mail = _MAIL.search(re.sub(r"(?i)^\s*mailto:", "", str(told)))
    address = tidy(mail[0]).lower() if mail else ""
    kind, state, called = (_param(params.get(name, "")) for name in ("CUTYPE", "PARTSTAT", "CN"))
    name = _name(called)
    if not name and not address:
        name = _name(re.sub(r"(?i)^\s*(mailto|invalid|cid|urn):.*", "", str(told)))
    return Guest(
        name=name,
        address=address,
        state=ACCEPTED if organizes else state.lower() if state.lower() in STATES else OPEN,
        is_room=kind.upper() in ROOMS or address.rpartition("@")[2] in ROOM_HOSTS,
    )


def _param(value: object) -> str:
    """A parameter; one with a comma that is not quoted comes as several."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value).strip('" ')


def _name(written: str) -> str:
    """Somebody's name, given name first, without the address that stands for one or behind it."""
    text = tidy(written.replace("\\,", ",")).strip("\"' ")
    found = _NAME_AND_MAIL.fullmatch(text)
    text = found[1].strip("\"' ") if found else text
    return "" if _MAIL.fullmatch(text) or "@" in text else whole_name(text)
