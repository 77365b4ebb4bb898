"""A slip is mended: a deal and its people by another name, a deal dropped, one that follows on another."""

from __future__ import annotations

from pathlib import Path

import pytest
from lines import said
from story import Story

MAP = """
    facts:
      amount: {ask: What does it cost?, unit: EUR}
      users: {ask: How many users?, type: number}
      needed: {ask: By when?, type: date}
    roles:
      boss: {title: boss}
      user: {title: user}
    stages:
      - id: want
        title: Do we want it?
        steps:
          - {id: names, will: send the ten names, by: user}
          - {id: go, whether: it is wanted, by: boss, title: the go-ahead}
          - {id: buy, whether: it is bought, by: boss, title: the order}
    ends: {won: {title: won, needs: [buy]}}
"""


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """A deal with two people."""
    found = Story(tmp_path, MAP)
    found.prep("--with Ana:boss --with Ben:user")
    return found


class TestRename:
    def test_old_name(self, story: Story) -> None:
        """It gives a deal another name, and understands the old one and says so; nothing is lost."""
        said = story.line("rename", "acme", "Acme Ltd")
        assert said.err == "acme is called Acme Ltd from now on; `callplan show acme` still finds it.\n"
        shown = story.line("show", "acme")
        assert shown.err == "acme is called Acme Ltd now.\n"
        assert shown.out.startswith("ACME LTD · Mon 2 Nov 2026\n")
        assert story.line("log", "Acme Ltd").out.endswith("\n   5  2026-11-02  called Acme Ltd from here on\n")

    def test_every_look(self, story: Story) -> None:
        """It is called so in every look, and its promises are of it."""
        story.debrief("--with Ana --we-promised 'send the price:2026-11-10'")
        story.line("review")
        story.line("rename", "acme", "Zeta")
        assert [each["deal"] for each in story.line("promises", "--json").json["promises"]] == ["Zeta"]
        assert [each["deal"] for each in story.line("review", "--json").json["deals"]] == ["Zeta"]
        assert story.line("promises", "--kept", "acme:p1").err == (
            "acme is called Zeta now.\nZeta p1 kept: we were to send the price by Tue 10 Nov.\n"
        )

    def test_undone(self, story: Story) -> None:
        """It is taken back like anything else."""
        story.line("rename", "acme", "Zeta")
        story.line("undo", "Zeta", "--yes")
        assert story.line("show", "acme").err == ""

    def test_a_new_deal_by_the_old_name(self, story: Story) -> None:
        """It leaves the old name to a new deal that is opened by it with a map; each keeps its own."""
        story.line("rename", "acme", "Zeta")
        story.line("prep", "acme", "--playbook", str(story.file), "--with", "Cy:boss", "--no-input")
        assert story.line("person", "acme").out == "Cy · boss · on no call yet\n"
        assert story.line("person", "Zeta").out == "Ana · boss · on no call yet\nBen · user · on no call yet\n"
        assert story.line("undo", "Zeta", "--yes").err.endswith(
            "There is another deal called acme: give that one another name first.\n"
        )
        assert story.line("rename", "zeta", "ACME").err == (
            "callplan: There is another deal called acme: choose another name, or give that one another name first.\n"
        )

    def test_not_twice(self, story: Story) -> None:
        """It refuses the name that a deal has, and takes the same one in other letters."""
        assert story.line("rename", "acme", "acme").err == "callplan: acme is called that already.\n"
        assert story.line("rename", "acme", "ACME").code == 0
        assert story.line("rename", "acme", " ").err == "callplan: A deal's name has 1 to 60 characters.\n"

    def test_older_file(self, story: Story) -> None:
        """A deal that was never renamed has no other name."""
        assert story.line("show", "acm").err == "acm: acme\n"


