"""What both kinds of asking say; and questions in plain numbered lines, for screen readers and bare terminals."""

from __future__ import annotations

import re
import sys
from datetime import date

from callplan.core import phrase
from callplan.core.interview.question import Back, Stopped
from callplan.core.text import clean
from callplan.errors import Refusal, Usage
from callplan.prompts.ctrl_c import CTRL_C

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TextIO

    from callplan.core.interview.question import Choice, Question


EVERYWHERE = ("< or Esc back", "? why")


class Lines:
    """Asks line by line on a stream and reads the answers with input()."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def ask(self, question: Question) -> Any:
        """The answer; a wrong one is met with the sentence that says why, and asked again.

        Raises Back at `<`, Stopped at Ctrl-C or Ctrl-D, and EOFError where the lines of a pipe end.
        """
        self._say("", *map(clean, question.above), clean(question.text), *_listed(question), _hint(question))
        while True:
            line = self._line()
            if line == "?":
                self._say(why(question))
                continue
            if line == "<":
                raise Back
            try:
                answer = question.read(_meant(question, line))
            except Refusal as refusal:
                self._say(refused(question, line, refusal))
                continue
            if question.kind == "date" and answer:
                self._say(labels(question, answer))
            return answer

    def _line(self) -> str:
        try:
            with CTRL_C.ending(CTRL_C.heard):
                return input().strip()
        except KeyboardInterrupt:
            raise Stopped from None
        except EOFError:
            if sys.stdin.isatty():
                raise Stopped from None
            raise

    def _say(self, *lines: str) -> None:
        print(phrase.loose("\n".join(lines)), file=self.stream, flush=True)


def _listed(question: Question) -> list[str]:
    """The answers to choose from, numbered, whole."""
    listed = []
    for number, choice in enumerate(question.choices, 1):
        more = f" ({clean(choice.detail)})" if choice.detail and choice.detail not in choice.label else ""
        listed.append(f"{number:3} {label(choice)}{more}")
    return listed


def _hint(question: Question) -> str:
    """What can be typed, and what Enter takes."""
    return f"{_typable(question)}< goes back, ? tells why."


def _typable(question: Question) -> str:
    start = question.start
    if question.kind == "choice":
        values = [choice.value for choice in question.choices]
        return f"Number{f', or Enter for {values.index(start) + 1}' if start in values else ''}. "
    if question.kind == "many":
        ticked = ",".join(str(number) for number in _numbers(question))
        taken = f", Enter for {ticked}, 0 for none" if ticked else ", Enter for none" if start is not None else ""
        return f"Numbers with commas between{taken}. "
    if question.begun:
        return f"Enter for “{clean(question.begun)}”{', - for nothing' if start == '' else ''}. "
    taken = enter_takes(question)
    return f"Enter for {taken}. " if taken else ""


def _numbers(question: Question) -> list[int]:
    return [number for number, choice in enumerate(question.choices, 1) if choice.value in (question.start or ())]


def _meant(question: Question, line: str) -> Any:
    """What a line stands for: Enter for what stands already, numbers for choices."""
    start = question.start
    if question.begun and not line:
        return question.begun
    if question.begun and line == "-" and start == "":
        return ""
    if not line and start is not None:
        return start
    if question.kind == "many":
        picked = [] if line in ("", "0") else re.split(r"[,\s]+", line.strip(","))
        return list(dict.fromkeys(_picked(question, each) for each in picked))
    return _picked(question, line) if question.kind == "choice" else line


def _picked(question: Question, line: str) -> str:
    most = len(question.choices)
    if not line.isdecimal() or not 0 < int(line) <= most:
        raise Usage(f"Write a number from 1 to {most}.")
    return question.choices[int(line) - 1].value


def refused(question: Question, said: object, refusal: Refusal) -> str:
    """A refusal as it is said to somebody who typed no flag; where nothing was said, after what is asked."""
    told = phrase.capital(re.sub(r"^--[a-z-]+:? ?", "", clean(str(refusal))))
    return told if said else f"{clean(question.text)} {told}"


def why(question: Question) -> str:
    """Why a question is asked."""
    return clean(question.why) or "What you answer here is kept with the deal."


def day(answer: str) -> str:
    """A day with its weekday; nothing for no day."""
    return phrase.full_day(date.fromisoformat(answer)) if answer else ""


def enter_takes(question: Question) -> str:
    """What Enter takes where a line is typed; nothing when something must be said."""
    start = question.start
    if start is None:
        return ""
    return day(start) if question.kind == "date" and start else question.empty


def keys(question: Question) -> tuple[str, ...]:
    """What can be typed on a line, for the line below it."""
    hints = {"date": "3 dec, thursday, +2w", "names": "a comma between two names"}
    return tuple(filter(None, (hints.get(question.kind, ""), "Tab completes" if question.names else "")))


def label(choice: Choice) -> str:
    """How an answer to choose is called."""
    return clean(choice.label)


def labels(question: Question, answer: object) -> str:
    """What was answered, as it was shown; `none` for nothing picked."""
    if question.shows and isinstance(answer, list):
        return clean(question.shows(answer)) or question.empty
    picked: list[str] = answer if isinstance(answer, list) else [str(answer)]
    shown = {choice.value: label(choice) for choice in question.choices}
    if question.kind == "many":
        return ", ".join([shown.get(each, each) for each in picked]) or "none"
    if question.kind == "choice":
        return shown[picked[0]]
    if not any(picked):
        return question.empty
    return day(picked[0]) if question.kind == "date" else clean(", ".join(picked))
