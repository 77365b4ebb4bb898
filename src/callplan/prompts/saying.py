"""What both kinds of asking say: a question, why it is asked, a refusal, a day with its weekday."""

from __future__ import annotations

import re
from datetime import date
from textwrap import wrap

from prompt_toolkit.utils import get_cwidth

from callplan.core import phrase
from callplan.core.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Choice, Question
    from callplan.errors import Refusal


def refused(refusal: Refusal) -> str:
    """A refusal as it is said to somebody who typed no flag."""
    return phrase.capital(re.sub(r"^--[a-z-]+:? ?", "", clean(str(refusal))))


def why(question: Question) -> str:
    """Why a question is asked."""
    return clean(question.why) or "What you answer here is kept with the deal."


def day(answer: str) -> str:
    """A day with its weekday; nothing for no day."""
    return phrase.full_day(date.fromisoformat(answer)) if answer else ""


def taken(question: Question) -> str:
    """What Enter takes where a line is typed; nothing when something must be said."""
    start = question.start
    if start is None:
        return ""
    return day(start) if question.kind == "date" and start else question.empty


def keys(question: Question) -> str:
    """What can be typed on a line, for the line below it."""
    hint = {"date": "3 dec, thursday, +2w · ", "names": "a comma between two names · "}.get(question.kind, "")
    hint += "Tab completes · " if question.names else ""
    return f" {hint}< back · ? why"


def label(choice: Choice) -> str:
    """How an answer to choose is called."""
    return clean(choice.label)


def labels(question: Question, answer: object) -> str:
    """What was answered, as it was shown; `none` for nothing picked."""
    picked: list[str] = answer if isinstance(answer, list) else [str(answer)]
    shown = {choice.value: label(choice) for choice in question.choices}
    if question.kind == "many":
        return ", ".join([shown.get(each, each) for each in picked]) or "none"
    if question.kind == "choice":
        return shown[picked[0]]
    if not any(picked):
        return question.empty
    return day(picked[0]) if question.kind == "date" else clean(", ".join(picked))


def shortened(text: str, width: int) -> str:
    """The text cut at a word to a width on the screen, with a mark where it was cut."""
    if get_cwidth(text) <= width:
        return text
    cut = ""
    for letter in text:
        if get_cwidth(cut + letter) > width - 1:
            break
        cut += letter
    whole_words = cut.rpartition(" ")[0] if " " in cut[width // 2 :] else cut
    return f"{whole_words.rstrip(' ,:;-')}…"


def folded(text: str, width: int, indent: str = "") -> str:
    """The text in lines no longer than the width."""
    lines = wrap(text, max(width, 10), initial_indent=indent, subsequent_indent=indent)
    return "\n".join(lines).replace("\u00a0", " ") or indent
