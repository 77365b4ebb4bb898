"""A person is one person: how they are named, which roles they hold, how they are called, told in command lines."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from answering import Answering
from maps import SKETCH
from story import Story
from test_interview import Story as Told
from test_interview import read

from callplan.core.interview.calls import debriefed, prepared
from callplan.core.interview.question import every
from callplan.core.phrase import loose
from callplan.errors import Usage

WAY = """
roles:
  boss: {title: managing director}
  user: {title: user}
stages:
- {id: one, title: Shall we?, steps: [{id: go, whether: to go on, by: boss}]}
- {id: two, title: The order, steps: [{id: order, whether: to order, by: boss}]}
"""
HEADER = "format: 1\nid: way\ntitle: A way to buy\n"


def opened(home: Path, flags: str = '--with "Marta Lind:boss"') -> Story:
    """A deal with these people."""
    story = Story(home, WAY)
    story.prep(flags)
    return story


def people(story: Story) -> list[str]:
    """Everybody that the history tells of, as it does."""
    return [line.split("  ")[-1] for line in story.log().splitlines() if ", " in line and "planned" not in line]


@pytest.mark.parametrize(
    "name",
    [
        "Marta Lind",
        "marta  lind",
        "Lind, Marta",
        "Marta Lind <m.lind@x.de>",
        '\\"Lind, Marta\\" <m@x.de>',
        "Marta",
        "Lind",
    ],
)
def test_one_person_however_named(tmp_path: Path, name: str) -> None:
    """It takes a name in any spelling, a part of it, or a line of an address book for the person known."""
    story = opened(tmp_path)
    story.debrief(f'--with "{name}" --decided "go:{name}" --not-asked')
    assert people(story) == ["Marta Lind, managing director"]
    assert "Marta decides whether to order" in story.page()


@pytest.mark.parametrize(
    ("typed", "there"),
    [("Marta,Piet", ["Marta Lind", "Piet Maas"]), ("Lind, Marta", ["Marta Lind"]), ("Piet and Lind", None)],
)
def test_several_in_one(tmp_path: Path, typed: str, there: list[str] | None) -> None:
    """Several who are known stand in one flag with commas between them, as at the question; a name turned is one."""
    story = opened(tmp_path, '--with "Marta Lind:boss" --with "Piet Maas:user"')
    said = story.tell("prep", f'--with "{typed}"')
    assert (said.code, [each["name"] for each in said.json["call"]["people"]] if there else None) == (
        0 if there else 2,
        there,
    )


def test_several_asked_about() -> None:
    """At a terminal they are told apart likewise, and nobody is asked who that is."""
    asker = Answering()
    told = TestNamedInFlags.told()
    told.debrief(asker, **{"with": ["Marta Lind, Marta Roth"]})
    assert not [question for question in asker.asked if "who is that" in question.text]
    assert told.deal is not None
    assert told.deal.calls[-1].people == ("Marta Lind", "Marta Roth")


@pytest.mark.parametrize(
    ("flags", "refusal"),
    [
        (
            '--with "Marta Lindt:user"',
            "--with: “Marta Lindt” may be Marta Lind. Write “Marta Lind:user”, or, of somebody new, "
            "“Marta Lindt:user,new”.",
        ),
        (
            '--person "M. Lind:user"',
            "--person: “M. Lind” may be Marta Lind. Write “Marta Lind:user”, or, of somebody new, “M. Lind:user,new”.",
        ),
        (
            "--with 'Marta Lindt'",
            "--with: Marta Lindt is not known yet and needs a role: “Marta Lindt:ROLE”, one of boss, user; or "
            "Marta Lindt:none. Did you mean Marta Lind?",
        ),
        ("--with m.lind@x.de:user", "“m.lind@x.de” is an address; write their name, as in Marta Lind."),
    ],
)
def test_a_name_near_a_known_one_is_refused(tmp_path: Path, flags: str, refusal: str) -> None:
    """It takes nobody for somebody new, or for somebody known, whose name may be either's."""
    said = opened(tmp_path).tell("prep", flags)
    assert (said.err, said.code) == (f"callplan: {refusal}\n", 2)


def test_a_first_name_of_two(tmp_path: Path) -> None:
    """It asks for the whole name where a first name means two, and takes somebody new who is said to be."""
    story = opened(tmp_path, '--with "Marta Lind:boss" --person "Marta Lindt:user,new"')
    assert people(story) == ["Marta Lind, managing director", "Marta Lindt, user"]
    said = story.tell("debrief", "--with 'Marta Lind' --decided go:Marta --not-asked")
    assert said.err == "callplan: --decided: “Marta” may be Marta Lind or Marta Lindt: write which.\n"


