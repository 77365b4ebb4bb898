"""Days that cannot be: a day named on a call that lies before it, and a call that has not been yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}}
stages:
  - {id: want, title: Is it worth having?, steps: [{id: go, title: the go-ahead, whether: it is worth it, by: boss}]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: boss}]}
"""


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (
            "--next 2026-11-09:go",
            "--next: 2026-11-09 lies before the call on 2026-11-10; the next meeting has a day still to come.",
        ),
        (
            "--moved p1:2026-11-09",
            "--moved: 2026-11-09 lies before the call on 2026-11-10; a promise has a day still to come.",
        ),
        (
            "--deferred 'go:Ana:2026-11-09:no time'",
            "--deferred: 2026-11-09 lies before the call on 2026-11-10; what is put off has a day still to come.",
        ),
        (
            "--promised 'Ana:look:2026-11-09'",
            "--promised: 2026-11-09 lies before the call on 2026-11-10; a promise has a day still to come.",
        ),
    ],
)
def test_a_day_before_the_call(tmp_path: Path, flags: str, said: str) -> None:
    """It refuses a meeting, a promise and a putting-off to a day that is gone when they are agreed."""
    story = Story(tmp_path, MAP, today="2026-11-12")
    story.prep("--with Ana:boss --on 2026-11-12")
    story.debrief("--on 2026-11-10 --with Ana --promised 'Ana:look at it:2026-11-11' --not-asked")
    found = story.tell("debrief", f"--on 2026-11-10 --with Ana --not-asked {flags}")
    assert (found.code, found.err) == (2, f"callplan: {said}\n")


@pytest.mark.parametrize(
    ("line", "flag"),
    [
        ("prep acme --playbook FILE --with Ana:boss --opened", "opened"),
        ("prep acme --playbook FILE --with Ana:boss --settled go:Ana@", "settled"),
        ("debrief acme --with Ana --on", "on"),
        ("debrief acme --with Ana --left Ana@", "left"),
        ("close acme --lost --reason no --on", "on"),
        ("reopen acme --on", "on"),
        ("redpen --since", "since"),
    ],
)
def test_what_has_happened_lies_behind_us(tmp_path: Path, line: str, flag: str) -> None:
    """It refuses a day still to come for what has happened; a day without its year is the nearest that has gone by."""
    story = Story(tmp_path, MAP, today="2026-12-01")
    if not line.startswith("prep"):
        story.prep("--with Ana:boss --on 2026-11-02 --opened 2026-11-02")
        if line.startswith("reopen"):
            story.line("close", "acme", "--lost", "--reason", "no", "--no-input", "--on", "2026-11-03")
    words = line.replace("FILE", str(story.file)).split()
    quiet = ["--no-input"] * (words[0] in ("prep", "debrief", "close"))

    def said(day: str) -> tuple[int, str]:
        typed = [*words[:-1], words[-1] + day] if words[-1].endswith("@") else [*words, day]
        found = story.line(*typed, *quiet)
        return found.code, found.err + found.out.replace("\u00a0", " ")

    assert said("thu 3 dec") == (2, f"callplan: --{flag}: Thu 3 Dec has not come yet; give a day gone by.\n")
    assert said("fri 3 dec") == (
        2, f"callplan: --{flag}: “fri 3 dec” is a Wednesday in 2025: write 2025-12-03, or the day that is meant.\n"
    )  # fmt: skip
    code, err = said("26 nov")
    assert (code, "“26 nov” is Thu 26 Nov." in " ".join(err.split())) == (0, True)


def test_days_said_on_a_call_count_from_it(tmp_path: Path) -> None:
    """It takes “friday”, in a debrief typed on Monday, as the Friday after the call, and says so."""
    story = Story(tmp_path, MAP, today="2026-11-19")
    story.prep("--with Ana:boss --on 2026-11-19")
    story.today = "2026-11-23"
    said = story.line(
        "debrief", "acme", "--on", "thursday", "--with", "Ana", "--promised", "Ana:ask the board:friday", "--date",
        "in two weeks:Ana", "--next", "tuesday", "--not-asked", "--no-input", "--json",
    )  # fmt: skip
    told = "“in two weeks” is Thu 3 Dec, “friday” is Fri 20 Nov, “tuesday” is Tue 24 Nov, “thursday” is Thu 19 Nov."
    assert (said.code, said.err) == (0, f"{told}\n")