class TestDrop:
    def test_out_of_every_look(self, story: Story) -> None:
        """It takes a deal out of every look, and brings it back as it was."""
        page = story.line("show", "acme").out
        said = story.line("drop", "acme")
        assert said.err == "acme is in no list and no look any more; `callplan drop acme --back` brings it back.\n"
        assert story.line("show", "ACME").err == (
            "callplan: ACME was dropped on 2026-11-02: `callplan drop ACME --back` brings it back.\n"
        )
        assert story.line("review", "--json").json["deals"] == []
        assert story.line("figures", "--json").json["deals"] == 0
        assert story.line().out.startswith("callplan puts your next call")
        back = story.line("drop", "acme", "--back")
        assert back.err == "acme is back, as it was; `callplan show acme` shows where it stands.\n"
        assert story.line("show", "acme").out == page
        assert story.log().endswith("\n   5  2026-11-02  dropped (taken back)\n\n   6  2026-11-02  takes back 5\n")

    def test_a_new_one(self, story: Story) -> None:
        """It leaves its name to a new deal, which says that there was another."""
        story.line("drop", "acme")
        new = story.line("prep", "acme", "--playbook", str(story.file), "--with", "Cy:boss", "--no-input")
        assert new.err == (
            "This is a new deal; another acme was dropped on 2026-11-02: `callplan drop acme --back` brings it back.\n"
        )
        assert story.line("drop", "acme", "--back").err == (
            "callplan: There is another deal called acme now: `callplan rename acme NEW` renames that one first.\n"
        )
        story.line("rename", "acme", "second")
        assert story.line("drop", "acme", "--back").code == 0
        assert story.line("person", "acme").out.startswith("Ana · boss")

    def test_nothing_to_bring_back(self, story: Story) -> None:
        """It names those that were dropped."""
        assert story.line("drop", "acme", "--back").err == "callplan: No deal “acme” was dropped.\n"
        story.line("drop", "acme")
        assert story.line("drop", "oz", "--back").err == "callplan: No deal “oz” was dropped. Dropped are acme.\n"


