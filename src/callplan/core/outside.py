"""What came from outside and is kept beside what happened; no rule looks at it."""

from __future__ import annotations

from datetime import date

from callplan.core.record import Event


class Noted(Event):
    """What else was written down of the call of a day, as it was written."""

    call: date
    text: str
