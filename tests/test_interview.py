"""What is asked, in which order, and what the answers come to; no terminal."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from answering import Answering, ByChance
from hypothesis import given
from hypothesis import strategies as some
from maps import SKETCH, SMALL

from callplan import playbook_file
from callplan.core.call.choose import plannable
from callplan.core.deal.closing import lacking
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import status
from callplan.core.entries import Entry, drafted
from callplan.core.events import CallTaken, Event, Planned
from callplan.core.interview import grammar
from callplan.core.interview.beginning import subject
from callplan.core.interview.calls import debriefed, prepared
from callplan.core.interview.course import complete
from callplan.core.interview.debriefing import debriefing
from callplan.core.interview.ending import closed_as, ended, ending
from callplan.core.interview.grammar import fields
from callplan.core.interview.preparing import opening, preparing
from callplan.core.interview.question import Choice, Question, Settled, every, refuse, upcoming
from callplan.core.interview.unknown_facts import foreseen, missing, possible
from callplan.core.map.playbook import Playbook
from callplan.core.text import written
from callplan.errors import NeedsAnswer, Usage

TODAY = date(2026, 11, 22)
BUNDLED = sorted((Path(__file__).parents[1] / "playbooks").glob("*.yaml"))


def read(text: str) -> Playbook:
    playbook, problems = playbook_file.read(text.encode(), "map.yaml", lambda name: (b"", name))
    assert playbook is not None, problems
    return playbook


SKETCHED, SMALLER = read(SKETCH), read(SMALL)


class Story:
    """One deal told by interviews, one after another, as the commands tell it."""

    def __init__(self, playbook: Playbook, today: date = TODAY) -> None:
        self.playbook = playbook
        self.today = today
        self.entries: tuple[Entry, ...] = ()

    @property
    def deal(self) -> Deal | None:
        return fold(self.entries, "acme") if self.entries else None

    def write(self, *events: Event) -> None:
        first, batch = len(self.entries) + 1, (self.entries[-1].batch + 1 if self.entries else 1)
        self.entries += tuple(Entry(number, batch, event) for number, event in enumerate(events, first))

    def page(self, answers: dict[str, Any]) -> tuple[object, object]:
        return foreseen("acme", self.entries, self.playbook, answers, self.today, frozenset())

    def prep(self, asker: Answering, aim: str = "", least: str = "", **flags: Any) -> dict[str, Any]:
        """A prep; what its answers come to through flags is the same."""
        deal, today = self.deal, self.today

        def following(so_far: dict[str, Any]) -> Question | Settled | None:
            return preparing(deal, self.playbook, so_far, today, self.page)

        said = complete(flags, following, asker)
        assert following(said) is None
        told = prepared(deal, self.playbook, said, today)
        self.write(
            *told.events, Planned(today, told.on, told.people, told.minutes, told.target, aim, "", least, told.back_to)
        )
        return said

    def debrief(self, asker: Answering, **flags: Any) -> dict[str, Any]:
        """A debrief, likewise."""
        deal, today = self.deal, self.today
        assert deal
        said = complete(flags, lambda so_far: debriefing(deal, so_far, today), asker)
        assert debriefing(deal, said, today) is None
        self.write(*debriefed(deal, said, today).events)
        return said


@pytest.fixture
def harrow() -> Story:
    """A deal with Ana, the sponsor, and Rui, the budget owner, before its first call."""
    story = Story(SKETCHED)
    story.prep(Answering(with_names="Ana Lima, Rui Costa", with_Rui_Costa_role="budget-owner"))
    return story


class TestEngine:
    def test_fold(self) -> None:
        """It asks what is next knowing the answers before, takes what they come to, and keeps the flags' keys."""

        def following(answers: dict[str, Any]) -> Question | Settled | None:
            if "a who" not in answers:
                return Question("a who", "Who?")
            return None if "a" in answers else Settled({"a": answers["a who"] * 2})

        assert complete({"b": 1}, following, Answering(a_who="x")) == {"a": "xx", "b": 1}

    def test_scripts(self) -> None:
        """It leaves out a script when any of its keys is answered, and resumes one where it was."""

        def script() -> Any:
            first = yield Question("x one", "One?")
            second = yield Question("x two", "Two?")
            return {"x": [first, second]}

        scripts = (("x,y", script),)
        assert upcoming({"y": 1}, scripts) is None
        assert upcoming({"x one": 1}, scripts) == Question("x two", "Two?")
        assert upcoming({"x one": 1, "x two": 2}, scripts) == Settled({"x": [1, 2]})

    def test_every(self) -> None:
        """It reads one text as a list of one."""
        assert (every({}, "a"), every({"a": "x"}, "a"), every({"a": ["x", "y"]}, "a")) == ([], ["x"], ["x", "y"])

    def test_refuse(self) -> None:
        """Where nobody can be asked, the default is the answer, or the flag is named."""
        assert refuse(Question("a", "What?", default="")) == ""
        with pytest.raises(NeedsAnswer, match=r"^What\? Nobody can be asked here: give --a\.$"):
            refuse(Question("a", "What?"))
        with pytest.raises(NeedsAnswer, match="give --b TEXT"):
            refuse(Question("a", "What?", flags="--b TEXT"))

    def test_start(self) -> None:
        """The keyboard starts at what is offered, else at the default."""
        assert Question("a", "?", default="x").start == "x"
        assert Question("a", "?", default="x", offered="y").start == "y"


