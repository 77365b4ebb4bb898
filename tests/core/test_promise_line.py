"""What is typed on one line of a debrief, and what it is parted into."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from maps import SKETCH

from callplan import playbook_file
from callplan.core.deal.fold import fold
from callplan.core.entries import Entry
from callplan.core.events import Met, Opened
from callplan.core.interview import promise_line
from callplan.core.interview.course import Halfway, complete, fits, reached, restored
from callplan.core.interview.party import OnCall
from callplan.core.interview.question import Question
from callplan.core.text import written
from callplan.errors import Usage

DAY = date(2026, 11, 24)
MAP, _ = playbook_file.read(SKETCH.encode(), "map.yaml", lambda name: (b"", name))
assert MAP is not None
PEOPLE = ("Ana Lima", "Rui Costa", "Eva: Mor", "Ana Roth", "Oz Tan")
OPENED = Entry(1, 1, Opened(DAY, MAP))
DEAL = fold((OPENED, *[Entry(at, 1, Met(DAY, name, ("sponsor",))) for at, name in enumerate(PEOPLE, 2)]))
CALL = OnCall(DEAL, {"with": ["Rui", "Oz"]}, DAY, DAY)
THEIRS, OURS = promise_line.their_lines(CALL), promise_line.our_lines(CALL)
WHO_AND_WHEN = promise_line.who_and_when(CALL)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Oz: send us the list, by monday", ["Oz Tan", "send us the list", "2026-11-30"]),
        ("oz: send us the list by 3 dec", ["Oz Tan", "send us the list", "2026-12-03"]),
        ("Tan, Oz: Send us the list by Wed, 9 Dec.", ["Oz Tan", "send us the list", "2026-12-09"]),
        ("send us the list, by monday", ["", "send us the list", "2026-11-30"]),
        ("Oz: send us the list", ["Oz Tan", "send us the list", ""]),
        ("Oz will send us the list next friday.", ["Oz Tan", "send us the list", "2026-12-04"]),
        ("They'll send the list, the plan, and the price, on the 15th", ["", "send the list, the plan, and the price",
         "2026-12-15"]),
        ("Rui: decide on friday", ["Rui Costa", "decide", "2026-11-27"]),
        ("Rui: send the list, no day", ["Rui Costa", "send the list", "-"]),
        ("Rui: send the list by -", ["Rui Costa", "send the list", "-"]),
        ("Ana: ask the board, friday", ["Ana", "ask the board", "2026-11-27"]),
        ("Mia: ask the board", ["Mia", "ask the board", ""]),
        ("ruy: ask the board", ["", "ruy: ask the board", ""]),
        ("rui costta: ask the board", ["rui costta", "ask the board", ""]),
        ("limma: ask the board", ["limma", "ask the board", ""]),
        ("ask Rui Costa: is it so", ["", "ask Rui Costa: is it so", ""]),
        ("Oz to send us the list, friday", ["Oz Tan", "send us the list", "2026-11-27"]),
        ("oz - send us the list", ["Oz Tan", "send us the list", ""]),
        ("Oz, send us the list", ["Oz Tan", "send us the list", ""]),
        ("oz: send us the list, tbd", ["Oz Tan", "send us the list", "-"]),
        (r"Eva\: Mor: ask: who", ["Eva: Mor", "ask: who", ""]),
        ("to ask: the board", ["", "ask: the board", ""]),
        ("raise the limit by 30 seats", ["", "raise the limit by 30 seats", ""]),
        ("raise the limit by 30 seats, by friday", ["", "raise the limit by 30 seats", "2026-11-27"]),
        ("write the report for friday", ["", "write the report for friday", ""]),
        ("write the report of last week", ["", "write the report of last week", ""]),
        ("send the report last week", ["", "send the report last week", ""]),
        ("hold the price until friday", ["", "hold the price until friday", ""]),
        ("come and see the sun", ["", "come and see the sun", ""]),
        ("move out of the sun, wed", ["", "move out of the sun", "2026-11-25"]),
        ("ask Oz to send it tomorrow", ["", "ask Oz to send it", "2026-11-25"]),
    ],
)  # fmt: skip
def test_theirs(typed: str, parts: list[str]) -> None:
    """A promise of theirs is who, what and by when, as far as the line says it."""
    assert [list(promise_line.parts(line)) for line in THEIRS(typed)] == [parts]


def test_several() -> None:
    """Semicolons stand between promises; one in a promise is escaped, and nothing typed is none."""
    assert THEIRS(r"Oz: send it; Rui: call\; then write, by friday;") == [
        "Oz Tan:send it", "Rui Costa:call; then write:2026-11-27",
    ]  # fmt: skip
    assert OURS("We will send Ana the draft, by friday; call back") == [
        ":send Ana the draft:2026-11-27", ":call back",
    ]  # fmt: skip
    assert THEIRS("Oz: the list, by friday. Rui: the ports; Tan, Oz: call") == [
        "Oz Tan:the list:2026-11-27", "Rui Costa:the ports", "Oz Tan:call",
    ]  # fmt: skip
    assert (THEIRS(" ; "), OURS("")) == ([], [])
    assert promise_line.their_line(CALL)("Oz: send it") == ["Oz Tan:send it"]


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("Oz: send it by 3/12", "“3/12” does not tell day and month apart"),
        ("Oz: send it by 31 feb", "“31 feb” is no day"),
        ("Oz: send it by 20 nov", "“20 nov” was 4 days ago: write 2027-11-20 if that is meant"),
        ("Oz: send it by yesterday", "Mon 23 Nov lies before the call on 2026-11-24"),
        ("Oz: by friday", "A word or two of what will be done is needed here"),
        ("Oz: send me the list", "write it without “me”"),
        ("us: send the list", "What we will do is told under “we will …”"),
        ("Oz and Rui: send the list", "A promise is one person’s"),
        ("Oz/Rui: send the list", "A promise is one person’s"), ("Oz, Rui to send it", "A promise is one person’s"),
    ],
)  # fmt: skip
def test_refused(typed: str, refused: str) -> None:
    """What is no day, a day in doubt, ours, or two people's is refused with what to write."""
    with pytest.raises(Usage, match=refused):
        THEIRS(typed)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", ["", ""]), ("monday", ["", "2026-11-30"]), ("Oz", ["Oz Tan", ""]),
        ("oz, monday", ["Oz Tan", "2026-11-30"]),
        ("Oz by mon, 30 nov", ["Oz Tan", "2026-11-30"]), ("Oz: next week", ["Oz Tan", "2026-12-04"]),
        ("done", ["", "done"]), ("Oz, done", ["Oz Tan", "done"]), ("done by oz", ["Oz Tan", "done"]),
        ("no day", ["", "-"]), ("Oz, no day", ["Oz Tan", "-"]), ("Ana, friday", ["Ana", "2026-11-27"]),
        ("Mia Berg, friday", ["Mia Berg", "2026-11-27"]), ("monday, oz", ["Oz Tan", "2026-11-30"]),
        ("done, oz", ["Oz Tan", "done"]), ("tbd", ["", "-"]), ("rui costta, friday", ["rui costta", "2026-11-27"]),
    ],
)  # fmt: skip
def test_who_and_when(typed: str, parts: list[str]) -> None:
    """Of an act of the map it is who, by when, both or neither; and what is done already is said so."""
    assert WHO_AND_WHEN(typed) == parts


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("Oz, 31 feb", "“31 feb” is no day"), ("soon", "“soon” is no day, and nobody known. Write Rui, Oz, "),
        ("Oz and Rui, friday", "A promise is one person’s"), ("we, friday", "What we will do is told under"),
    ],
)  # fmt: skip
def test_neither(typed: str, refused: str) -> None:
    """What is neither somebody nor a day is refused with who is there."""
    with pytest.raises(Usage, match=refused):
        WHO_AND_WHEN(typed)