class TestPerson:
    def test_list(self, story: Story) -> None:
        """It lists people with their roles, those who have left last."""
        story.debrief("--with Ben --person Cy:none:Ben --left Ana")
        assert story.line("person", "acme").out == (
            "Ben · user · on one call\nCy · no role · on no call yet · told of by Ben\n"
            "Ana · boss · on no call yet · left Mon 2 Nov\n"
        )

    def test_rename(self, story: Story) -> None:
        """It calls somebody otherwise in all that is recorded, and the history keeps what was typed."""
        story.debrief("--with Ana --decided go:Ana --promised 'Ana:send the list:2026-11-10'")
        said = story.line("person", "acme", "--rename", "Ana", "Anna Lind")
        assert said.err == "Ana is Anna Lind now, in all that is recorded.\n`callplan undo acme` takes it back.\n"
        assert story.line("promises", "--json").json["promises"][0]["person"] == "Anna Lind"
        assert "Anna agreed that it is wanted" in story.page()
        assert "Ana said yes to the go-ahead" in story.log()
        assert story.log().endswith("  Ana is Anna Lind, in all that was written before\n")
        story.undo()
        assert "Ana agreed that it is wanted" in story.page()

    def test_another_of_that_name(self, story: Story) -> None:
        """It leaves the old name free for somebody else."""
        story.line("person", "acme", "--rename", "Ana", "Anna")
        story.debrief("--with Ana:user,new")
        assert story.line("person", "acme").out == (
            "Anna · boss · on no call yet\nBen · user · on no call yet\nAna · user · on one call\n"
        )

    def test_merge(self, story: Story) -> None:
        """It makes one person of two, with the roles of both, and says what follows."""
        story.debrief("--with 'A. Lind:user,new' --with Ana --decided go:Ana")
        said = story.line("person", "acme", "--merge", "Ana", "A. Lind")
        assert said.err == (
            "Ana is A. Lind now, in all that is recorded.\n"
            "They are where they were, and no more is missing than before.\n"
            "`callplan undo acme` takes it back.\n"
        )
        assert said.out == "A. Lind · boss and user · on one call\nBen · user · on no call yet\n"

    def test_two_names_mixed_up(self, story: Story) -> None:
        """It takes two names that were mixed up apart again."""
        story.debrief("--with Ana --decided go:Ana")
        for old, new in (("Ana", "X"), ("Ben", "Ana"), ("X", "Ben")):
            assert story.line("person", "acme", "--rename", old, new).code == 0
        assert story.line("person", "acme").out == "Ben · boss · on one call\nAna · user · on no call yet\n"
        assert "Ben agreed that it is wanted" in story.page()

    def test_roles(self, story: Story) -> None:
        """It gives somebody the roles they were to have from the beginning, so that what they said counts."""
        story.debrief("--with Ben --decided go:Ben")
        said = story.line("person", "acme", "--roles", "Ben:boss,user")
        assert said.err == (
            "Ben: boss and user, in all that is recorded.\n"
            "The next call is for the order; before, for the go-ahead.\n"
            "`callplan undo acme` takes it back.\n"
        )

    @pytest.mark.parametrize(
        ("flags", "why"),
        [
            (
                ("--rename", "Ana", "ben"),
                '--rename: Ben is known here too; --merge "Ana" "Ben" makes one person of the two.',
            ),
            (("--rename", "Ana", "Ana"), "--rename: Ana is called that already."),
            (("--rename", "Ana", "us"), "--rename: “us” is no name for Ana; write their first and last name."),
            (("--merge", "Ana", "ana"), "--merge: “Ana” and “ana” both mean Ana."),
            (("--roles", "Ana"), "--roles Ana: it is written NAME:ROLE,ROLE."),
            (("--roles", "Ana:bos"), "--roles: there is no role “bos” in way. Did you mean boss?"),
        ],
    )
    def test_refusals(self, story: Story, flags: tuple[str, ...], why: str) -> None:
        """It says what is wrong and what to write instead, and writes nothing."""
        said = story.line("person", "acme", *flags)
        assert (said.code, said.err) == (2, f"callplan: {why}\n")
        assert len(story.log().splitlines()) == 4

    def test_called(self, story: Story) -> None:
        """It says how somebody is called from here on, and nothing of what that changes for the deal."""
        said = story.line("person", "acme", "--as", "Ana:Mia")
        assert said.err == "Ana is called Mia from now on.\n`callplan undo acme` takes it back.\n"
        assert story.log().endswith("Ana is called Mia\n")


class TestLike:
    def test_people_and_facts(self, story: Story) -> None:
        """A deal that follows on another takes its people, facts and map over; its sum and its days are its own."""
        story.debrief("--with Ana --set amount=50k:Ana --set users=30:Ana --set needed=2027-02-01:Ana --left Ben")
        said = story.line("prep", "next", "--like", "acme", "--with", "Ana", "--no-input")
        assert said.code == 0, said.err
        assert story.line("log", "next").out == (
            "   1  2026-11-02  opened with way 1, like acme\n   2  2026-11-02  Ana, boss\n"
            "   3  2026-11-02  users = 30, from Ana\n   4  2026-11-02  planned a call on 2026-11-02 with Ana\n"
        )

    def test_only_a_new_one(self, story: Story) -> None:
        """It is for a deal that is not open yet."""
        assert story.line("prep", "acme", "--like", "acme", "--no-input").err == (
            "callplan: --like: acme is open already; it is for a new deal.\n"
        )


