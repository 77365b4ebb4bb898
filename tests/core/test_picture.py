"""The picture of a map before any paper: where each track begins, what a card says, what needs what."""

from __future__ import annotations

from maps import SKETCH, read_map

from callplan.core.map.picture import Arrow, Card, Lane, Picture, Station, picture
from callplan.core.map.picture_lists import Table

BESIDE = """\
format: 1
id: beside
title: Beside
for: it is done side by side
facts:
  size: {ask: How large is it?, of: user, unit: seats, type: number}
  known: {ask: Is it known?, type: yes-no, assume: no, when: {size: {over: 5}}}
  gone: {ask: What is gone?}
  route: {depends: [{when: {size: {over: 5}}, is: long}, {is: short}]}
roles: {user: {title: user}, we: {title: seller, is: sells it, side: us}, out: {title: broker, side: third-party}}
stages:
  - id: one
    title: One
    steps: [{id: a, title: the a, whether: a is so, by: user}, {id: f, title: the f, will: do f, by: user}]
  - id: two
    title: Two
    talk: {how: none}
    steps:
      - id: b
        title: the b
        whether: b is so
        by: {any: [we, out]}
        times: 2
        lasts: 1m
        needs: [{any: [a, f]}, gone]
        if_no: go-on
      - {id: after-b, will: tell them of b, by: we, needs: [two + 2d], times: 3}
  - id: start
    title: From the start
    track: at-once
    steps: [{id: c, title: the c, whether: c is so, by: user}]
  - id: late
    title: Late
    track: late
    steps:
      - {id: d, title: the d, whether: d is so, by: out, needs: [b]}
      - {id: e, title: the e, whether: e is so, by: user, needs: [c, b, known]}
  - id: middle
    title: In the middle
    track: middle
    needs: [one]
    steps: [{id: m, title: the m, whether: m is so, by: user}, {id: n, title: the n, will: do n, by: we}]
ends:
  won: {needs: [b, known]}
  other: {title: went on elsewhere, kind: void, before: wanted-by}
"""


def twice(clause: str) -> tuple[str, str]:
    """Title and clause of a step without a title."""
    return clause, clause


def test_the_sketch() -> None:
    """It puts every word of a map into lanes, arrows and lists."""
    assert picture(read_map(SKETCH)) == Picture(
        title="A considered purchase by a small group",
        about=("sketch, version 1", "When two or more people must agree, and the money is released above the user"),
        lanes=(
            Lane(
                "main",
                "the main way",
                (
                    Station(
                        "change",
                        "Is this worth changing?",
                        (
                            Card(
                                "cost-known",
                                False,
                                *twice("put a figure on the last outage"),
                                "Sponsor",
                                "1 to 2 weeks",
                            ),
                            Card(
                                "worth-changing",
                                True,
                                "the go-ahead",
                                "whether fixing this is worth the effort this quarter",
                                "Sponsor",
                                "",
                                ("needs “put a figure on the last outage”", "a no ends it: no decision"),
                            ),
                            Card(
                                "budget-owner-comes",
                                False,
                                *twice("bring the budget owner to a call"),
                                "Sponsor",
                                "10 days",
                            ),
                        ),
                    ),
                    Station(
                        "order",
                        "Order it",
                        (
                            Card(
                                "ordered",
                                True,
                                "the order",
                                "whether it is ordered at the agreed price",
                                "Sponsor and Budget owner, or Budget owner, depending on the amount",
                                "",
                                (
                                    "hears Sponsor",
                                    "needs the go-ahead and “May their data come to us?”",
                                    "a no ends it: lost",
                                    "a yes wins the deal",
                                ),
                                closing=True,
                            ),
                        ),
                    ),
                ),
            ),
            Lane(
                "security",
                "security",
                (
                    Station(
                        "security",
                        "May their data come to us?",
                        (
                            Card(
                                "data-allowed",
                                True,
                                *twice("whether personal data may leave the house"),
                                "Counsel",
                                "2 to 4 weeks",
                            ),
                        ),
                        "if the data is personal",
                        ("needs the go-ahead",),
                    ),
                ),
                after="change",
                begins="from “Order it” on",
            ),
        ),
        arrows=(
            Arrow("cost-known", "worth-changing"),
            Arrow("worth-changing", "security"),
            Arrow("worth-changing", "ordered"),
            Arrow("security", "ordered"),
        ),
        tables=(
            Table(
                "Who (on their side unless said)",
                (
                    ("Sponsor", "has the problem and says so in meetings"),
                    ("Budget owner", "can release the money"),
                    ("Counsel", ""),
                ),
            ),
            Table(
                "Facts",
                (
                    ("amount", "What have you set aside for this?"),
                    ("wanted by", "By when do you want this in place?"),
                    (
                        "data",
                        "What data of yours would be held? Asked of Counsel. It is none, internal or personal.",
                    ),
                ),
            ),
            Table(
                "By case",
                (("the order", "Sponsor and Budget owner if the amount is over 50,000, otherwise Budget owner"),),
            ),
            Table(
                "Ends",
                (
                    ("won", "needs the order; not later than the day it is wanted by"),
                    ("lost", "chose another, kept what they have, no budget"),
                    ("no decision", "lost interest, priorities moved"),
                ),
            ),
        ),
        told=(
            "The main way: Is this worth changing? (the go-ahead); Order it (the order). "
            "Security: May their data come to us? (whether personal data may leave the house)."
        ),
    )  # fmt: skip


