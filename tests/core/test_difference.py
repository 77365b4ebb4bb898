"""Two maps compared: what was added, left out or changed, each in a sentence a rep can read."""

from __future__ import annotations

from random import Random

import pytest
from maps import SKETCH, SMALL, read_map
from random_maps import a_map

from callplan.core.map.difference import Difference, differences, headed
from callplan.core.map.playbook import Playbook

BASE = """\
format: 1
id: base
title: Base
facts:
  amount: {ask: Which sum?, unit: EUR}
  data: {ask: Which data?, choices: [none, personal], of: user, listen_for: a system}
roles:
  boss: {title: boss, is: decides, called: the one who signs}
  user: {title: user, is: works with it}
  legal: {title: legal}
stages:
  - id: want
    title: Do we want it?
    steps:
      - id: list
        title: the list
        will: write the list
        by: user
      - id: go
        title: the go-ahead
        whether: it is wanted
        by: boss
  - id: buy
    title: Do we buy it?
    steps:
      - id: order
        title: the order
        whether: it is ordered
        by: boss
        needs: [go, list]
ends:
  lost: [too dear, too late]
"""
LONG = "a very long text about the same thing, in which every word but one is as it was before, " * 2


def changed(step: str, *lines: str, base: str = BASE) -> Playbook:
    """The base map with these keys added to a step, in place of those of the same name."""
    rows: list[str] = []
    inside = False
    for row in base.splitlines():
        inside = row.endswith(f"- id: {step}") or (inside and row.startswith("        "))
        taken = inside and row.strip().split(":")[0] in {line.split(":")[0] for line in lines}
        rows += [] if taken else [row]
        if row.endswith(f"- id: {step}"):
            rows += [f"        {line}" for line in lines]
    return read_map("\n".join(rows))


def texts(old: Playbook, new: Playbook) -> list[str]:
    """Only what is said."""
    return [each.text for each in differences(old, new)]


