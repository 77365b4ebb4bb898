"""What was put aside in an exchange, in sentences that hold once somebody was forgotten in it, too."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date

from callplan import settings
from callplan.core import phrase
from callplan.core.exchange.told import batch_of, day_of
from callplan.core.record import Record
from callplan.core.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.exchange import Line

ELSEWHERE = "you wrote to {} on another machine, too"


class KeptAside(Record):
    """Something that was put aside: its file, of which deal, and a line on each entry in words.

    `command`: what it was told to, where that offers it again; `day`: of which day it tells; `taker`: whose it is.
    """

    path: str
    deal: str
    command: str
    day: date | None
    told: tuple[str, ...]
    taker: str

    @property
    def is_there(self) -> bool:
        """Whether it is still kept."""
        return os.path.isfile(self.path)

    @property
    def is_offered(self) -> bool:
        """Whether a command offers it again."""
        return bool(self.command) and not self.taker and self.is_there


def told_on(lines: Sequence[Line]) -> date | None:
    """The day that a transaction tells of."""
    return batch_of("", [(each.kind, day_of(each.kind, each.on_day, each.body), each.recorder) for each in lines]).day


def why(called: str, taker: str) -> str:
    """Why it was not taken over, as it stays true."""
    return f"{called} went to {taker}" if taker else ELSEWHERE.format(called)


def in_sentences(every: Sequence[KeptAside]) -> list[str]:
    """What to say of all that was put aside, by deal; of what is offered alike, in one sentence."""
    by_deal = sorted(every, key=lambda each: each.deal.casefold())
    offered = Counter([(each.command, each.deal) for each in by_deal if each.is_offered])
    said = []
    for each in by_deal:
        if count := offered.pop((each.command, each.deal), 0) if each.is_offered else 0:
            said.append(_offered(each.command, clean(each.deal), count))
        elif not each.is_offered:
            said.append(_noted(each) if each.is_there else _gone(each))
    return said


def _offered(command: str, called: str, count: int) -> str:
    line = phrase.loose(phrase.command(command, called))
    what, again = ("was", "it again") if count == 1 else ("were", "them again, the earliest first")
    told, since = phrase.capital(phrase.several(count, command)), why(called, "")
    return f"{told} of yours {what} put aside, since {since}: `{line}` offers {again}, each answer as you gave it."


def _noted(each: KeptAside) -> str:
    told, since = clean("; ".join(each.told)), why(clean(each.deal), clean(each.taker))
    return f"Put aside, since {since}: {told}. `callplan drafts` keeps it until you drop it."


def _gone(each: KeptAside) -> str:
    """That it is kept no more, since it named somebody who was forgotten elsewhere."""
    day = f" of {phrase.loose(phrase.short_day(each.day, settings.today()))}" if each.day else ""
    what = f"Your {each.command}{day} to" if each.command else f"What you wrote{day} to"
    return (
        f"{what} {clean(each.deal)} was not taken over, and is gone, since it named somebody who was forgotten: "
        f"tell it anew, without them."
    )


def came_back(called: str) -> str:
    """That what was put aside of a deal is offered again."""
    return f"What was put aside of {clean(called)} when it went is offered again: `callplan drafts` lists it."
