"""What came from outside and is kept beside what happened; no rule looks at it."""

from __future__ import annotations

from datetime import date

from callplan.core.record import Event


class Noted(Event):
    """What else was written down of the call of a day, as it was written."""

    call: date
    text: str


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
