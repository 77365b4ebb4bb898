"""A new map from what a person told: what is asked, what it comes to, and that it never needs mending."""

from __future__ import annotations

from contextlib import suppress
from itertools import combinations
from random import Random
from typing import Any

import pytest
from answering import Answering
from hypothesis import given, settings
from hypothesis import strategies as st

from callplan import playbook_file
from callplan import settings as places
from callplan.core.flags import FLAGS
from callplan.core.founding import founded, titled
from callplan.core.founding.kind_of_client import slug
from callplan.core.founding.questions import founding, missing
from callplan.core.founding.starter import BESIDE, CLOSING, EXAMPLE, HEADER, WRITTEN, YOURS, Starter
from callplan.core.interview.course import complete
from callplan.core.interview.question import refuse
from callplan.core.map import terms
from callplan.core.map.playbook import Playbook, Stage, Step
from callplan.core.map.terms import Case, Cases, Named, Not, Some
from callplan.core.text import written
from callplan.errors import NeedsAnswer, Usage

Answers = dict[str, Any]
STARTER = Starter(playbook_file.load(places.starter()))
USUAL = tuple(STARTER.usual)
PLAIN: Answers = {"uses": "user", "wants": "operations", "pays": "finance", "decide": list(USUAL)}


SPOKEN = (
    "On the call you say: “Today I'd like you to decide ___” (whether to …, which …)",
    "Afterwards you say: “Last time you ___” (ordered, decided to …, settled on …)",
)


def asked(**given: Any) -> tuple[Answers, Answering]:
    """What a person answers, by the keys of the questions, and everything that was asked."""
    asker = Answering()
    asker.given = {key.replace("_", " "): answer for key, answer in given.items()}
    return complete({}, lambda so_far: founding(so_far, "our-plants", STARTER), asker), asker


def map_of(answers: Answers) -> Playbook:
    """The map that answers come to, read from its file."""
    made = founded("plants", answers, STARTER)
    text = playbook_file.composed(made.book, HEADER, made.remarks)
    read, problems = playbook_file.read(text.encode(), "plants.yaml")
    assert read is not None, (problems, text)
    assert read.but(facts=(), ends=()) == made.book.but(facts=(), ends=())
    return read


def advised(answers: Answers) -> list[str]:
    """What is advised of the map that answers come to."""
    made = founded("plants", answers, STARTER)
    text = playbook_file.composed(made.book, HEADER, made.remarks)
    return [problem.sentence for problem in playbook_file.read(text.encode(), "plants.yaml")[1]]


def test_enter_alone() -> None:
    """It asks seven questions, and Enter at each gives the whole usual way."""
    answers, asker = asked()
    assert asker.questions == [
        "What do you call this kind of purchase?",
        "Who works with it every day?",
        "Who has the problem, and wants it solved?",
        "Who can release the money? The same words as before stand for one person.",
        "Who else has to agree?",
        "What do they have to decide, in this order?",
        "What else is so with them?",
    ]
    assert answers == {
        "title": "Our plants", "uses": "user", "wants": "sponsor", "pays": "budget owner", "also": [],
        "decide": ["worth-it", "must-haves", "supplier", "risk", "money", "order"],
        "above": "", "by-day": "", "in-writing": "",
    }  # fmt: skip
    assert advised(answers) == []
    assert list(map_of(answers).role) == ["user", "sponsor", "budget-owner", "account"]


