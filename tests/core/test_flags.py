"""Flags as they are typed: fields, days, proofs, people, values, and every refusal with its sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from callplan.core.deal.fold import fold
from callplan.core.entries import Entry
from callplan.core.events import (
    Answered,
    Deferred,
    Event,
    Held,
    Learned,
    Left,
    Met,
    Moved,
    Opened,
    Planned,
    Promised,
    Raised,
    Yes,
)  # fmt: skip
from callplan.core.flags import FLAGS, Flag
from callplan.core.interview.calls import Prepared, checked_target, debriefed, prepared
from callplan.core.interview.grammar import TypedDays, act, amount, fields, value
from callplan.core.interview.ids import roles
from callplan.core.map.playbook import Act, Decision, End, Fact, Playbook, Role, Stage
from callplan.core.map.terms import Case, Cases, Named
from callplan.errors import NeedsAnswer, Usage

TODAY = date(2026, 11, 10)
WAY = Playbook(
    "way",
    "A way to buy",
    (
        Stage("one", "One?", (Decision("go", "it is worth it", Named("boss")), Act("gap", "show it", Named("user")))),
        Stage("two", "Two?", (Decision("buy", "it is ordered", Named("boss")),)),
    ),
    closing="buy",
    roles=(Role("boss", "boss"), Role("user", "user"), Role("rep", "rep", side="us")),
    facts=(
        Fact("amount", type="number"),
        Fact("wanted-by", type="date"),
        Fact("data", choices=("none", "personal")),
        Fact("safe", type="yes-no"),
        Fact("place"),
        Fact("route", depends=Cases((Case("short"),))),
    ),
    ends=(End("won", "won"), End("lost", "lost", reasons=("too dear", "not needed"))),
)
DEAL = fold(
    (
        Entry(1, 1, Opened(TODAY, WAY)),
        Entry(2, 1, Met(TODAY, "Ana Bo", ("boss",))),
        Entry(3, 1, Met(TODAY, "Ben", ("user",))),
        Entry(4, 1, Promised(TODAY, "p1", "Ben", "show it", date(2026, 11, 20), "gap")),
        Entry(5, 1, Raised(TODAY, "c1", "Ana Bo", "slow")),
        Entry(6, 1, Met(TODAY, "Cy", ("user",))),
        Entry(7, 1, Left(TODAY, "Cy")),
    ),
    "acme",
)


def told(**answers: Any) -> list[Any]:
    """The events of a debrief on 12 November with Ana, besides the call itself."""
    found = debriefed(DEAL, {"on": "2026-11-12", "with": ["Ana"], **answers}, date(2026, 11, 12)).events
    return [event for event in found if not isinstance(event, Held)]


def refused(**answers: Any) -> str:
    """What a debrief with these answers is refused with."""
    with pytest.raises(Usage) as refusal:
        told(**answers)
    return str(refusal.value)


def test_fields_are_split_at_colons_and_unescaped() -> None:
    """It splits at colons that are not escaped, fills up what is left out, and drops what cannot be printed."""
    assert fields("x", r"go:Ana: at 12\:30\@home \\ :", "A:B:C:D", 2) == ["go", "Ana", "at 12:30@home \\", ""]
    assert fields("x", "go\x1b[31m:Ana", "A:B", 2) == ["go", "Ana"]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("a:b:c", r"--x a:b:c: it is written A:B. A colon inside a field is written \:."),
        ("a", "--x a: it is written A:B."),
        ("a: ", "--x a: : it is written A:B."),
    ],
)
def test_fields_too_many_or_too_few(text: str, refusal: str) -> None:
    """It shows how the flag is written, and how a colon is."""
    with pytest.raises(Usage) as found:
        fields("x", text, "A:B", 2)
    assert str(found.value) == refusal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("go:Ana@2026-11-03", ("go:Ana", date(2026, 11, 3))),
        ("go:Ana@yesterday", ("go:Ana", date(2026, 11, 9))),
        ("go:Ana@3 nov", ("go:Ana", date(2026, 11, 3))),
        ("go:Ana@thursday", ("go:Ana", date(2026, 11, 5))),
        ("go:ana@monster.com", ("go:ana@monster.com", None)),
        ("go:Ana", ("go:Ana", None)),
        ("go:ana@firm", ("go:ana@firm", None)),
        (r"go:ana\@2026-11-03", (r"go:ana\@2026-11-03", None)),
        ("@boss", ("@boss", None)),
        ("go:Ana@yesterday:said", ("go:Ana@yesterday:said", None)),
    ],
)
def test_dated(text: str, found: tuple[str, date | None]) -> None:
    """It takes a day after the last @; an @ before anything else belongs to the text."""
    assert TypedDays(TODAY).dated("settled", text) == found


def test_act_fits_the_frame() -> None:
    """It cuts a leading to, will or I'll, once."""
    typed = ("to send it", "I'll send it", "they will send it", "send it", "will to")
    assert [act(text) for text in typed] == ["send it", "send it", "send it", "send it", "to"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("84000", 84000), ("84,000 EUR", 84000), ("84 000", 84000), ("84k", 84000), ("1.5M", 1500000), ("0.5", 0.5)],
)
def test_amount(text: str, found: float) -> None:
    """It reads a number as people write it."""
    assert amount("set", text) == found


