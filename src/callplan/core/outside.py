"""What came from outside, or went there, and is kept beside what happened; no rule looks at it."""

from __future__ import annotations

from datetime import date

from callplan.core.events import Event


class Noted(Event):
    """Something said or written that no rule uses: on the call of a day, or in a reply of that day."""

    call: date
    text: str
    person: str = ""


class Reached(Event, in_both=True):
    """The mail address at which somebody is reached."""

    person: str
    address: str


class Listed(Event, in_both=True):
    """What a CRM said of the deal that day, by its own id of it: our own colleagues' word, and it moves nothing."""

    system: str
    record: str
    stage: str = ""
    status: str = "open"
    amount: int | float | None = None
    closes: date | None = None
    next_step: str = ""


class Sent(Event):
    """A letter was made for somebody, kept whole by its rows; `about`: what each numbered line of it is about.

    That it was sent is for the rep to know; it tells nobody anything that they had not heard, and moves nothing.
    """

    page: str
    person: str
    text: tuple[str, ...]
    about: tuple[str, ...] = ()