@pytest.mark.parametrize(
    ("roles", "note", "held"),
    [
        (
            "user",
            "Marta Lind is managing director and user from now on; “Marta Lind:user,-boss” would take managing "
            "director away.",
            "managing director and user",
        ),
        ("user,-boss", "Marta Lind is user from now on, no longer managing director.", "user"),
        ("boss,user", "Marta Lind is managing director and user from now on", "managing director and user"),
        ("none", "Marta Lind is none of the roles from now on, no longer managing director.", "no role"),
        ("Managing Director", "", "managing director"),
    ],
)
def test_another_role(tmp_path: Path, roles: str, note: str, held: str) -> None:
    """It takes no role away that is not said to go; whatever changes is said back; a title serves as an id."""
    story = opened(tmp_path)
    said = story.tell("prep", f'--with "Marta Lind:{roles}"')
    assert said.code == 0
    assert said.err.startswith(note)
    assert bool(said.err) == bool(note)
    assert people(story)[-1] == f"Marta Lind, {held}"


def test_how_somebody_is_called(tmp_path: Path) -> None:
    """It calls somebody on every page as it was told to, and knows them by that."""
    story = opened(tmp_path, '--with "Dr. Maria de Vries:boss" --as "Maria:Mia"')
    story.debrief('--with mia --decided "go:Mia" --not-asked')
    page = story.page("--with mia")
    assert "With Dr. Maria de Vries (managing director)." in page
    assert "Mia decides whether to order" in story.page()
    assert "Dr. Maria de Vries is called Mia" in story.log()


def test_a_deal_is_one_deal(tmp_path: Path) -> None:
    """It finds a deal whatever blanks are typed, and however its letters are spelled."""
    story = Story(tmp_path, WAY)
    story.line("prep", "Café  Nord", "--playbook", str(story.file), "--no-input", "--with", "Marta Lind:boss")
    for name in ("café nord", "Cafe\u0301 Nord", "CAFÉ\u00a0NORD "):
        assert story.line("log", name).code == 0


class TestAsked:
    """At a terminal, where somebody can say who is meant."""

    @staticmethod
    def prep(given: dict[str, Any], asker: Answering) -> list[str]:
        story = Told(read(HEADER + WAY), date(2026, 11, 22))
        story.prep(Answering(with_names="Marta Lind", **{"with Marta Lind role": "boss"}))
        story.prep(asker, **given)
        assert story.deal is not None
        return sorted(f"{name}: {', '.join(each.roles)}" for name, each in story.deal.people.items())

    @pytest.mark.parametrize(
        ("who", "after"),
        [("Marta Lind", ["Marta Lind: boss, user"]), ("+", ["Marta Lind: boss", "Marta Lindt: user"])],
    )
    def test_of_a_flag(self, who: str, after: list[str]) -> None:
        """It asks whether a name near a known one is hers, before all else."""
        asker = Answering(**{"with Marta Lindt who": who})
        assert self.prep({"with": ["Marta Lindt:user"]}, asker) == after
        assert asker.asked[0].text == "“Marta Lindt”: who is that?"

    @pytest.mark.parametrize(
        ("who", "after"),
        [("Marta Lind", ["Marta Lind: boss"]), ("+", ["Marta Lind: boss", "Marta Lindt: user"])],
    )
    def test_of_a_line(self, who: str, after: list[str]) -> None:
        """It asks likewise of a name typed at the question who is new."""
        answers = {"with who": ["+"], "with names": "Marta Lindt", "with Marta Lindt role": "user"}
        assert self.prep({}, Answering(**answers, **{"with Marta Lindt who": who})) == after

    @pytest.mark.parametrize(("found", "after"), [("one", ["Ada Berg: user"]), ("two", ["Ada: user", "Berg: user"])])
    def test_a_last_name_first(self, found: str, after: list[str]) -> None:
        """It asks whether two words with a comma are one person."""
        names = {"with who": ["+"], "with names": "Berg, Ada", "with of two": found}
        roles = {f"with {name} role": "user" for name in ("Ada Berg", "Ada", "Berg")}
        assert self.prep({}, Answering(**names, **roles)) == [*after, "Marta Lind: boss"]


