"""What one of two homes told and the hub did not take over: told again, listed, and gone from the list."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from answering import at_a_terminal
from homes import Home
from servers import Server

from callplan import drafts
from callplan.core.interview.course import Halfway
from callplan.core.phrase import loose

Homes = Callable[..., Home]


@pytest.fixture
def home(server: Server, hub_database: str, tmp_path: Path) -> Homes:
    """A home by the name of its folder, which is its role's, and a number where there are more of one role."""
    return lambda name: Home(tmp_path / name, name.rstrip("2"), server.url(name.rstrip("2"), hub_database))


def test_a_promise_that_has_another_number(home: Homes) -> None:
    """It marks in what is told again the promise that was meant, and tells nothing that was not told then."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    anna.sync()
    laptop.sync()
    promises = {anna: "send the contract:2026-11-19", laptop: "bring cake:2026-12-04"}
    for each, promised in promises.items():
        each.said("debrief", "harrow", "--with", "Oz", "--on", "2026-11-19", "--we-promised", promised, "--no-input")
    laptop.said("debrief", "harrow", "--with", "Oz", "--on", "2026-11-26", "--kept", "p1", "--no-input")
    anna.sync()
    laptop.sync()
    with at_a_terminal(it="go-on") as enter:
        assert [laptop.said("debrief", "harrow").code for _ in range(2)] == [0, 0]
    assert "We were to send the contract by Thu 19 Nov. What became of it?" in [*map(loose, enter.questions)]
    told = [line.split("  ")[-1] for line in laptop.said("log", "harrow").out.splitlines()]
    assert [line for line in told if line[:2] in ("p1", "p2")] == [
        "p1: we will send the contract by 2026-11-19",
        "p2: we will bring cake by 2026-12-04",
        "p2 kept: bring cake",
    ]


def apart(home: Homes, *lines: str) -> Home:
    """A second home in which these lines were typed of a deal that had grown on the hub, and put aside."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    promised = ("--on", "2026-11-19", "--we-promised", "send the contract:2026-11-20", "--no-input")
    anna.said("debrief", "harrow", "--with", "Oz", *promised)
    anna.sync()
    laptop.sync()
    anna.debriefs("harrow", "from the desk")
    anna.sync()
    for line in lines:
        assert laptop.said(*shlex.split(line)).code == 0, line
    laptop.sync()
    return laptop


@pytest.mark.parametrize(
    "line",
    [
        "promises --kept harrow:p1",
        "promises --moved harrow:p1:2026-12-11",
        "rename harrow harrow-foods",
        'rename harrow "Harrow Foods"',
        "drop harrow",
        'person harrow --rename "Oz Tan" "Oz Tang"',
        'person harrow --as "Oz Tan:Ozzie"',
        'person harrow --roles "Oz Tan:user"',
        'close harrow --end lost --words "they moved" --on 2026-12-01',
        "undo harrow 5 --yes",
        "undo harrow 5 --whole --yes",
        'letter harrow --for "Oz Tan"',
    ],
)
def test_the_line_that_tells_it_again(home: Homes, line: str) -> None:
    """It prints a line that runs as it is printed, and leaves what was put aside off the list once that was typed."""
    laptop = apart(home, line)
    listed = laptop.said("drafts").out
    again = listed.partition(" · `callplan ")[2].partition("` tells it again")[0]
    assert again == line.removesuffix(" --yes"), listed
    assert laptop.said(*shlex.split(line)).code == 0
    assert laptop.said("drafts").err == "Nothing is half done.\n"
    assert json.loads(laptop.said("drafts", "--json").out)["put_aside"] == []


