"""OPEN, composed so that it can be said as printed: each case of section 4 of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story
from way import JOINT, WAY, WITH_FACT, opening, told

ANA = "--with Ana:boss --on 2026-11-03"
ANA_CY = "--with Ana:boss --with Cy:cfo --on 2026-11-03"
DECIDE_WHICH = "Today I'd like you to decide which supplier to go with. If it's too early for that, tell me."
WHERE_THINGS_STAND = "I'd like to hear where things stand."
DI = "Di, good to have you with us. We have 30 minutes."


def deal(home: Path, first: str = ANA, call: str = "", playbook: str = WAY) -> Story:
    """A deal after its first call, on 3 November."""
    story = Story(home, playbook)
    story.prep(first)
    people = " ".join(word for word in first.split("--") if word.startswith("with ")).replace("with ", "--with ")
    there = " ".join(word.partition(":")[0] for word in people.split())
    story.debrief(f"--on 2026-11-03 {there} --not-asked {call}")
    return story


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("", ""),
        ("--because 'Ana:the old one stood still.'", "You took this call because ‘the old one stood still’. "),
        # in another mouth it would turn round
        ("--because 'Ana:we stood still'", ""),
        ("--because 'Ana:it broke my week'", ""),
        ("--because 'Ana:their crew stood still'", ""),
        ("--because 'Ana:he lost two crews'", ""),
        ("--because 'Ana:because the old one stood still'", "You took this call because ‘the old one stood still’. "),
        ("--because 'Because the old one stood still'", "You took this call because ‘the old one stood still’. "),
    ],
)
def test_the_first_page(tmp_path: Path, flags: str, said: str) -> None:
    """It says how long there is, why they took the call if they said so, what it is for, and that a no helps."""
    plan = Story(tmp_path, WAY).prep(f"{ANA} --minutes 45 {flags}")
    assert opening(plan) == (
        f"We have 45 minutes. {said}By the end I'd like us to know whether to go ahead. "
        "If the answer's no, that helps too. Anything you want to cover?"
    )


def test_the_first_page_with_two(tmp_path: Path) -> None:
    """It tells nobody else why one of them took the call."""
    plan = Story(tmp_path, WAY).prep(f"{ANA_CY} --because 'Ana:the old one stood still'")
    assert "You took this call" not in opening(plan)
    assert told(plan, "SO FAR") == ["Ana took this call because “the old one stood still”."]


def test_where_we_are(tmp_path: Path) -> None:
    """It says what was decided on the last call, to whoever decided it, and of them to whoever heard it."""
    story = deal(tmp_path, ANA_CY, "--decided go:Ana")
    assert opening(story.prep("--with Ana --on 2026-11-10")) == f"Last time you decided to go ahead. {DECIDE_WHICH}"
    both = "Ana, last time you decided to go ahead. Today I'd like you to decide which supplier to go with. "
    assert opening(story.prep("--with Ana --with Cy --on 2026-11-10")).startswith(both)
    assert opening(story.prep("--with Cy --on 2026-11-10")) == (
        "Last time Ana decided to go ahead. I'd like to work out with you what Ana needs to decide "
        "which supplier to go with."
    )


def test_somebody_new_alone(tmp_path: Path) -> None:
    """It greets somebody new, says how long there is, and tells them nothing of what others decided."""
    plan = deal(tmp_path, call="--decided go:Ana").prep("--with Cy:cfo --on 2026-11-10 --target buy")
    assert opening(plan) == (
        "Cy, good to meet you. We have 30 minutes. Today I'd like to talk about whether to order, "
        "and what has to happen first."
    )


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (
            "--with Ana --with Cy:cfo",
            "Cy, good to have you with us. We have 30 minutes. Ana, would you tell Cy where we've got to? "
            "Then I'd like you to decide which supplier to go with.",
        ),
        (
            "--with Ana --with Cy:cfo --with Di:user",
            "Cy and Di, good to have you with us. We have 30 minutes. Ana, would you tell Cy and Di where we've got "
            "to? Then I'd like you to decide which supplier to go with.",
        ),
        # whoever decides is new, and is spoken to after the other
        (
            "--with Ana:none --with Bo:boss",
            "Bo, good to have you with us. We have 30 minutes. Ana, would you tell Bo where we've got to? "
            "Then, Bo, I'd like us to know which supplier to go with.",
        ),
    ],
)
def test_somebody_new_beside_others(tmp_path: Path, people: str, said: str) -> None:
    """It has the one who decided last tell whoever is new, goes on with “then”, and offers no way out."""
    assert opening(deal(tmp_path, call="--decided go:Ana").prep(f"{people} --on 2026-11-10")) == said


def test_our_late_promise(tmp_path: Path) -> None:
    """It owns up to the oldest promise of ours that is late, the second time with “still”; then to the next."""
    story = deal(
        tmp_path, ANA_CY, "--we-promised 'send the price:2026-11-05' --we-promised 'check the roof:2026-11-06'"
    )
    begun = []
    for day in (10, 17, 24):
        story.today = f"2026-11-{day}"
        begun.append(opening(story.prep(f"--with Ana --with Cy --on 2026-11-{day}")).partition(" Today")[0])
        story.debrief(f"--on 2026-11-{day} --with Ana --with Cy --not-asked")
    assert begun == [
        "Ana, I said I'd send the price by 5 Nov, and I haven't. You'll have that by ____.",
        "Ana, I said I'd send the price, and I still haven't. You'll have that by ____.",
        "Ana, I said I'd check the roof by 6 Nov, and I haven't. It'll be done by ____.",
    ]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("get the figures", "I said I'd get the figures by 6 Nov, and I haven't. You'll have that by ____. "),
        ("check the roof", "I said I'd check the roof by 6 Nov, and I haven't. It'll be done by ____. "),
        (
            "send the price, the plan and the list",
            "I said I'd send the price, the plan and the list. That was for 6 Nov, and I haven't. "
            "You'll have that by ____. ",
        ),
    ],
)
def test_what_we_promised(tmp_path: Path, act: str, said: str) -> None:
    """It says that they will have what is handed over, of anything else that it will be done, and names no new day."""
    story = deal(tmp_path, call=f"--we-promised '{act}:2026-11-06'")
    story.today = "2026-11-10"
    assert (
        opening(story.prep("--with Ana --on 2026-11-10")) == f"{said}Today I'd like you to decide whether to go ahead."
    )


def test_our_late_promise_to_somebody_else(tmp_path: Path) -> None:
    """It owns up to nobody who was not there when we promised it."""
    story = deal(tmp_path, call="--we-promised 'send the price:2026-11-05'")
    ahead = story.prep("--with Di:user --on 2026-11-10")
    assert told(ahead, "WE OWE")[0] == "Send the price, by Thu 5 Nov."
    story.today = "2026-11-10"
    plan = story.prep("--with Di:user --on 2026-11-10")
    assert "send the price" not in opening(plan)
    assert told(plan, "WE OWE")[0] == "Send the price. Due 5 Nov."


APART = "--decided 'go:Ana:said:it pays' --declined 'go:Bo:too early'"


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (
            "--with Ana --with Bo",
            "Ana and Bo, you see this differently. I'd like to hear what would settle it between you.",
        ),
        ("--with Bo", "I'd like to hear how you'd decide whether to go ahead."),
        (
            "--with Ana --with Bo --with Di:user",
            "Di, good to have you with us. We have 30 minutes. I'd like to hear from each of you how you'd decide "
            "whether to go ahead.",
        ),
    ],
)
def test_two_who_disagree(tmp_path: Path, people: str, said: str) -> None:
    """It says that two see it differently to those two alone."""
    story = deal(tmp_path, "--with Ana:boss --with Bo:boss --on 2026-11-03", APART)
    assert opening(story.prep(f"{people} --on 2026-11-10")) == said


def test_two_dates_missed(tmp_path: Path) -> None:
    """It asks about what two missed dates put in doubt before anything else."""
    story = deal(tmp_path, call="--decided go:Ana --promised 'Ana:count the users:2026-11-05:count'")
    again = "--missed p1 --promised 'Ana:count the users:2026-11-08:count'"
    story.debrief(f"--on 2026-11-06 --with Ana --not-asked {again}")
    story.debrief("--on 2026-11-10 --with Ana --not-asked --missed p2")
    assert opening(story.prep("--with Ana --on 2026-11-12")) == (
        "Before anything else I'd like to check one thing with you: whether to go ahead."
    )


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("--with Ana", "You want to come back to the go-ahead on 11 Dec. Today I'd like us to get ready."),
        ("--with Cy", "Ana wants to come back to the go-ahead on 11 Dec. Today I'd like us to get ready."),
        (
            "--with Ana --with Cy",
            "Ana, you want to come back to the go-ahead on 11 Dec. Today I'd like us to get ready.",
        ),
        (
            "--with Ana --with Di:user",
            f"{DI} Today I'd like to talk about what the go-ahead still needs.",
        ),
    ],
)
def test_put_off(tmp_path: Path, people: str, said: str) -> None:
    """It says to when it was put off where everybody heard it; before anybody else it tells nothing."""
    story = deal(tmp_path, ANA_CY, "--deferred 'go:Ana:2026-12-11:after the fair'")
    assert opening(story.prep(f"{people} --on 2026-11-10")) == said


def test_a_no(tmp_path: Path) -> None:
    """It does not push, on the next page asks whether anything has changed, and tells nobody who did not hear it."""
    story = deal(tmp_path, ANA_CY, "--declined 'go:Ana:a bigger project has the year'")
    assert opening(story.prep("--with Ana --on 2026-11-10")) == (
        "You said no to the go-ahead, and I'm not here to push. I'd like to understand what would change it."
    )
    story.debrief("--on 2026-11-10 --with Ana --not-asked")
    assert opening(story.prep("--with Ana --on 2026-11-17")) == "You said no in November. Has anything changed?"
    assert opening(story.prep("--with Cy --on 2026-11-17")) == WHERE_THINGS_STAND
    assert opening(story.prep("--with Ana --with Di:user --on 2026-11-17")).endswith(f"minutes. {WHERE_THINGS_STAND}")


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (
            "--with Ana --with Cy",
            "I've heard there's a problem with the go-ahead, and I'd rather hear it from you. I'm not here to push.",
        ),
        ("--with Ana --with Di:user", WHERE_THINGS_STAND),
    ],
)
def test_a_no_from_others(tmp_path: Path, people: str, said: str) -> None:
    """It would rather hear a no from whoever said it, where those beside have heard of it."""
    story = Story(tmp_path, WAY)
    story.prep("--with Cy:cfo --person Ana:boss --on 2026-11-03")
    story.debrief("--on 2026-11-03 --with Cy --not-asked --declined 'go:Ana:a bigger project has the year'")
    assert opening(story.prep(f"{people} --on 2026-11-10")).partition("30 minutes. ")[2] == said


def test_going_back_on_purpose(tmp_path: Path) -> None:
    """It says that something is to be looked at again before going on."""
    plan = deal(tmp_path, call="--decided go:Ana").prep("--with Ana --back-to go --on 2026-11-10")
    assert opening(plan) == "Before we go any further, I'd like us to look again at whether to go ahead."


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("--with Ana", "You've had second thoughts about whether to go ahead. I'd like to start there."),
        ("--with Cy", "I'd like to start with the question of whether to go ahead."),
        ("--with Ana --with Cy", "Ana, you've had second thoughts about whether to go ahead. I'd like to start there."),
        (
            "--with Ana --with Di:user",
            f"{DI} I'd like to start with the question of whether to go ahead.",
        ),
    ],
)
def test_second_thoughts(tmp_path: Path, people: str, said: str) -> None:
    """It starts with what was taken up again, and speaks of second thoughts to whoever had them."""
    story = deal(tmp_path, ANA_CY, "--decided go:Ana")
    story.debrief("--on 2026-11-05 --with Ana --with Cy --not-asked --reopened 'go:Ana:a German bid came in'")
    assert opening(story.prep(f"{people} --on 2026-11-10")) == said


def test_a_yes_that_is_not_in_writing(tmp_path: Path) -> None:
    """It asks what is needed for the writing, and neither for the yes again nor of anybody else."""
    done = "--settled go:Ana:wrote --settled pick:Ana:wrote --person Di:user --done count:Di:wrote"
    story = deal(tmp_path, f"{ANA_CY} {done}", "--decided buy:Cy")
    asked = "yes to the order. What do you need from me to put it in writing?"
    assert opening(story.prep("--with Cy --on 2026-11-10")) == f"Last time you said {asked}"
    story.debrief("--on 2026-11-10 --with Cy --not-asked")
    assert opening(story.prep("--with Cy --on 2026-11-17")) == f"You've said {asked}"
    assert opening(story.prep("--with Ana --on 2026-11-17")) == WHERE_THINGS_STAND


def test_several_decide(tmp_path: Path) -> None:
    """It would like us to settle what several decide together."""
    plan = deal(tmp_path, ANA_CY, playbook=JOINT).prep("--with Ana --with Cy --on 2026-11-10")
    assert opening(plan) == "Today I'd like us to settle whether to go ahead."


def test_but_for_a_fact(tmp_path: Path) -> None:
    """It says that one thing has to be cleared up first."""
    plan = deal(tmp_path, playbook=WITH_FACT).prep("--with Ana --on 2026-11-10")
    assert opening(plan) == "Today I'd like you to decide whether to go ahead, once we've cleared up one thing."


def test_on_a_promise_that_is_due(tmp_path: Path) -> None:
    """It hears where things stand first, where what is due by now decides what can be decided."""
    settled = "--settled go:Ana:wrote --settled pick:Ana:wrote"
    story = deal(tmp_path, f"{ANA_CY} --with Di:user {settled}", "--promised 'Di:count the users:2026-11-09:count'")
    assert opening(story.prep("--with Cy --with Di --on 2026-11-10")) == (
        "I'd like to hear where things stand, and then look at whether to order."
    )
    assert opening(story.prep("--with Cy --on 2026-11-06")) == (
        "Today I'd like to talk about whether to order, and what has to happen first."
    )


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (ANA_CY, "I'd like to work out with you what Cy needs to decide whether to go ahead."),
        (ANA, "Today I'd like to talk about whether to go ahead, and who else should have a say."),
    ],
)
def test_somebody_is_missing(tmp_path: Path, first: str, said: str) -> None:
    """It works out what the missing decider needs; where nobody is known, who else should have a say."""
    assert opening(deal(tmp_path, first, playbook=JOINT).prep("--with Ana --on 2026-11-10")) == said


def test_the_way_out_once(tmp_path: Path) -> None:
    """It says that a no is welcome on one page for a decision, and on no other."""
    story = deal(tmp_path, call="--decided go:Ana")
    assert opening(story.prep("--with Ana --on 2026-11-10")).endswith(" If it's too early for that, tell me.")
    story.debrief("--on 2026-11-10 --with Ana --not-asked")
    assert opening(story.prep("--with Ana --on 2026-11-17")) == (
        "Today I'd like you to decide which supplier to go with."
    )


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("whether to go ahead", " If the answer's no, that helps too. "),
        ("whether to buy or to build", " If it's too early for that, tell me. "),
        ("which way to go", " If it's too early for that, tell me. "),
    ],
)
def test_the_way_out_fits_the_question(tmp_path: Path, topic: str, said: str) -> None:
    """It speaks of a no only where a no is an answer."""
    plan = Story(tmp_path, WAY.replace("topic: whether to go ahead", f"topic: {topic}")).prep(ANA)
    assert f"know {topic}.{said}Anything" in opening(plan)


def test_no_way_out_before_purchasing(tmp_path: Path) -> None:
    """It offers no no in front of whoever negotiates the price."""
    plan = Story(tmp_path, WAY).prep(f"{ANA} --with Pia:purchasing")
    assert opening(plan) == (
        "We have 30 minutes. By the end I'd like us to know whether to go ahead. Anything you want to cover?"
    )


@pytest.mark.parametrize(
    ("more", "left"),
    [
        # within fifty words all of it stands
        ("", ("We have 30 minutes", "You took this call", "If the answer's no")),
        # then the length falls
        ("on the last two Saturdays before the fair", ("You took this call", "If the answer's no")),
        # then the way out
        ("on the last two Saturdays before the fair in Hanover and then again", ("You took this call",)),
        # then the story
        ("on the last two Saturdays before the fair in Hanover and then again the week after that", ()),
    ],
)
def test_fifty_words(tmp_path: Path, more: str, left: tuple[str, ...]) -> None:
    """It lets the length of the call fall first, then the way out, then where we are, until it can be said."""
    topic = "whether the new line is worth the effort in this particular year"
    story = Story(tmp_path, WAY.replace("topic: whether to go ahead", f"topic: {topic}"))
    said = opening(story.prep(f"{ANA} --because 'Ana:the old one stood still {more}'"))
    parts = ("We have 30 minutes", "You took this call", "If the answer's no")
    assert tuple(part for part in parts if part in said) == left
    assert len(said.split()) <= 50
    assert said.endswith("Anything you want to cover?")


def test_more_than_fifty_words(tmp_path: Path) -> None:
    """It says what it must, though that is longer, once all that may fall has fallen."""
    act = "send the price of each of the lines, the plan of the hall and the list of all that has to be moved first"
    topic = "whether the whole of this new line is worth all of the effort it takes"
    book = WAY.replace("topic: whether to go ahead", f"topic: {topic}")
    story = deal(tmp_path, call=f"--we-promised '{act}:2026-11-05'", playbook=book)
    story.today = "2026-11-10"
    said = opening(story.prep("--with Ana --on 2026-11-10"))
    assert said == (
        f"I said I'd {act}. That was for 5 Nov, and I haven't. You'll have that by ____. "
        f"Today I'd like you to decide {topic}."
    )
    assert len(said.split()) > 50