def test_nobody() -> None:
    """Where nobody is known yet, a name is asked for."""
    alone = OnCall(fold((OPENED,)), {}, DAY, DAY)
    with pytest.raises(Usage, match=r"Write a name, a day, or both"):
        promise_line.who_and_when(alone)("soon")


def test_whose_words() -> None:
    """Words are somebody's whose name, or nearly, stands before them; another colon belongs to the words."""
    reads = promise_line.whose_words(CALL)
    assert reads("rui: it broke: twice") == ["Rui Costa", "it broke: twice"]
    assert reads("Ana: it broke") == ["Ana", "it broke"]
    assert reads("rui costta: it broke") == ["rui costta", "it broke"]
    assert reads("it broke: twice") == ["", "it broke: twice"]
    assert promise_line.words_shown(["Rui Costa", "it broke: twice"]) == "Rui Costa: it broke: twice"
    assert promise_line.words_shown(["", "it broke"]) == "it broke"


def test_example() -> None:
    """An example has a name where several are there, the shortest that means one alone."""
    assert promise_line.example(CALL, "send it") == "Rui: send it, by friday"
    assert promise_line.short(CALL, "Ana Lima") == "Ana Lima"
    alone = OnCall(DEAL, {"with": ["Oz"]}, DAY, DAY)
    assert promise_line.example(alone, "send it") == "send it, by friday"


PARTS = some.tuples(
    some.sampled_from(["", *PEOPLE, "by; on"]),
    some.sampled_from(
        ["call: then, by friday", "x; y by monday", "send it", "Oz: ask", r"back\:slash", "come, no day"]
    ),
    some.sampled_from(["", "-", "2026-12-03", "2027-01-15"]),
)


@given(some.lists(PARTS, min_size=1, max_size=3))
def test_kept_in_parts(parts: list[tuple[str, str, str]]) -> None:
    """Whatever commas and colons are in it, an answer that was kept is the same after it was offered again."""
    kept = [written(*each) for each in parts]
    question = Question("it", "They will", reads=THEIRS, shows=promise_line.promises_shown, default="")
    again = restored(question, {"it": kept})
    assert again.read(again.begun) == kept


def test_shown() -> None:
    """A kept answer reads on its line as it would be typed, with its day in full."""
    kept = [r"Eva\: Mor:call; then write:2026-12-03", ":send it:-", ":go"]
    text = r"Eva\: Mor: call\; then write, by Thu 3 Dec 2026; send it, no day; go"
    assert promise_line.promises_shown(kept) == text
    assert THEIRS(text) == kept
    for told in (["Oz Tan", "2026-12-03"], ["", "done"], ["Oz Tan", "-"], ["", ""]):
        assert WHO_AND_WHEN(promise_line.who_and_when_shown(told)) == told


def test_gone_on_with() -> None:
    """A draft holds the parts and goes on from them; half a line is only offered again, to be typed on."""
    question = Question("it", "They will", reads=THEIRS, shows=promise_line.promises_shown, default="")

    def following(so_far: dict[str, Any]) -> Question | None:
        return None if "it" in so_far else question

    kept = [r"Oz Tan:ask\: Ana, by mail:2026-12-03"]
    assert complete({}, following, lambda _: None, Halfway({"it": kept}, {})) == {"it": kept}
    assert not fits(question, "Oz: ask")
    half = reached({}, following, Halfway({"it": "Oz: as"}, {}))
    assert half.question == question
    assert restored(question, half.halfway.taken_back).begun == "Oz: as"
