"""Questions as they are asked: with keys and a screen that are not there, and in plain lines."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from callplan import prompts
from callplan.core.interview import grammar
from callplan.core.interview.question import Back, Choice, Question, Stopped
from callplan.prompts import saying
from callplan.prompts.listing import folded, shortened
from callplan.prompts.saying import Lines
from callplan.prompts.screen import Screen

DOWN, UP, ESC, CTRL_C, CTRL_D, BACKSPACE = "\x1b[B", "\x1b[A", "\x1b", "\x03", "\x04", "\x7f"
WAYS = (
    Choice("car", "by car"),
    Choice("train", "by train, which takes longer", "and one can read"),
    Choice("", "on foot"),
)
WAY = Question("way", "How?", "choice", WAYS, why="It tells how far.")
MANY = Question("way", "How?", "many", WAYS, default=[], why="It tells how far.")
TEXT = Question("words", "What did they say?", why="It is said back.")
DAY = Question("on", "When?", "date", default="2026-11-26", reads=grammar.day_reader(date(2026, 11, 22)))

Ask = Callable[..., Any]


class Terminal(io.StringIO):
    """A terminal at which Ctrl-D was pressed."""

    def isatty(self) -> bool:
        return True


class Small(DummyOutput):
    """A screen of 40 columns that shows nothing."""

    def get_size(self) -> Size:
        return Size(rows=12, columns=40)


@pytest.fixture
def shown() -> io.StringIO:
    """What is said beside the prompts."""
    return io.StringIO()


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session():
        yield pipe


@pytest.fixture
def ask(keys: PipeInput, shown: io.StringIO) -> Ask:
    """The answer to a question when those keys are pressed."""

    def asked(question: Question, pressed: str) -> Any:
        keys.send_text(pressed)
        return Screen(shown, keys, Small()).ask(question)

    return asked


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch, shown: io.StringIO) -> Ask:
    """The answer to a question when those lines are typed."""

    def asked(question: Question, *typed_lines: str) -> Any:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed_lines)))
        return Lines(shown).ask(question)

    return asked


class TestScreen:
    @pytest.mark.parametrize(
        ("question", "pressed", "answer"),
        [
            (WAY, "\r", "car"),
            (WAY, f"{DOWN}\r", "train"),
            (WAY, f"{UP}\r", ""),
            (WAY, "train\r", "train"),
            (WAY, f"foot{BACKSPACE * 4}\r", "car"),
            (WAY.but(default=""), "\r", ""),
            (WAY.but(default="", offered="train"), "\r", "train"),
            (WAY, f"?{DOWN}\r", "train"),
            (MANY, "\r", []),
            (MANY, f" {DOWN} \r", ["car", "train"]),
            (MANY, "\t\t \r", ["car"]),
            (MANY.but(default=["train"]), "\r", ["train"]),
            (MANY.but(default=["train"]), f"{DOWN} \r", []),
            (MANY.but(default=None), f"{DOWN}\r", []),
            (WAY, f"boat\r{BACKSPACE * 4}{DOWN}\r", "train"),
            (MANY, f"boat\r{DOWN}{UP}\r{BACKSPACE * 4}\r", []),
            (MANY, "train\r \r", ["train"]),
            (MANY, f"TRAIN {BACKSPACE * 5} \r", ["car", "train"]),
            (MANY, "by tr \r", ["train"]),
            (MANY, f"by{DOWN} \r", ["train"]),
            (MANY.but(default=None), f"{DOWN} {UP}\r", ["train"]),
            (TEXT, "we like it\r", "we like it"),
            (TEXT.but(default="none"), "\r", "none"),
            (TEXT.but(default=[]), "\r", ""),
            (DAY, "\r", "2026-11-26"),
            (DAY, "tomorrow\r", "2026-11-23"),
        ],
    )
    def test_keys(self, ask: Ask, question: Question, pressed: str, answer: Any) -> None:
        """Arrows move, letters narrow, maybe to nothing; space ticks, or goes on with the words typed; Enter takes."""
        assert ask(question, pressed) == answer

    def test_stays(self, ask: Ask, shown: io.StringIO) -> None:
        """The question stays with its answer, a day with its weekday, and what was chosen whole."""
        ask(DAY, "+3d\r")
        ask(WAY, f"{DOWN}\r")
        ask(MANY, "\r")
        ask(WAY.but(text="Which of all the ways was it in the end?"), f"{DOWN}\r")
        ask(MANY.but(text="Which of them?"), f" {DOWN} \r")
        ask(TEXT.but(default="", empty="not known"), "\r")
        assert shown.getvalue().splitlines() == [
            " When? Wed 25 Nov 2026",
            " How? by train, which takes longer",
            " How? none",
            " Which of all the ways was it in the",
            " end? by train, which takes longer",
            " Which of them? by car, by train, which",
            " takes longer",
            " What did they say? not known",
        ]

    def test_wrong(self, ask: Ask, shown: io.StringIO) -> None:
        """A wrong answer is met with the sentence that says why, and asked again."""
        assert ask(DAY, "31 feb\rtoday\r") == "2026-11-22"
        assert shown.getvalue().startswith(" “31 feb” is no day. Write 3 dec,")

    def test_why(self, ask: Ask, shown: io.StringIO) -> None:
        """It tells why it asks at a key, in a list and on a line on which nothing is typed."""
        assert ask(TEXT, "?well?\r") == "well?"
        assert shown.getvalue().startswith(" It is said back.\n")
        ask(WAY, "?\r")
        assert " It tells how far. What you type\n narrows the list.\n" in shown.getvalue()

    @pytest.mark.parametrize("question", [WAY, MANY, TEXT, DAY])
    @pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
    def test_leaving(self, ask: Ask, question: Question, key: str) -> None:
        """Ctrl-C and Ctrl-D leave, wherever; where nothing was touched, nothing goes along."""
        with pytest.raises(Stopped) as left:
            ask(question, key)
        assert left.value.half is None

    @pytest.mark.parametrize("key", [ESC, CTRL_C, CTRL_D])
    @pytest.mark.parametrize(
        ("question", "pressed", "half"),
        [(WAY, DOWN, "train"), (MANY, f" {DOWN} ", ["car", "train"]), (TEXT, "we li", "we li"), (DAY, "31", "31")],
    )
    def test_half(self, ask: Ask, question: Question, pressed: str, half: Any, key: str) -> None:
        """What is pointed at, ticked or half typed goes along, back or away."""
        with pytest.raises((Back, Stopped)) as left:
            ask(question, pressed + key)
        assert (type(left.value), vars(left.value)["half"]) == (Back if key == ESC else Stopped, half)

    @pytest.mark.parametrize(("question", "key"), [(WAY, "<"), (MANY, "<"), (TEXT, "<"), (DAY, "<"), (WAY, ESC)])
    def test_back(self, ask: Ask, question: Question, key: str) -> None:
        """`<` and Esc go one question back."""
        with pytest.raises(Back) as back:
            ask(question, key)
        assert back.value.half is None

    def test_begun(self, ask: Ask) -> None:
        """What stands on the line already is typed on, taken by Enter, or deleted."""
        assert ask(TEXT.but(begun="we li"), "ke it\r") == "we like it"
        assert ask(TEXT.but(begun="yes"), "\r") == "yes"
        assert ask(TEXT.but(begun="yes", default="", empty="nothing"), f"{BACKSPACE * 3}\r") == ""

    def test_mended(self, ask: Ask) -> None:
        """Words that were refused stand there to be mended; a day is typed anew."""
        names = Question("who", "Who?", "names", reads=grammar.names)
        assert ask(names, f"Ana, us\r{BACKSPACE * 2}Rui\r") == ["Ana", "Rui"]
        assert ask(DAY, "31 feb\rtoday\r") == "2026-11-22"

    def test_completed(self, ask: Ask) -> None:
        """A name that is known is completed by Tab, each in its turn."""
        names = Question("who", "Who?", "names", names=("Marta Lind", "Piet Maas"), reads=grammar.names)
        assert ask(names, "mar\t, Jo, p\t\r") == ["Marta Lind", "Jo", "Piet Maas"]


class TestLines:
    @pytest.mark.parametrize(
        ("question", "line", "answer"),
        [
            (WAY, "2", "train"),
            (WAY.but(default=""), "", ""),
            (MANY, "", []),
            (MANY, "3, 1", ["", "car"]),
            (MANY, "1 1", ["car"]),
            (MANY.but(default=["train"]), "", ["train"]),
            (MANY.but(default=["train"]), "0", []),
            (TEXT, "we like it", "we like it"),
            (TEXT.but(default=""), "", ""),
            (DAY, "", "2026-11-26"),
        ],
    )
    def test_read(self, lines: Ask, question: Question, line: str, answer: Any) -> None:
        """Numbers choose, Enter takes what stands."""
        assert lines(question, line) == answer

    def test_page(self, lines: Ask, shown: io.StringIO) -> None:
        """A list is numbered, each answer whole; what can be typed stands below it."""
        lines(MANY.but(default=["car"]), "?", "x", "4", "2")
        assert shown.getvalue() == (
            "\nHow?\n"
            "  1 by car\n"
            "  2 by train, which takes longer (and one can read)\n"
            "  3 on foot\n"
            "Numbers with commas between, Enter for 1, 0 for none. < goes back, ? tells why.\n"
            "It tells how far.\n"
            "Write a number from 1 to 3.\n"
            "Write a number from 1 to 3.\n"
        )

    def test_hints(self, lines: Ask, shown: io.StringIO) -> None:
        """It says what Enter takes, and a day with its weekday."""
        lines(WAY.but(default="car"), "")
        lines(MANY, "")
        lines(DAY, "monday")
        lines(TEXT.but(default="", empty="not known"), "")
        said = [line for line in shown.getvalue().splitlines() if "Enter" in line or "Mon" in line]
        assert said == [
            "Number, or Enter for 1. < goes back, ? tells why.",
            "Numbers with commas between, Enter for none. < goes back, ? tells why.",
            "Enter for Thu 26 Nov 2026. < goes back, ? tells why.",
            "Mon 23 Nov 2026",
            "Enter for not known. < goes back, ? tells why.",
        ]

    def test_nobody(self, lines: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
        """Lines that end are an end of the answers in a pipe, and Ctrl-D at a terminal."""
        with pytest.raises(EOFError):
            lines(TEXT)
        monkeypatch.setattr(sys, "stdin", Terminal())
        with pytest.raises(Stopped):
            Lines(io.StringIO()).ask(TEXT)

    def test_back(self, lines: Ask) -> None:
        """`<` goes one question back."""
        with pytest.raises(Back):
            lines(WAY, "<")

    def test_begun(self, lines: Ask, shown: io.StringIO) -> None:
        """What was answered before is taken by Enter, given up by a dash."""
        text = TEXT.but(begun="we like it", default="")
        assert (lines(text, ""), lines(text, "-"), lines(text, "no")) == ("we like it", "", "no")
        assert "Enter for “we like it”, - for nothing. < goes back, ? tells why." in shown.getvalue()
        assert lines(TEXT.but(begun="-"), "-") == "-"


class TestWho:
    def test_screen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A terminal that can draw gets lists; one that cannot, or a wish for it, gets plain lines."""
        monkeypatch.setenv("TERM", "xterm")
        assert prompts.at_terminal(plain=False).__self__.__class__ is Screen  # type: ignore[attr-defined]
        assert prompts.at_terminal(plain=True).__self__.__class__ is Lines  # type: ignore[attr-defined]
        for term in ("dumb", ""):
            monkeypatch.setenv("TERM", term)
            assert prompts.at_terminal(plain=False).__self__.__class__ is Lines  # type: ignore[attr-defined]


