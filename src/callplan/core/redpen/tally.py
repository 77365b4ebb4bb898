"""The steps of each playbook added up, deal after deal, one deal in memory at a time."""

from __future__ import annotations

from collections import Counter

from callplan.core import english
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.map.terms import Named
from callplan.core.record import Record
from callplan.core.redpen.fates import Fate, Told
from callplan.core.redpen.model import ENOUGH, Deals, Mark, Practice, Step, Without

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.events import LookedBack

MARKS = ("yes", "maybe", "no")


class Wording(Record):
    """How a playbook speaks of a step, in which version of it, and where it stands there."""

    version: int
    place: int
    title: str
    ask: str = ""
    listen_for: str = ""
    help: str = ""
    if_skipped: str = ""


class Count:
    """What is known of one step so far."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.found: Counter[str] = Counter()
        self.amount: int | float = 0
        self.reasons: Counter[str] = Counter()
        self.without: list[Without] = []
        self.marks: list[Mark] = []

    def add(self, fate: Fate, deal: Told, said: LookedBack | None) -> None:
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
            self.marks += [Mark(deal.name, said.changed)] if said.changed and deal.lost else []

    def step(self, playbook: str, name: str) -> Step:
        """The step as it is shown."""
        found, changed = self.found, Counter([mark.changed for mark in self.marks])
        return Step(
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


class Tally:
    """Every step of every playbook, and how the deals ended."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], Count] = {}
        self.ends: Counter[str] = Counter()

    def add(self, deal: Told) -> None:
        """Take in one deal more; one that ended void counts for nothing."""
        if deal.end == "void":
            return
        self.ends[deal.end] += 1
        for name, fate in deal.fates.items():
            count = self._count(deal.playbook.id, wording(deal.maps[name], name), name)
            count.add(fate, deal, deal.said.get(name))

    def _count(self, book: str, words: Wording, name: str) -> Count:
        """Where a step is counted, in its latest words."""
        count = self.counts.setdefault((book, name), Count(words))
        if words.version >= count.wording.version:
            count.wording = words
        return count

    def deals(self) -> Deals:
        """How many deals there were, and how they ended."""
        ends = self.ends
        return Deals(ends.total(), ends["won"], ends["lost"], ends["no-decision"], ends[""])

    def steps(self) -> tuple[Step, ...]:
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


def wording(book: Playbook, name: str) -> Wording:
    """How a map speaks of a step, or of `@ROLE`, where the act that brings them helps, or what they are asked."""
    if name in book.steps:
        return _helped(book, book.place[name], book.steps[name].called, book.steps[name])
    role = book.role[name.removeprefix("@")]
    title = f"a call with {role.called or english.with_article(role.title)}"
    bringing = [act for act in book.acts if act.brings == role.id]
    theirs = [step for step in book.steps.values() if step.by == Named(role.id) and step.ask]
    found = _helped(book, len(book.steps) + book.roles.index(role), title, next(iter([*bringing, *theirs]), None))
    return found if bringing else found.but(if_skipped="")


def _helped(book: Playbook, place: int, title: str, step: Act | Decision | None) -> Wording:
    if step is None:
        return Wording(book.version, place, title)
    return Wording(book.version, place, title, step.ask, step.listen_for, step.help, step.if_skipped)


def _place(mark: str) -> tuple[int, str]:
    return MARKS.index(mark) if mark in MARKS else len(MARKS), mark