class TestTyped:
    @given(some.lists(some.text(":@\\ ab", min_size=1).filter(str.strip), min_size=1, max_size=4))
    def test_written(self, texts: list[str]) -> None:
        """What is written as a flag's text is read back the same."""
        shape = ":".join("ABCD")
        found = fields("x", written(*texts), shape, 1)
        assert found == [" ".join(text.split()) for text in texts] + [""] * (4 - len(texts))

    def test_days(self) -> None:
        """It reads a day as a person says it, refuses none and one before the call."""
        reads = grammar.day_reader(TODAY, date(2026, 11, 24))
        assert reads("thursday") == "2026-11-26"
        with pytest.raises(Usage, match="“31 feb” is no day"):
            reads("31 feb")
        with pytest.raises(Usage, match="lies before the call"):
            reads("tomorrow")

    def test_lines(self) -> None:
        """It cleans a line, wants a word where one is needed, one tick, and names of people."""
        assert grammar.words(" \x1b[31mred ") == "red"
        assert grammar.needed("x ") == "x"
        assert grammar.some(["a"]) == ["a"]
        assert grammar.names("Ana Lima,, Rui , Ana Lima") == ["Ana Lima", "Rui"]
        wrong: tuple[tuple[Any, Any], ...] = ((grammar.needed, " "), (grammar.some, []), (grammar.names, "Us"))
        for reads, answer in wrong:
            with pytest.raises(Usage):
                reads(answer)


