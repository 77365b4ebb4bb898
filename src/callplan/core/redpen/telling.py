"""The red pen in sentences, to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from callplan.core import phrase
from callplan.core.among import Among
from callplan.core.plan.model import Line
from callplan.core.redpen.model import Deals, Practice, Step

ENDS = (("won", "won"), ("lost", "lost"), ("no_decision", "without a decision"), ("open", "open"))
NOT_A_CAUSE = (
    "What was passed over, beside the deals that were lost or not decided without it. The two go together; "
    "that does not say that one caused the other."
)


def lines(among: Among, deals: Deals, steps: tuple[Step, ...], practise: Practice | None) -> Iterator[Line]:
    """The page: how the deals ended, each playbook's steps, and the one thing to practise."""
    yield Line("HEAD", f"RED PEN · {_read(among, deals)}", ("deals",))
    if not deals.read:
        return
    yield Line("HEAD", NOT_A_CAUSE, ("association",))
    for playbook, group in groupby(steps, key=lambda step: step.playbook):
        told = [step for step in group if step.passed_over or step.waived]
        for step in told:
            yield from _of_step(playbook, step)
        if not told:
            yield Line(playbook, "Nothing was passed over.", (f"map {playbook}",))
    if practise:
        most = next(step for step in steps if (step.playbook, step.id) == (practise.playbook, practise.id))
        yield from _practise(practise, most)


def _read(among: Among, deals: Deals) -> str:
    asked = "".join(f" {part}" for part in among.told())
    if not deals.read:
        return f"no deals{asked}"
    ends = [f"{phrase.number(count)} {word}" for name, word in ENDS if (count := getattr(deals, name))]
    return f"{phrase.several(deals.read, 'deal')}{asked}: {', '.join(ends)}"


def _of_step(playbook: str, step: Step) -> Iterator[Line]:
    because = (f"map {step.id}",)
    yield Line(playbook, f"{phrase.capital(step.title)}: {_passed(step)}.", because, "-")
    if step.missing:
        yield Line(playbook, f"Missing in {_lost(step)}.", because, "→")
    if step.waived:
        more = "more " if step.passed_over else ""
        text = f"Let go of by the client in {phrase.several(step.waived, f'{more}deal')}: that is not passing over."
        yield Line(playbook, text, because, "→")
    if step.reasons or step.changed:
        yield Line(playbook, _said(step), because, "→")


def _passed(step: Step) -> str:
    if not step.passed_over:
        return "never passed over"
    rate = f" ({step.rate:.0%})" if step.rate is not None else ""
    paid = f", paid back in {phrase.number(step.paid)}" if step.paid else ", never paid back"
    return f"passed over in {_of(step.passed_over, step.applied)}{rate}{paid}"


def _of(count: int, deals: int) -> str:
    """`two of six deals`, `all six deals`, `its one deal`."""
    if count < deals:
        return f"{phrase.number(count)} of {phrase.several(deals, 'deal')}"
    return f"{'its' if deals == 1 else 'all'} {phrase.several(deals, 'deal')}"


def _lost(step: Step) -> str:
    """`two deals that were lost or not decided: up to 14,000 (one of them gave no amount)`."""
    deals = f"{phrase.several(step.missing, 'deal')} lost or not decided"
    if step.without_amount == step.missing:
        return f"{deals}, with no amount given"
    none = f" ({phrase.number(step.without_amount)} of them gave no amount)" if step.without_amount else ""
    return f"{deals}: up to {money(step.amount)}{none}"


def money(amount: float) -> str:
    """An amount with separators, in whole units."""
    return f"{amount:,.0f}"


def _said(step: Step) -> str:
    parts = []
    if step.reasons:
        parts.append(f"You say why: {_counted({_spoken(name): count for name, count in step.reasons.items()})}.")
    if step.changed:
        parts.append(f"Would it have changed the end? {phrase.capital(_counted(step.changed))}.")
    return " ".join(parts)


def _spoken(reason: str) -> str:
    """A reason in words; one told as an id loses its dashes."""
    return reason if " " in reason else phrase.spoken(reason)


def _counted(found: dict[str, int]) -> str:
    """`uneasy asking in two deals, no access in one`."""
    first = True
    parts = []
    for words, count in found.items():
        parts.append(f"{words} in {phrase.several(count, 'deal') if first else phrase.number(count)}")
        first = False
    return ", ".join(parts)


def _practise(practise: Practice, most: Step) -> Iterator[Line]:
    because = (f"map {most.id}",)
    yield Line("PRACTISE", f"{phrase.capital(practise.title)}. {_why(most)}", because)
    if practise.ask:
        yield Line("PRACTISE", practise.ask, because, "*")
    if practise.ask and practise.listen_for:
        yield Line("PRACTISE", practise.listen_for, because, "→")
    if practise.help:
        yield Line("PRACTISE", f"Bring {practise.help}.", because)
    if practise.if_skipped:
        yield Line("PRACTISE", f"If it stays owed, {practise.if_skipped}.", because)
    if not (practise.ask or practise.help or practise.if_skipped):
        missing = f"an act that `brings: {most.id[1:]}`" if most.id[0] == "@" else "an `ask`, `help` and `if_skipped`"
        yield Line("PRACTISE", f"The map has no help on it yet: give it {missing}.", because)


def _why(most: Step) -> str:
    """The rule by which it was chosen, as far as it had to go."""
    if most.amount:
        return f"Of all that was passed over, it was missing where most was lost: up to {money(most.amount)}."
    if most.missing:
        return f"Of all that was passed over, it was missing in most lost deals: {phrase.number(most.missing)}."
    return f"Nothing was lost without it; it was passed over most often: in {phrase.several(most.passed_over, 'deal')}."