@pytest.mark.parametrize("text", ["", "k", "84,", "1.2.3", "-5", "many"])
def test_amount_refused(text: str) -> None:
    """It refuses what is no number, and shows some."""
    with pytest.raises(Usage, match=r"is no number\. Write 84000, 84k or 1\.5m"):
        amount("set", text)


@pytest.mark.parametrize(
    ("fact", "text", "found"),
    [
        ("amount", "84k", 84000),
        ("wanted-by", "3 dec", "2026-12-03"),
        ("data", "Personal", "personal"),
        ("safe", "Y", "yes"),
        ("safe", "false", "no"),
        ("place", "by the sea", "by the sea"),
    ],
)
def test_value(fact: str, text: str, found: str | int) -> None:
    """It reads each fact in its own type."""
    assert value("set", text, WAY.fact[fact], TypedDays(TODAY).ahead) == found


def test_roles() -> None:
    """It takes several roles, and `none` for no role."""
    assert roles("with", "boss, user,", WAY) == ("boss", "user")
    assert roles("with", "none", WAY) == ()


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"set": ["data"]}, "--set data: it is written FACT=VALUE[:PERSON[:PROOF[:WORDS[:PAPER]]]]."
                            " Did you mean data?"),
        ({"set": ["day=1"]}, "--set day=1: it is written FACT=VALUE[:PERSON[:PROOF[:WORDS[:PAPER]]]]."
                             " It has amount, wanted-by, data, safe, place, route."),
        ({"set": ["route=short"]}, "--set: route is worked out from other facts; set those."),
        ({"set": ["safe=perhaps"]}, "--set: safe is yes or no, not “perhaps”."),
        ({"set": ["data=person"]}, "--set: data is one of none, personal, not “person”. Did you mean personal?"),
        ({"set": ["wanted-by=soon"]}, "--set: “soon” is no day. Write 3 dec, friday, next thursday,"
                                      " in two weeks or 2026-11-12."),
        ({"decided": ["gap:Ana"]}, "--decided: gap is an act, not a decision; use --done or --promised for it."),
        ({"decided": ["gone:Ana"]}, "--decided: there is no decision “gone” in way. Did you mean go?"),
        ({"decided": ["xyz:Ana"]}, "--decided: there is no decision “xyz” in way. It has go, buy."),
        ({"decided": ["go:Ana:sayd"]}, "--decided: “sayd” is no proof. It is said, wrote, did or heard=TELLER."
                                       " Did you mean said?"),
        ({"decided": ["go:Ana:heard"]}, "--decided: who told you? Write heard=TELLER."),
        ({"decided": ["go:Zoe"]}, "--decided: nobody called “Zoe” is known here; add --person “Zoe:ROLE”."),
        ({"done": ["go:Ana"]}, "--done: go is a decision, not an act; use --decided or --settled for it."),
        ({"done": ["gaps:Ana"]}, "--done: there is no step “gaps” in way. Did you mean gap?"),
        ({"done": ["@chef:Ana"]}, "--done: there is no role “chef” in way. It has boss, user, rep."),
        ({"done": ["@bos:Ana"]}, "--done: there is no role “bos” in way. Did you mean boss?"),
        ({"with": ["Zoe"]}, "--with: Zoe is not known yet and needs a role: “Zoe:ROLE”, one of boss, user, rep;"
                            " or Zoe:none."),
        ({"with": ["Zoe:chef"]}, "--with: there is no role “chef” in way. It has boss, user, rep."),
        ({"with": ["us:rep"]}, "--with: “us” stands for all of us; give a person a name."),
        ({"promised": ["Ana:show it:2026-11-11:gap"]},
         "--promised: 2026-11-11 lies before the call on 2026-11-12; a promise has a day still to come."),
        ({"kept": ["p7"]}, "--kept: there is no promise “p7”. Open are p1 (show it)."),
        ({"concern-met": ["c7"]}, "--concern-met: there is no concern “c7”. Open are c1 (slow)."),
        ({"verdict": "advance"}, "--verdict: “advance” is none of advanced, small-step, stayed, went-back, won, lost."
                                 " Did you mean advanced?"),
        ({"close": "sold:x"}, "--close: “sold” is no end of way. It has won, lost."),
        ({"close": "lost"}, "--close: lost wants a reason. It has: too dear; not needed."
                            " For another, in their words, write --close lost::WORDS."),
        ({"close": "lost:dear"}, "--close: “dear” is nearly a reason of lost. It has: too dear; not needed."
                                 " Did you mean too dear? For another, in their words, write --close lost::WORDS."),
    ],
)  # fmt: skip
def test_refusals(answers: dict[str, Any], refusal: str) -> None:
    """It says what is wrong with a flag, how it is written, and what comes near."""
    assert refused(**answers) == refusal