class TestPrep:
    def test_opening(self) -> None:
        """It asks for the map, each with when to choose it, unless it is given."""
        question = opening({"small": "one can pay"}, {}, lambda name: name)
        assert question
        assert question.choices == (Choice("small", "small: one can pay", "one can pay"),)
        assert opening({}, {"playbook": "small"}, lambda name: name) is None

    def test_new(self) -> None:
        """A new deal: when, who, in which part, what is seen of them, what they decided by then, what is not known."""
        asker = Answering(
            on_day="2026-11-26", with_names="Ana Lima, Rui Costa", with_Rui_Costa_role="+",
            with_Rui_Costa_roles=["budget-owner", "sponsor"], settled_signs=["order"],
            settled_on_main=["worth-changing"], **{"settled worth-changing when": "2 nov"},
            **{"settled worth-changing who": ["Rui Costa", "+"], "settled worth-changing who new name": "Eva: Mor"},
            **{"settled worth-changing Rui Costa how": "did", "settled worth-changing Eva: Mor how": "heard"},
            **{"settled worth-changing Eva: Mor teller": "Ana Lima", "date said": "29 jan"}, date_said_who="Rui Costa",
        )  # fmt: skip
        said = Story(SKETCHED).prep(asker)
        assert said == {
            "as": [],
            "on": "2026-11-26",
            "with": ["Ana Lima:sponsor", "Rui Costa:budget-owner,sponsor"],
            "sign": ["order"],
            "settled": [
                "worth-changing:Rui Costa:did@2026-11-02", r"worth-changing:Eva\: Mor:heard=Ana Lima@2026-11-02",
            ],
            "person": [r"Eva\: Mor:sponsor"],
            "subject": "", "because": "", "date": ["2027-01-29:Rui Costa"],
            "set": [],
        }  # fmt: skip
        assert asker.questions == [
            "When is the call?", "Who is on the call?", "What do you see or hear of them?",
            "They are at “Order it”, then. What did they decide before?",
            "What would they be buying? As you both call it, with “the”, at most four words.",
            "What did they say made them take this call? They took this call because ___ "
            "(their words; best without “we”, “I” or “they”)",
            "By which day do they want the order?",
        ]  # fmt: skip

    def test_signs(self) -> None:
        """A stage is called by its first sign, else by its name; the first stage of a track has nothing to confirm."""
        asker = Answering(settled_signs=["change", "security"])
        Story(SKETCHED).prep(asker)
        signs = next(question for question in asker.asked if question.key == "settled signs")
        assert [(choice.label, choice.detail) for choice in signs.choices] == [
            ("They describe symptoms and have asked nobody for a price", "“Is this worth changing?”"),
            ("“Order it”", "Order it"),
            ("“May their data come to us?”", "May their data come to us?"),
        ]  # fmt: skip
        assert not [question for question in asker.asked if question.key.startswith("settled on")]

    def test_confirming(self) -> None:
        """What stands before the stage seen is offered, and none of it ticked; one look a track."""
        asker = Answering(with_names="Ana Lima", settled_signs=["ways", "proof", "data-review"])
        Story(playbook_file.load(str(BUNDLED[0]), lambda name: (b"", name))).prep(asker)
        looks = {each.key: each for each in asker.asked if each.key.startswith("settled on")}
        assert list(looks) == ["settled on main"]
        assert looks["settled on main"].start == []
        assert [choice.value for choice in looks["settled on main"].choices] == [
            "worth-changing", "must-haves", "one-number", "way", "short-list",
        ]  # fmt: skip

    def test_repeat(self, harrow: Story) -> None:
        """Prepared again, Enter twice gives the same call; its length and aim stay."""
        harrow.prep(Answering(), minutes=45, target="worth-changing")
        asker = Answering()
        said = harrow.prep(asker)
        assert asker.questions == ["When is the call?", "Who is on the call?"]
        assert said == {
            "as": [],
            "on": "2026-11-22", "with": ["Ana Lima", "Rui Costa"], "minutes": 45, "target": "worth-changing",
            "set": [], "person": [],
        }  # fmt: skip

    def test_other(self, harrow: Story) -> None:
        """Another day, or people given by flags, is another call; an aim that is settled is dropped."""
        harrow.prep(Answering(), minutes=45, target="worth-changing")
        assert "minutes" not in harrow.prep(Answering(on_day="2026-11-30"))
        harrow.prep(Answering(on_day="2026-11-30"), minutes=45, target="worth-changing")
        given_by_flag: dict[str, Any] = {"with": ["Ana Lima"]}
        assert "minutes" not in harrow.prep(Answering(), **given_by_flag)
        harrow.prep(Answering(), minutes=45, target="worth-changing")
        harrow.prep(Answering(), settled=["worth-changing:Ana Lima"], minutes=20)
        assert "target" not in harrow.prep(Answering())

    def test_another_purpose(self, harrow: Story) -> None:
        """What a call was planned for gives way to what it is said to be for now, and is not refused beside it."""
        harrow.debrief(Answering(decided_what=["worth-changing"], **{"decided worth-changing who": ["Ana Lima"]}))
        assert harrow.deal
        standing, decisions = Standing(harrow.deal), [step.id for step in harrow.playbook.decisions]
        target = next(step for step in decisions if plannable(standing, step))
        harrow.prep(Answering(), target=target)
        settled_one = next(step for step in decisions if status(standing, step) == "made")
        said = harrow.prep(Answering(), **{"back-to": settled_one})
        assert (said.get("target"), said["back-to"]) == (None, settled_one)

    def test_facts(self) -> None:
        """It asks for two facts at most, reads each in its own type, and asks nothing that nobody can tell."""
        playbook = playbook_file.load(str(BUNDLED[0]), lambda name: (b"", name))
        asker = Answering(set_data="none", set_data_who="+", set_data_who_new_name="Ana Lima", set_amount="1.5m")
        flags: dict[str, Any] = {"settled": ["worth-changing:Rui Costa"], "date": []}
        said = Story(playbook).prep(asker, person=["Rui Costa:sponsor"], **flags)
        assert said["set"] == ["data=none:Ana Lima", "amount=1500000:Rui Costa"]
        assert said["person"] == ["Rui Costa:sponsor", "Ana Lima:sponsor"]
        texts = [question.text for question in asker.asked if question.key in ("set data", "set amount")]
        assert texts[1] == "Do you know? “What figure do you have in mind for this, all in?” In EUR."

    def test_kinds_of_facts(self) -> None:
        """Yes or no is chosen, a day is a day, and no answer leaves the fact open."""
        told = "urgent: {ask: How urgent is it?, type: yes-no}\n  budget-close: {ask: When does it close?, type: date}"
        text = SKETCH.replace("facts:", f"facts:\n  {told}")
        text = text.replace(
            "        whether: fixing",
            "        when: {urgent: 'yes', budget-close: 2027-01-01}\n        whether: fixing",
        )
        asker = Answering(set_urgent="yes", **{"set budget-close": ""})
        said = Story(read(text)).prep(asker)
        kinds = {question.key: question.kind for question in asker.asked}
        assert (kinds["set urgent"], kinds["set budget-close"]) == ("choice", "date")
        assert said["set"] == ["urgent=yes"]

    def test_behind(self) -> None:
        """Behind a fact that is worked out it asks for those it is worked out from."""
        told = "route: {depends: [{when: {amount: {over: 50k}}, is: board}, {is: direct}]}\n  amount: {ask: Which sum?}"
        text = SKETCH.replace("facts:", f"facts:\n  {told}")
        text = text.replace("        whether: fixing", "        when: {route: board}\n        whether: fixing")
        text = text.replace("{id: data-allowed, ", "{id: data-allowed, when: {not: cost-known}, ")
        asker = Answering(set_amount="60k")
        assert Story(read(text)).prep(asker)["set"] == ["amount=60000"]

    def test_nobody(self) -> None:
        """Nobody need be known yet; then nobody can have said why they took the call."""
        asker = Answering()
        assert Story(SMALLER).prep(asker)["with"] == []
        assert "subject said" in [question.key for question in asker.asked]
        assert "because said" not in [question.key for question in asker.asked]

    def test_beginning(self) -> None:
        """A new deal is asked what is sold and why they took the call; both may be skipped, and are asked once."""
        story = Story(SMALLER)
        story.prep(Answering(
            with_names="Oz Tan", with_Oz_Tan_role="owner", subject_said="Shift planner.".lower(),
            because_said="the whole shift: one login",
        ))  # fmt: skip
        assert story.deal
        assert (story.deal.subject, story.deal.taken) == (
            "the shift planner", CallTaken(TODAY, "Oz Tan", "the whole shift: one login"),
        )  # fmt: skip
        asker = Answering()
        story.prep(asker)
        assert not {"subject said", "because said"} & {question.key for question in asker.asked}

    def test_because_of_several(self) -> None:
        """Of several people of theirs on the call it asks whose words those are."""
        story = Story(SKETCHED)
        names = {"with names": "Ana Lima, Rui Costa", "with Rui Costa role": "budget-owner"}
        said = story.prep(Answering(**names, because_said="it costs us", because_who="Rui Costa"))
        assert said["because"] == "Rui Costa:it costs us"

    @pytest.mark.parametrize(
        ("typed_as", "read_as"),
        [
            ("The shift planner", "the shift planner"), ("our  new night line.", "our new night line"),
            ("shift planner", "the shift planner"), ("Acme Cloud", "Acme Cloud"),
            ("the line for mixed pallets", "the line for mixed pallets"),
        ],
    )  # fmt: skip
    def test_subject(self, typed_as: str, read_as: str) -> None:
        """It stands inside a sentence: with an article but for a proper name, and small."""
        assert subject(typed_as) == read_as

    @pytest.mark.parametrize("typed_as", ["the new line for the mixed pallets", "the", "one two three four five", "."])
    def test_no_subject(self, typed_as: str) -> None:
        """More than four words after the article, or none, are refused with a sentence."""
        with pytest.raises(Usage, match="name one thing in at most four words after its article"):
            subject(typed_as)

    def test_their_day(self) -> None:
        """Where the map has lengths it asks once for the day they want it by; Enter is that they named none."""
        story = Story(SKETCHED)
        names = {"with names": "Ana Lima, Rui Costa", "with Rui Costa role": "budget-owner"}
        asker = Answering(**names)
        assert story.prep(asker)["date"] == []
        day = next(question for question in asker.asked if question.key == "date said")
        assert (day.text, day.start, day.empty) == ("By which day do they want the order?", "", "they named no day")
        again = Answering()
        story.prep(again)
        assert "date said" not in [question.key for question in again.asked]
        told = Answering(**names, **{"date said": "29 jan", "date said who": "Rui Costa"})
        assert Story(story.playbook).prep(told)["date"] == ["2027-01-29:Rui Costa"]

    def test_the_days_a_map_counts_to(self) -> None:
        """A renewal asks first when the term ends and by when notice is given, and not for another day.

        Where nobody knows the day for notice it asks what silence comes to, on which that day hangs.
        """
        unknown = {"with names": "Ana Lima", "set term-end": "31 mar", "set term-end who": "Ana Lima"}
        known = {**unknown, "set notice-day": "31 jan", "set notice-day who": "Ana Lima"}
        days = ["set term-end", "set notice-day"]
        for answers, asked in ((unknown, [*days, "set clause"]), (known, days)):
            story = Story(playbook_file.load(str(BUNDLED[3]), lambda name: (b"", name)))
            asker = Answering(**answers)
            said = story.prep(asker)
            first = [each.key for each in asker.asked if not each.detail][2:]
            assert first[: len(asked)] == asked
            assert not first[len(asked)].startswith("set ")
            assert (said["set"][0], said["date"]) == ("term-end=2027-03-31:Ana Lima", [])

    def test_room(self) -> None:
        """With a look at three tracks there is room for one question more, and with four for none."""
        story = Story(playbook_file.load(str(BUNDLED[0]), lambda name: (b"", name)))
        many: dict[str, Any] = {f"settled on {track}": [] for track in ("a", "b", "c")}
        for asked, keys in ((many, ["subject said"]), ({**many, "settled on d": []}, [])):
            asker = Answering(subject_said="night line")
            given = {
                "playbook": "x",
                "set days": [],
                "on": "2026-11-24",
                "with": ["Ana Lima:sponsor"],
                "settled": [],
                **asked,
            }
            said = complete(given, lambda so_far: preparing(None, story.playbook, so_far, TODAY, story.page), asker)
            assert [question.key for question in asker.asked] == keys
            assert said["subject"] == ("the night line" if keys else "")