def test_taken_up_again(home: Homes) -> None:
    """It prints the line that takes a deal up again as long as the deal is closed, and no closing of a closed deal."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    close = ("close", "harrow", "--end", "lost", "--words", "they moved", "--on", "2026-12-01")
    assert anna.said(*close).code == 0
    anna.sync()
    laptop.sync()
    anna.said("person", "harrow", "--as", "Oz Tan:Ozzie")
    anna.sync()
    laptop.said("reopen", "harrow", "--reason", "they came back")
    laptop.said(*close[:-3], "they left", *close[-2:])
    laptop.sync()
    first, second = laptop.said("drafts").out.splitlines()
    line = 'callplan reopen harrow --reason "they came back" --on 2026-12-01'
    assert (f"`{line}` tells it again" in first, "tells it again" in second) == (True, False)
    assert laptop.said(*shlex.split(line)[1:]).code == 0
    (again,) = laptop.said("drafts").out.splitlines()
    assert '`callplan close harrow --end lost --words "they left" --on 2026-12-01` tells it again' in again


def test_an_id_that_names_something_else(home: Homes) -> None:
    """It prints no line where what was named by an id or a number is not there, and says what it was."""
    own = 'debrief harrow --with Oz --we-promised "bring cake:2026-12-04" --no-input'
    laptop = apart(home, own, "promises --kept harrow:p2", "undo harrow --yes")
    listed = laptop.said("drafts").out
    assert "since you wrote to it on another machine, too: p2 kept: bring cake\n" in listed
    assert "since you wrote to it on another machine, too: taken back: p2 kept: bring cake\n" in listed


def handed_over(home: Homes) -> tuple[Home, ...]:
    """Homes of anna, whose deal went to ben, of ben and of carol; anna had told one debrief more, and begun another."""
    anna, ben, carol = home("anna"), home("ben"), home("carol")
    anna.opens("harrow")
    anna.debriefs("harrow", "in time")
    for each in (anna, ben, carol):
        each.sync()
    anna.debriefs("harrow", "too late")
    anna.said("promises", "--kept", "harrow:p1")
    anna.said("rename", "harrow", "harrow-foods")
    begun = drafts.Draft("prep", "harrow-foods", {"with": ["Oz"]}, 9, "2026-12-01T10:02:00+00:00", "", Halfway({}, {}))
    edit = begun.but(command=drafts.MAP, given={})
    another = begun.but(command="debrief", given={"with": ["Oz"], "note": ["half told"]})
    with patch.dict(os.environ, {"CALLPLAN_HOME": str(anna.path)}):
        for half_done in (begun, edit, another):
            drafts.keep(half_done)
        Path(drafts.edited("harrow-foods")).write_text("id: mine")
    carol.said("team", "hand-over", "anna/harrow", "--to", "ben")
    anna.sync()
    return anna, ben, carol


def test_a_deal_that_comes_back(home: Homes) -> None:
    """It offers again what was put aside when a deal went, once the deal is back, and says why of the rest."""
    anna, ben, carol = handed_over(home)
    assert {line.partition(", since ")[2].partition(":")[0] for line in anna.said("drafts").out.splitlines()} == {
        "it went to ben"
    }
    ben.sync()
    carol.said("team", "hand-over", "ben/harrow", "--to", "anna")
    ben.sync()
    assert anna.sync() == (
        "harrow is yours now; it was ben's.\n"
        "What was put aside of harrow when it went is offered again: `callplan drafts` lists it.\n"
    )
    listed = [line.partition(" · ") for line in sorted(anna.said("drafts").out.splitlines())]
    assert [first for first, *_ in listed] == [
        "callplan debrief harrow", "callplan debrief harrow", "callplan map harrow --edit", "callplan prep harrow",
        "harrow",
    ]  # fmt: skip
    assert listed[4][2].endswith(
        "since it was ben's for a while: called harrow-foods from here on · `callplan rename harrow harrow-foods` "
        "tells it again"
    )
    assert "id: mine" in anna.texts()
    with at_a_terminal(it="go-on"):
        assert [anna.said("debrief", "harrow").code for _ in range(2)] == [0, 0]
    assert "half told" in anna.said("log", "harrow").out
    assert "too late" in anna.said("log", "harrow").out


def test_begun_anew_before_it_came_back(home: Homes) -> None:
    """It keeps in words what was begun of a deal that came back, where another one is begun by then."""
    anna, ben, carol = handed_over(home)
    ben.sync()
    carol.said("team", "hand-over", "ben/harrow", "--to", "anna")
    ben.sync()
    another = drafts.Draft("prep", "harrow", {"with": ["Eva"]}, 9, "2026-12-01T10:02:00+00:00", "", Halfway({}, {}))
    with patch.dict(os.environ, {"CALLPLAN_HOME": str(anna.path)}):
        drafts.keep(another)
    anna.sync()
    listed = anna.said("drafts").out
    assert "callplan prep harrow · no answer on " in listed
    assert "since it was ben's for a while: prep begun; --with Oz\n" in listed
    assert "Eva" in anna.texts()


def test_put_aside_and_forgotten_in_one(home: Homes) -> None:
    """It says in one true sentence that what it did not take over named somebody who was forgotten."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    anna.sync()
    laptop.sync()
    laptop.debriefs("harrow", "a secret")
    anna.said("debrief", "harrow", "--with", "Eva:user", "--no-input")
    anna.said("forget", "Oz Tan", "--confirm", "Oz Tan")
    anna.sync()
    assert laptop.sync().splitlines()[1:] == [
        "Somebody was forgotten in harrow elsewhere, and is here, too.",
        "Your debrief of 1 Dec to harrow was not taken over, and is gone, since it named somebody who was forgotten: "
        "tell it anew, without them.",
    ]
    assert laptop.said("drafts").err == "Nothing is half done.\n"