def test_everything_told() -> None:
    """It asks on where something is ticked: other words, own decisions and where they come, a sum, a day, writing."""
    answers, asker = asked(
        title_line="Lines", uses_title="the operator", wants_title="operations", pays_title="Operations",
        also_who=["security", "+"], also_others="works council, the Board",
        decide_what=["worth-it", "risk", "order", "+", "="],
        **{
            "decide worth-it": "the problem is worth solving this year",
            "decide risk": "Whether the hall: can stand it?",
            "decide risk topic": "decide Whether the hall is safe.", "decide risk yes": "you said the hall is safe",
            "decide order": "it is ordered at the agreed price and scope", "decide own 1": "the hall is free in May.",
            "decide own 1 topic": "which month suits: May or June?", "decide own 1 yes": "Settled on May",
            "decide own 1 who": "board", "decide own 1 place": "1", "decide own 2": "if it may be loud",
            "decide own 3": "", "hangs on": ["above", "by-day", "in-writing"], "hangs on sum": "50k",
            "hangs on who": "The boss", "hangs on day": "the lease ends", "hangs on writing": "order",
        },
    )  # fmt: skip
    assert [question.text for question in asker.asked if question.detail] == [
        "What are they called?",
        "The go-ahead: whether",
        "The remaining risk: whether",
        *SPOKEN,
        "The order: whether",
        "They decide whether",
        *SPOKEN,
        "Who decides whether the hall is free in May?",
        "When do they decide that?",
        "They also decide whether",
        *SPOKEN,
        "Who decides whether it may be loud?",
        "When do they decide that?",
        "They also decide whether",
        "Above which amount?",
        "Who decides above that?",
        "It has to be decided before the day on which",
        "Before which decision does it begin?",
    ]
    assert answers == {
        "title": "Lines", "uses": "operator", "wants": "operations", "pays": "Operations",
        "also": ["security", "works council", "Board"],
        "decide": [
            "worth-it", r"the hall is free in May:board:which month suits\: May or June:settled on May",
            r"risk=the hall\: can stand it::whether the hall is safe:said the hall is safe", "it may be loud:sponsor",
            "order",
        ],
        "above": "50k:boss", "by-day": "the lease ends", "in-writing": "order",
    }  # fmt: skip
    book = map_of(answers)
    told = 'write what you would say aloud, or the page makes do with "whether"'
    assert advised(answers) == [f'"it-may-be-loud" has no "topic" and no "yes": {told}']
    assert [(each.topic, each.yes) for each in book.decisions][:5] == [
        ("whether to make a change this year", "decided to make a change this year"),
        ("which month suits: May or June", "settled on May"),
        ("whether the hall is safe", "said the hall is safe"),
        ("", ""),
        ("whether to order at the agreed price and scope", "placed the order"),
    ]
    assert [(stage.id, stage.track, stage.talk.how) for stage in book.stages] == [
        ("want", "main", "call"),
        ("at-the-hall-is-free", "main", "call"),
        ("doubts", "main", "call"),
        ("at-it-may-be-loud", "main", "call"),
        ("buying", "main", "written"),
        ("data-review", "security", "call"),
        ("works-council-review", "works-council", "call"),
        ("board-review", "board", "call"),
    ]
    assert [(role.id, role.title, role.predicate) for role in book.roles] == [
        ("user", "operator", "works with it every day"),
        ("sponsor", "operations", "wants the problem solved and can release the money"),
        ("executive", "boss", "decides on larger amounts"),
        ("security", "security", "guards the data"),
        ("works-council", "works council", "has to agree as works council"),
        ("board", "Board", "has to agree as Board"),
        ("account", "account lead", "keeps the promises made to them"),
    ]
    order = book.decisions[4]
    assert order.by == Cases((Case(Named("executive"), terms.Test("amount", "over", 50_000)), Case(Named("sponsor"))))
    assert order.needs == Some(
        (Named("worth-it"), Named("data-review"), Named("works-council-review"), Named("board-review"))
    )


def test_a_decision_of_their_own_alone() -> None:
    """It makes a map of one decision, and asks where it comes only when there are others."""
    answers, asker = asked(decide_what=["+"], **{"decide own 1": "it is fine", "decide own 2": ""})
    assert "When do they decide that?" not in [question.text for question in asker.asked]
    assert answers["decide"] == ["it is fine:sponsor"]
    assert map_of(answers).closing == "it-is-fine"
    two, _ = asked(decide_what=["risk", "+"], **{"decide own 1": "it is fine", "decide own 2": ""})
    assert two["decide"] == ["risk", "it is fine:sponsor"]


def test_nobody_to_ask() -> None:
    """It refuses each question with its flag, and knows which cannot be left out."""
    with pytest.raises(NeedsAnswer, match="--title TEXT"):
        complete({}, lambda so_far: founding(so_far, "m", STARTER), refuse)
    assert missing({}) == ["--uses", "--wants", "--pays", "--decide"]
    assert missing(PLAIN) == []
    assert complete(
        {"title": "T", **PLAIN, "also": [], "above": "9k:boss"}, lambda so: founding(so, "m", STARTER), refuse
    )