class TestDebrief:
    def test_whole(self, harrow: Story) -> None:
        """Who came, decided, promised, worth it, the rep's word: as texts of the flags."""
        harrow.today = date(2026, 11, 24)
        asker = Answering(
            with_who=["Ana Lima", "Rui Costa", "+"], with_names="Eva Mor", with_Eva_Mor_role="none",
            decided_what=["worth-changing", "cost-known", "+others", "+theirs", "+ours", "+meet"],
            decided_others=["ordered"], decided_ordered="deferred", next_decision="ordered",
            promised_lines="to ask: the board", promised_1_due="+1w", next_who=["Ana Lima"], next_day="1 dec",
            verdict_word="advanced",
            **{"decided worth-changing who": ["Ana Lima"], "decided worth-changing Ana Lima words": "Go: now"},
            **{"deferred ordered who": "Rui Costa", "deferred ordered until": "2027-01-15"},
            **{"deferred ordered why": "after the audit", "we-promised lines": "We will send it; call back by monday"},
            **{"we-promised 1 due": "friday", "worth-it words": "“yes”", "promised cost-known": "ana, 7 dec"},
        )  # fmt: skip
        assert harrow.debrief(asker) == {
            "as": [],
            "with": ["Ana Lima", "Rui Costa", "Eva Mor:none"],
            "kept": [], "missed": [], "moved": [], "released": [],
            "decided": [r"worth-changing:Ana Lima:said:Go\: now"],
            "declined": [], "deferred": ["ordered:Rui Costa:2027-01-15:after the audit"], "reopened": [], "person": [],
            "promised": [
                "Ana Lima:put a figure on the last outage:2026-12-07:cost-known",
                r"Ana Lima:ask\: the board:2026-11-29",
            ],
            "we-promised": ["send it:2026-11-27", "call back:2026-11-23"], "next": "2026-12-01:ordered:Ana Lima",
            "worth-it": "“yes”", "verdict": "advanced",
        }  # fmt: skip
        assert len(asker.questions) == 4

    def test_planned_first(self, harrow: Story) -> None:
        """The planned rungs stand on top."""
        harrow.prep(Answering(), aim="ordered", least="cost-known")
        asker = Answering()
        harrow.debrief(asker)
        choices = {question.key: [choice.value for choice in question.choices] for question in asker.asked}
        assert choices["decided what"][:2] == ["ordered", "cost-known"]

    def test_no_and_again(self, harrow: Story) -> None:
        """A no, and what was taken up again, by whom and why; settled ones are offered only when there are any."""
        asker = Answering(decided_what=["worth-changing"], **{"decided worth-changing who": ["Ana Lima", "Rui Costa"]})
        harrow.debrief(asker)
        assert "+again" not in [choice.value for each in asker.asked for choice in each.choices]
        harrow.prep(Answering())
        said = harrow.debrief(Answering(
            decided_what=["ordered", "+again"], decided_ordered="declined", reopened_what=["worth-changing"],
            **{"declined ordered who": "Rui Costa", "declined ordered why": "too dear"},
            **{"reopened worth-changing who": "Ana Lima", "reopened worth-changing why": "a merger"},
        ))  # fmt: skip
        assert said["declined"] == ["ordered:Rui Costa:too dear"]
        assert said["reopened"] == ["worth-changing:Ana Lima:a merger"]

    @pytest.mark.parametrize(
        ("answers", "told"),
        [
            ({}, {"declined": ["ordered:Rui Costa:too dear"]}),
            ({"declined ordered for": "now"}, {"deferred": ["ordered:Rui Costa:-:too dear"]}),
            (
                {"declined ordered for": "now", "declined ordered until": "2027-01-15"},
                {"deferred": ["ordered:Rui Costa:2027-01-15:too dear"]},
            ),
            (
                {"declined ordered for": "good", "declined ordered end": "no budget"},
                {"declined": ["ordered:Rui Costa:too dear"], "close": "lost:no budget:too dear"},
            ),
        ],
    )
    def test_page_rule_7_for_good_or_for_now(self, harrow: Story, answers: Any, told: Any) -> None:
        """Of a no to the closing decision it asks whether it was for good; unsaid it is a no, for now it is not yet."""
        asker = Answering(**{
            "decided what": ["+others"], "decided others": ["ordered"], "decided ordered": "declined",
            "declined ordered who": "Rui Costa", "declined ordered why": "too dear", **answers,
        })  # fmt: skip
        said = harrow.debrief(asker)
        assert {key: said[key] for key in ("declined", "deferred", "close") if said.get(key)} == told
        assert harrow.deal
        assert (harrow.deal.closed is not None) == ("close" in told)
        asked = next(question for question in asker.asked if question.key == "declined ordered for")
        assert (asked.text, asked.start) == ("Was that for good, or for now?", "")

    def test_page_rule_7_of_a_no_that_ends_it_by_the_map(self, harrow: Story) -> None:
        """It asks it of any no that leads to an end of the map, once; not of one who has no say, nor of another no."""
        asker = Answering(**{
            "decided what": ["worth-changing", "+others"], "decided others": ["ordered"],
            "decided worth-changing": "declined", "declined worth-changing who": "Ana Lima",
            "declined worth-changing why": "a merger", "declined worth-changing for": "good",
            "declined worth-changing end": "lost interest", "decided ordered": "declined",
            "declined ordered who": "Rui Costa", "declined ordered why": "too dear",
        })  # fmt: skip
        said = harrow.debrief(asker)
        assert said["close"] == "no-decision:lost interest:a merger"
        assert [each.key for each in asker.asked if each.key.endswith(" for")] == ["declined worth-changing for"]

    def test_page_rule_7_not_of_one_who_has_no_say(self, harrow: Story) -> None:
        """It asks it of nobody who may not decide it."""
        asker = Answering(**{
            "decided what": ["worth-changing"], "decided worth-changing": "declined",
            "declined worth-changing who": "Rui Costa", "declined worth-changing why": "a merger",
        })  # fmt: skip
        harrow.debrief(asker)
        assert not [each for each in asker.asked if each.key.endswith(" for")]

    def test_page_rule_7_without_reasons_of_the_map(self) -> None:
        """It closes with the reason of the no where the map has none of its own for that end."""
        story = Story(read(SMALL.replace("  lost: [too dear, not needed, another tool]\n", "  lost: {}\n")))
        story.prep(Answering(with_names="Oz Tan", with_Oz_Tan_role="owner"))
        asker = Answering(**{
            "decided what": ["+others"], "decided others": ["ordered"], "decided ordered": "declined",
            "declined ordered why": "too dear", "declined ordered for": "good",
        })  # fmt: skip
        assert story.debrief(asker)["close"] == "lost:too dear"

    def test_page_rule_5_whoever_was_to_be_brought_is_there(self, harrow: Story) -> None:
        """It asks of no promise that the coming of somebody on the call has kept."""
        harrow.debrief(Answering(with_who=["Ana Lima"]), promised=["Ana Lima:bring Eva:2026-11-22:@counsel"])
        harrow.today = date(2026, 11, 24)
        asker = Answering(with_who=["Ana Lima", "+"], with_names="Eva Mor", with_Eva_Mor_role="counsel")
        said = harrow.debrief(asker)
        assert said["kept"] == []
        assert "kept p1" not in [question.key for question in asker.asked]
        assert harrow.deal
        assert harrow.deal.promises["p1"].state == "kept"

    def test_promise_words(self, harrow: Story) -> None:
        """What they will do has no you and no me in it; of ours, “you” is theirs."""
        asker = Answering(decided_what=["+theirs", "+ours"], promised_lines="send me the list by +1w")
        with pytest.raises(Usage, match="“send me the list” is read back on a later call: write it without “me”"):
            harrow.debrief(asker)
        asker = Answering(
            decided_what=["+theirs", "+ours"], promised_lines="follow up", promised_1_reworded="ask your board",
        )  # fmt: skip
        with pytest.raises(Usage, match="write it without “your”, as in “send us the list” or “ask the board”"):
            harrow.debrief(asker)
        ours = {"we-promised lines": "send my notes"}
        with pytest.raises(Usage, match="write it without “my”, as in “send our notes” or “send you the price”"):
            harrow.debrief(Answering(decided_what=["+ours"], **ours))
        ours = {"we-promised lines": "send you the price by +1w"}
        assert harrow.debrief(Answering(decided_what=["+ours"], **ours))["we-promised"][0].startswith("send you the")

    def test_besides(self, harrow: Story) -> None:
        """What the plan asked about, their own day and somebody they named are told there, each with who said so."""
        assert harrow.deal
        harrow.write(
            Planned(TODAY, TODAY, ("Ana Lima", "Rui Costa"), asked=("ask:data:Rui Costa", "ask:order:Ana Lima"))
        )
        asker = Answering(
            decided_what=["+told data", "+dated", "+named"], set_data="personal", date_said="29 jan",
            date_said_who="Rui Costa", named_name="Eva Mor", named_Eva_Mor_role="counsel", named_by="Rui Costa",
        )  # fmt: skip
        said = harrow.debrief(asker)
        labels = [choice.label for question in asker.asked for choice in question.choices]
        assert "what came of it: “What data of yours would be held?”" in labels
        assert (said["set"], said["date"]) == (["data=personal:Rui Costa"], ["2027-01-29:Rui Costa"])
        assert said["person"] == ["Eva Mor:counsel:Rui Costa"]
        assert harrow.deal.people["Eva Mor"].told_by == "Rui Costa"

    def test_done_already(self, harrow: Story) -> None:
        """An act that is done already is told on its line; which one it was is asked only where it takes several."""
        asker = Answering(decided_what=["cost-known"], **{"promised cost-known": "ana, done"})
        assert harrow.debrief(asker)["done"] == ["cost-known:Ana Lima"]
        assert "done cost-known which" not in [question.key for question in asker.asked]

    def test_a_sum(self, harrow: Story) -> None:
        """A sum that they named has an entry of its own, with who said so, where the plan did not ask for it."""
        asker = Answering(decided_what=["+sum"], set_amount="84k", set_amount_who="Rui Costa")
        assert harrow.debrief(asker)["set"] == ["amount=84000:Rui Costa"]
        amount = next(question for question in asker.asked if question.key == "set amount")
        assert amount.text.startswith("What did they say? “")

    def test_back_on_purpose(self, harrow: Story) -> None:
        """What the call was planned to go back to stands on top, with who took it up and why; a prep keeps it."""
        asker = Answering(decided_what=["worth-changing"], **{"decided worth-changing who": ["Ana Lima", "Rui Costa"]})
        harrow.debrief(asker)
        harrow.prep(Answering(), **{"back-to": "worth-changing"})
        assert harrow.prep(Answering())["back-to"] == "worth-changing"
        asker = Answering(
            decided_what=["+back"],
            **{"reopened worth-changing who": "Ana Lima", "reopened worth-changing why": "a merger"},
        )
        said = harrow.debrief(asker)
        choices = {question.key: [choice.label for choice in question.choices] for question in asker.asked}
        assert choices["decided what"][0] == "they took the go-ahead up again, as planned"
        assert said["reopened"] == ["worth-changing:Ana Lima:a merger"]

    def test_alone(self) -> None:
        """Where only one person can be meant, nobody is asked who; a yes heard of somebody else names the teller."""
        story = Story(SMALLER)
        story.prep(Answering(with_names="Oz Tan", with_Oz_Tan_role="owner"))
        asker = Answering(
            decided_what=["wanted"], decided_wanted="heard", decided_wanted_Oz_Tan_teller="+",
            decided_wanted_Oz_Tan_teller_new_name="Kit Ray",
        )  # fmt: skip
        said = story.debrief(asker)
        assert said["decided"] == ["wanted:Oz Tan:heard=Kit Ray"]
        assert said["person"] == ["Kit Ray:user"]
        assert "Was it worth Oz Tan’s time, in their words?" in asker.questions
        assert said["not-asked"] is True

    def test_one_person(self) -> None:
        """It offers no yes of several, each in another way, where there is but one to say it."""
        story = Story(SMALLER)
        story.prep(Answering(with_names="Oz Tan", with_Oz_Tan_role="owner"))
        asker = Answering(decided_what=["wanted"], decided_wanted="said")
        story.debrief(asker)
        (asked,) = [each for each in asker.asked if each.key == "decided wanted"]
        assert "decided" not in [choice.value for choice in asked.choices]

    def test_due(self, harrow: Story) -> None:
        """One promise that was due is asked for itself; of several, which were kept, then what became of the rest."""
        harrow.debrief(Answering(), promised=["Ana Lima:send it:2026-11-23"])
        harrow.today = date(2026, 11, 24)
        asker = Answering(with_who=["Ana Lima"], kept_p1="moved", moved_p1="2026-11-25")
        assert harrow.debrief(asker)["moved"] == ["p1:2026-11-25"]
        assert asker.questions[1].replace("\u00a0", " ") == "Ana Lima was to send it by Mon 23 Nov. What became of it?"
        harrow.debrief(Answering(with_who=["Ana Lima"]), **{"we-promised": ["call Rui:2026-11-25"]})
        harrow.today = date(2026, 11, 26)
        asker = Answering(with_who=["Ana Lima"], kept_what=["p2"], kept_p1="missed")
        said = harrow.debrief(asker)
        assert (said["kept"], said["missed"], said["moved"]) == (["p2"], ["p1"], [])
        (which,) = [each for each in asker.asked if each.key == "kept what"]
        assert [each.label.replace("\u00a0", " ") for each in which.choices] == [
            "Ana Lima was to send it by Wed 25 Nov", "We were to call Rui by Wed 25 Nov",
        ]  # fmt: skip
        assert "Which of these were kept?" in asker.questions

    def test_left_alone(self, harrow: Story) -> None:
        """What became of a promise need not be said."""
        harrow.debrief(Answering(), promised=["Ana Lima:send it:2026-11-22"])
        said = harrow.debrief(Answering(with_who=["Ana Lima"], kept_p1=""))
        assert (said["kept"], said["missed"], said["moved"]) == ([], [], [])

    def test_long_lists(self) -> None:
        """On a large map the likely ones come first, the others behind one more answer."""
        story = Story(playbook_file.load(str(BUNDLED[0]), lambda name: (b"", name)))
        story.prep(Answering(with_names="Ana Lima"))
        asker = Answering(
            decided_what=["+others"], decided_others=["signed", "build-estimate", "demo"],
            **{"decided signed": "declined", "declined signed why": "no"},
        )  # fmt: skip
        said = story.debrief(asker)
        assert said["declined"] == ["signed:Ana Lima:no"]
        assert said["promised"][0].endswith(":build-estimate")
        assert said["done"] == ["demo:us"]
        assert len(next(each for each in asker.asked if each.key == "decided what").choices) == 18

    def test_unplanned(self, harrow: Story) -> None:
        """After a call nobody planned, those of the next meeting named are ticked, else those of the last call."""
        harrow.debrief(Answering(), next="2026-11-30::Rui Costa")
        asker = Answering()
        assert harrow.debrief(asker)["with"] == ["Rui Costa"]
        assert asker.asked[0].default is None
        asker = Answering()
        harrow.debrief(asker)
        assert asker.asked[0].start == ["Rui Costa"]


