"""Page rule 4: a no is what the call is for while somebody who said it is on the call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story
from test_again import CHAIN, call, chain

BEFORE = "--settled go:Ana --settled pick:Ana --done list:Ben"


def chosen(story: Story, people: str, more: str = "") -> Any:
    """What a call with these people is for."""
    return story.prep(f"{people} --on 2026-11-17 {more}")["decision"]["id"]


def test_page_rule_4_a_no_comes_first_with_whoever_said_it(tmp_path: Path) -> None:
    """It is before what can be decided here; with others on the call, or nobody, it is not."""
    text = CHAIN.replace(", IF_NO", "").replace(
        "{id: safe,", "{id: other, whether: more is wanted, by: boss},\n{id: safe,"
    )
    story = Story(tmp_path, text)
    story.prep("--with Ana:boss --with Ben:user --with Cy:cfo --with Eve:boss --on 2026-11-03 " + BEFORE)
    call(story, "--declined colour:Ana:no", people="--with Ana")
    assert chosen(story, "--with Ana") == "colour"
    assert chosen(story, "--with Ana --with Cy") == "colour"
    assert chosen(story, "--with Eve") in ("other", "safe")
    assert chosen(story, "--with Ana", "--target safe") == "safe"


def test_page_rule_4_beyond_the_front_it_waits(tmp_path: Path) -> None:
    """It is asked about beside what they are deciding when it lies further on its own track."""
    story = chain(tmp_path, "--settled go:Ana")
    call(story, "--declined buy:Cy:no")
    assert chosen(story, "--with Ana --with Cy") in ("pick", "colour")


def test_page_rule_4_behind_the_front_it_comes_first(tmp_path: Path) -> None:
    """It comes first as a debt, too."""
    story = chain(tmp_path, BEFORE)
    call(story, "--declined colour:Ana:no")
    call(story, "--decided buy:Cy:wrote", 11, "--with Cy")
    assert chosen(story, "--with Ana --with Cy") == "colour"


@pytest.mark.parametrize("if_no", ["go", "want"])
def test_page_rule_4_what_only_a_no_sent_them_back_to_is_not_the_aim(tmp_path: Path, if_no: str) -> None:
    """It is for the no with whoever said it, and for what it sent them back to with others."""
    story = chain(tmp_path, BEFORE, if_no=if_no)
    assert call(story, "--declined colour:Ana:no")["reopened"] == ["go"]
    assert chosen(story, "--with Ana --with Ben") == "colour"
    assert chosen(story, "--with Ben") == "go"
    assert chosen(story, "--with Eve:boss") == "go"


def test_page_rule_4_a_no_of_one_who_left_stands_no_more(tmp_path: Path) -> None:
    """It is not for a no that fell with whoever said it."""
    story = chain(tmp_path, BEFORE, if_no="go")
    call(story, "--declined colour:Ana:no")
    call(story, "--left Ana", 12, "--with Ben --with Eve:boss")
    assert chosen(story, "--with Eve") == "go"


def test_page_rule_4_a_doubt_is_asked_before_it(tmp_path: Path) -> None:
    """It asks before anything else what two missed dates put in doubt, but not what only the no re-opened."""
    story = chain(tmp_path, "--settled go:Ana")
    call(story, "--declined colour:Ana:no")
    for day in (11, 13):
        call(story, f"--promised 'Ben:send it:2026-11-{day}:list'", day)
        call(story, f"--missed p{(day - 9) // 2}", day + 1)
    assert story.show()["doubted"] == "go"
    assert chosen(story, "--with Ana --with Ben") == "go"


def test_page_rule_4_a_doubt_of_what_only_the_no_re_opened_is_the_no(tmp_path: Path) -> None:
    """It is for the no where the doubted decision is open only by it."""
    story = chain(tmp_path, "--settled go:Ana", if_no="go")
    call(story, "--declined colour:Ana:no")
    for day in (11, 13):
        call(story, f"--promised 'Ben:send it:2026-11-{day}:list'", day)
        call(story, f"--missed p{(day - 9) // 2}", day + 1)
    assert story.show()["doubted"] == "go"
    assert chosen(story, "--with Ana --with Ben") == "colour"