def test_what_flags_become() -> None:
    """It turns each flag into the events it stands for, dated on the call unless it has a day of its own."""
    on = date(2026, 11, 12)
    assert told(set=["amount=5k:Ben:wrote:about:Letter@2026-11-11"]) == [
        Learned(date(2026, 11, 11), "amount", 5000, "Ben", "wrote", "about", "Letter")
    ]
    assert told(decided=["go:ana:heard=Ben:fine"]) == [Yes(on, "go", "Ana Bo", "heard", "fine", "Ben")]
    assert told(**{"concern-met": ["c1"]}) == [Answered(on, "c1")]
    assert told(moved=["p1:+3w"]) == [Moved(on, "p1", date(2026, 12, 3))]
    assert told(deferred=["go:Ana:friday:busy"]) == [Deferred(on, "go", "Ana Bo", date(2026, 11, 13), "busy")]
    assert told(promised=["Ben:I'll call:+3d"], **{"we-promised": ["to write:+3d"]}) == [
        Promised(on, "p2", "", "write", date(2026, 11, 15)),
        Promised(on, "p3", "Ben", "call", date(2026, 11, 15)),
    ]


def test_people_are_named_once_and_known_by_their_first_name() -> None:
    """It knows them by a first name or any case; another role, a return and a teller are told, nothing else."""
    on = date(2026, 11, 12)
    assert told(**{"with": ["ana bo", "BEN"]}) == []
    assert told(**{"with": ["Ben:user"]}) == []
    assert told(**{"with": ["Ben:boss"]}) == [Met(on, "Ben", ("user", "boss"))]
    assert told(**{"with": ["Ben:boss,-user"]}) == [Met(on, "Ben", ("boss",))]
    assert told(**{"with": ["Cy"]}) == [Met(on, "Cy", ("user",))]
    assert told(person=["Dee:user:Ben"]) == [Met(on, "Dee", ("user",), "Ben")]
    assert told(left=["Ben@2026-11-11"]) == [Left(date(2026, 11, 11), "Ben")]


def test_a_prep_is_refused_a_length_a_target_or_a_second_opening() -> None:
    """It refuses what a prep cannot mean."""
    for answers, refusal in (
        ({"minutes": "0"}, "--minutes: “0” is no length of a call; write 30 or 45."),
        ({"minutes": "long"}, "--minutes: “long” is no length of a call; write 30 or 45."),
        ({"minutes": "1441"}, "--minutes: “1441” is no length of a call; write 30 or 45."),
        ({"opened": "today"}, "--opened: acme has been open since 2026-11-10; `callplan log acme` shows it."),
    ):
        with pytest.raises(Usage) as found:
            prepared(DEAL, WAY, answers, TODAY)
        assert str(found.value) == refusal


def test_a_target_must_be_open() -> None:
    """It plans no call for what is decided, and names what is open."""
    events = (Opened(TODAY, WAY), Met(TODAY, "Ana", ("boss",)), Yes(TODAY, "go", "Ana"))
    made = fold(tuple(Entry(number, 1, event) for number, event in enumerate(events, 1)))
    assert checked_target(DEAL, "go", TODAY) == "go"
    with pytest.raises(Usage) as refusal:
        checked_target(made, "go", TODAY)
    assert str(refusal.value) == "--target: go is not open for this client now. Open are buy."


def test_the_planned_call_stands_where_nothing_is_said() -> None:
    """It prepares the planned call again for a bare line, and debriefs it with the people it was planned with."""
    call = Planned(TODAY, date(2026, 11, 12), ("Ana Bo",), 45, "go")
    deal = DEAL.but(planned=call)
    assert prepared(deal, WAY, {}, TODAY) == Prepared((), call.call, ("Ana Bo",), 45, "go", kept=True)
    assert debriefed(deal, {"not-asked": True}, date(2026, 11, 13)).events == (Held(call.call, ("Ana Bo",)),)
    with pytest.raises(NeedsAnswer, match="give --with PERSON"):
        debriefed(DEAL, {"not-asked": True}, TODAY)


@pytest.mark.parametrize("flag", [each for each in FLAGS.values() if each.event is not Event], ids=str)
def test_who_is_named(flag: Flag) -> None:
    """A flag's text is read as somebody's name where its form has one, and nowhere else: a note is nobody."""
    named = {
        "NAME": "person", "PERSON": "person", "PERSON|us": "person", "PERSON,PERSON": "people", "TOLD-BY": "told_by",
    }  # fmt: skip
    people = [name if name in named.values() else None for name in flag.fills]
    assert people == [named.get(part.strip("[]")) for part in flag.shape.split(":")]
