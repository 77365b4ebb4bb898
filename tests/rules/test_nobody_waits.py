"""What they had promised and nobody waits for any more, and what was open when a deal ended: in every list alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story

MAP = """
facts:
  data: {ask: What data?, choices: [none, personal], of: boss}
roles:
  boss: {title: boss}
  user: {title: user}
  cfo: {title: cfo}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: count, title: the count, will: count the users, by: user}
      - {id: risks, title: the risks, will: list the risks, by: user, when: {data: personal}}
      - {id: go, title: the go-ahead, whether: it is worth it, by: boss, implied_by: [trial, buy]}
      - {id: cfo-comes, title: the talk, will: bring the cfo, by: boss, brings: cfo}
  - id: test
    title: Test
    steps:
      - {id: trial, title: the trial, will: run the trial, by: user}
      - {id: pick, title: the choice, whether: this one is right, by: boss}
  - id: order
    title: Order
    steps:
      - {id: buy, title: the order, whether: it is ordered, by: cfo, needs: [go]}
ends: {won: {needs: [buy]}}
"""
PROMISED = (
    "--promised 'Ann:bring Cy:2026-11-10:cfo-comes' --promised 'Ann:come to a view:2026-11-10:go' "
    "--promised 'Uma:count the users:2026-11-10:count' --promised 'Uma:list the risks:2026-11-10:risks' "
    "--we-promised 'send the price:2026-11-10'"
)


def promised(home: Path, *, after: str = "") -> Story:
    """Four promises of theirs and one of ours, all due on 10 November; then a call two days after, on 25 November."""
    story = Story(home, MAP)
    story.prep("--on 2026-11-03 --with Ann:boss --with Uma:user --person Cy:cfo")
    story.debrief(f"--on 2026-11-03 --with Ann --with Uma {PROMISED}")
    if after:
        story.today = "2026-11-12"
        story.debrief(f"--on 2026-11-12 {after}")
    story.today = "2026-11-25"
    return story


def told(story: Story) -> dict[str, list[str]]:
    """The steps of what they still have to do by each list that tells it; a review tells only how many there are."""
    every = story.line("promises", "--theirs", "--json").json["promises"]
    steps = {each["promise"]: each["step"] for each in every}
    page = [line["because"] for line in story.show()["lines"] if line["section"] == "THEY OWE"]
    calendar = story.line("promises", "--theirs", "--to", "ics").out.split("BEGIN:VEVENT")
    count = story.line("review", "--json").json["deals"][0]["summary"]["theirs"]["open"]
    return {
        "promises": sorted(steps.values()),
        "page": sorted(steps[each.removeprefix("promise ")] for because in page for each in because),
        "calendar": sorted(step for id_, step in steps.items() if any(f"acme:{id_}" in each for each in calendar)),
        "review": sorted(steps.values())[:count] if count <= len(steps) else ["more"],
    }


@pytest.mark.parametrize(
    ("after", "left"),
    [
        ("", ["cfo-comes", "count", "go", "risks"]),
        ("--with Ann --decided pick:Ann", ["cfo-comes", "count", "go", "risks"]),
        ("--with Ann --set data=none:Ann", ["cfo-comes", "count", "go"]),
        ("--with Ann --decided go:Ann", ["cfo-comes"]),
        ("--with Uma --done trial:Uma", ["cfo-comes"]),
        ("--with Ann --decided buy:Cy:wrote", []),
    ],
)
def test_rule_35_in_every_list(tmp_path: Path, after: str, left: list[str]) -> None:
    """It goes from every list at once: its step settled or implied, what it was for decided, or no longer to be done.

    Whoever is to be brought is waited for as long as anything is open that takes them.
    """
    found = told(promised(tmp_path, after=after))
    assert found == dict.fromkeys(found, left)


def test_rule_35_wanted_again(tmp_path: Path) -> None:
    """What was decided without it and is taken up again waits for it once more."""
    story = promised(tmp_path, after="--with Ann --decided go:Ann")
    story.debrief("--on 2026-11-25 --with Ann --reopened go:Ann:unsure")
    assert "count" in told(story)["promises"]


def test_ours_is_ours_to_keep(tmp_path: Path) -> None:
    """What we promised them stands until they let it go."""
    story = promised(tmp_path, after="--with Ann --decided buy:Cy:wrote")
    (ours,) = story.line("promises", "--ours", "--json").json["promises"]
    assert ours["act"] == "send the price"


def test_rule_63_apart(tmp_path: Path) -> None:
    """What was open when a deal ended that is taken up again is listed apart, late in no count, with what to ask."""
    story = promised(tmp_path, after="--with Ann --decided go:Ann")
    story.line("close", "acme", "--lost", "--reason", "no money", "--words", "none left", "--no-input")
    assert story.line("reopen", "acme").code == 0
    assert story.line("promises").out.replace("\u00a0", " ") == (
        "PROMISES                                                         Wed 25 Nov 2026\n"
        "From them: nothing.\n"
        "From us: nothing.\n"
        "\n"
        "OPEN WHEN THE DEAL ENDED\n"
        "  Tue 10 Nov  We were to send the price. Still wanted? · acme:p1\n"
        "  Tue 10 Nov  Ann was to bring Cy. Still wanted? · acme:p2 · cfo-comes\n"
        "\n"
        "What became of one: --kept, --missed, --moved or --released DEAL:ID.\n"
    )
    page = story.line("promises", "--theirs", "--json").json
    assert ([each["promise"] for each in page["before"]], page["promises"], page["more"]) == (["p2"], [], 0)
    assert "Open when the deal ended" in story.line("promises", "--markdown").out
    assert "Ann will" not in story.line("promises", "--to", "ics").out.split("STATUS:CANCELLED")[0]
    story.line("promises", "--moved", "acme:p2:2026-12-01")
    page = story.line("promises", "--json").json
    assert [each["promise"] for each in page["promises"]] == ["p2"]
    assert [each["promise"] for each in page["before"]] == ["p1"]
