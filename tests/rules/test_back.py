"""Rule 61: a call that goes back on purpose, and what it counts for."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss, is: runs it}, user: {title: user}, cfo: {title: finance, is: pays}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: go, title: the go-ahead, whether: it is worth it, by: boss, no_is_right_if: nobody would miss it,
         good_for_them: they get it in May, ask: What would you miss first?}
  - id: which
    title: Which one?
    steps:
      - {id: list, title: the list, will: send the list, by: user}
      - {id: pick, title: the choice, whether: this one is right, by: boss, needs: [go]}
      - {id: colour, title: the colour, whether: it may be blue, by: user}
  - id: order
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: cfo, needs: [pick]}]
"""
KNOWN = "--with Ana:boss --with Ben:user --with Cy:cfo --on 2026-11-03 --settled go:Ana --settled pick:Ana"
PAGE = """\
ACME · Tue 10 Nov 2026 · 30 minutes
With Ana (boss) and Ben (user, first call).

LAST TIME   Tue 3 Nov, with Ana. Nothing was decided.
WE OWE      Send the price, by Mon 9 Nov.

OPEN        “Ben, good to have you with us. We have 30 minutes. Before we go any
            further, I'd like us to look again at whether it is worth it.”

AIM         Ana looks again at whether it is worth it.
BEST CASE   Ana decides it afresh, either way.
AT LEAST    A day by which Ana looks at it again.

ASK         * Ana: What would you decide differently about the go-ahead today?
            * Ben: Where does this stand for you now?

END         Say back what is open, and who does what by when. Last: “Was this
            worth your time?”

way 1 · callplan debrief acme
"""


def settled(home: Path) -> Story:
    """A deal in which the first two decisions are made."""
    story = Story(home, MAP)
    story.prep(KNOWN)
    return story


def test_rule_61_the_page(tmp_path: Path) -> None:
    """It aims at the decision taken up again, asks what has changed, and asks for no yes."""
    story = settled(tmp_path)
    story.debrief('--on 2026-11-03 --with Ana --not-asked --we-promised "send the price:2026-11-09" --verdict stayed')
    said = story.line("prep", "acme", "--back-to", "go", "--with", "Ana", "--with", "Ben", "--on", "2026-11-10")
    assert said.out == PAGE


def test_rule_61_rungs(tmp_path: Path) -> None:
    """It has three rungs: decided anew, taken up again on that day, and a day on which to look at it again."""
    plan = settled(tmp_path).prep("--back-to go --with Ana --on 2026-11-10")
    rungs = [(rung["kind"], rung["id"], rung["person"], rung["due"]) for rung in plan["rungs"].values()]
    assert rungs == [
        ("decision", "go", "Ana", "2026-11-10"),
        ("act", "go", "Ana", "2026-11-10"),
        ("act", "go", "Ana", "2026-11-17"),
    ]
    assert plan["decision"]["id"] == "go"
    assert plan["fronts"] == {"main": ["colour"]}


def test_rule_61_without_whoever_decides(tmp_path: Path) -> None:
    """It can be taken up again by anybody of theirs, and is decided anew only where those present can."""
    plan = settled(tmp_path).prep("--back-to go --with Ben --on 2026-11-10")
    assert plan["rungs"]["all_the_way"] is None
    assert plan["rungs"]["aim"]["person"] == "Ben"
    sections = {line["section"]: line["text"] for line in plan["lines"]}
    assert sections["AIM"] == "Ben looks again at whether it is worth it."
    assert "BEST CASE" not in sections


def test_rule_61_nobody_named(tmp_path: Path) -> None:
    """It says who would have to take it up, and asks nobody, while nobody is named."""
    story = settled(tmp_path)
    plan = story.prep("--back-to go --on 2026-11-10")
    assert plan["rungs"] == {"all_the_way": None, "aim": None, "least": None}
    assert plan["asks"] == []
    aim = next(line["text"] for line in plan["lines"] if line["section"] == "AIM")
    assert aim.replace("\u00a0", " ") == ("Ana looks again at whether it is worth it.")


def test_rule_61_waived_and_nothing_left(tmp_path: Path) -> None:
    """It goes back to what was waived, too, though nobody said yes to it, and to nothing beyond it."""
    story = Story(tmp_path, MAP)
    story.prep(KNOWN.partition(" --settled")[0])
    told = "--on 2026-11-05 --with Ana --with Ben --with Cy --not-asked --decided colour:Ben --decided buy:Cy:wrote"
    story.debrief(f"{told} --waived go:Ana:known --decided pick:Ana")
    plan = story.prep("--back-to go --with Ana --on 2026-11-10")
    lines = {line["section"]: line["text"] for line in plan["lines"]}
    assert lines["AIM"] == "Ana looks again at whether it is worth it."
    assert lines["BEST CASE"] == "Ana decides it afresh, either way."