@pytest.mark.parametrize(
    ("key", "answer", "said"),
    [
        ("decide what", ["="], "Choose at least one of them."),
        ("uses title", " ", "Type a word or two."),
        ("also others", ",", "Type a word or two."),
        (
            "decide own 1 topic",
            "if May suits",
            "Begin it with whether, which, what, who, how or when: whether to order this year.",
        ),
        ("hangs on sum", "a lot", "--above: “a lot” is no number. Write 84000, 84k or 1.5m."),
        (
            "hangs on sum",
            "0.5",
            "--above: 0.5 is too large or too small an amount for a map. Write 84000, 84k or 1.5m.",
        ),
    ],
)
def test_what_cannot_be_answered(key: str, answer: Any, said: str) -> None:
    """It says why an answer will not do."""
    ticked: Answers = {"also who": ["+"], "also others": "x", "hangs on": ["above"], "hangs on sum": "9k"}
    ticked |= {"decide what": ["+"], "decide own 1": "May suits", "decide own 2": ""}
    asker = Answering()
    asker.given = ticked | {key: answer}
    with pytest.raises(Usage) as refusal:
        complete({}, lambda so_far: founding(so_far, "m", STARTER), asker)
    assert str(refusal.value) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"decide": []}, "--decide: a map holds one decision at least, whose yes wins the deal: order, for one."),
        ({"decide": ["order", "order=it is bought"]}, "--decide: order is told twice."),
        (
            {"decide": ["it is fine:boss"]},
            r"--decide: nobody here is called “boss”. A colon inside a clause is written \:.",
        ),
        ({"decide": ["it is fine:operation"]}, "--decide: nobody here is called “operation”. Did you mean operations?"),
        (
            {"decide": ["a:b:c:d:e"]},
            r"--decide a:b:c:d:e: it is written ID[=CLAUSE]|CLAUSE[:ROLE,ROLE[:TOPIC[:YES]]]. "
            r"A colon inside a field is written \:.",
        ),
        (
            {"decide": ["order::if we buy"]},
            "Begin it with whether, which, what, who, how or when: whether to order this year.",
        ),
        ({"above": "9k"}, "--above 9k: it is written AMOUNT:WHO."),
        ({"above": "9e9:x"}, "--above: “9e9” is no number. Write 84000, 84k or 1.5m."),
        (
            {"above": "9999999m:x"},
            "--above: 9999999m is too large or too small an amount for a map. Write 84000, 84k or 1.5m.",
        ),
        ({"in-writing": "oder"}, f"--in-writing: there is no decision “oder” here. It has {', '.join(USUAL)}."),
        ({"also": ["\ufffe"]}, "Type a word or two."),
    ],
)
def test_what_cannot_be_read(told: Answers, said: str) -> None:
    """It says which flag holds what it cannot read."""
    with pytest.raises(Usage) as refusal:
        founded("m", PLAIN | told, STARTER)
    assert str(refusal.value) == said


def test_who_decides() -> None:
    """It takes roles by their ids or titles, for its own decisions and the usual ones."""
    decide = ["worth-it:budget-owner,Operations", "it is fine:user, works council", "order=it is bought:operations"]
    book = map_of(PLAIN | {"decide": decide, "also": ["works council"]})
    assert [(each.by, each.clause) for each in book.decisions] == [
        (Some((Named("budget-owner"), Named("sponsor"))), "the problem is worth solving this year"),
        (Some((Named("user"), Named("works-council"))), "it is fine"),
        (Named("sponsor"), "it is bought"),
        (Named("works-council"), "it may go ahead as it is planned"),
    ]
    assert [act.brings for act in book.acts if act.brings] == ["user", "works-council"]


def test_who_is_there_from_the_beginning() -> None:
    """It has the others brought by whoever is, and nobody where they may only be written to."""
    book = map_of(PLAIN | {"decide": ["it is fine:user", "worth-it", "money", "order"], "in-writing": "money"})
    assert [(act.id, act.by) for act in book.acts if act.brings] == [("sponsor-comes", Named("user"))]
    assert {stage.id: stage.talk.to for stage in book.stages if stage.talk.how == "written"} == {
        "funds": "budget-owner", "buying": "budget-owner",
    }  # fmt: skip
    bought = map_of(PLAIN | {"also": ["purchasing"], "in-writing": "worth-it"})
    assert {stage.talk.to for stage in bought.tracks["main"]} == {"purchasing"}


def test_above_a_sum() -> None:
    """It has whoever decides above a sum brought only above it, and asks for no other where they decide anyway."""
    book = map_of(PLAIN | {"above": "50 000:boss"})
    (act,) = [act for act in book.acts if act.brings == "executive"]
    assert act.when == Some((terms.Test("amount", "over", 50_000), Not(Named("money"))))
    assert (book.fact["amount"].of, book.fact["amount"].type) == ("budget-owner", "number")
    assert map_of(PLAIN | {"above": "50k:finance"}).decisions[4].by == Named("budget-owner")


