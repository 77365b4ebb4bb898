"""What a CRM says of deals: our own colleagues' word, kept apart from what the client did."""

from __future__ import annotations

from datetime import date

from callplan.core.record import Record

OPEN = "open"
# With what every next step of ours begins, so that it is known when it comes back
BEGINS = "Next: "


class CrmPerson(Record):
    """Somebody whom the CRM knows at a client: name, title or the part a column gives them, and mail address."""

    name: str
    title: str
    address: str = ""


class CrmDeal(Record):
    """A deal as a CRM has it: `system` is the CRM, `record` its own id; `status` is open, won, lost or closed."""

    system: str
    record: str
    name: str
    company: str = ""
    owner: str = ""
    stage: str = ""
    status: str = "open"
    amount: int | float | None = None
    currency: str = ""
    closes: date | None = None
    opened: date | None = None
    next_step: str = ""
    people: tuple[CrmPerson, ...] = ()
    url: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return self.system, self.record

    @property
    def id(self) -> str:
        """Its id behind the name of its CRM, as it may be typed."""
        return f"{self.system}:{self.record}"


class Changes(Record):
    """What an import comes to: deals that are new, changed or as before; no longer in the file; of other CRMs.

    `closed`: so many that are over in the file and were never taken in.
    """

    new: tuple[CrmDeal, ...] = ()
    changed: tuple[CrmDeal, ...] = ()
    same: tuple[CrmDeal, ...] = ()
    gone: tuple[CrmDeal, ...] = ()
    others: tuple[CrmDeal, ...] = ()
    closed: int = 0

    @property
    def kept(self) -> tuple[CrmDeal, ...]:
        """All that is in the table from now on."""
        return (*self.new, *self.changed, *self.same, *self.others)

    @property
    def anything(self) -> bool:
        """Whether there is something to write."""
        return bool(self.new or self.changed or self.gone)


def compared(before: tuple[CrmDeal, ...], now: tuple[CrmDeal, ...]) -> Changes:
    """What importing deals changes: an empty cell keeps what was there; one that is over stays where it was known.

    A file takes the place of all there was of the same CRM.
    """
    known = {each.key: each for each in before}
    systems = {each.system for each in now}
    new, changed, same, closed = list[CrmDeal](), list[CrmDeal](), list[CrmDeal](), 0
    for each in now:
        old = known.pop(each.key, None)
        if old:
            whole = old.but(**{name: held for name in old.__match_args__ if (held := getattr(each, name)) or held == 0})
            (same if whole == old else changed).append(whole)
        elif each.status == OPEN:
            new.append(each)
        else:
            closed += 1
    gone = [each for each in known.values() if each.system in systems]
    others = [each for each in known.values() if each.system not in systems]
    return Changes(tuple(new), tuple(changed), tuple(same), tuple(gone), tuple(others), closed)