@pytest.mark.parametrize(
    ("step", "line", "field", "said", "back"),
    [
        (
            "order", "by: [boss, user]", "by",
            "The order is now decided by the boss and the user (before: the boss).",
            "The order is now decided by the boss (before: the boss and the user).",
        ),
        (
            "list", "by: {any: [user, boss]}", "by",
            "The list is now done by the user or the boss (before: the user).",
            "The list is now done by the user (before: the user or the boss).",
        ),
        (
            "order", "by: {depends: [{when: {amount: {over: 5k}}, is: [boss, user]}, {is: boss}]}", "by",
            "The order is now decided by the boss and the user if the amount is over 5,000 EUR, otherwise the boss "
            "(before: the boss).",
            "The order is now decided by the boss "
            "(before: the boss and the user if the amount is over 5,000 EUR, otherwise the boss).",
        ),
        (
            "list", "when: {data: personal}", "when",
            "The list now applies if the data is personal (before: always).",
            "The list now applies always (before: if the data is personal).",
        ),
        (
            "order", "needs: [go + 10d]", "needs",
            "The order now needs 10 days after the go-ahead (before: the go-ahead and the list).",
            "The order now needs the go-ahead and the list (before: 10 days after the go-ahead).",
        ),
        (
            "go", "needs: [list]", "needs",
            "The go-ahead now needs the list (before: nothing).",
            "The go-ahead now needs nothing first (before: the list).",
        ),
        (
            "order", "before: wanted-by", "before",
            "The order is now wanted not later than the day it is wanted by (before: no deadline).",
            "The order has no deadline any more (before: the day it is wanted by).",
        ),
        (
            "order", "takes: 1-2w", "takes",
            "The order now takes 1 to 2 weeks (before: no usual length).",
            "The order has no usual length any more (before: 1 to 2 weeks).",
        ),
        (
            "go", "lasts: 12m", "lasts",
            "The go-ahead now lapses after 12 months (before: never).",
            "The go-ahead does not lapse any more (before: 12 months).",
        ),
        (
            "list", "times: 3", "times",
            "The list now asks for this many separate ones: 3 (before: 1).",
            "The list now asks for this many separate ones: 1 (before: 3).",
        ),
        (
            "order", "proof: {did: a signature}", "proof",
            "The order now counts with the deed, as in “a signature” (before: the usual proof).",
            "The order now counts with the usual proof (before: the deed, as in “a signature”).",
        ),
        (
            "go", "not_proof: [they nodded, they laughed]", "not_proof",
            "What does not count for the go-ahead: “they nodded” and “they laughed” are new.",
            "What does not count for the go-ahead: “they nodded” and “they laughed” are gone.",
        ),
        (
            "go", "waive: never", "waive",
            "The go-ahead may now be let go by nobody (before: the people who decide it, for any reason).",
            "The go-ahead may now be let go by the people who decide it, for any reason (before: nobody).",
        ),
        (
            "go", "waive: {by: boss, reasons: [seen before, it is small]}", "waive",
            "The go-ahead may now be let go by the boss, because seen before or it is small "
            "(before: the people who decide it, for any reason).",
            "The go-ahead may now be let go by the people who decide it, for any reason "
            "(before: the boss, because seen before or it is small).",
        ),
        (
            "go", "hear: {at_least: 2, of: [user, legal, boss]}", "hear",
            "The go-ahead is now decided after hearing two of the user, the legal and the boss (before: nobody).",
            "The go-ahead is now decided without hearing anybody (before: two of the user, the legal and the boss).",
        ),
        (
            "go", "if_no: list", "if_no",
            "A no to the go-ahead now leads back to the list (before: leaves it open).",
            "A no to the go-ahead now leaves it open (before: leads back to the list).",
        ),
        (
            "go", "implied_by: [order]", "implied_by",
            "The go-ahead now counts as settled with the order (before: never).",
            "The go-ahead is now never implied (before: the order).",
        ),
        (
            "list", "brings: boss", "brings",
            "The list now brings the boss (before: nobody).",
            "The list brings nobody any more (before: the boss).",
        ),
        (
            "list", "gives_up: money", "gives_up",
            "The list now costs them money (before: time).",
            "The list now costs them time (before: money).",
        ),
        (
            "list", "without_us: true", "without_us",
            "The list is now done without us.",
            "The list is not done without us any more.",
        ),
        (
            "list", "on_call: true", "on_call",
            "The list can now be done on a call.",
            "The list cannot be done on a call any more.",
        ),
        (
            "go", "ask: What now?", "ask",
            "The question for the go-ahead is new: “What now?”.",
            "The question for the go-ahead is gone: “What now?”.",
        ),
        (
            "go", "topic: whether to have {it}", "topic",
            "How the go-ahead is spoken of is new: “whether to have {it}”.",
            "How the go-ahead is spoken of is gone: “whether to have {it}”.",
        ),
        (
            "go", "yes: decided to have {it}", "yes",
            "How a yes to the go-ahead is told is new: “decided to have {it}”.",
            "How a yes to the go-ahead is told is gone: “decided to have {it}”.",
        ),
        (
            "order", "title: the contract", "title",
            "“the order” is now called “the contract”.",
            "“the contract” is now called “the order”.",
        ),
        (
            "order", "whether: it is signed", "whether",
            "The order: “it is ordered” now reads “it is signed”.",
            "The order: “it is signed” now reads “it is ordered”.",
        ),
    ],
)  # fmt: skip
def test_a_field(step: str, line: str, field: str, said: str, back: str) -> None:
    """It says each change of a step there and back, and names the key of the file."""
    old, new = read_map(BASE), changed(step, line)
    part = "act" if step == "list" else "decision"
    assert differences(old, new) == (Difference("changed", part, step, field, said),)
    assert differences(new, old) == (Difference("changed", part, step, field, back),)


def test_no_difference() -> None:
    """It finds nothing where nothing a reader would care for differs: order in a stage, of an all, of a list."""
    same = changed("order", "needs: {not: {not: [[list], go]}}")
    shuffled = read_map(
        BASE.replace("[too dear, too late]", "[too late, too dear]").replace("id: base", "id: other\nversion: 7")
    )
    assert differences(read_map(BASE), same) == differences(read_map(BASE), shuffled) == ()