def test_before_a_day() -> None:
    """It counts back from their day, which becomes a fact to ask for."""
    book = map_of(PLAIN | {"by-day": "the lease ends."})
    assert (book.fact["deadline"].ask, book.fact["deadline"].type) == (
        "What is the day on which the lease ends?",
        "date",
    )
    assert [each.id for each in book.decisions if each.before] == ["order"]


def test_one_person() -> None:
    """It takes people of one title for one, who is then named once."""
    book = map_of(PLAIN | {"uses": "owner", "wants": "Owner", "pays": "the owner", "also": ["OWNER", "legal", "legal"]})
    assert [role.id for role in book.roles] == ["sponsor", "legal", "account"]
    assert (book.decisions[1].by, book.decisions[0].hear) == (Named("sponsor"), None)
    assert book.choose_when == "it is wanted and paid for by Owner, and one other has to agree"


def test_remarks() -> None:
    """It says what to fill in where: at decisions of their own, beside the main way, at the end, in writing."""
    told = {"also": ["legal"], "above": "9k:boss", "in-writing": "supplier"}
    made = founded("m", PLAIN | told | {"decide": ["worth-it", "supplier", "it is fine", "order"]}, STARTER)
    assert made.remarks == {
        "amount": "# Decides who decides. Give it a `unit`, such as EUR.\n",
        "choice": WRITTEN, "supplier": EXAMPLE, "it-is-fine": YOURS, "buying": CLOSING, "contract-review": BESIDE,
    }  # fmt: skip
    short = founded("m", PLAIN | {"decide": ["it is fine", "it is good"], "in-writing": "it-is-good"}, STARTER)
    assert short.remarks == {"it-is-fine": YOURS, "it-is-good": YOURS, "at-it-is-good": CLOSING + WRITTEN}
    assert list(founded("m", PLAIN | {"decide": ["order"]}, STARTER).remarks) == ["buying"]


def test_names() -> None:
    """It makes ids of any text, that are free and mean nothing else."""
    assert [slug(text, "map") for text in ("Größe 2!", "山田", "2 lines", "yes", "x" * 99)] == [
        "groe-2", "map", "map-2-lines", "yes-map", "x" * 40,
    ]  # fmt: skip
    assert slug("a b", "map", lambda name: name not in ("a-b", "a-b-2")) == "a-b-3"
    assert titled("our-plants") == "Our plants"
    book = map_of(PLAIN | {"also": ["data", "main", "user", "data "], "decide": ["user comes", "user comes", "order"]})
    assert [stage.track for stage in book.stages][3:] == ["data-2", "main-2"]
    assert [decision.id for decision in book.decisions][:3] == ["user-comes-2", "user-comes-3", "order"]


