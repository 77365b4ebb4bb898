"""The figures in sentences, and one's own times as a patch to a map, in the form of `callplan map --patch`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from callplan.core import phrase
from callplan.core.figures.model import ENOUGH, Calls, DecisionTime, Figures, PromiseCounts, StageCalls
from callplan.core.map.playbook import Playbook
from callplan.core.plan.briefing import Line

SIDES = {"client": "By clients", "us": "By us"}
STATES = {
    "kept": "kept",
    "late": "kept after a date was missed",
    "missed": "missed",
    "unmarked": "late and not marked",
    "open": "not due yet",
    "left": "left open when the deal ended or they left",
}
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
    yield from _kept(found.promises)
    playbooks = [*[stage.playbook for stage in found.stages], *[time.playbook for time in found.times]]
    several = len(set(playbooks)) > 1
    for stage in found.stages:
        yield Line("BY STAGE", _stage(stage, _of(stage.playbook, several)), (f"map {stage.id}",), "-")
    told = [time for time in found.times if time.cases >= ENOUGH]
    for time in told:
        yield Line("TIMES", _time(time, _of(time.playbook, several)), (f"map {time.id}",), "-")
    if found.patches:
        yield Line("TIMES", _offer(found), tuple([f"map {playbook}" for playbook in found.patches]))
    if found.times and not told:
        yield Line("TIMES", _too_few(found.times), ("rule 59",))


def _calls(in_all: Calls, months: tuple[Calls, ...]) -> Iterator[Line]:
    yield Line("CALLS", f"{_figures(in_all)}{_back(in_all)}{_shown(in_all)}", ("rule 52",))
    for month in months if len(months) > 1 else ():
        yield Line("CALLS", _month(month), ("rule 52",), "-")


def _figures(calls: Calls) -> str:
    """The three figures of all calls, in a sentence."""
    if calls.calls == 1:
        called = "called an advance" if calls.called else "not called an advance"
        small = "they took a small step" if calls.small_steps else "they decided nothing"
        did = "they decided something" if calls.decisions else small
        return f"One call: {called}, {'and' if bool(calls.called) == bool(calls.decisions) else 'but'} {did}."
    said, made, small = (_none(count) for count in (calls.called, calls.decisions, calls.small_steps))
    return (
        f"In {phrase.number(calls.calls)} calls: {said} called an advance, {made} with a client decision, {small} "
        "with a small step."
    )


def _back(calls: Calls) -> str:
    """In how many calls they went back, those that were meant to apart."""
    if not calls.back:
        return ""
    meant = "unplanned" if not calls.meant else f"{phrase.number(calls.meant)} of them on purpose"
    if calls.meant == calls.back:
        meant = {1: "on purpose", 2: "both on purpose"}.get(calls.back, "all on purpose")
    return f" They went back in {phrase.several(calls.back, 'call')}, {meant}."


def _shown(calls: Calls) -> str:
    if not calls.corrected:
        return ""
    decisions, small = (_none(count) for count in (calls.shown_decisions, calls.shown_small_steps))
    return f" Shown on the day, before corrections: {decisions} with a client decision, {small} with a small step."


def _month(month: Calls) -> str:
    """A row of the table of months, in figures."""
    name = f"{date.fromisoformat(f'{month.month}-01'):%B %Y}"
    calls = f"{month.calls:,} {'call' if month.calls == 1 else 'calls'}"
    made = f"{month.decisions:,} with a client decision, {month.small_steps:,} with a small step"
    back = f"; {month.back:,} went back, {month.meant:,} on purpose" if month.back else ""
    shown = f"; shown on the day: {month.shown_decisions:,} and {month.shown_small_steps:,}" if month.corrected else ""
    return f"{name}: {calls}; {month.called:,} called an advance, {made}{back}{shown}."


def _none(count: int) -> str:
    return phrase.number(count) if count else "none"


def _kept(sides: tuple[PromiseCounts, ...]) -> Iterator[Line]:
    """What became of promises, and where that is said of the late ones."""
    for side in sides:
        told = [f"{phrase.number(count)} {word}" for name, word in STATES.items() if (count := getattr(side, name))]
        if told:
            rate = (
                ""
                if side.rate is None
                else f" Kept with no date marked as missed: {side.rate:.0%} of those kept or missed."
            )
            yield Line("PROMISES", f"{SIDES[side.side]}: {', '.join(told)}.{rate}", ("promises",))
    if any(side.unmarked for side in sides):
        lists = phrase.held("callplan promises")
        where = f"`{lists}` lists those that are late, until each is marked as kept, missed or moved."
        yield Line("PROMISES", where, ("promises",))


def _of(playbook: str, several: bool) -> str:
    return f" ({playbook})" if several else ""


def _stage(stage: StageCalls, of: str) -> str:
    """A row of the table of stages, in figures."""
    where = f"At {phrase.quoted(stage.title)}{of}" if stage.id else f"After the last decision{of}"
    calls = f"{stage.calls:,} {'call' if stage.calls == 1 else 'calls'}"
    made = f"{stage.decisions:,} with a client decision"
    return f"{where}: {calls}, {made}{_each(stage.calls_each)}."


def _each(calls: float | None) -> str:
    if calls is None:
        return ""
    told = f"{calls:.1f}".removesuffix(".0")
    return f"; {told} {'call' if told == '1' else 'calls'} for each"


def _time(time: DecisionTime, of: str) -> str:
    """The middle half beside the map's own word, and what the days are counted from."""
    half = phrase.several(time.low or 0, "day") if time.low == time.high else f"{time.low} to {time.high} days"
    half = half if time.high else "no day at all"
    takes = f"the map says {time.takes}" if time.takes else "the map says nothing"
    counted = [(count, words) for name, words in SINCE if (count := getattr(time, name))]
    since = phrase.joined([f"{words} ({phrase.number(count)})" for count, words in counted])
    cases = phrase.several(time.cases, "deal")
    return f"{phrase.capital(time.title)}{of}: the middle half of {cases} took {half}; {takes}. Counted from {since}."


