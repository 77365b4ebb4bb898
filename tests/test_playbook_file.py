"""A playbook file becomes a Playbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from maps import SKETCH, SMALL
from spoiled import FINE, MAP

from callplan.core.entries import unpacked
from callplan.core.map.playbook import Act, Concern, Decision, End, Fact, Playbook, Role, Stage, Talk, Waive
from callplan.core.map.terms import Case, Cases, Length, Look, Moment, Named, Not, Point, Proof, Some, Span
from callplan.core.map.terms import Test as Is
from callplan.core.record import Record, packed
from callplan.errors import BadFile
from callplan.playbook_file import load, mapping, read

BUYER, USER = Named("buyer"), Named("user")
BUILT_IN = (
    Fact("amount", ask="What have you set aside for this?", type="number"),
    Fact("wanted-by", ask="By when do you want this in place?", type="date"),
    Fact("reason"),
)


def built(yaml: str) -> Playbook:
    """The map in this text, which has no mistakes."""
    playbook, problems = read(yaml.encode(), "map.yaml")
    assert [str(problem) for problem in problems if not problem.advice] == []
    assert playbook is not None
    return playbook


def test_the_sketch() -> None:
    """It reads the whole sketch of the language reference into records."""
    change = Stage(
        "change",
        "Is this worth changing?",
        (
            Act(
                "cost-known",
                "put a figure on the last outage",
                Named("sponsor"),
                takes=Length(Span(1, "w"), Span(2, "w")),
                ask="What did the last outage cost, and who else would sign that figure?",
                help="our cost sheet, half filled in with what they told us",
                without_us=True,
            ),
            Decision(
                "worth-changing",
                "fixing this is worth the effort this quarter",
                Named("sponsor"),
                title="the go-ahead",
                needs=Some((Named("cost-known"),)),
                proof=Proof((Look("said"),)),
                not_proof=("they liked the demo",),
                good_for_them="they stop paying for it twice",
                no_is_right_if="something larger already has this quarter",
                if_no="no-decision",
                if_skipped="nobody defends it when budgets are cut",
            ),
            Act(
                "budget-owner-comes",
                "bring the budget owner to a call",
                Named("sponsor"),
                brings="budget-owner",
                takes=Length(Span(10, "d"), Span(10, "d")),
                gives_up="reputation",
            ),
        ),
        signals=("they describe symptoms and have asked nobody for a price",),
    )
    security = Stage(
        "security",
        "May their data come to us?",
        (
            Decision(
                "data-allowed",
                "personal data may leave the house",
                Named("counsel"),
                takes=Length(Span(2, "w"), Span(4, "w")),
            ),
        ),
        track="security",
        when=Is("data", "is", "personal"),
        needs=Some((Named("worth-changing"),)),
    )
    both = Some((Named("sponsor"), Named("budget-owner")))
    order = Stage(
        "order",
        "Order it",
        (
            Decision(
                "ordered",
                "it is ordered at the agreed price",
                Cases((Case(both, Is("amount", "over", 50000)), Case(Named("budget-owner")))),
                title="the order",
                hear=Named("sponsor"),
                needs=Some((Named("worth-changing"), Named("security"))),
                proof=Proof((Look("did", "an order with a signature"),)),
                if_no="lost",
            ),
        ),
    )
    assert built(SKETCH) == Playbook(
        "sketch",
        "A considered purchase by a small group",
        (change, security, order),
        "ordered",
        roles=(
            Role("sponsor", "Sponsor", "has the problem and says so in meetings"),
            Role("budget-owner", "Budget owner", "can release the money"),
            Role("counsel", "Counsel"),
        ),
        facts=(
            *BUILT_IN,
            Fact(
                "data",
                ask="What data of yours would be held?",
                of="counsel",
                type="choice",
                choices=("none", "internal", "personal"),
            ),
        ),
        ends=(
            End("won", "won", needs=Some((Named("ordered"),)), before=Moment((Point("wanted-by"),))),
            End("lost", "lost", reasons=("chose another", "kept what they have", "no budget")),
            End("no-decision", "no-decision", reasons=("lost interest", "priorities moved")),
        ),
        choose_when="two or more people must agree, and the money is released above the user",
    )


@pytest.mark.parametrize("yaml", [SKETCH, SMALL])
def test_a_map_can_be_pinned(yaml: str) -> None:
    """It builds nothing that the JSON of a pinned map would not give back."""
    playbook = built(yaml)
    assert unpacked(packed(playbook)) == playbook


def test_what_every_map_has() -> None:
    """It closes with the last decision, and has three ends and three facts nobody wrote down."""
    small = built(SMALL)
    assert small.closing == "ordered"
    assert small.facts == BUILT_IN
    assert [end.id for end in small.ends] == ["won", "lost", "no-decision"]


def weeks(least: int, most: int, *, open: bool = False) -> Length:
    return Length(Span(least, "w"), Span(most, "w"), open)


YES = Is("cloud", "is", "yes")
DATA, TRIED = Named("data"), Named("tried")
MONTH = Span(1, "m")
FORMS: list[tuple[str, str, object]] = [
    ("takes: 2w", "takes", weeks(2, 2)),
    ("takes: 2-3w", "takes", weeks(2, 3)),
    ("takes: 3w+", "takes", weeks(3, 3, open=True)),
    ("takes: 2d-3w", "takes", Length(Span(2, "d"), Span(3, "w"))),
    ("lasts: 10bd", "lasts", Length(Span(10, "bd"), Span(10, "bd"))),
    ("takes: {depends: [{when: data, is: 2w}]}", "takes", Cases((Case(weeks(2, 2), Named("data")),))),
    ("topic: which one to take", "topic", "which one to take"),
    ("topic: what {it}\n      has to do", "topic", "what {it} has to do"),
    ("yes: yes", "yes", "yes"),
    ("hear: [buyer, user]", "hear", Some((BUYER, USER))),
    ("hear: {any: [buyer, [user, we]]}", "hear", Some((BUYER, Some((USER, Named("we")))), 1)),
    ("hear: {at_least: 2, of: [buyer, user, we]}", "hear", Some((BUYER, USER, Named("we")), 2)),
    ("when: data", "when", Named("data")),
    ("when: {cloud: yes}", "when", YES),
    ("when: {cloud: true}", "when", YES),
    ("when: {cloud: {not: no}}", "when", Not(Is("cloud", "is", "no"))),
    (
        "when: {data: {any: [none, personal]}}",
        "when",
        Some((Is("data", "is", "none"), Is("data", "is", "personal")), 1),
    ),
    (
        "when: {amount: {at_least: 1.5m, under: 2000k}}",
        "when",
        Some((Is("amount", "at_least", 1500000), Is("amount", "under", 2000000))),
    ),
    ("when: {amount: 0.25}", "when", Is("amount", "is", 0.25)),
    ("when: {renewal: 2027-03-31}", "when", Is("renewal", "is", "2027-03-31")),
    ("when: {cloud: yes, not: [data, tried]}", "when", Some((YES, Not(Some((DATA, TRIED)))))),
    ("when: {at_least: 1, of: [data, tried]}", "when", Some((DATA, TRIED), 1)),
    ("needs: tried + 10bd", "needs", Named("tried", Span(10, "bd"))),
    ("needs: [renewal - 90d]", "needs", Some((Named("renewal", Span(-90, "d")),))),
    ("needs: [{any: [tried, seen + 1m]}]", "needs", Some((Some((TRIED, Named("seen", MONTH)), 1),))),
    ("before: renewal", "before", Moment((Point("renewal"),))),
    ("before: [tried + 1m, renewal]", "before", Moment((Point("tried", MONTH), Point("renewal")))),
    ("before: renewal - 20bd", "before", Moment((Point("renewal", Span(-20, "bd")),))),
    ("times: 3", "times", 3),
    ("times: {depends: [{is: 2}]}", "times", Cases((Case(2),))),
    ("proof: wrote", "proof", Proof((Look("wrote"),))),
    ("proof: {did: a  signed paper}", "proof", Proof((Look("did", "a signed paper"),))),
    ("proof: {any: [{did: it}, wrote]}", "proof", Proof((Look("did", "it"), Look("wrote")))),
    ("waive: never", "waive", Waive(never=True)),
    ("waive: {by: user, reasons: [too small]}", "waive", Waive(USER, ("too small",))),
    ("concerns: [it breaks]", "concerns", (Concern("it breaks"),)),
    ("concerns: [{fear: it costs, never: a date}]", "concerns", (Concern("it costs", never="a date"),)),
    ("if_no: go-on", "if_no", "go-on"),
    ("if_no: tried", "if_no", "tried"),
    ("if_skipped: 12:30 is off", "if_skipped", "12:30 is off"),
    ("good_for_them: no", "good_for_them", "no"),
    ("good_for_them: |\n      two\n      lines", "good_for_them", "two lines"),
]  # fmt: skip


@pytest.mark.parametrize(("yaml", "field", "value"), FORMS)
def test_the_short_forms(yaml: str, field: str, value: Record) -> None:
    """It reads every short form into one record."""
    playbook, problems = read(MAP.substitute(FINE | {"decision": yaml}).encode(), "map.yaml")
    assert playbook is not None, problems
    assert getattr(playbook.steps["ordered"], field) == value


def test_facts() -> None:
    """It takes a fact's type from its choices, its unit or its cases, and values as the type has them."""
    yaml = """\
{ask: How many?, unit: lines, assume: 3k}
  paper: {ask: Whose paper?, choices: [ours, theirs], assume: theirs}
  large: {depends: [{when: {size: {over: 10}}, is: yes}, {is: false}]}
  route: {depends: [{when: {large: yes}, is: board}, {is: direct}]}
  steps-left: {depends: [{when: {large: yes}, is: 4}, {is: 2}]}
  amount: {ask: How much?, unit: EUR, of: buyer}"""
    playbook, problems = read(MAP.substitute(FINE | {"fact": f"size: {yaml}"}).encode(), "map.yaml")
    assert playbook is not None, problems
    large = Is("large", "is", "yes")
    assert playbook.facts[0] == Fact("amount", ask="How much?", of="buyer", type="number", unit="EUR")
    assert playbook.facts[6:] == (
        Fact("size", ask="How many?", type="number", unit="lines", assume=3000),
        Fact("paper", ask="Whose paper?", type="choice", choices=("ours", "theirs"), assume="theirs"),
        Fact("large", type="yes-no", depends=Cases((Case("yes", Is("size", "over", 10)), Case("no")))),
        Fact(
            "route",
            type="choice",
            choices=("board", "direct"),
            depends=Cases((Case("board", large), Case("direct"))),
        ),
        Fact("steps-left", type="number", depends=Cases((Case(4, large), Case(2)))),
    )