class TestNamedInFlags:
    """At a terminal, in the text of any flag of a debrief or a prep."""

    @staticmethod
    def told() -> Told:
        """A deal with two Martas."""
        story = Told(read(SKETCH), date(2026, 11, 22))
        parts = {"with Marta Lind role": "sponsor", "with Marta Roth role": "counsel"}
        story.prep(Answering(with_names="Marta Lind, Marta Roth", **parts))
        return story

    @pytest.mark.parametrize(
        ("flag", "typed", "meant"),
        [
            ("decided", "worth-changing:Marta:wrote:let's go", "worth-changing:Marta Roth:wrote:let's go"),
            ("decided", "worth-changing:Marta Lind:heard=Marta", "worth-changing:Marta Lind:heard=Marta Roth"),
            ("declined", "worth-changing:Marta:no money", "worth-changing:Marta Roth:no money"),
            ("deferred", "worth-changing:Marta:-:the audit", "worth-changing:Marta Roth:-:the audit"),
            ("promised", "Marta:send it\\: all:friday", "Marta Roth:send it\\: all:friday"),
            ("concern", "Marta:it’s late", "Marta Roth:it’s late"),
            ("left", "Marta@2026-11-20", "Marta Roth@2026-11-20"),
            ("set", "amount=48000:Marta:wrote@2026-11-20", "amount=48000:Marta Roth:wrote@2026-11-20"),
            ("date", "29 jan:Marta", "29 jan:Marta Roth"),
            ("date", "worth-changing:29 jan:Marta", "worth-changing:29 jan:Marta Roth"),
            ("done", "cost-known:Marta", "cost-known:Marta Roth"),
            ("as", "Marta:Mia", "Marta Roth:Mia"),
            ("next", "2026-12-10:worth-changing:Marta,Marta Lind", "2026-12-10:worth-changing:Marta Roth,Marta Lind"),
            ("person", "Rui Costa:counsel:Marta", "Rui Costa:counsel:Marta Roth"),
            ("with", "Marta", "Marta Roth"),
        ],
    )
    def test_a_first_name_of_two(self, flag: str, typed: str, meant: str) -> None:
        """It asks once whom a name means that two have, and everywhere takes whom it was told."""
        asker = Answering(**{"named Marta who": "Marta Roth", "with Marta who": "Marta Roth"})
        given: Any = typed if flag == "next" else [typed]
        said = self.told().debrief(asker, **{"with": ["Marta Roth"], flag: given})
        assert every(said, flag)[0] == meant
        asked = [question for question in asker.asked if question.text == "“Marta”: who is that?"]
        assert [[choice.value for choice in question.choices] for question in asked] == [
            ["Marta Lind", "Marta Roth", "+"]
        ]

    @pytest.mark.parametrize("note", ["they were in a great mood", "budget abt 40k, decides by end january", "Marta"])
    def test_a_note(self, note: str) -> None:
        """It takes a note as it was typed: no word of it is asked about."""
        asker = Answering()
        said = self.told().debrief(asker, **{"with": ["Marta Roth"], "note": [note]})
        assert every(said, "note") == [note]
        assert not [question for question in asker.asked if "who is that" in question.text]

    def test_one_name_in_many_flags(self) -> None:
        """It asks once of a name that stands in several flags, and of somebody new which part they play."""
        new = {"with Marta who": "+", "with Marta role": "counsel", "named Eva Holm who": "+"}
        asker = Answering(**new, **{"named Eva Holm role": "counsel"})
        flags = {"with": ["Marta"], "decided": ["worth-changing:Marta:heard=Eva Holm"], "concern": ["Eva Holm:late"]}
        story = self.told()
        story.debrief(asker, **flags)
        assert story.deal is not None
        assert sorted(story.deal.people) == ["Eva Holm", "Marta", "Marta Lind", "Marta Roth"]
        assert [question.key for question in asker.asked if question.key.endswith(("who", "role"))] == [
            "with Marta who", "with Marta role", "named Eva Holm who", "named Eva Holm role",
        ]  # fmt: skip

    def test_of_a_first_prep(self) -> None:
        """It asks likewise why a call was taken by somebody not known yet, and nothing where only words are given."""
        for because, asked in (("Eva Holm:one login", True), ("one login", False)):
            story = Told(read(SKETCH), date(2026, 11, 22))
            asker = Answering(with_names="Ana Lima", **{"with who": ["+"], "named Eva Holm role": "counsel"})
            story.prep(asker, because=because)
            assert any(question.text == "What part does Eva Holm play?" for question in asker.asked) == asked

    @pytest.mark.parametrize(
        ("flag", "text", "refusal"),
        [
            ("left", "Marta@3/12", "“3/12” does not tell day and month"),
            ("next", "2026-12-10:worth-changing:us", "“us” stands for all of us"),
            ("concern", "m.lind@x.de:late", "is an address"),
            ("decided", "worth-changing::said", "it is written"),
            ("decided", "worth-changing:Marta Lind:heard=", "who told you?"),
        ],
    )
    def test_what_cannot_be_read(self, flag: str, text: str, refusal: str) -> None:
        """It asks of nobody in a text that cannot be read, which is refused where it is read."""
        asker = Answering()
        given: Any = text if flag == "next" else [text]
        with pytest.raises(Usage, match=re.escape(refusal)):
            self.told().debrief(asker, **{"with": ["Marta Lind"], flag: given})
        assert not [question for question in asker.asked if "who is that" in question.text]


