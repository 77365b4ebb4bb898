"""Forms of the two deals of the demo, as they are on the day of the call, read without a disk in between."""

from __future__ import annotations

from datetime import date
from functools import cache
from os import environ
from tempfile import TemporaryDirectory
from typing import Any

from callplan.cli import deals, demo
from callplan.core.deal.fold import fold
from callplan.core.deal.state import Deal
from callplan.core.entries import Entry
from callplan.core.form.filled import Filled, Paper, filled
from callplan.core.form.paper import form
from callplan.core.form.sheet import sheet
from callplan.core.plan import plan
from callplan.core.plan.last_plan import call_planned
from callplan.render.form import form as on_paper

Answers = dict[str, Any]

TODAY = date(2026, 12, 5)


def told_until_the_call(name: str) -> None:
    """Tell a deal of the demo up to its last prep, in the home that the environment names."""
    calls = demo._story(name)["calls"]
    last = max(place for place, each in enumerate(calls) if each["command"] == "prep")
    for each in calls[: last + 1]:
        demo._quietly(name, each)


@cache
def deal_of_demo(name: str = "harrow") -> tuple[Deal, tuple[Entry, ...]]:
    """A deal of the demo before its last call, and its entries."""
    kept = dict(environ)
    with TemporaryDirectory() as home:
        environ["CALLPLAN_HOME"] = home
        try:
            told_until_the_call(name)
            entries = deals.journal().entries(name)
        finally:
            environ.clear()
            environ.update(kept)
    return fold(entries, name), entries


def text_of(deal: Deal) -> str:
    """The form of a deal's planned call, as it is exported."""
    call = call_planned(deal)
    made = form(plan(deal, call.on if call else deal.opened, call), deal.last)
    return on_paper(made) if made else ""


def read(text: str, name: str = "harrow", said: Answers | None = None, today: date = TODAY) -> Filled:
    """What a filled form of a demo deal comes to."""
    deal, entries = deal_of_demo(name)
    return filled(deal, entries, Paper("plan.md", text), said or {}, today)


def key_of(text: str, line: int, asks: str) -> str:
    """Where an answer about a line of harrow's form is kept."""
    deal, _ = deal_of_demo()
    groups = sheet(deal.playbook, deal.people, text).groups
    return next(item.key(asks) for group in groups for item in group.items if item.line == line)


def flags(text: str, name: str = "harrow") -> Answers:
    """The answers of a form that is wholly clear."""
    found = read(text, name)
    assert (found.problems, found.open) == ((), ()), (found.problems, found.open)
    return found.answers


def refused(text: str, name: str = "harrow") -> list[str]:
    """The sentences that a form is refused with."""
    return [f"{each.line}: {each.why}" for each in read(text, name).problems]
