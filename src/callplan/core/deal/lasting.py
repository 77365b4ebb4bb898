"""How often a step has to be settled and for how long it stays so: `times` and `lasts` (rules 14, 22)."""

from __future__ import annotations

from datetime import date

from callplan.core.days import after
from callplan.core.deal.standing import Standing, choices
from callplan.core.deal.state import Word
from callplan.core.map.terms import Length
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Settling(Record):
    """What the words on a step come to: the one that settled it, or `was` the one whose settling `lapsed` that day.

    `counted`: those so far, while it is not settled.
    """

    word: Word | None = None
    was: Word | None = None
    lapsed: date | None = None
    counted: tuple[Word, ...] = ()


def times(standing: Standing, step_id: str) -> int:
    """How many separate ones a step takes; the largest number while it is open which case holds."""
    found = [each for each in choices(standing, standing.map.steps[step_id].times) if isinstance(each, int)]
    return max(found, default=1)


def lapse(standing: Standing, step_id: str, settled: date) -> date | None:
    """The day from which a step settled that day is due again; the earliest possible; None: it lasts."""
    lengths = [each for each in choices(standing, standing.map.steps[step_id].lasts) if isinstance(each, Length)]
    return min([after(settled, length.shortest, standing.deal.free) for length in lengths], default=None)


def settling(
    standing: Standing, step_id: str, words: tuple[Word, ...], enough: Callable[[tuple[Word, ...]], bool]
) -> Settling:
    """What words come to, one after another: settled once they are `enough`, renewed by as many again.

    Renewed in time it keeps the day it was settled on (rule 14); renewed later, it is settled anew.
    """
    made, until, counted = None, None, tuple[Word, ...]()
    for word in words:
        counted = (*counted, word)
        if enough(counted):
            made = word if made is None or (until and word.on >= until) else made
            until, counted = lapse(standing, step_id, word.on), ()
            if until is None:
                break
    if made and until and standing.on and standing.on >= until:
        return Settling(None, made, until, counted)
    return Settling(made, counted=() if made else counted)