class TestSaying:
    def test_fitted(self) -> None:
        """A label is cut at a word, wide letters counted as two; a sentence is folded."""
        assert shortened("by train, slowly", 12) == "by train…"
        assert shortened("by train", 8) == "by train"
        assert shortened("山田太郎山田太郎", 9) == "山田太郎…"
        assert shortened("incomprehensibilities", 8) == "incompr…"
        assert folded("one two three", 10, " ") == " one two\n three"
        assert folded("a considered-purchase", 19) == "a\nconsidered-purchase"
        assert folded("", 10, " ") == " "

    def test_why(self) -> None:
        """A question that does not say why still has an answer."""
        assert saying.why(Question("a", "What?")) == "What you answer here is kept with the deal."


NEEDED = [
    (DAY.but(default=None), "When? Type a day, such as 3 dec, friday, next thursday, in two weeks or 2026-11-22."),
    (TEXT.but(reads=grammar.needed), "What did they say? Type a word or two."),
    (MANY.but(default=None, reads=grammar.some), "How? Choose at least one of them."),
]


@pytest.mark.parametrize(("question", "told"), NEEDED)
def test_nothing_said(ask: Ask, lines: Ask, shown: io.StringIO, question: Question, told: str) -> None:
    """Enter at what needs an answer says what to type, after what is asked, in lists and on lines."""
    with pytest.raises(Stopped):
        ask(question, "\r" + CTRL_C)
    assert " ".join(shown.getvalue().split()) == told
    shown.truncate(0)
    with pytest.raises(EOFError):
        lines(question, "")
    assert told in " ".join(shown.getvalue().split())
