"""What is passed over again and again, what was lost without it, and the one thing to practise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from callplan.core import phrase
from callplan.core.days import NONE_FREE
from callplan.core.entries import Entry
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.map.terms import Named
from callplan.core.record import Record
from callplan.core.redpen.fates import (
    ENOUGH,
    DealFates,
    Deals,
    Hindsight,
    Practice,
    RedPen,
    StepFate,
    StepRow,
    Without,
    fates_of,
)
from callplan.core.redpen.lines import lines
from callplan.core.which_deals import Among

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.events import LookedBack

MARKS = ("yes", "maybe", "no")
COUNTED = ("applied", "passed_over", "paid", "waived", "missing", "without_amount")


def redpen(
    deals: Iterable[tuple[str, tuple[Entry, ...]]],
    among: Among | None = None,
    free: frozenset[date] = NONE_FREE,
    owners: Mapping[str, str] | None = None,
) -> RedPen:
    """The red pen over many deals, read once, one at a time; `owners`: whose some are on the team's hub."""
    among, tally = among or Among(), StepTally()
    for name, entries in deals:
        if among.holds(entries, (owners or {}).get(name, "")):
            tally.add(fates_of(entries, name, free))
    read, steps, practise = tally.deals(), tally.steps(), tally.practise()
    return RedPen(among, read, steps, practise, tuple(lines(among, read, steps, practise)))


class StepWords(Record):
    """How a playbook speaks of a step, in which version of it, and where it stands there."""

    version: int
    place: int
    practice: Practice


class StepCount:
    """What is known of one step so far."""

    def __init__(self, words: StepWords) -> None:
        self.words = words
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
            title=self.words.practice.title,
            **{counted: found[counted] for counted in COUNTED},
            amount=self.amount,
            rate=found["passed_over"] / found["applied"] if found["applied"] >= ENOUGH else None,
            reasons=dict(sorted(self.reasons.items(), key=lambda told: (-told[1], told[0]))),
            changed={mark: changed[mark] for mark in (*MARKS, *sorted(changed)) if mark in changed},
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
            words = _step_words(deal.maps[name], name)
            count = self.counts.setdefault((deal.playbook.id, name), StepCount(words))
            # the latest words are the ones to show
            if words.version >= count.words.version:
                count.words = words
            count.add(fate, deal, deal.said.get(name))

    def deals(self) -> Deals:
        """How many deals there were, and how they ended."""
        ends = self.ends
        return Deals(ends.total(), ends["won"], ends["lost"], ends["no-decision"], ends[""])

    def steps(self) -> tuple[StepRow, ...]:
        """Every step, by playbook; of each the one that was missing where most was lost comes first."""
        places = {key: count.words.place for key, count in self.counts.items()}
        steps = [count.step(*key) for key, count in self.counts.items()]
        steps.sort(key=lambda step: (step.playbook, [-part for part in step.worth], places[step.playbook, step.id]))
        return tuple(steps)

    def practise(self) -> Practice | None:
        """The step worth most of all that were passed over, and its playbook's help on it."""
        passed = [step for step in self.steps() if step.passed_over]
        if not passed:
            return None
        most = max(passed, key=lambda step: step.worth)
        return self.counts[most.playbook, most.id].words.practice


def _step_words(book: Playbook, name: str) -> StepWords:
    """How a map speaks of a step, or of `@ROLE`, where the act that brings them helps, or what they are asked."""
    if name in book.steps:
        step = book.steps[name]
        return StepWords(book.version, book.place[name], _practice(book, name, step.called, step))
    role = book.role[name.removeprefix("@")]
    bringing = next((act for act in book.acts if act.brings == role.id), None)
    asking = next((step for step in book.steps.values() if step.by == Named(role.id) and step.ask), None)
    title = phrase.call_with(role.called or phrase.with_article(role.title))
    found = _practice(book, name, title, bringing or asking)
    place = len(book.steps) + book.roles.index(role)
    return StepWords(book.version, place, found if bringing else found.but(if_skipped=""))


def _practice(book: Playbook, name: str, title: str, step: Act | Decision | None) -> Practice:
    helps = (step.ask, step.listen_for, step.help, step.if_skipped) if step else ("", "", "", "")
    return Practice(book.id, name, title, *helps)