class TestUndo:
    def test_any_entry(self, story: Story) -> None:
        """It takes back one entry by its number, and shows first what would lose its sense."""
        story.debrief("--with Ana --promised 'Ana:send the list:2026-11-10' --we-promised 'send the price:2026-11-10'")
        story.today = "2026-11-11"
        story.line("promises", "--kept", "acme:p2")
        number = next(line.split()[0] for line in story.log().splitlines() if " p2: " in line)
        said = story.line("undo", "acme", number, "--yes")
        assert said.err.splitlines()[-3:] == [
            "These would no longer make sense:",
            "   8  2026-11-11  p2 kept: send the list",
            "Taken back; `callplan log acme` shows both.",
        ]
        story.debrief("--with Ana --promised 'Ana:send more:2026-11-20'")
        assert " p2: Ana will send more" in story.log()

    def test_ids_are_not_given_twice(self, story: Story) -> None:
        """A promise made after an earlier one was taken back has an id of its own."""
        story.debrief("--with Ana --promised 'Ana:send one:2026-11-10'")
        story.debrief("--on 2026-11-03 --with Ana --promised 'Ana:send two:2026-11-12'")
        story.line("undo", "acme", "5", "--yes")
        story.debrief("--on 2026-11-04 --with Ana --promised 'Ana:send three:2026-11-13'")
        found = story.line("promises", "--json").json["promises"]
        assert [(each["promise"], each["act"]) for each in found] == [("p2", "send two"), ("p3", "send three")]

    def test_all_of_it(self, story: Story) -> None:
        """It takes back what was written together with an entry, and the log has one line for it, and all on demand."""
        story.debrief("--with Ana --decided go:Ana --promised 'Ana:send the list:2026-11-10'")
        story.line("undo", "acme", "5", "--whole", "--yes")
        assert story.log().splitlines()[5:] == [
            "   5  2026-11-02  call with Ana; shown advanced; worth it: not asked, with two entries beside"
            " (taken back)",
            "",
            "   8  2026-11-02  takes back 5 to 7",
        ]
        assert len(story.line("log", "acme", "--all").out.splitlines()) == 12
        story.line("undo", "acme", "9", "--whole", "--yes")
        assert len(story.log().splitlines()) == 12

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (("1",), "All else stands on the opening of acme; `callplan drop acme` takes the deal out of every look."),
            (("9",), "There is no entry “9” of acme; `callplan log acme` numbers them from 1 to 6."),
            (("5",), "Entry 5 of acme is taken back already."),
            (
                ("--whole",),
                "--whole is for an entry that is named: without one, all that was written last is taken back.",
            ),
        ],
    )
    def test_refusals(self, story: Story, words: tuple[str, ...], why: str) -> None:
        """It says why an entry cannot be taken back."""
        story.line("rename", "acme", "Acme")
        story.undo()
        assert story.line("undo", "acme", *words, "--yes").err == f"callplan: {why}\n"


class TestNoShow:
    def test_theirs(self, story: Story) -> None:
        """Nobody came: it counts as a promise their side has broken, and the next page says so until a call is held."""
        said = story.line("debrief", "acme", "--no-show", "--no-input")
        assert said.out == (
            "ACME · call of Mon 2 Nov 2026\n\n"
            "RESULT      Ana and Ben did not come. It counts as a promise that their side has\n"
            "            broken.\n\ncallplan prep acme · callplan undo acme\n"
        )
        assert "THEY OWE They didn't come to the call of Mon 2 Nov." in story.page()
        assert story.line("figures", "--json").json["promises"][0]["missed"] == 1
        assert story.log().endswith("  Ana and Ben did not come to the call of 2026-11-02\n")
        story.debrief("--on 2026-11-03 --with Ana")
        assert "didn't come" not in story.page()

    def test_ours(self, story: Story) -> None:
        """We did not come, and it was moved: it counts as ours, and the call is planned for the new day."""
        found = story.debrief("--our-no-show --call-moved 2026-11-05")
        assert (found["absent"], found["moved_to"]) == ([""], "2026-11-05")
        assert "WE OWE An apology: we didn't come to the call of Mon 2 Nov." in story.page()
        assert story.prep()["call"]["on"] == "2026-11-05"
        assert story.log().endswith("  we did not come to the call of 2026-11-02; moved to 2026-11-05\n")

    def test_without_a_plan(self, story: Story) -> None:
        """A call that nobody planned is of the day that is told, and of whoever is named."""
        story.debrief("--with Ana")
        assert story.tell("debrief", "--no-show").err == (
            "callplan: Who was to come? Nobody is on record for this call: give --with PERSON.\n"
        )
        assert story.debrief("--no-show --with Cy:user --on 2026-11-04")["call"] == "2026-11-04"
        assert "Cy · user" in story.line("person", "acme").out

    def test_twice(self, story: Story) -> None:
        """Two of them put in doubt what they decided, as two missed dates do."""
        story.debrief("--with Ana --decided go:Ana --next 2026-11-09::Ana")
        for day in ("2026-11-09", "2026-11-10"):
            story.debrief(f"--no-show --with Ana --on {day}")
        story.today = "2026-11-11"
        assert "it is wanted" in story.page("--with Ana --on 2026-11-12")

    def test_not_with_what_happened(self, story: Story) -> None:
        """Nothing can have been decided on it."""
        assert story.tell("debrief", "--no-show --decided go:Ana").err == (
            "callplan: The call of 2026-11-02 did not take place, so --decided has no call to belong to.\n"
        )
        assert story.tell("debrief", "--no-show --our-no-show").err == (
            "callplan: --no-show and --our-no-show: a call was cancelled, or one side did not come; leave one out.\n"
        )


