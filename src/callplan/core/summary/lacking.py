"""What of the hard question a summary has no answer to, and whether a day of it has come to nothing."""

from __future__ import annotations

from datetime import date

from callplan.core.days import CANNOT, PAST
from callplan.core.summary import UNSURE, Summary, Work


def lacks(found: Summary, on: date = date.min) -> tuple[str, ...]:
    """The parts of the hard question that have no answer on a day; none of a deal that is closed.

    A decision that is not sure has no day; a day that has gone by is none, nor is one of theirs that cannot hold.
    """
    step = found.next
    if found.closed:
        return ()
    every = {
        "decision": bool(step.holds),
        "decider": bool(step.id) and not step.people,
        "day": bool(step.holds) or step.told is None or step.told.day < on or no_longer(found),
        "work": bool(at_a_loss(step.work)),
        "source": any(weak.state in UNSURE for weak in step.weak),
    }
    return tuple([part for part, lacking in every.items() if lacking])


def no_longer(found: Summary) -> bool:
    """Whether the client's own date has gone by, or cannot hold."""
    return any(each.word in (CANNOT, PAST) for each in found.dates)


def in_danger(found: Summary, on: date) -> bool:
    """Whether the day told has gone by, or the client's own date has come to nothing."""
    told = found.next.told
    gone_by = told is not None and not found.next.holds and told.day < on
    return not found.closed and (gone_by or no_longer(found) or any(each.late for each in found.deadlines))


def at_a_loss(works: tuple[Work, ...]) -> list[Work]:
    """The work that nobody sees to and the decision waits for; of aids, all when nobody sees to any."""
    lost = [work for work in works if not work.known or work.missed]
    return [work for work in lost if work.needed] or (lost if len(lost) == len(works) else [])
