"""Sentences that have to be true: past the closing decision, of a third party's yes, of voices, facts and debts."""

from __future__ import annotations

from pathlib import Path

from story import Story

MAP = """
roles: {boss: {title: boss}, user: {title: user, is: works with it}, guest: {title: broker, side: third-party}}
facts:
  place: {ask: Where would it stand?, choices: [here, there]}
  sum: {ask: What may it cost?, type: number}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: spot, title: the spot, whether: there is a spot for it, by: boss, when: {place: here}}
      - {id: go, title: the go-ahead, whether: it is worth it, by: boss, hear: user}
  - {id: which, title: Which one?, steps: [{id: pick, title: the choice, whether: this is right, by: boss}]}
  - id: order
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: [boss, guest]}]
"""
PEOPLE = "--with Ana:boss --person Tom:guest --set place=here:Ana"


def deal(tmp_path: Path, more: str = "") -> Story:
    """A deal of which little is decided."""
    story = Story(tmp_path, MAP)
    story.prep(f"{PEOPLE} --on 2026-11-03 {more}")
    return story


def test_past_the_closing_decision(tmp_path: Path) -> None:
    """It plans what was passed over on the way, and says where they are once something there is open again."""
    story = deal(tmp_path, "--settled go:Ana --settled spot:Ana --settled buy:Ana:wrote --settled buy:Tom:wrote")
    assert "NEXT Ana decides whether this is right." in story.page()
    story.prep("--settled pick:Ana")
    assert "All on the main way is decided." in story.page()
    story.debrief("--on 2026-11-10 --with Ana --reopened go:Ana:hm --not-asked")
    assert "They are at “Is it worth having?”" in story.page()


def test_a_third_party_speaks_last(tmp_path: Path) -> None:
    """It is won by the last pen, theirs among those it took, though the client decided nothing on this call (52)."""
    story = deal(tmp_path, "--settled go:Ana --settled spot:Ana --settled pick:Ana --settled buy:Ana:wrote")
    found = story.debrief("--on 2026-11-10 --with Ana --with Tom --decided buy:Tom:wrote --not-asked")
    assert (found["outcome"]["result"], found["outcome"]["moved"]) == ("won", [])
    assert found["outcome"]["because"] == ("Ana and Tom agreed that it is ordered.")


def test_a_voice_to_be_heard(tmp_path: Path) -> None:
    """It asks for whoever is to be heard while that person is not on the call, and for nobody who is."""
    story = deal(tmp_path, "--settled spot:Ana")
    assert "AT LEAST Ana agrees to bring in the user by Mon 9 Nov." in story.page("--with Ana")
    story.prep("--person Ben:user")
    assert "AT LEAST Ana agrees to bring in Ben by Tue 17 Nov." in story.page("--with Ana --on 2026-11-10")
    assert "bring in" not in story.page("--with Ana --with Ben --on 2026-11-10")


def test_a_fact_that_is_past_mattering(tmp_path: Path) -> None:
    """It asks for what sources differ about as long as something unsettled hangs on it, or nothing does."""
    differ = "--set place=there:Ben:wrote --set sum=5:Ana --set sum=6:Ben --person Ben:user --with Ana --on 2026-11-10"
    story = deal(tmp_path)
    asked = [ask["question"] for ask in story.prep(differ)["asks"]]
    assert asked == [
        "I've heard here and there for the place: which should we plan on?",
        "I've heard five and six for the sum: which should we plan on?",
    ]
    (tmp_path / "past").mkdir()
    story = deal(tmp_path / "past")
    story.debrief("--on 2026-11-10 --with Ana --with Ben:user --decided spot:Ana --not-asked")
    story.prep("--set place=there:Ben:wrote --set sum=5:Ana --set sum=6:Ben --on 2026-11-11")
    asked = [ask["question"] for ask in story.prep("--with Ana --on 2026-11-11")["asks"]]
    assert not [question for question in asked if "place" in question]
    assert [question for question in asked if "sum" in question]


def test_a_long_list_of_debts(tmp_path: Path) -> None:
    """It asks for a day for one of the things that are owed, and leaves the rest to where the deal stands."""
    steps = "".join(f"      - {{id: a{n}, title: the part {n}, will: send part {n}, by: boss}}\n" for n in range(8))
    story = Story(
        tmp_path,
        "roles: {boss: {title: boss}}\nstages:\n  - id: want\n    title: Want it?\n    steps:\n"
        + steps
        + "      - {id: go, title: the go-ahead, whether: it is worth it, by: boss}\n"
        "  - {id: pick, title: Which?, steps: [{id: way, title: the way, whether: it is right, by: boss}]}\n"
        "  - {id: pack, title: How?, steps: [{id: box, title: the box, whether: it fits, by: boss}]}\n"
        "  - {id: end, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: boss,"
        " needs: [a0, a1]}]}\n",
    )
    story.prep("--with Ana:boss --on 2026-11-03 --settled go:Ana")
    page = story.page("--with Ana --on 2026-11-03")
    assert "Then agree a day for Ana to send part 0." in page
    assert "part 1" not in page