def test_texts_and_lists() -> None:
    """It quotes texts shortly, where they differ, and of lists what is new and what is gone."""
    concerns = "concerns: [{fear: it breaks, say: it holds}, it costs]"
    spoken = "topic: whether to have it", "yes: said yes"
    old = changed("go", f"ask: {LONG}really?", "help: a page", "they_ask: [Who else?]", concerns, *spoken)
    later = "concerns: [{fear: it breaks, say: we mend it, never: a date}, it lasts]"
    spoken = "topic: whether to go on", "yes: decided to go on"
    new = changed("go", f"ask: {LONG}truly?", "help: a sheet", "they_ask: [Who else?, Why?]", later, *spoken)
    assert texts(old, new) == [
        "How the go-ahead is spoken of is now “whether to go on” (before: “whether to have it”).",
        "How a yes to the go-ahead is told is now “decided to go on” (before: “said yes”).",
        "The question for the go-ahead is now “… truly?” (before: “… really?”).",
        "What we hand over for the go-ahead is now “a sheet” (before: “a page”).",
        "What they may fear about the go-ahead: “it lasts” is new; “it costs” is gone.",
        "What to say to the fears about the go-ahead: “we mend it; not to promise: a date” is new; “it holds” is gone.",
        "What they may ask about the go-ahead: “Why?” is new.",
    ]
    assert texts(changed("go", "ask: What?"), changed("go", f"ask: {LONG}?")) == [
        "The question for the go-ahead is now “a very long text about the same thing, in which every word but one is…” "
        "(before: “What?”)."
    ]
    assert texts(changed("go", f"ask: {'a' * 90}?"), changed("go", f"ask: {'a' * 90}")) == [
        f"The question for the go-ahead is now “{'a' * 71}…” (before: “{'a' * 71}…”)."
    ]


def test_without_titles() -> None:
    """It calls a step by its clause where it has no title, and says a rewording once."""
    old = read_map(BASE.replace("        title: the go-ahead\n", ""))
    new = read_map(BASE.replace("        title: the go-ahead\n", "").replace("it is wanted", "it is needed"))
    assert texts(old, new) == ["“it is wanted” now reads “it is needed”."]
    assert texts(old, read_map(BASE)) == ["“it is wanted” is now called “the go-ahead”."]


ADDED = """\
format: 1
id: base
title: Base, made longer
for: you have time
facts:
  amount: {ask: Which sum?, unit: USD}
  data: {ask: Which data is it?, choices: [none, secret], listen_for: a name, assume: none, when: {amount: {over: 5}}}
  seats: {ask: How many?, type: number, assume: 1200}
  route: {depends: [{when: {amount: {over: 5k}}, is: long}, {is: short}]}
roles:
  boss: {title: chief, is: signs it, side: us, called: our chief}
  user: {title: user, is: works with it, called: one of the users}
  broker: {title: broker, side: third-party, is: knows them}
  friend: {title: friend}
stages:
  - id: try
    title: Does it work?
    track: beside
    needs: [want]
    steps: [{id: tried, title: the trial, whether: it works, by: [user, boss]}]
  - id: want
    title: Do we need it?
    when: {data: secret}
    needs: [seats]
    talk: {how: none}
    signals: [they call]
    steps:
      - {id: go, title: the go-ahead, whether: it is wanted, by: boss}
      - {id: page, will: write a page, by: broker}
  - id: buy
    title: Do we buy it?
    steps:
      - {id: list, title: the list, will: write the list, by: user}
      - {id: order, title: the order, whether: it is ordered, by: boss, needs: [go, list]}
ends:
  won: {needs: [order], before: wanted-by}
  lost: [too dear, gone elsewhere]
  merged: {title: went on elsewhere, kind: void, reasons: [one deal with another]}
  idle: {kind: no-decision}
"""


