"""What somebody writes into the plan above a form: nothing is read there, and that is said, line by line."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta

import pytest
from forms import TODAY, deal_of_demo, read

from callplan.core.form.filled import Paper, said_unread
from callplan.core.form.paper import form
from callplan.core.plan import plan
from callplan.core.plan.last_plan import call_planned
from callplan.render.form import form as on_paper
from callplan.render.markdown import markdown

WHY = "stands above “After the call”, where nothing is read: write it below, or under Notes."


def exported(name: str = "harrow", ago: int = 1) -> str:
    """A deal's plan and form as they were exported so many days before the call, with one yes."""
    deal, _ = deal_of_demo(name)
    call = call_planned(deal)
    assert call
    page = plan(deal, call.on - timedelta(days=ago), call)
    made = form(page, deal.last)
    assert made
    above = markdown([line for line in page.lines if line.section != "FOOT"])
    return f"{above}\n{on_paper(made).replace('[ ] yes', '[x] yes', 1)}"


def unread(text: str, name: str = "harrow") -> list[str]:
    """What is said of a form, by its lines."""
    return said_unread(Paper("plan.md", text), read(text, name))


@pytest.mark.parametrize("name", ["harrow", "norrland"])
@pytest.mark.parametrize("ago", [0, 1])
def test_as_it_was(name: str, ago: int) -> None:
    """It says nothing of a plan as it was exported, on whichever day, wrapped, quoted by a mail or cut short."""
    text = exported(name, ago)
    wrapped = [textwrap.fill(line, 50) if line[:1].isalpha() else line for line in text.splitlines()]
    quoted = ["From: Kim", "Kim wrote:", *[f"> {line}" for line in text.splitlines()]]
    without = text[text.index("## AFTER") :]
    for changed in (text, "\n".join(wrapped), "\n".join(quoted), without, f"---\ntags: x\n---\n{text}"):
        assert unread(changed, name) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("## AIM\n", "## AIM\n\nVera signs too!\n", "Vera signs too!"),
        ("by Wed 9 Dec.", "by Wed 9 Dec. Fri 11, she says", "Fri 11, she says"),
        ("Marta decides whether", "YES! Marta decides whether", "YES!"),
        ("by Wed 9 Dec.", "by Fri 11 Dec.", "Marta agrees to name the quietest week for the changeover by Fri 11 Dec."),
        ("## ASK\n", "## ASK\n\nyes\n", "yes"),
        ("by Wed 9 Dec.", "by Wed 9 Dec.\nsee mail", "see mail"),
    ],
)
def test_scribbled(old: str, new: str, said: str) -> None:
    """It names what was written into it: a day, a name, a word, alone or beside a line of the plan."""
    text = exported()
    assert old in text
    changed = text.replace(old, new, 1)
    line = 1 + next(
        place
        for place, row in enumerate(changed.splitlines())
        if said.split()[-1] in row and row not in text.splitlines()
    )
    assert unread(changed) == [f"plan.md:{line}: “{said}” {WHY}"]


def test_before_it() -> None:
    """It names what was written before the plan, or in its place."""
    told = f"plan.md:1: “Went well, she said yes.” {WHY}"
    text = exported()
    assert unread(f"Went well, she said yes.\n\n{text}") == [told]
    assert unread(f"Went well, she said yes.\n\n{text[text.index('## AFTER') :]}") == [told]


def test_many() -> None:
    """It names the first few, and counts the rest."""
    text = "\n\n".join(f"Line {number} of mine" for number in range(8))
    told = unread(f"{text}\n\n{exported()}")
    assert (len(told), told[-1]) == (7, "So are two more lines.")
    assert unread(f"{text[: text.index('Line 7')]}\n\n{exported()}")[-1] == "So is one more line."


def test_nothing_else() -> None:
    """It says so beside the refusal where nothing is ticked below, and nothing of a file that is no form."""
    text = exported().replace("[x] yes", "[ ] yes").replace("## AIM\n", "## AIM\n\nVera signs too!\n", 1)
    why = [each.why for each in read(text).problems]
    assert why == ["nothing is ticked or written in it: what came of the call?", f"“Vera signs too!” {WHY}"]
    assert [each.why for each in read("hello").problems] == why[:1]


def test_wrapped_foot() -> None:
    """It takes the end of a foot that an editor has wrapped for no note."""
    text = exported().replace(" · callplan debrief", "\n· callplan debrief")
    assert "note" not in read(text).answers
    assert read(text).problems == ()


@pytest.mark.parametrize("mark", ["**{}**", "__{}__", "*{}*", "=={}==", "<u>{}</u>", "<b>{}</b>"])
def test_marked_view(mark: str) -> None:
    """It takes the word that stands out in the list of “My own view” for the rep's own, unless it is several."""
    text = exported()
    one = text.replace("(won, advanced, small step,", f"(won, advanced, {mark.format('small step')},")
    assert read(one).answers["verdict"] == "small-step"
    two = one.replace("(won,", f"({mark.format('won')},")
    assert [each.why for each in read(two).problems] == [
        "“won and small step” is none of won, advanced, small step, stayed, went back or lost."
    ]
    assert read(one.replace("back or lost):", "back or lost): advanced")).answers["verdict"] == "advanced"


def test_day_of_the_call() -> None:
    """It is read on the day after the call as well as on the day itself."""
    assert date(2026, 12, 3) < TODAY
    assert read(exported(), today=date(2026, 12, 3)).unread == ()