def _too_few(times: tuple[DecisionTime, ...]) -> str:
    most = max(times, key=lambda time: time.cases)
    return (
        f"How long a decision takes is told once five deals have made it; closest is {most.title}, made in "
        f"{phrase.number(most.cases)}."
    )


def _offer(found: Figures) -> str:
    """How one's own times come into the map of a deal, and of those to come."""
    playbook, *others = found.patches
    deal = phrase.typed(found.fitting[playbook]) if playbook in found.fitting else "DEAL"
    chosen = {"playbook": playbook, "owner": phrase.typed(found.among.owner), "since": str(found.among.since)}
    flags = [f"--{name} {said}" for name, said in chosen.items() if name == "playbook" or getattr(found.among, name)]
    line = " ".join(map(phrase.held, ["callplan figures", *flags, "--to yaml", "| callplan map", f"{deal} --patch -"]))
    told = (
        f"`{line}` puts these times into the map of one deal; the first half alone prints them, and says how they come "
        "into the map of deals to come."
    )
    ways = [phrase.held(f"`--playbook {other}`") for other in others]
    return f"{told} There are times for {phrase.joined(ways)}, too." if others else told


def patch(book: Playbook, times: tuple[DecisionTime, ...]) -> str:
    """The patch that puts the offered times of a playbook into its map; "" when none is offered."""
    offered = {time.id: time.offered for time in times if time.playbook == book.id and time.offered}
    if not offered:
        return ""
    told = [*_how_to_use(book), "stages:"]
    for stage in book.stages:
        steps = [step.id for step in stage.steps if step.id in offered]
        if steps:
            told += [f"  - id: {stage.id}", "    steps:"]
            told += [f"      - {{id: {step}, takes: {offered[step]}}}" for step in steps]
    return "\n".join(told) + "\n"


def _how_to_use(book: Playbook) -> list[str]:
    """How the patch is used, in lines that it can be used with."""
    return [
        f"# Days for decisions on {book.id}, from your own deals: callplan map DEAL --patch FILE",
        "# For deals to come, take the # from the next four lines, and save this among your playbooks",
        "# (`callplan where` names the folder) as the file that its id names:",
        "# format: 1",
        f"# id: my-{book.id}",
        "# title: In our own times",
        f"# extends: {book.id}",
    ]
