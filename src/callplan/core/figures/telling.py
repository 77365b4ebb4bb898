"""The figures in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from callplan.core import phrase
from callplan.core.figures.model import ENOUGH, Calls, Figures, Promises, Stage, Time
from callplan.core.plan.model import Line
from callplan.core.report import in_calls

SIDES = {"client": "Theirs", "us": "Ours"}
SINCE = (
    ("from_before", "the decision before"),
    ("from_needs", "having all it needed"),
    ("from_opening", "the beginning"),
)


def lines(found: Figures) -> Iterator[Line]:
    """The page: calls by month, promises, calls for a decision, and days for one."""
    asked = "".join(f" {part}" for part in found.among.told())
    deals = phrase.several(found.deals, "deal") if found.deals else "no deals"
    yield Line("HEAD", f"FIGURES · {deals}{asked}", ("deals",))
    if found.calls.calls:
        yield from _calls(found.calls, found.months)
    for side in found.promises:
        if side.kept + side.late + side.missed + side.open:
            yield Line("PROMISES", _promises(side), ("promises",))
    playbooks = [*[stage.playbook for stage in found.stages], *[time.playbook for time in found.times]]
    several = len(set(playbooks)) > 1
    for stage in found.stages:
        yield Line("BY STAGE", _stage(stage, _of(stage.playbook, several)), (f"map {stage.id}",), "-")
    told = [time for time in found.times if time.cases >= ENOUGH]
    for time in told:
        yield Line("TIMES", _time(time, _of(time.playbook, several)), (f"map {time.id}",), "-")
    for playbook in found.patches:
        yield Line("TIMES", _offer(playbook), (f"map {playbook}",))
    if found.times and not told:
        yield Line("TIMES", "No decision has been made in five deals yet.", ("rule 59",))


def _calls(in_all: Calls, months: tuple[Calls, ...]) -> Iterator[Line]:
    yield Line("CALLS", f"{_figures(in_all)}{_shown(in_all)}", ("rule 52",))
    for month in months if len(months) > 1 else ():
        name = f"{date.fromisoformat(f'{month.month}-01'):%B %Y}"
        yield Line("CALLS", f"{_figures(month, f'{name}, in')}{_shown(month)}", ("rule 52",), "-")


def _figures(calls: Calls, begin: str = "In") -> str:
    gap = {"calls": calls.calls, "called": calls.called, "decisions": calls.decisions, "small_steps": calls.small_steps}
    return f"{in_calls(gap, begin)}{_back(calls)}"


def _back(calls: Calls) -> str:
    """In how many calls they went back, those that were meant to apart."""
    by_itself = calls.back - calls.meant
    parts = [f"{phrase.number(calls.meant)} on purpose"] if calls.meant else []
    parts += [f"{phrase.number(by_itself)} unplanned"] if by_itself else []
    return f" They went back in {phrase.several(calls.back, 'call')}: {phrase.joined(parts)}." if calls.back else ""


def _shown(calls: Calls) -> str:
    if not calls.corrected:
        return ""
    decisions, small = (_none(count) for count in (calls.shown_decisions, calls.shown_small_steps))
    return f" Shown on the day, before corrections: {decisions} with a client decision, {small} with a small step."


def _none(count: int) -> str:
    return phrase.number(count) if count else "none"


def _promises(side: Promises) -> str:
    told = [
        f"{phrase.number(count)} {word}"
        for count, word in (
            (side.kept, "kept"), (side.late, "kept late"), (side.missed, "missed"), (side.open, "not due or not marked")
        )
        if count
    ]  # fmt: skip
    rate = f" In time: {side.rate:.0%} of those that are kept or missed." if side.rate is not None else ""
    return f"{SIDES[side.side]}: {', '.join(told)}.{rate}"


def _of(playbook: str, several: bool) -> str:
    return f" ({playbook})" if several else ""


def _stage(stage: Stage, of: str) -> str:
    where = f"At {phrase.quoted(stage.title)}{of}" if stage.id else f"After the last decision{of}"
    made = f"{_none(stage.decisions)} with a client decision"
    each = f", so {stage.calls_each:.1f} calls for each" if stage.calls_each is not None else ""
    return f"{where}: {phrase.several(stage.calls, 'call')}, {made}{each}."


def _time(time: Time, of: str) -> str:
    """The middle half beside the map's own word, and what the days are counted from."""
    half = phrase.several(time.low or 0, "day") if time.low == time.high else f"{time.low} to {time.high} days"
    takes = f"the map says {time.takes}" if time.takes else "the map says nothing"
    counted = [(count, words) for name, words in SINCE if (count := getattr(time, name))]
    since = phrase.joined([f"{words} ({phrase.number(count)})" for count, words in counted])
    cases = phrase.several(time.cases, "deal")
    return f"{phrase.capital(time.title)}{of}: the middle half of {cases} took {half}; {takes}. Counted from {since}."


def _offer(playbook: str) -> str:
    line = phrase.held(f"callplan figures --playbook {playbook} --to yaml")
    return f"`{line}` prints your own times as a patch to that map."