def test_any_way() -> None:
    """It gives a map without a word of advice, whichever of the usual decisions and people are told."""
    for count in (1, 2, 5, 6):
        for number, decide in enumerate(combinations(USUAL, count)):
            told = {
                "decide": list(decide), "also": [(), ("legal",), ("security", "purchasing", "board")][number % 3],
                "above": ["", "50k:boss"][number % 2], "by-day": ["it ends", ""][number % 2],
                "in-writing": ["", decide[-1], decide[0]][(number + count) % 3],
                "pays": ["finance", "operations"][number // 2 % 2],
            }  # fmt: skip
            assert [each for each in advised(PLAIN | told) if "decides everything" not in each] == [], told


def test_how_it_is_spoken_of() -> None:
    """It keeps the usual words for a usual decision, drops them for one in other words, and takes what is told."""
    told = ["worth-it", "money=it is paid", "order::whether to sign:signed it", "it is fine:::agreed on it"]
    book = map_of(PLAIN | {"decide": told, "also": ["legal", "works council"]})
    assert [(each.topic, each.yes) for each in book.decisions] == [
        ("whether to make a change this year", "decided to make a change this year"),
        ("", ""),
        ("whether to sign", "signed it"),
        ("", "agreed on it"),
        ("whether the contract wording is acceptable", "accepted the contract wording"),
        ("whether it may go ahead as planned", "agreed it may go ahead as planned"),
    ]


def test_who_is_called_what() -> None:
    """It has words for whoever has a title that was offered, and leaves the others to their titles."""
    book = map_of(PLAIN | {"pays": "budget owner", "also": ["legal", "works council"]})
    assert {role.id: role.called for role in book.roles} == {
        "user": "one of the users", "sponsor": "", "budget-owner": "the person with the budget",
        "legal": "somebody from legal", "works-council": "", "account": "",
    }  # fmt: skip
    one = map_of(PLAIN | {"wants": "User", "pays": "user"})
    assert {role.id: role.called for role in one.roles} == {"sponsor": "", "account": ""}


HOSTILE = st.one_of(
    st.text(min_size=1, max_size=60),
    st.sampled_from(
        ['"', "a: b", "# x", "[/x]", "- a", "? x", "!!str x", "&a *a", "%d", "{a: b}", "yes", "null", "~", "🦓" * 9,
         "a\nb", "x" * 500, "\x1b[31m", "\u202e", "\ufffe", "'", "@x", "`", "|", ">", "a, b", "whether", "the", "?"]
    ),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_whatever_is_typed(title: str, uses: str, wants: str, pays: str, also: str, clause: str, yes: str) -> None:
    """It puts any words into a file that reads back to the same map, or says that a word is needed."""
    told = {
        "title": title, "uses": uses, "wants": wants, "pays": pays, "also": [also], "by-day": title,
        "decide": ["worth-it", written("money", "", f"which {yes}", yes), written(clause)],
    }  # fmt: skip
    with suppress(Usage):
        book = map_of(told)
        assert book.closing == book.decisions[2].id


def test_the_starter() -> None:
    """It is made from a map that can be used as it stands, and that has what the flags say there is."""
    book, problems = playbook_file.read_file(places.starter())
    assert (book, [problem for problem in problems if not problem.advice]) == (STARTER.book, [])
    assert f": {', '.join(STARTER.usual)};" in FLAGS["decide"].help
    assert f": {', '.join(STARTER.reviews)}, or" in FLAGS["also"].help


def test_a_starter_that_was_mended() -> None:
    """It says what the starter says, there and nowhere else."""
    want, *others = STARTER.book.stages
    act, decision = want.steps
    mended = (act.but(title="the sheet"), decision.but(ask="Why now?"))
    book = STARTER.book.but(stages=(want.but(title="Why at all?", steps=mended), *others))
    before, after = [founded("m", PLAIN, each).book.stages for each in (STARTER, Starter(book))]
    assert (after[0].title, after[0].steps[0].title) == ("Why at all?", "the sheet")
    assert after[0].steps[1] == before[0].steps[1].but(ask="Why now?")
    assert after[1:] == before[1:]


ALSO = ("security", "legal", "purchasing", "the Board", "other", "x" * 41, "them", "finance", "山田", "user")
OWN_WAY = (
    "own",
    "it is fine",
    "Whether May suits?",
    "want",
    "offer",
    "user comes",
    "x" * 50,
    r"a\: b",
    "it is fine:user",
)


@pytest.mark.parametrize("seed", range(60))
def test_any_answers(seed: int) -> None:
    """It writes what is read back to the same map; beside what was told, every word of it is the starter's."""
    chance = Random(seed)
    usual = [name + chance.choice(("", "", ":sponsor", "=it is so")) for name in USUAL if chance.random() < 0.6]
    decide = [*usual, *chance.sample(OWN_WAY, chance.choice((0, 1, 3)))]
    chance.shuffle(decide)
    told = {
        "uses": chance.choice(("user", "operations")), "wants": chance.choice(("sponsor", "operations")),
        "also": chance.sample(ALSO, chance.choice((0, 2, 4))), "decide": decide or ["order"],
        "above": chance.choice(("", "50k:boss", "84000:finance")), "by-day": chance.choice(("", "it ends")),
    }  # fmt: skip
    book = map_of(PLAIN | told)
    assert words_of(book) <= words_of(STARTER.book)
    assert list(book.tracks)[1:] == [stage.track for stage in book.stages if stage.track != "main"]


def words_of(book: Playbook) -> set[str]:
    """What is said in a map about how to go on, apart from who does and decides what."""
    told: list[Stage | Step] = [*book.stages, *book.steps.values()]
    keys = ("ask", "listen_for", "help", "if_skipped", "good_for_them", "no_is_right_if", "gives_up", "if_no")
    listed = [text for each in told for key in ("signals", "not_proof", "concerns") for text in getattr(each, key, ())]
    return {*map(str, listed), *[getattr(each, key) for each in told for key in keys if hasattr(each, key)]}