class TestCalled:
    """How somebody is called whose name does not tell, asked at a terminal."""

    @staticmethod
    def prep(story: Told, names: str, asker: Answering) -> list[str]:
        """What is asked of how they are called in a prep with these people."""
        for name in names.split(","):
            asker.given[f"with {name.strip()} role"] = "boss"
        asker.given |= {"with names": names, "with who": ["+"]}
        story.prep(asker)
        return [question.text for question in asker.asked if question.key.startswith("called ")]

    def test_once(self) -> None:
        """It asks once of each, offers what is likely, and takes what is typed; Enter takes what is offered."""
        story = Told(read(HEADER + WAY), date(2026, 11, 22))
        asker = Answering(**{"called J. R. Moss": "Jim"})
        asked = self.prep(story, "J. R. Moss, Dr. Maria de Vries, Marta Lind", asker)
        assert asked == ["What do you call J. R. Moss?", "What do you call Dr. Maria de Vries?"]
        assert [question.start for question in asker.asked if question.text in asked] == ["J. R. Moss", "Dr. de Vries"]
        assert story.deal is not None
        called = {name: each.called for name, each in story.deal.people.items()}
        assert called == {"J. R. Moss": "Jim", "Dr. Maria de Vries": "Dr. de Vries", "Marta Lind": ""}
        again = Answering()
        story.prep(again)
        assert not [question for question in again.asked if question.key.startswith("called ")]
        story.debrief(again, **{"with": ["Jim"]})

    @pytest.mark.parametrize("typed", ["about 120k", "Ana who came in for Rui"])
    def test_what_nobody_is_called(self, typed: str) -> None:
        """What nobody is called is refused, with whom it was asked of."""
        story = Told(read(HEADER + WAY), date(2026, 11, 22))
        asker = Answering()
        self.prep(story, "J. R. Moss", asker)
        question = next(each for each in asker.asked if each.key.startswith("called "))
        with pytest.raises(Usage) as refused:
            question.read(typed)
        assert str(refused.value) == f"“{typed}” is no name: write what you say to J. R. Moss."

    def test_a_first_name_more(self) -> None:
        """It asks of whoever comes in with the first name of another, and not of that other."""
        story = Told(read(HEADER + WAY), date(2026, 11, 22))
        assert self.prep(story, "Ana Lima", Answering()) == []
        asker = Answering(**{"called Ana Berg": "Annie"})
        assert self.prep(story, "Ana Berg", asker) == ["What do you call Ana Berg?"]

    def test_few_questions(self) -> None:
        """It asks of two at most, that a first prep stay within its questions; a debrief asks of those met on it."""
        story = Told(read(HEADER + WAY), date(2026, 11, 22))
        assert len(self.prep(story, "A. Moss, B. Ek, C. Lind", Answering())) == 2
        asker = Answering(**{"decided what": ["+named"], "named name": "D. Roth", "named D. Roth role": "user"})
        story.debrief(asker, **{"with": ["A. Moss"]})
        asked = [question.text for question in asker.asked if question.key.startswith("called ")]
        assert asked == ["What do you call C. Lind?", "What do you call D. Roth?"]


class TestNobodyNamed:
    """A decision that was ticked, and of which nobody is ticked who said yes."""

    @staticmethod
    def deal() -> Told:
        """A deal with two people."""
        story = Told(read(HEADER + WAY), date(2026, 11, 22))
        parts = {"with Marta Lind role": "boss", "with Bo Ek role": "user"}
        story.prep(Answering(with_names="Marta Lind, Bo Ek", **parts))
        return story

    def test_in_a_debrief(self) -> None:
        """It records no decision, and says that it is not recorded, and how it would be."""
        story = self.deal()
        said = story.debrief(Answering(**{"decided what": ["go"], "with who": ["Marta Lind", "Bo Ek"]}))
        assert (said["decided"], said["unnamed"]) == ([], ["go"])
        assert story.deal is not None
        assert loose(debriefed(story.deal, said, date(2026, 11, 22)).note).endswith(
            "Nobody was named for the yes to “to go on”, so it is not recorded; "
            "`callplan debrief acme --again` names them."
        )

    def test_in_a_first_prep(self) -> None:
        """It says so of what was settled before, too."""
        story = Told(read(SKETCH), date(2026, 11, 22))
        asker = Answering(with_names="Ana Lima, Rui Costa", settled_signs=["order"], settled_on_main=["worth-changing"])
        said = story.prep(asker)
        assert (said["settled"], said["unnamed"]) == ([], ["worth-changing"])
        assert prepared(None, story.playbook, said, date(2026, 11, 22)).note == (
            "Nobody was named for the yes to the go-ahead, so it is not recorded; --settled DECISION:PERSON records it."
        )