@pytest.mark.parametrize(
    ("flags", "result", "planned", "because"),
    [
        ("--reopened go:Ana:hm", "went_back", True, "Ana is no longer sure whether it is worth it: “hm”."),
        (
            "--reopened go:Ana:hm --reopened colour:Ben:hm --decided go:Ana",
            "went_back",
            True,
            "Ana agreed that it is worth it. Ben is no longer sure whether it may be blue: “hm”.",
        ),
        (
            "--reopened go:Ana:hm --decided go:Ana",
            "went_back",
            True,
            "Ana agreed that it is worth it.",
        ),
        ("--reopened pick:Ana:hm", "went_back", False, "Ana is no longer sure whether this one is right: “hm”."),
        (
            '--promised "Ana:look at the go-ahead again:2026-11-17:go"',
            "small_step",
            False,
            "Ana will look at the go-ahead again by Tue 17 Nov.",
        ),
        ("--decided go:Ana", "went_back", True, "Ana agreed that it is worth it."),
        (
            "--decided go:Ana --decided colour:Ben",
            "went_back",
            True,
            "Ana agreed that it is worth it. Ben agreed that it may be blue.",
        ),
        (
            "--decided go:Ben",
            "stayed",
            False,
            "Ben said yes to the go-ahead, but it takes Ana.",
        ),
        ("--decided colour:Ben", "advanced", False, "Ben agreed that it may be blue."),
    ],
)
def test_rule_61_outcome(tmp_path: Path, flags: str, result: str, planned: bool, because: str) -> None:
    """It counts as what it was for when they take it up again, decided anew or not; else as any other call."""
    story = settled(tmp_path)
    blue = "--settled colour:Ben@2026-11-02 " if "colour:Ben:hm" in flags else ""
    story.prep(f"{blue}--back-to go --with Ana --with Ben --on 2026-11-10")
    found = story.debrief(f"--on 2026-11-10 --with Ana --with Ben --not-asked {flags}")["outcome"]
    assert (found["result"], found["planned"], found["because"]) == (result, planned, because)


@pytest.mark.parametrize(
    ("verdict", "agrees", "word"),
    [
        ("went-back", True, "You and the rule agree."),
        ("advanced", False, "You said advanced; by the rule they went back, and that is what the call was for."),
    ],
)
def test_rule_61_the_debrief_says_so(tmp_path: Path, verdict: str, agrees: bool, word: str) -> None:
    """It says one thing in both sentences: they went back, which was the plan."""
    story = settled(tmp_path)
    story.prep("--back-to go --with Ana --on 2026-11-10")
    found = story.debrief(f"--on 2026-11-10 --with Ana --not-asked --reopened go:Ana:hm --verdict {verdict}")
    told = {line["section"]: line["text"] for line in found["lines"]}
    assert told["RESULT"] == "They went back, as planned. Ana is no longer sure whether it is worth it: “hm”."
    assert told["YOUR WORD"] == word
    assert found["agrees"] is agrees


@pytest.mark.parametrize(
    ("flags", "clock"),
    [
        ("--reopened go:Ana:hm", (None, "2026-11-10", 3)),
        ("--decided go:Ana", ("go", "2026-11-10", 3)),
        ("--reopened go:Ana:hm --decided go:Ana", ("go", "2026-11-10", 3)),
        ("--reopened go:Ana:hm --decided colour:Ben", ("colour", "2026-11-10", 3)),
        ("--decided go:Ben", ("pick", "2026-11-02", 11)),
    ],
)
def test_rule_61_the_clock(tmp_path: Path, flags: str, clock: tuple[str | None, str, int]) -> None:
    """It counts a decision taken up on purpose, or decided anew, as the client's move: they have not been quiet."""
    story = settled(tmp_path)
    story.prep("--back-to go --with Ana --with Ben --on 2026-11-10")
    story.debrief(f"--on 2026-11-10 --with Ana --with Ben --not-asked {flags}")
    story.today = "2026-11-13"
    plan = story.show()
    last, quiet = plan["last_client_decision"], plan["momentum"]
    assert (last and last["id"], quiet["since"], quiet["days"]) == clock
    reviewed = story.line("review", "--json").json["deals"][0]
    assert reviewed["quiet_days"] == clock[2]


def test_rule_61_the_review_says_what_they_took_up(tmp_path: Path) -> None:
    """It says who is no longer sure, in their words, as long as that is not decided anew."""
    story = settled(tmp_path)
    story.debrief("--on 2026-11-10 --with Ana --not-asked --reopened go:Ana:hm")
    told = "  Ana is no longer sure: “hm”. Ask what would settle it."
    assert told in story.line("review").out.replace("\u00a0", " ").splitlines()
    story.debrief("--on 2026-11-11 --with Ana --not-asked --decided go:Ana")
    assert "no longer sure" not in story.line("review").out


def test_rule_61_the_call_is_remembered(tmp_path: Path) -> None:
    """It plans the same call again when nothing new is given, and goes on when another aim is named."""
    story = settled(tmp_path)
    first = story.prep("--back-to go --with Ana --on 2026-11-10")
    assert story.prep() == first
    assert story.prep("--target buy")["decision"]["id"] == "buy"


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        ("--back-to buy", 2, "--back-to: buy is not settled, so a call can only go on to it. Settled are go, pick."),
        ("--back-to list", 2, "--back-to: list is an act, not a decision; use --done or --promised for it."),
        ("--back-to go --target buy", 2, "A call goes on or goes back: leave one of --target and --back-to out."),
    ],
)
def test_rule_61_refused(tmp_path: Path, flags: str, code: int, said: str) -> None:
    """It refuses what is not settled, what is no decision, and going both ways at once."""
    found = settled(tmp_path).tell("prep", flags)
    assert (found.code, found.err) == (code, f"callplan: {said}\n")


def test_rule_61_nothing_settled(tmp_path: Path) -> None:
    """It says so when there is nothing to go back to."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --on 2026-11-03")
    said = story.tell("prep", "--back-to go").err
    assert said == "callplan: --back-to: go is not settled, so a call can only go on to it. Nothing is settled yet.\n"


def test_rule_61_an_amended_map(tmp_path: Path) -> None:
    """It forgets what the call was to go back to when the deal's map has it no more."""
    story = settled(tmp_path)
    story.prep("--back-to go --with Ana --on 2026-11-10")
    patch = tmp_path / "patch.yaml"
    patch.write_text("stages: [{id: which, steps: [{id: colour, title: the paint}]}]\n", encoding="utf-8")
    assert story.line("map", "acme", "--patch", str(patch), "--note", "said so").code == 0
    assert story.prep()["decision"]["id"] == "go"