class TestAgain:
    def test_one_is_changed(self, story: Story) -> None:
        """The last debrief is told again: what is given takes the place of what was, the rest stays as it was."""
        story.debrief("--with Ana --decided go:Ana --promised 'Ana:send the list:2026-11-10'")
        story.today = "2026-11-04"
        found = story.debrief("--again --promised 'Ana:send the names:friday'")
        assert (found["on"], found["outcome"]["result"]) == ("2026-11-02", "advanced")
        assert story.log().splitlines()[5:] == [
            "   5  2026-11-02  call with Ana; shown advanced; worth it: not asked, with two entries beside"
            " (taken back)",
            "",
            "   8  2026-11-04  takes back 5 to 7",
            "  11  2026-11-02  Ana said yes to the go-ahead",
            "  12  2026-11-02  p1: Ana will send the names by 2026-11-06",
            "  13  2026-11-02  call with Ana; shown advanced; worth it: not asked",
        ]

    def test_undone_before(self, story: Story) -> None:
        """It is offered also once it was undone; and undone itself, what stood before stands again."""
        story.debrief("--with Ana --decided go:Ana")
        story.undo()
        story.debrief("--again --verdict advanced")
        assert "agreed that it is wanted" in story.page()
        story.debrief("--again --decided buy:Ana")
        assert "Ana said yes to the order" in story.page()
        story.undo()
        assert "agreed that it is wanted" in story.page()

    def test_prep(self, story: Story) -> None:
        """The last prep is told again, and the people it brought in are."""
        found = story.prep("--again --minutes 45")
        assert (found["call"]["minutes"], [each["name"] for each in found["call"]["people"]]) == (45, ["Ana", "Ben"])
        assert story.line("person", "acme").out == "Ana · boss · on no call yet\nBen · user · on no call yet\n"

    def test_into_another(self, story: Story) -> None:
        """What was told of the wrong deal is filed under another, with who was there, and taken back in the first."""
        story.line("prep", "oz", "--playbook", str(story.file), "--with", "Zoe:boss", "--no-input")
        story.debrief("--with Ana --decided go:Ana")
        said = story.line("debrief", "acme", "--again", "--into", "oz", "--no-input")
        assert said.out.startswith(
            "OZ · call of Mon 2 Nov 2026\n\nRESULT      They advanced. Ana agreed that it is wanted.\n"
        )
        assert story.line("person", "oz").out == "Zoe · boss · on no call yet\nAna · boss · on one call\n"
        assert "agreed" not in story.page()

    def test_what_was_written_since(self, story: Story) -> None:
        """What was written since would count before it; nobody can be asked here, so it is refused."""
        story.debrief("--with Ana --decided go:Ana")
        story.line("close", "acme", "--lost", "--reason", "no money", "--no-input")
        said = story.tell("debrief", "--again --with Ben")
        assert said.code == 4
        assert "Told again, it counts after what was written since:\n" in said.err

    def test_refusals(self, story: Story) -> None:
        """There has to be one, and another deal."""
        assert story.tell("debrief", "--again").err == (
            "callplan: No debrief of acme is on record with its answers; `callplan undo acme` takes one back.\n"
        )
        assert story.tell("debrief", "--into oz --with Ana").err == (
            "callplan: --into files under another deal what was told already: give --again with it.\n"
        )
        assert story.line("prep", "oz", "--again", "--no-input").err == (
            "callplan: --again: oz is not open yet, so nothing was told of it.\n"
        )
        story.debrief("--with Ana")
        assert story.tell("debrief", "--again --into acme").err == (
            "callplan: --into: they are filed under acme already.\n"
        )

    def test_another_day(self, story: Story) -> None:
        """A day that is given now is counted from today, and may be later than the day on which it was told."""
        story.debrief("--with Ana --decided go:Ana")
        story.today = "2026-11-05"
        assert story.debrief("--again --on yesterday")["on"] == "2026-11-04"
        assert story.tell("debrief", "--again --on '6 nov 2026'").err == (
            "callplan: --on: Fri 6 Nov has not come yet; give a day gone by.\n"
        )
        story.prep("--with Ana --on 2026-11-09")
        story.today = "2026-11-06"
        assert story.prep("--again --on tomorrow")["call"]["on"] == "2026-11-07"

    def test_prep_into_another(self, story: Story) -> None:
        """A call planned for the wrong deal is planned for the right one; of a deal opened so, the opening is left."""
        story.line("prep", "oz", "--playbook", str(story.file), "--with", "Zoe:boss", "--no-input")
        story.prep("--with Ana --on 2026-11-05 --minutes 45")
        said = story.line("prep", "acme", "--again", "--into", "oz", "--no-input")
        assert said.out.startswith("OZ · Thu 5 Nov 2026 · 45 minutes\nWith Ana (boss).\n")
        assert said.err.endswith("It is taken back in acme.\n")
        assert story.line("show", "acme", "--plan").out.startswith("ACME · Mon 2 Nov 2026 · 30 minutes\n")
        said = story.line("prep", "oz", "--again", "--into", "acme", "--no-input")
        assert said.err.endswith("It is taken back in oz.\n")

    def test_opened_by_mistake(self, story: Story) -> None:
        """Where the first prep opened a deal for one that is known by another name, it says what is left."""
        story.line("prep", "Acme Ltd", "--playbook", str(story.file), "--with", "Zoe:boss", "--no-input")
        said = story.line("prep", "Acme Ltd", "--again", "--into", "acme", "--no-input")
        assert said.err.endswith(
            "It is taken back in Acme Ltd, of which nothing is left but its opening: "
            '`callplan drop "Acme Ltd"` takes it out of every look.\n'
        )
        assert "Zoe · boss" in story.line("person", "acme").out


@pytest.mark.parametrize("on", [(), ("--on", "today"), ("--on", "tue")])
def test_repeated_debrief(tmp_path: Path, on: tuple[str, ...]) -> None:
    """A debrief that is repeated as it was typed is told to stand, and is not written twice; another one is written."""
    day = {"CALLPLAN_TODAY": "2026-11-24"}
    opening = ("prep", "oz", "--playbook", "small-add-on", "--with", "Ana:user", "--on", "today", "--no-input")
    assert said(tmp_path, *opening, **day).code == 0
    line = ("debrief", "oz", "--with", "Ana", "--promised", "Ana:send it:friday", *on, "--no-input")
    first, log = said(tmp_path, *line, **day), said(tmp_path, "log", "oz", **day).out
    second = said(tmp_path, *line, **day)
    note = "This debrief stands already, and nothing was written; `callplan debrief oz --again` tells it anew.\n"
    assert (second.out, second.err, second.code) == (first.out, note, 0)
    assert said(tmp_path, "log", "oz", **day).out == log
    assert note not in said(tmp_path, *line, "--concern", "Ana:the price", **day).err
    assert note not in said(tmp_path, *line, **day).err
    assert said(tmp_path, "log", "oz", **day).out != log