class TestClosing:
    def deal(self, text: str = SMALL) -> Deal:
        story = Story(read(text))
        story.prep(Answering(with_names="Oz Tan", with_Oz_Tan_role="owner"))
        assert story.deal
        return story.deal

    def test_reasons(self) -> None:
        """The map's reasons are chosen from; a reason given is not asked for again."""
        question = ending(self.deal(), "lost", {}, TODAY)
        assert isinstance(question, Question)
        assert [choice.value for choice in question.choices] == ["too dear", "not needed", "another tool", ""]
        words = ending(self.deal(), "lost", {"reason": "too dear"}, TODAY)
        assert isinstance(words, Question)
        assert (words.key, words.default) == ("words", "")
        own = ending(self.deal(), "lost", {"reason": ""}, TODAY)
        assert isinstance(own, Question)
        assert (own.key, own.default) == ("words", None)
        assert isinstance(ending(self.deal(), "lost", {"reason": "", "words": "a merger"}, TODAY), Settled)

    def test_won(self) -> None:
        """A won deal without its last decision asks how that is known; with it, why they chose us, if anybody knows."""
        question = ending(self.deal(), "won", {}, TODAY)
        assert isinstance(question, Question)
        assert question.text == "The order is not on record. How do you know it is won?"
        story = Story(SMALLER)
        story.prep(Answering(**{"named Oz Tan role": "owner"}), settled=["ordered:Oz Tan:wrote"])
        assert story.deal
        question = ending(story.deal, "won", {}, TODAY)
        assert isinstance(question, Question)
        assert question.default == ""
        assert isinstance(ending(story.deal, "won", {"reason": ""}, TODAY), Settled)


