"""The red pen in sentences, to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from callplan.core import phrase
from callplan.core.plan.briefing import Line
from callplan.core.redpen.fates import Deals, Hindsight, Practice, StepRow, Without
from callplan.core.which_deals import Among

ENDS = (("won", "won"), ("lost", "lost"), ("no_decision", "without a decision"), ("open", "open"))
NAMED = 3
ENDED = {"lost": ("was lost", "were lost"), "no-decision": ("ended without a decision", "ended without a decision")}
NOT_A_CAUSE = (
    "Steps that were passed over, beside the deals that were lost or not decided without them. The two are found "
    "together; that does not say that one caused the other."
)


def lines(among: Among, deals: Deals, steps: tuple[StepRow, ...], practise: Practice | None) -> Iterator[Line]:
    """The page: how the deals ended, each playbook's steps, and the one thing to practise."""
    yield Line("HEAD", f"RED PEN · {_read(among, deals)}", ("deals",))
    if any(step.missing for step in steps):
        yield Line("HEAD", NOT_A_CAUSE, ("association",))
    for playbook, group in groupby(steps, key=lambda step: step.playbook):
        told = [step for step in group if step.passed_over or step.waived or step.reasons or step.changed]
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
    counts = {word: getattr(deals, name) for name, word in ENDS}
    counts["ended otherwise"] = deals.read - sum(counts.values())
    ends = [f"{phrase.number(count)} {word}" for word, count in counts.items() if count]
    if len(ends) == 1:
        every = {1: "", 2: "both "}.get(deals.read, "all ")
        ends = [f"{every}{word}" for word, count in counts.items() if count]
    return f"{phrase.several(deals.read, 'deal')}{asked}: {', '.join(ends)}"


def _of_step(playbook: str, step: StepRow) -> Iterator[Line]:
    because = (f"map {step.id}",)
    yield Line(playbook, f"{phrase.capital(step.title)}: {_passed(step)}.", because, "-")
    if step.missing:
        yield Line(playbook, f"Still missing when {_ended(step.without)}: {_lost(step)}.", because, "→")
    if step.waived:
        more = "more " if step.passed_over else ""
        text = f"The client let it go in {phrase.several(step.waived, f'{more}deal')}, which is theirs to do."
        yield Line(playbook, text, because, "→")
    if step.reasons or step.changed:
        yield Line(playbook, _said(step), because, "→")


def _passed(step: StepRow) -> str:
    if not step.passed_over:
        return "never passed over" + (", though named afterwards" if step.reasons or step.changed else "")
    rate = f" ({step.rate:.0%})" if step.rate is not None else ""
    return f"passed over in {_of(step.passed_over, step.applied)}{rate}, {_paid(step.paid, step.passed_over)}"


def _of(count: int, deals: int) -> str:
    """`two of six deals`, `all six deals`, `both deals`, `the only deal it applied in`."""
    if count < deals:
        return f"{phrase.number(count)} of {phrase.several(deals, 'deal')}"
    return {1: "the only deal it applied in", 2: "both deals"}.get(deals, f"all {phrase.several(deals, 'deal')}")


def _paid(paid: int, passed: int) -> str:
    """In how many of the deals in which it was passed over it was settled later."""
    if passed == 1:
        return "and paid back later" if paid else "and not paid back"
    if not paid:
        return "paid back in neither" if passed == 2 else "paid back in none of them"
    if paid == passed:
        return f"paid back later in {'both' if passed == 2 else f'all {phrase.number(passed)}'}"
    return f"paid back later in {phrase.number(paid)}"


def _ended(deals: Sequence[Without]) -> str:
    """`oak was lost`, `oak and elm were lost or ended without a decision`."""
    ends = sorted([ENDED[deal.end][len(deals) > 1] for deal in deals], reverse=True)
    return f"{_named(deals)} {' or '.join(dict.fromkeys(ends))}"


def _lost(step: StepRow) -> str:
    """`up to 14,000 (no agreed amount in one of them)`."""
    if step.without_amount == step.missing:
        return "no agreed amount"
    none = f" (no agreed amount in {phrase.number(step.without_amount)} of them)" if step.without_amount else ""
    return f"up to {money(step.amount)}{none}"


def _named(deals: Sequence[Without | Hindsight]) -> str:
    """Deals by name, the first few of many."""
    names = [phrase.held(deal.deal) for deal in deals[:NAMED]]
    more = [phrase.several(len(deals) - NAMED, "more deal")] if len(deals) > NAMED else []
    return phrase.joined([*names, *more])


def money(amount: float) -> str:
    """An amount with separators, in whole units."""
    return f"{amount:,.0f}"


def _said(step: StepRow) -> str:
    parts = []
    if step.reasons:
        # one told as an id loses its dashes
        told = {name if " " in name else phrase.spoken(name): count for name, count in step.reasons.items()}
        parts.append(f"{'Reason' if len(told) == 1 else 'Reasons'} given: {_counted(told)}.")
    if step.changed:
        marks = [f"{mark} for {_named([told for told in step.marks if told.changed == mark])}" for mark in step.changed]
        parts.append(f"Would it have changed the end? {phrase.capital(', '.join(marks))}.")
    return " ".join(parts)


def _counted(found: dict[str, int]) -> str:
    """`uneasy asking in two deals, no access in one`."""
    (first, deals), *more = found.items()
    others = [f"{words} in {phrase.number(count)}" for words, count in more]
    return ", ".join([f"{first} in {phrase.several(deals, 'deal')}", *others])


def _practise(practise: Practice, most: StepRow) -> Iterator[Line]:
    because = (f"map {most.id}",)
    yield Line("PRACTISE", f"{phrase.capital(practise.title)}. {_why(most)}", because)
    if practise.ask:
        yield Line("PRACTISE", practise.ask, because, "*")
    if practise.ask and practise.listen_for:
        yield Line("PRACTISE", practise.listen_for, because, "→")
    if practise.help:
        yield Line("PRACTISE", f"Bring {practise.help}.", because)
    if practise.if_skipped:
        yield Line("PRACTISE", f"If it is passed over, {practise.if_skipped}.", because)
    if not (practise.ask or practise.help or practise.if_skipped):
        missing = f"an act that `brings: {most.id[1:]}`" if most.id[0] == "@" else "an `ask`, `help` and `if_skipped`"
        yield Line("PRACTISE", f"The map has no help on it yet: give it {missing}.", because)


def _why(most: StepRow) -> str:
    """The rule by which it was chosen, as far as it had to go."""
    if most.amount:
        deals = phrase.several(most.missing, "deal")
        return (
            f"Nothing else was missing where more was lost or left undecided: up to {money(most.amount)}, in {deals}."
        )
    if most.missing == 1:
        return f"It was missing when {_ended(most.without)}."
    if most.missing:
        deals = phrase.several(most.missing, "deal")
        return f"Nothing else was missing more often when a deal was lost or left undecided: in {deals}."
    if most.passed_over == 1:
        return "It was passed over in one deal, and no other step in more than one."
    return f"Nothing else was passed over more often: in {phrase.several(most.passed_over, 'deal')}."
