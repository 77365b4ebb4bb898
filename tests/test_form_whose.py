"""Whose a yes on a form is where two decide, and what a yes with a condition comes to."""

from __future__ import annotations

from typing import Any

import pytest
from forms import deal_of_demo, key_of, read, text_of
from test_form_corners import CALL, but, form_of, later, of

from callplan.core.events import Planned, Yes

BOTH = later(Yes(CALL, "risk", "Marta Lind"), Planned(CALL, CALL, ("Marta Lind", "Jo Adeyemi"), target="must-haves"))
FORM = form_of(BOTH)
LINE = next(place for place, line in enumerate(FORM.splitlines(), 1) if line.startswith("- [ ] yes, Marta Lind:"))


def two(yes: str, said: dict[str, Any] | None = None) -> Any:
    """The form of a decision that takes both of them, with this for a yes."""
    text = but(FORM, ("[ ] yes, Marta Lind:", f"[x] {yes}"))
    keyed = {key_of(text, LINE, asks): answer for asks, answer in (said or {}).items()}
    return of(BOTH, text, keyed)


@pytest.mark.parametrize(
    "yes", ["yes Marta - it rings at night", "yes, Marta is for it, Jo is undecided", "yes: jo less so"]
)
def test_a_name_in_the_words(yes: str) -> None:
    """It asks who said yes where a name stands in the words and none was read as whose they are."""
    (asked,) = two(yes).open
    assert asked.why == "whose answer on the list of must-haves is it?"
    offered = [choice.label for choice in asked.question.choices]
    assert sorted(offered[:2]) == ["Jo Adeyemi", "Marta Lind"]
    assert offered[2:] == [f"{offered[0]} and {offered[1]}"]


def test_answered() -> None:
    """It takes the yes of whom it is told: of one of them, or of all."""
    yes = "yes, Marta is for it"
    (asked,) = two(yes).open
    words = "said:Marta is for it"
    assert two(yes, {"who": "Marta Lind"}).answers["decided"] == [f"must-haves:Marta Lind:{words}"]
    assert two(yes, {"who": "+all"}).answers["decided"] == [
        f"must-haves:{choice.value}:{words}" for choice in asked.question.choices[:2]
    ]


def test_from_one_of_them() -> None:
    """It takes for whose it is a name behind “from”, and leaves the other out."""
    found = two("yes from Marta, Jo undecided")
    assert (found.answers["decided"], found.open) == (["must-haves:Marta Lind:said:Jo undecided"], ())


LIMITED = "yes, but only if Tessa agrees"


@pytest.mark.parametrize(
    ("answer", "key", "told"),
    [
        ("decided", "decided", "risk:Marta Lind:said:but only if Tessa agrees"),
        ("deferred", "deferred", "risk:Marta Lind:-:but only if Tessa agrees"),
        ("note", "note", f"The remaining risk: {LIMITED}"),
    ],
)
def test_with_a_condition(answer: str, key: str, told: str) -> None:
    """It takes a yes with a condition for a yes, for not yet, or for a note, as it is told, and for nothing besides."""
    text = but(text_of(deal_of_demo()[0]), ("[ ] yes:", f"[x] {LIMITED}"))
    found = read(text, said={key_of(text, 7, "yes"): answer})
    assert {name: said for name, said in found.answers.items() if name in ("decided", "deferred", "note")} == {
        key: [told]
    }