def test_where_tracks_begin() -> None:
    """It lets a track begin behind the stage its earliest step waits for, or from the start."""
    lanes = picture(read_map(BESIDE)).lanes
    assert [(lane.title, lane.after, lane.begins) for lane in lanes] == [
        ("the main way", "", ""),
        ("at once", "", "from “One” on"),
        ("late", "two", "after “Two”"),
        ("middle", "one", "from “Two” on"),
    ]


def test_what_a_card_says() -> None:
    """It marks who is not theirs, and says how many, how long it holds, what a no does and what a stage allows."""
    two = picture(read_map(BESIDE)).lanes[0].stations[1]
    assert two.notes == ("no word with them",)
    decision, act = two.cards
    assert (decision.who, decision.side, decision.notes) == (
        "seller or broker",
        "",
        (
            "2 different people",
            "needs the a or the f, and the gone known",
            "lapses after 1 month",
            "a no is an answer, too",
            "a yes wins the deal",
        ),
    )
    assert (act.title, act.who, act.side, act.notes) == (
        "tell them of b",
        "seller (us)",
        "us",
        ("3 separate ones", "needs 2 days after “Two”"),
    )


def test_arrows() -> None:
    """It draws what needs what: alternatives as such, a stage's own decisions for the stage, waits, no facts."""
    assert picture(read_map(BESIDE)).arrows == (
        Arrow("a", "b", choice=True),
        Arrow("f", "b", choice=True),
        Arrow("b", "after-b", "2 days"),
        Arrow("b", "d"),
        Arrow("c", "e"),
        Arrow("b", "e"),
        Arrow("one", "middle"),
    )


def test_lists_below() -> None:
    """It says of facts who is asked, in what they are counted and what is assumed; of ends what they need."""
    tables = {table.title: dict(table.rows) for table in picture(read_map(BESIDE)).tables}
    assert tables["Facts"]["size"] == "How large is it? Asked of user. Counted in seats."
    assert tables["Facts"]["known"] == (
        "Is it known? Taken as no until somebody says otherwise. Asked only if the size is over 5 seats."
    )
    assert tables["Facts"]["route"] == "Long if the size is over 5 seats, otherwise short."
    assert tables["Ends"] == {
        "won": "needs the b and the known known",
        "lost": "",
        "no decision": "",
        "went on elsewhere": "not later than the day it is wanted by",
    }
    assert list(tables["Who (on their side unless said)"].values()) == ["", "us: sells it", "third party"]
    assert "By case" not in tables


def test_what_never_applies() -> None:
    """It leaves out steps, stages, tracks and facts that never apply, and names the steps below."""
    own = "format: 1\nid: own\ntitle: Ours\nextends: beside\nwithout: [f, start, gone, known]\nstages: [{id: one}]\n"
    found = picture(read_map(own, BESIDE))
    assert [(lane.track, lane.begins) for lane in found.lanes] == [
        ("main", ""),
        ("late", "after “Two”"),
        ("middle", "from “Two” on"),
    ]
    assert [card.id for card in found.lanes[0].stations[0].cards] == ["a"]
    assert found.arrows[:2] == (Arrow("a", "b"), Arrow("b", "after-b", "2 days"))
    tables = {table.title: dict(table.rows) for table in found.tables}
    assert tables["Left out"] == {"the f": "", "the c": ""}
    assert list(tables["Facts"]) == ["amount", "wanted by", "size", "route"]


def test_by_case() -> None:
    """It tells below the picture, case by case, whatever the cards tell in short."""
    cases = "{depends: [{when: {data: personal}, is: ONE}, {is: TWO}]}"
    keys = {
        "times": ("2", "3"), "takes": ("1w", "2w"), "lasts": ("1m", "2m"), "hear: ": ("counsel", "sponsor"),
    }  # fmt: skip
    text = "".join(
        [
            f"{key.strip(': ')}: {cases.replace('ONE', one).replace('TWO', two)}\n        "
            for key, (one, two) in keys.items()
        ]
    )
    playbook = read_map(
        SKETCH.replace(
            "hear: sponsor\n", f"{text}before: {cases.replace('ONE', 'worth-changing').replace('TWO', 'wanted-by')}\n"
        )
    )
    assert dict(picture(playbook).tables[2].rows) == {
        "the order": (
            "Sponsor and Budget owner if the amount is over 50,000, otherwise Budget owner; "
            "hears Counsel if the data is personal, otherwise Sponsor; "
            "how many: 2 if the data is personal, otherwise 3; "
            "1 week if the data is personal, otherwise 2 weeks; "
            "not later than the go-ahead if the data is personal, otherwise the day it is wanted by; "
            "lapses after 1 month if the data is personal, otherwise 2 months"
        )
    }
    assert "different people: 2 or 3, depending on the data" in picture(playbook).lanes[0].stations[1].cards[0].notes