def test_talk_and_ends() -> None:
    """It reads how they may be spoken to, and ends in both their forms."""
    stage = "talk: {how: written, to: user, through: the portal, before: renewal - 3d}"
    end = "ends:\n  over: {title: It is over, kind: void, needs: [data]}\n  lost: {reasons: [price]}"
    playbook, problems = read(MAP.substitute(FINE | {"stage": stage, "end": end}).encode(), "map.yaml")
    assert playbook is not None, problems
    before = Moment((Point("renewal", Span(-3, "d")),))
    assert playbook.stages[0].talk == Talk("written", "user", "the portal", before)
    assert playbook.ends[1:] == (
        End("lost", "lost", reasons=("price",)),
        End("no-decision", "no-decision"),
        End("over", "void", title="It is over", needs=Some((Named("data"),))),
    )


def test_load(tmp_path: Path) -> None:
    """It reads a file, and refuses with every mistake but without the advice."""
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(SMALL, encoding="utf-8")
    bad.write_text(SMALL.replace("by: owner", "by: onwer").replace("will: show", "will: to show"), encoding="utf-8")
    assert load(str(good)) == built(SMALL)
    with pytest.raises(BadFile) as refusal:
        load(str(bad))
    assert str(refusal.value).replace(f"{bad}:", "") == (
        '15:13: "onwer" is no role of this map. Did you mean owner?\n'
        '22:83: "onwer" is no role of this map. Did you mean owner?'
    )