class TestSeveral:
    def test_which(self) -> None:
        """It asks which one it was of an act that several are wanted of, and keeps that as what tells it apart."""
        text = SKETCH.replace("        takes: 1-2w\n", "        takes: 1-2w\n        times: 3\n")
        story = Story(read(text))
        story.prep(Answering(with_names="Ana Lima"))
        asker = Answering(**{
            "with who": ["Ana Lima"], "decided what": ["cost-known"], "promised cost-known": "Ana, done",
            "done cost-known which": "the north site: line 1",
        })  # fmt: skip
        said = story.debrief(asker)
        assert said["done"] == ["cost-known:Ana Lima:said:the north site\\: line 1"]
        assert "Which one was it, of three?" in [question.text for question in asker.asked]
        again = story.debrief(Answering(**{
            "with who": ["Ana Lima"], "decided what": ["cost-known"], "promised cost-known": "done by ana",
        }))  # fmt: skip
        assert again["done"] == ["cost-known:Ana Lima"]


class TestEnding:
    def test_facts(self) -> None:
        """It asks for what this end of the map wants to be known, and for who told it; what is given is not asked."""
        text = SKETCH.replace("lost: [chose another,", "lost: {needs: [data, reason], reasons: [chose another,")
        story = Story(read(text.replace("no budget]", "no budget]}")))
        story.prep(Answering(with_names="Ana Lima"))
        deal = story.deal
        assert deal
        asker = Answering(reason="no budget", set_data="personal", set_data_who="Ana Lima")
        said = complete({}, lambda so_far: ending(deal, "lost", so_far, TODAY), asker)
        assert said == {"reason": "no budget", "words": "", "set": ["data=personal:Ana Lima"], "look-back": []}
        assert [question.key for question in asker.asked] == ["reason", "words", "set data", "set data who"]
        asker = Answering(reason="no budget")
        given = {"set": ["data=internal"]}
        assert complete(given, lambda so_far: ending(deal, "lost", so_far, TODAY), asker)["set"] == ["data=internal"]
        assert [question.key for question in asker.asked] == ["reason", "words"]
        unknown = complete({"reason": "no budget"}, lambda so_far: ending(deal, "lost", so_far, TODAY), Answering())
        assert unknown["set"] == []
        story.write(*ended(deal, said, "lost", TODAY, TODAY))
        assert story.deal
        assert closed_as(story.deal) == "acme: closed as lost: no budget."
        assert lacking(story.deal, "lost", TODAY) == ""
        assert (
            lacking(deal, "lost", TODAY) == "The map has this end otherwise: data is not known and reason is not known."
        )
        assert lacking(story.deal, "won", TODAY) == ""

    def test_by_reason(self) -> None:
        """It asks for a fact that hangs on the reason only where that is the reason."""
        text = SKETCH.replace("choices: [none,", "when: {reason: no budget}\n    choices: [none,")
        text = text.replace("lost: [chose another,", "lost: {needs: [data], reasons: [chose another,")
        story = Story(read(text.replace("no budget]", "no budget]}")))
        story.prep(Answering(with_names="Ana Lima"))
        deal = story.deal
        assert deal
        for reason, asked in (("no budget", ["set data"]), ("chose another", [])):
            asker = Answering()
            complete({"reason": reason}, lambda so_far: ending(deal, "lost", so_far, TODAY), asker)
            assert [question.key for question in asker.asked if not question.detail] == asked


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
@pytest.mark.parametrize("seed", [*range(8), *[pytest.param(seed, marks=pytest.mark.torture) for seed in range(8, 40)]])
def test_anything(file: Path, seed: int) -> None:
    """Whatever is answered, it is taken, within the counts, and through flags comes to the same."""
    chance = Random(f"{file.stem} {seed}")
    story = Story(playbook_file.load(str(file), lambda name: (b"", name)))
    for turn in range(3):
        asker = ByChance(chance)
        said = story.prep(asker)
        # the map is asked for as well, which makes eight with what may be skipped
        assert len(asker.questions) <= (4 if turn else 7)
        assert not [key for key in said if " " in key]
        assert [question for question in asker.asked if not (question.flags and question.why)] == []
        story.today += timedelta(days=chance.choice((0, 1, 5, 9)))
        asker = ByChance(chance)
        story.debrief(asker)
        called = [question for question in asker.asked if question.key.startswith("called ")]
        assert len(asker.questions) - len(called) <= 5
        assert len(called) <= 2
        assert [question for question in asker.asked if not (question.flags and question.why)] == []
        story.today += timedelta(days=chance.choice((0, 2, 6)))


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
@pytest.mark.parametrize("seed", range(5))
def test_only_what_changes_the_plan(file: Path, seed: int) -> None:
    """Every fact that is asked for has two answers with two plans; every one that is left out has not."""
    chance = Random(f"{file.stem} {seed}")
    story = Story(playbook_file.load(str(file), lambda name: (b"", name)))
    playbook, known, changes = story.playbook, [dict[str, Any]()], []

    def differs(answers: dict[str, Any], fact: str) -> bool:
        told = answers.get("set", [])
        pages = {repr(story.page({**answers, "set": told}))}
        pages |= {
            repr(story.page({**answers, "set": [*told, f"{fact}={each}"]}))
            for each in possible(playbook.fact[fact], playbook)
        }
        return len(pages) > 1

    def following(so_far: dict[str, Any]) -> Question | Settled | None:
        known.append(so_far)
        return preparing(None, playbook, so_far, story.today, story.page)

    class Asker(ByChance):
        def __call__(self, question: Question) -> Any:
            if question.key.startswith("set ") and not question.detail and "days asked" in known[-1]:
                changes.append(differs(known[-1], question.key.removeprefix("set ")))
            return super().__call__(question)

    asker = Asker(chance)
    said = complete({}, following, asker)
    assert all(changes)
    assert len(asker.questions) <= 7
    told = [each for each in asker.asked if each.key.startswith("set ") and not each.detail]
    asked = [each.key.removeprefix("set ") for each in told]
    begun = ("settled on", "subject", "because said", "date said")
    taken = [each for each in asker.asked if each.key.startswith(begun)]
    days = [each for each in asked if each in ("term-end", "notice-day", "clause")]
    room = len(changes) < 2 and len(taken) + len(changes) + len(days) < 4
    entries = drafted((), prepared(None, playbook, said, story.today).events)
    left = [fact.id for fact in missing(Standing(fold(entries))) if fact.id not in asked]
    assert not room or not [fact for fact in left if differs(said, fact)]