def test_two_debriefs_of_one_deal(home: Homes) -> None:
    """It says in one sentence that two debriefs of a deal were put aside."""
    own = [f'debrief harrow --with Oz --note "{words}" --no-input' for words in ("the first", "the second")]
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow")
    anna.sync()
    laptop.sync()
    anna.debriefs("harrow", "from the desk")
    anna.sync()
    for line in own:
        laptop.said(*shlex.split(line))
    assert laptop.sync().splitlines()[1:] == [
        "Two debriefs of yours were put aside, since you wrote to harrow on another machine, too: `callplan debrief "
        "harrow` offers them again, the earliest first, each answer as you gave it."
    ]
    with at_a_terminal(it=KeyboardInterrupt) as enter:
        found = laptop.said("debrief", "harrow")
    assert "One more waits behind it." in enter.asked_now
    kept = "callplan: Stopped; what you answered is kept. `callplan debrief harrow` goes on from there.\n"
    assert (found.err, found.code) == (kept, 130)
    first, second = laptop.said("drafts").out.splitlines()
    assert ("the first" in first, "the second" in second) == (True, True)


def one_call_twice(home: Homes) -> tuple[Home, Home]:
    """Two homes in which one and the same call was told, of which one was put aside."""
    anna, laptop = home("anna"), home("anna2")
    anna.opens("harrow", "--with", "Eva Holm:user")
    anna.sync()
    laptop.sync()
    on = ("--with", "Oz", "--on", "2026-11-30", "--no-input")
    cake, list_ = ("--we-promised", "bring cake:2026-12-04"), ("--we-promised", "send the list:2026-12-04")
    anna.said("debrief", "harrow", *on, *cake, "--verdict", "stayed", "--not-asked")
    laptop.said("debrief", "harrow", *on, *cake, *list_, "--with", "Eva", "--verdict", "advanced", "--worth-it", "yes")
    anna.sync()
    laptop.sync()
    return anna, laptop


def calls(home: Home) -> list[str]:
    """What still counts of calls and promises in the log."""
    told = [line.split("  ")[-1] for line in home.said("log", "harrow").out.splitlines()]
    return [line for line in told if line.startswith(("call with", "p1:", "p2:", "p3:"))]


def test_one_and_the_same_call(home: Homes) -> None:
    """It tells two debriefs of one call as one, in the place of the one that is on record."""
    anna, laptop = one_call_twice(home)
    with at_a_terminal() as enter:
        found = laptop.said("debrief", "harrow")
        assert found.code == 0
    assert "A call of that day is on record." in loose(enter.asked[0].text)
    assert "on record already" not in found.out
    assert json.loads(laptop.said("figures", "--json").out)["calls"]["calls"] == 1
    assert laptop.said("drafts").err == "Nothing is half done.\n"
    laptop.sync()
    anna.sync()
    assert anna.rows() == laptop.rows()
    assert calls(laptop) == [
        "call with Oz Tan; called stayed; shown stayed; worth it: not asked, with one entry beside (taken back)",
        "p1: we will bring cake by 2026-12-04",
        "p2: we will send the list by 2026-12-04",
        "call with Oz Tan and Eva Holm; called stayed; shown stayed; worth it: “yes”",
    ]


def test_another_call_of_that_day(home: Homes) -> None:
    """It tells a debrief as a call of its own where somebody says that it was one, whatever was begun before."""
    _, laptop = one_call_twice(home)
    with at_a_terminal(**{"again we-promised 1": KeyboardInterrupt}):
        assert laptop.said("debrief", "harrow").code == 130
    with at_a_terminal(it="go-on"):
        found = laptop.said("debrief", "harrow")
    assert "A call of Mon 30 Nov was on record already; this is a second one." in loose(" ".join(found.out.split()))
    assert calls(laptop) == [
        "p1: we will bring cake by 2026-12-04",
        "call with Oz Tan; called stayed; shown stayed; worth it: not asked",
        "p2: we will bring cake by 2026-12-04",
        "p3: we will send the list by 2026-12-04",
        "call with Oz Tan and Eva Holm; called advanced; shown stayed; worth it: “yes”",
    ]


def test_gone_on_with_as_one(home: Homes) -> None:
    """It goes on with two debriefs that are told as one where the last run stopped."""
    _, laptop = one_call_twice(home)
    with at_a_terminal(**{"again we-promised 1": KeyboardInterrupt}):
        assert laptop.said("debrief", "harrow").code == 130
    with at_a_terminal() as enter:
        assert laptop.said("debrief", "harrow").code == 0
    assert [each.key for each in enter.asked[1:]] == [
        "again we-promised 1", "again worth-it 0", "again verdict 0", "decided what",
    ]  # fmt: skip
    assert len(calls(laptop)) == 4


def test_told_on_another_day(home: Homes) -> None:
    """It offers no debrief as one with another that was typed on another day, whose days may be others."""
    _, laptop = one_call_twice(home)
    (paper,) = (laptop.path / "drafts").iterdir()
    paper.write_text(paper.read_text().replace('"typed_on": "2026-12-01"', '"typed_on": "2026-11-30"'))
    with at_a_terminal() as enter:
        laptop.said("debrief", "harrow")
    assert [choice.value for choice in enter.asked[0].choices] == ["go-on", "away"]
