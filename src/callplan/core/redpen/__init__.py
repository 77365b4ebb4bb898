"""What is passed over again and again, what was lost without it, and the one thing to practise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from callplan.core import english
from callplan.core.days import NONE_FREE
from callplan.core.entries import Entry
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.map.terms import Named
from callplan.core.record import Record
from callplan.core.redpen.fates import DealFates, StepFate, fates_of
from callplan.core.redpen.lines import lines
from callplan.core.redpen.model import ENOUGH, Deals, Hindsight, Practice, RedPen, StepRow, Without
from callplan.core.which_deals import Among

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.events import LookedBack

MARKS = ("yes", "maybe", "no")


def redpen(
    deals: Iterable[tuple[str, tuple[Entry, ...]]], among: Among | None = None, free: frozenset[date] = NONE_FREE
) -> RedPen:
    """The red pen over many deals, read once, one at a time."""
    among, tally = among or Among(), StepTally()
    for name, entries in deals:
        if among.holds(entries):
            tally.add(fates_of(entries, name, free))
    read, steps, practise = tally.deals(), tally.steps(), tally.practise()
    return RedPen(among, read, steps, practise, tuple(lines(among, read, steps, practise)))


class StepWords(Record):
    """How a playbook speaks of a step, in which version of it, and where it stands there."""

    version: int
    place: int
    title: str
    ask: str = ""
    listen_for: str = ""
    help: str = ""
    if_skipped: str = ""


class StepCount:
    """What is known of one step so far."""

    def __init__(self, wording: StepWords) -> None:
        self.wording = wording
        self.found: Counter[str] = Counter()
        self.amount: int | float = 0
        self.reasons: Counter[str] = Counter()
        self.without: list[Without] = []
        self.marks: list[Hindsight] = []

    def add(self, fate: StepFate, deal: DealFates, said: LookedBack | None) -> None:
        """Take in one deal more."""
        missing = fate.missing and deal.lost
        self.found.update(
            applied=1, passed_over=int(fate.passed_over), paid=int(fate.paid), waived=int(fate.waived),
            missing=int(missing), without_amount=int(missing and deal.amount is None),
        )  # fmt: skip
        self.amount += (deal.amount or 0) if missing else 0
        if missing:
            self.without.append(Without(deal.name, deal.end, deal.amount))
        if said:
            self.reasons.update([said.reason] if said.reason else [])
            self.marks += [Hindsight(deal.name, said.changed)] if said.changed and deal.lost else []

    def step(self, playbook: str, name: str) -> StepRow:
        """The step as it is shown."""
        found, changed = self.found, Counter([mark.changed for mark in self.marks])
        return StepRow(
            playbook=playbook,
            id=name,
            title=self.wording.title,
            applied=found["applied"],
            passed_over=found["passed_over"],
            paid=found["paid"],
            waived=found["waived"],
            missing=found["missing"],
            amount=self.amount,
            without_amount=found["without_amount"],
            rate=found["passed_over"] / found["applied"] if found["applied"] >= ENOUGH else None,
            reasons=dict(sorted(self.reasons.items(), key=lambda told: (-told[1], told[0]))),
            changed={mark: changed[mark] for mark in sorted(changed, key=_place)},
            without=tuple(self.without),
            marks=tuple(self.marks),
        )


class StepTally:
    """Every step of every playbook, and how the deals ended; one deal in memory at a time."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], StepCount] = {}
        self.ends: Counter[str] = Counter()

    def add(self, deal: DealFates) -> None:
        """Take in one deal more; one that ended void counts for nothing."""
        if deal.end == "void":
            return
        self.ends[deal.end] += 1
        for name, fate in deal.fates.items():
            count = self._count(deal.playbook.id, _step_words(deal.maps[name], name), name)
            count.add(fate, deal, deal.said.get(name))

    def _count(self, book: str, words: StepWords, name: str) -> StepCount:
        """Where a step is counted, in its latest words."""
        count = self.counts.setdefault((book, name), StepCount(words))
        if words.version >= count.wording.version:
            count.wording = words
        return count

    def deals(self) -> Deals:
        """How many deals there were, and how they ended."""
        ends = self.ends
        return Deals(ends.total(), ends["won"], ends["lost"], ends["no-decision"], ends[""])

    def steps(self) -> tuple[StepRow, ...]:
        """Every step, by playbook; of each the one that was missing where most was lost comes first."""
        places = {key: count.wording.place for key, count in self.counts.items()}
        steps = [count.step(*key) for key, count in self.counts.items()]
        steps.sort(key=lambda step: (step.playbook, [-part for part in step.worth], places[step.playbook, step.id]))
        return tuple(steps)

    def practise(self) -> Practice | None:
        """The step worth most of all that were passed over, and its playbook's help on it."""
        passed = [step for step in self.steps() if step.passed_over]
        if not passed:
            return None
        most = max(passed, key=lambda step: step.worth)
        words = self.counts[most.playbook, most.id].wording
        return Practice(most.playbook, most.id, words.title, words.ask, words.listen_for, words.help, words.if_skipped)


def _step_words(book: Playbook, name: str) -> StepWords:
    """How a map speaks of a step, or of `@ROLE`, where the act that brings them helps, or what they are asked."""
    if name in book.steps:
        return _helped(book, book.place[name], book.steps[name].called, book.steps[name])
    role = book.role[name.removeprefix("@")]
    title = english.call_with(role.called or english.with_article(role.title))
    bringing = [act for act in book.acts if act.brings == role.id]
    theirs = [step for step in book.steps.values() if step.by == Named(role.id) and step.ask]
    found = _helped(book, len(book.steps) + book.roles.index(role), title, next(iter([*bringing, *theirs]), None))
    return found if bringing else found.but(if_skipped="")


def _helped(book: Playbook, place: int, title: str, step: Act | Decision | None) -> StepWords:
    if step is None:
        return StepWords(book.version, place, title)
    return StepWords(book.version, place, title, step.ask, step.listen_for, step.help, step.if_skipped)


def _place(mark: str) -> tuple[int, str]:
    return MARKS.index(mark) if mark in MARKS else len(MARKS), mark
