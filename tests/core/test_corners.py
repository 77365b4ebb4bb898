"""What seldom happens, told on one small map."""

from __future__ import annotations

from pathlib import Path

from story import Story
from test_taking_back import DAY, MAP, told

from callplan.core.deal.fold import fold
from callplan.core.events import Opened
from callplan.core.names import Names

SMALL = """
    roles:
      boss: {title: boss, is: decides}
      user: {title: user, is: works with it}
    stages:
      - id: want
        title: Do we want it?
        steps:
          - {id: go, title: the go-ahead, whether: it is wanted, by: boss}
          - {id: size, title: the size, whether: ten are enough, by: boss, needs: go}
      - id: buy
        title: Do we buy it?
        steps:
          - {id: list, title: the list, will: send the list, by: user}
          - {id: order, title: the order, whether: it is ordered, by: boss, needs: [size, list]}
"""


def test_a_plain_prep_plans_the_call_that_is_coming(tmp_path: Path) -> None:
    """It takes day, people and length from the call planned before, and writes nothing new."""
    story = Story(tmp_path, SMALL)
    first = story.prep("--with Ana:boss --on 2026-11-05 --minutes 45")
    again = story.prep()
    assert again == first
    assert story.line("log", "acme").out.count("planned a call") == 1


def test_who_was_on_the_call_must_be_known(tmp_path: Path) -> None:
    """It asks for the people where none were planned and nobody can be asked: exit 4 and the flag."""
    story = Story(tmp_path, SMALL)
    story.prep("--with Ana:boss --on 2026-11-05")
    nothing = story.tell("debrief")
    assert (nothing.code, nothing.err.partition(" Nobody")[0]) == (4, "callplan: What came of the call?")
    story.debrief("--on 2026-11-05")
    said = story.tell("debrief", "--verdict stayed")
    assert (said.code, said.err) == (
        4,
        "callplan: Who was on the call? Nobody can be asked here: give --with PERSON.\n",
    )


def test_a_concern_that_is_not_there(tmp_path: Path) -> None:
    """It names the open concerns when one that is not there is said to be met."""
    story = Story(tmp_path, SMALL)
    story.prep("--with Ana:boss --on 2026-11-05")
    story.debrief("--on 2026-11-05 --concern 'Ana:it is too big'")
    said = story.tell("debrief", "--on 2026-11-06 --with Ana --concern-met c2")
    assert (said.code, said.err) == (
        2,
        "callplan: --concern-met: there is no concern “c2”. Open are c1 (it is too big).\n",
    )


def test_a_concern_where_there_is_none(tmp_path: Path) -> None:
    """It says that none is open when one is said to be met."""
    story = Story(tmp_path, SMALL)
    story.prep("--with Ana:boss --on 2026-11-05")
    said = story.tell("debrief", "--on 2026-11-06 --with Ana --concern-met c1")
    assert (said.code, said.err) == (2, "callplan: --concern-met: there is no concern “c1”. Open are none.\n")


def test_what_was_shaken_with_another_is_said_again(tmp_path: Path) -> None:
    """It plans what hung on something taken up again once that is decided anew, and opens with where they are."""
    story = Story(tmp_path, SMALL)
    story.prep("--with Ana:boss --on 2026-11-05 --settled go:Ana --settled size:Ana")
    story.debrief("--on 2026-11-05 --reopened 'go:Ana:not sure'")
    story.debrief("--on 2026-11-06 --with Ana --decided go:Ana")
    plan = story.prep("--with Ana --on 2026-11-09")
    opening = next(line["text"] for line in plan["lines"] if line["section"] == "OPEN")
    assert opening == (
        "“Last time you agreed that it is wanted. Today I'd like you to decide whether ten are enough. "
        "If it's a no, I'd rather hear it today.”"
    )


def test_a_debt_without_a_gate_comes_next(tmp_path: Path) -> None:
    """It plans what is owed of a deal that is won, though no decision waits for it."""
    story = Story(tmp_path, SMALL)
    story.prep("--with Ana:boss --on 2026-11-05 --settled go:Ana")
    story.debrief("--on 2026-11-05 --decided order:Ana:wrote")
    plan = story.prep("--with Ana --on 2026-11-09")
    assert [(debt["id"], debt["before"], debt["passed"]) for debt in plan["owed"]] == [
        ("size", None, []),
        ("list", None, []),
    ]
    assert plan["decision"]["id"] == "size"


def test_names_of_all_kinds() -> None:
    """It has a name for whatever a sentence may speak of: us, a stage, a fact."""
    names = Names(fold(told(Opened(DAY, MAP))), DAY)
    assert (names.full(""), names.title("want"), names.title("wanted-by")) == ("us", "“Do we want it?”", "start date")


def test_what_a_rep_should_know_beside_the_page(tmp_path: Path) -> None:
    """It says on the side that a call went by without a debrief, and that a deal keeps the map it was opened with."""
    story = Story(tmp_path, SMALL)
    story.prep("--with Ana:boss --on 2026-11-05")
    story.today = "2026-11-09"
    said = story.tell("prep", "--with Ana --on 2026-11-10 --playbook small-add-on")
    assert (said.code, said.err.splitlines()) == (
        0,
        [
            "acme keeps the copy of way it was opened with; --playbook is for a new deal.",
            "The call of Thu 5 Nov has no debrief yet: `callplan debrief acme` writes it.",
        ],
    )


def test_a_broken_map_of_ones_own(tmp_path: Path) -> None:
    """It still offers the other maps for a new deal: exit 4 and the flag, where nobody can be asked."""
    story = Story(tmp_path, SMALL)
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "mine.yaml").write_text("format: 2")
    said = story.tell("prep")
    assert (said.code, said.err) == (
        4,
        "callplan: How does this client buy? Nobody can be asked here: give --playbook ID|FILE.\n",
    )