def test_a_whole_map() -> None:
    """It goes through map, roles, facts, stages with their steps and ends, in the order of the new map."""
    old, new = read_map(BASE), read_map(ADDED)
    found = differences(old, new)
    assert [(each.kind, each.part, each.id, each.field) for each in found][:8] == [
        ("changed", "map", "base", "title"),
        ("changed", "map", "base", "for"),
        ("changed", "role", "boss", "title"),
        ("changed", "role", "boss", "called"),
        ("changed", "role", "boss", "is"),
        ("changed", "role", "boss", "side"),
        ("changed", "role", "user", "called"),
        ("left out", "role", "legal", ""),
    ]
    assert headed(found, old, new) == {
        "The map": ["“Base” is now called “Base, made longer”.", "When to choose the map is new: “you have time”."],
        "Roles": [
            "“boss” is now called “chief”.",
            "What sentences call the chief is now “our chief” (before: “the one who signs”).",
            "What the chief is known by is now “signs it” (before: “decides”).",
            "The chief is now on our side (before: on their side).",
            "What sentences call the user is new: “one of the users”.",
            "The legal is left out.",
            "The broker is a new role (third party): knows them.",
            "The friend is a new role.",
        ],
        "Facts": [
            "The amount is now counted in USD (before: EUR).",
            "The question about the data is now “Which data is it?” (before: “Which data?”).",
            "The data is now asked of anybody (before: the user).",
            "What to listen for with the data is now “a name” (before: “a system”).",
            "The answers to the data: “secret” is new; “personal” is gone.",
            "The data is now taken as none (before: not assumed).",
            "The data now applies if the amount is over 5 USD (before: always).",
            "The seats is a new fact: How many?",
            "The route is a new fact: long if the amount is over 5,000 USD, otherwise short.",
        ],
        "Does it work?": [
            "“Does it work?” is added on the track beside.",
            "The trial is added to “Does it work?”: whether it works, decided by the user and the chief.",
        ],
        "Do we need it?": [
            "“Do we want it?” is now called “Do we need it?”.",
            "“Do we need it?” now applies if the data is secret (before: always).",
            "“Do we need it?” now needs the seats known (before: nothing).",
            "“Do we need it?” may now be spoken of so: no word with them (before: in any call).",
            "The signs of “Do we need it?”: “they call” is new.",
            "“write a page” is added to “Do we need it?”: done by the broker.",
        ],
        "Do we buy it?": ["The list now stands in “Do we buy it?” (before: “Do we want it?”)."],
        "Ends": [
            "The end “won” now needs the order (before: nothing).",
            "The end “won” is now wanted not later than the day it is wanted by (before: no deadline).",
            "The reasons for the end “lost”: “gone elsewhere” is new; “too late” is gone.",
            "The end “went on elsewhere” is a new end: one deal with another.",
            "The end “idle” is a new end.",
        ],
    }


def test_left_out_stays_in_its_place() -> None:
    """It tells what was left out where it stood, a stage before its steps."""
    old, new = read_map(ADDED), read_map(BASE)
    left = [(each.part, each.id) for each in differences(old, new) if each.kind == "left out"]
    assert left == [
        *[("role", "broker"), ("role", "friend"), ("fact", "seats"), ("fact", "route"), ("stage", "try")],
        *[("decision", "tried"), ("act", "page"), ("end", "merged"), ("end", "idle")],
    ]
    told = headed(differences(old, new), old, new)
    assert told["Does it work?"] == [
        "“Does it work?” is left out.",
        "The trial is left out of “Does it work?”.",
    ]
    assert told["Do we want it?"][-1] == "“write a page” is left out of “Do we need it?”."


OWN = "format: 1\nid: own\ntitle: Base\nextends: base\nwithout: [WITHOUT]\nstages: [{id: want}]\n"


def test_without() -> None:
    """It counts what never applies as left out, and as back when it applies again; what follows is not told twice."""
    old, new = read_map(BASE), read_map(OWN.replace("WITHOUT", "go, data"), BASE)
    assert texts(old, new) == [
        "The data is left out.",
        "The go-ahead is left out of “Do we want it?”.",
    ]
    assert texts(new, old) == [
        "The data is a new fact: Which data?",
        "The go-ahead is back in “Do we want it?”: whether it is wanted, decided by the boss.",
    ]
    whole = read_map(OWN.replace("WITHOUT", "want"), BASE)
    assert texts(whole, old) == [
        "“Do we want it?” is back on the main way.",
        "The list is back in “Do we want it?”: write the list, done by the user.",
        "The go-ahead is back in “Do we want it?”: whether it is wanted, decided by the boss.",
    ]