def test_what_cannot_be_loaded(tmp_path: Path) -> None:
    """It says of a file that is not there, or a folder, that it is so."""
    for path, sentence in [
        (tmp_path / "none.yaml", "there is no such file: look at how it is spelled, and at the folder you are in"),
        (tmp_path, "this is a folder, and a file is asked for: name one that is in it"),
    ]:
        with pytest.raises(BadFile) as refusal:
            load(str(path))
        assert str(refusal.value) == f"{path}:1:1: {sentence}"


def test_mapping() -> None:
    """It reads plain values, with YAML 1.2's idea of what is a number and what is true."""
    yaml = "{a: 1, b: -2.5, c: true, d: null, e: yes, f: 012, g: 12:30, h: 2026-11-30, i: '1', j: [1e3, {k: ~}]}"
    assert mapping(yaml.encode(), "answers.yaml") == {
        "a": 1, "b": -2.5, "c": True, "d": None, "e": "yes", "f": "012",
        "g": "12:30", "h": "2026-11-30", "i": "1", "j": ["1e3", {"k": None}],
    }  # fmt: skip
    assert mapping(b'{"call": true,\t"minutes": 45}', "answers.json") == {"call": True, "minutes": 45}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "answers:1:1: the file is empty"),
        (b"- a", 'answers:1:1: this is read as "key: value", and here is something else'),
        (b"a: 1\na: &x 2", 'answers:2:1: "a" stands here twice, first in line 1: keep one of them'),
        (b"a: &x 2", 'answers:1:4: "&x" names a place to repeat: take it out, and write the repetition out'),
    ],
)
def test_mapping_refuses(text: bytes, said: str) -> None:
    """It refuses what a map may not hold either."""
    with pytest.raises(BadFile) as refusal:
        mapping(text, "answers")
    assert str(refusal.value).splitlines()[0] == said
