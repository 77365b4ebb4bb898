"""What falls from a full page and what stays, section 2 of the page: the client's words last, the map's text first."""

from __future__ import annotations

from pathlib import Path

import pytest
from aloud import page as told_page
from pages import BAKERY, HARROW, page
from story import Story

from callplan.core.plan import rows, trimmed, words
from callplan.core.plan.briefing import Line
from callplan.render.layout import plain

BAKERY_STORY = """
2026-12-01
prep bakery --playbook small-add-on --with "Oz Tan:owner" --on 2026-12-03 --minutes 15 \
    --subject "the shift planner" --because "Oz:the whole shift shares one login"
"""
HARROW_STORY = """
2026-11-22
prep harrow --playbook considered-purchase --with "Marta Lind:sponsor" --person "Piet Maas:budget-owner:Marta Lind" \
    --on 2026-11-24 --subject "the night packing line"
2026-11-24
debrief harrow --on 2026-11-24 --with Marta --set amount=84000:Marta --not-asked --verdict advanced \
    --decided "go-ahead:Marta:said:we throw away a pallet of misprinted trays every week" \
    --decided "supplier-chosen:Marta:said:nobody else asked what happens at night" \
    --set "quantity=3:Marta:said:all three lines, or the crews cannot help each other out" \
    --concern "Marta:the last changeover cost us two shifts" --we-promised "send the price per line:2026-12-01"
2026-12-02
prep harrow --on 2026-12-03 --minutes 45 --with Marta --with Piet \
    --set "quantity=2:Piet:wrote:two lines this year and not one more"
"""
STAYS = ("HEAD", "LAST TIME", "OPEN", "AIM", "AT LEAST", "END", "FOOT")


@pytest.mark.parametrize(("story", "agreed"), [(BAKERY_STORY, BAKERY), (HARROW_STORY, HARROW)], ids=["light", "full"])
def test_the_agreed_pages(tmp_path: Path, story: str, agreed: str) -> None:
    """It makes the agreed pages out of what was typed, on the maps that come along."""
    assert told_page(tmp_path, "", story) == plain(page(agreed)).replace("\u00a0", " ")


def line(section: str, drop: int, count: int = 40, mark: str = "") -> Line:
    """A line of so many words."""
    return Line(section, " ".join([f"{section.lower()}-{drop}"] * count), drop=drop, mark=mark)


@pytest.mark.parametrize(
    ("count", "fallen"),
    [(20, []), (40, ["AIM"]), (46, ["AIM", "WORRY"]), (56, ["AIM", "AT LEAST", "WORRY"])],
)
def test_what_falls_first(count: int, fallen: list[str]) -> None:
    """It drops the line that matters least, then the next, until the rest fits, and keeps the order of what stays."""
    drops = (("HEAD", 0), ("AIM", 80), ("AT LEAST", 45), ("WORRY", 72), ("DATES", 12), ("END", 0), ("FOOT", 0))
    every = [Line(section, " ".join(["ab"] * count), drop=drop) for section, drop in drops]
    kept = trimmed(every, light=False)
    assert [each.section for each in every if each not in kept] == fallen
    assert kept == [each for each in every if each in kept]
    assert (words(kept) <= 280, rows(kept) <= 32) == (True, True)


def test_of_two_alike_the_lower() -> None:
    """It keeps the higher of two lines that matter as little."""
    above, below = line("MISSING", 48, 150), Line("MISSING", " ".join(["other"] * 150), drop=48)
    assert trimmed([above, below], light=False) == [above]


def test_an_arrow_with_its_question() -> None:
    """It drops what to listen for before the question, and never keeps an arrow without its question."""
    question, arrow = line("ASK", 46, 100, "*"), line("ASK", 55, 100, "→")
    first = line("ASK", 0, 100, "*")
    assert trimmed([first, question, arrow], light=False) == [first, question]
    ask, hear = line("ASK", 60, 100, "*"), line("ASK", 55, 50, "→")
    assert trimmed([first, line("END", 0, 100), ask, hear], light=False) == [first, line("END", 0, 100)]


def test_zeros_stay() -> None:
    """It makes the page longer rather than drop what must be there."""
    every = [line("HEAD", 0, 200), line("AIM", 0, 200), line("WORRY", 72)]
    kept = trimmed(every, light=False)
    assert kept == every[:2]
    assert words(kept) > 280
    assert trimmed([], light=False) == []


def test_rows_count_too() -> None:
    """It fits the rows of a page as well as its words, fewer of both where the page is light."""
    short = [Line("ASK", "word", drop=46 if number else 0, mark="*") for number in range(40)]
    assert rows(trimmed(short, light=False)) == 32
    assert rows(trimmed(short, light=True)) == 16
    assert rows([Line("HEAD", "x" * 80), Line("AIM", " ".join(["x" * 40] * 2))]) == 3


NO = """
roles: {owner: {title: owner}}
stages:
  - id: want
    title: Want it?
    steps:
      - {id: wanted, title: the add-on, whether: it is wanted, topic: whether we want it, yes: wanted it, by: owner,
         no_is_right_if: WHEN}
  - id: order
    title: Order it
    steps:
      - {id: ordered, title: the order, whether: it is ordered, topic: whether to order, yes: ordered it, by: owner}
"""


@pytest.mark.parametrize(
    ("when", "asked"),
    [("fewer than three would use it", False), (" ".join(["nobody would use it"] * 20), True)],
)
def test_the_end_without_when_a_no_is_right(tmp_path: Path, when: str, asked: bool) -> None:
    """It asks at the end what would have to change, where the line that says when a no is right has fallen."""
    plan = Story(tmp_path, NO.replace("WHEN", when)).prep("--with Oz:owner --on 2026-11-03")
    told = {each["section"]: each["text"] for each in plan["lines"]}
    assert ("IF NO" not in told) == asked
    assert ("If not: “What would have to change?”" in told["END"]) == asked


def test_their_words_fall_last(tmp_path: Path) -> None:
    """It drops on a full page what the map says they may fear, and keeps what they said."""
    long = " ".join(["a worry that goes on and on"] * 4)
    story = Story(tmp_path, NO.replace("WHEN", "nobody would use it"))
    story.prep("--with Oz:owner --on 2026-11-03")
    story.debrief(f"--on 2026-11-03 --with Oz --not-asked --concern 'Oz:{long}' --concern 'Oz:it is too dear'")
    plan = story.prep("--with Oz --on 2026-11-10")
    sections = [each["section"] for each in plan["lines"]]
    assert [section for section in dict.fromkeys(sections) if section in STAYS] == list(STAYS)
    asked = next(each["text"] for each in plan["lines"] if each["section"] == "ASK")
    assert asked.startswith("Oz: You told us “a worry that goes on and on a worry")
    assert "…”: what would put your mind at rest?" in asked