def test_other_ids() -> None:
    """It sees what goes on under another id, tells its changes, and nothing of those who only name it."""
    renamed = BASE.replace("id: go", "id: go-ahead").replace("[go, list]", "[list, go-ahead]").replace("boss", "chief")
    renamed = renamed.replace("title: chief", "title: boss").replace("id: buy", "id: last")
    new = read_map(renamed.replace("whether: it is wanted", "whether: it is wanted\n        takes: 1w"))
    assert texts(read_map(BASE), new) == [
        "The boss is left out as boss: it goes on as chief.",
        "The boss is the same under another id: chief was boss.",
        "The go-ahead is left out as go: it goes on as go-ahead.",
        "The go-ahead is the same under another id: go-ahead was go.",
        "The go-ahead now takes 1 week (before: no usual length).",
        "“Do we buy it?” is left out as buy: it goes on as last.",
        "“Do we buy it?” is the same under another id: last was buy.",
    ]


def test_of_another_kind() -> None:
    """It says when an act has become a decision, or a stage a step."""
    new = changed("list", "whether: it is listed", base=BASE.replace("        will: write the list\n", ""))
    assert texts(read_map(BASE), new)[:1] == ["The list is now a decision (before: an act)."]
    assert differences(new, read_map(BASE))[0] == Difference(
        "changed", "act", "list", "will", "The list is now an act (before: a decision)."
    )
    swapped = BASE.replace("id: want", "id: list").replace(
        "      - id: list\n        title: the list", "      - id: want\n        title: the list"
    )
    found = differences(read_map(BASE), read_map(swapped.replace("[go, list]", "[go, want]")))
    assert [(each.kind, each.part, each.id) for each in found if each.id in ("want", "list")] == [
        ("left out", "act", "list"),
        ("added", "stage", "list"),
        ("left out", "stage", "want"),
        ("added", "act", "want"),
    ]


def test_the_way_as_a_whole() -> None:
    """It says when stages have changed places, when one runs elsewhere, and when another decision wins the deal."""
    stages = BASE.index("  - id: want"), BASE.index("  - id: buy"), BASE.index("ends:")
    want, buy = BASE[stages[0] : stages[1]], BASE[stages[1] : stages[2]]
    turned = BASE[: stages[0]] + buy + want + BASE[stages[2] :]
    assert texts(read_map(BASE), read_map(turned)) == [
        "The deal is now won by the go-ahead (before: the order).",
        "The order on the main way is now “Do we buy it?” and “Do we want it?” "
        "(before: “Do we want it?” and “Do we buy it?”).",
    ]
    beside = read_map(BASE.replace("title: Do we want it?", "title: Do we want it?\n    track: early"))
    assert texts(read_map(BASE), beside) == ["“Do we want it?” now runs on the track early (before: the main way)."]


def test_alike_names() -> None:
    """It tells two steps of one name apart by their ids."""
    twin = read_map(BASE.replace("title: the go-ahead", "title: the list"))
    assert texts(
        twin, read_map(BASE.replace("title: the go-ahead", "title: the list").replace("[go, list]", "[list]"))
    ) == ["The order now needs the list (list) (before: the list (go) and the list (list))."]


def test_any_two_maps() -> None:
    """It has a sentence for whatever differs between two maps; what is added one way is left out the other way."""
    made = [a_map(Random(seed)) for seed in range(24)]
    for old, new in zip(
        [read_map(SKETCH), read_map(SMALL), *made], [*made, read_map(SKETCH), read_map(SMALL)], strict=True
    ):
        there, back = differences(old, new), differences(new, old)
        assert all(each.text.endswith((".", "?")) and each.text == each.text.strip() for each in there)
        assert {each.id for each in there if each.kind == "added"} == {
            each.id for each in back if each.kind == "left out"
        }
        assert sum(map(len, headed(there, old, new).values())) == len(there)
        assert differences(new, new) == ()
