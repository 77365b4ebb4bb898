"""The figures across deals as a value: what every paper prints, and what `--json` shows as it is."""

from __future__ import annotations

from datetime import date

from callplan.core.plan.briefing import Line
from callplan.core.record import Record
from callplan.core.which_deals import Among

ENOUGH = 5


class Calls(Record):
    """The three figures of rule 52, of one month (`2026-11`) or of all; calls without a client person are in none.

    `shown_…`: the same as it was shown on the day of each call, before anything was corrected. `back`: calls in which
    they went back; `meant`: those of them that were planned to, which is what they were for (rule 61).
    """

    month: str
    calls: int
    called: int
    decisions: int
    small_steps: int
    shown_decisions: int
    shown_small_steps: int
    back: int
    meant: int

    @property
    def corrected(self) -> bool:
        """Whether what was shown that day has changed since."""
        return (self.decisions, self.small_steps) != (self.shown_decisions, self.shown_small_steps)


class PromiseCounts(Record):
    """What became of one side's promises.

    `late`: kept after a date was missed; `unmarked`: its day has gone by, and nobody has said what became of it;
    `open`: its day is still to come; `left`: neither kept nor missed when the deal ended without an order, or when
    whoever made it left. `rate`: of those kept, late or missed, the part that was kept with no date marked as missed;
    None of fewer than five.
    """

    side: str
    kept: int
    late: int
    missed: int
    unmarked: int
    open: int
    left: int
    rate: float | None


class StageCalls(Record):
    """The calls held while the client stood in a stage of main (""; past the last one), and those with a decision.

    `calls_each`: calls for each of these; None of fewer than five.
    """

    playbook: str
    id: str
    title: str
    calls: int
    decisions: int
    calls_each: float | None


class DecisionTime(Record):
    """How many days a decision took, from when it could begin until it was made.

    It could begin once it had all it needed (`from_needs`) and the decision before it on its track was made
    (`from_before`), whichever came later; else with the deal (`from_opening`). `low` to `high` are the days of the
    middle half, `median` those of the middle one; None of fewer than five. `takes`: what the playbook says.
    """

    playbook: str
    id: str
    title: str
    cases: int
    low: int | None
    median: float | None
    high: int | None
    from_needs: int
    from_before: int
    from_opening: int
    takes: str
    offered: str


class Figures(Record):
    """The figures across deals on a day.

    `patches`: by playbook, the times of one's own as a patch to its map; `fitting`: an open deal that takes it.
    """

    on: date
    among: Among
    deals: int
    calls: Calls
    months: tuple[Calls, ...]
    promises: tuple[PromiseCounts, ...]
    stages: tuple[StageCalls, ...]
    times: tuple[DecisionTime, ...]
    patches: dict[str, str]
    fitting: dict[str, str]
    lines: tuple[Line, ...]
