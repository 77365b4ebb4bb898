"""Words that a text of a form or of a reply is read by: each does what it is there for, alone."""

from __future__ import annotations

from datetime import date

import pytest
from forms import deal_of_demo

from callplan.core.form.limited import begins_with_condition, hedged
from callplan.core.interview.grammar import TypedDays
from callplan.core.interview.roster import Roster
from callplan.core.reply.meant import names_in

CONDITIONS = (
    "but|if|unless|except|provided|providing|subject to|once|when|until|till|as soon as|depends|"
    "depending|maybe|may be|perhaps|probably|possibly|almost|nearly|not|never|only|however|though|"
    "although|in principle|pending|on condition"
)
HEDGES = (
    "nothing|none|neither|nor|no|won't|cannot|yet|hopefully|should|could|would|might|principle|"
    "think|guess|likely|waiting|later|yesterday|rather|instead|conditions|first|before|after|mostly|"
    "partly|half|some|apart|other than|has to|have to|must|need|needs|will|requires|awaiting|"
    "approval|checking|asked|tomorrow|soon|next"
)
NO_NAMES = (
    "we i it this that they you he she please yes no ok okay the a an not see our my your his her their there here what"
    " when who why how if but and so all both nobody everybody everyone someone somebody one thanks thank hi hello dear"
    " best done later decided agreed ordered approved confirmed sent received legal finance purchasing security today"
    " tomorrow next end mid early until by on in at for from with to of or as is are was were will can could should"
    " would may might must do does did have has had only also just still now then maybe perhaps fine sure good great"
    " sorry too very"
)


@pytest.mark.parametrize("word", CONDITIONS.split("|"))
def test_a_condition(word: str) -> None:
    """It takes back or limits what stands before it, and no yes beside it is taken for one."""
    assert begins_with_condition(f"{word} x")
    assert begins_with_condition(f"and {word.capitalize()} x")
    assert hedged(f"yes, {word} x")
    assert not begins_with_condition(f"x {word}")


@pytest.mark.parametrize("word", HEDGES.split("|"))
def test_a_hedge(word: str) -> None:
    """It takes back, limits or asks, and is no condition at the beginning of a text."""
    assert hedged(f"yes {word} x")
    assert not begins_with_condition(f"{word} x")


def test_a_plain_yes() -> None:
    """It holds no such word."""
    assert not hedged("yes, agreed and signed")
    assert hedged("yes?")


def test_what_is_no_name() -> None:
    """It takes no common word with a capital for somebody, and takes a name for one."""
    day = date(2026, 12, 1)
    roster = Roster(None, deal_of_demo()[0].playbook, day, TypedDays(day))
    assert [word for word in NO_NAMES.split() if names_in(word.capitalize(), roster)] == []
    assert names_in("Vera and Otto Holm", roster) == ("Vera", "Otto Holm")
