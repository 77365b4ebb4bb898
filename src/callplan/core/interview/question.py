"""A question as data: what is asked, what may be answered, and how an answer is read."""

from __future__ import annotations

from callplan.core.record import Record
from callplan.errors import NeedsAnswer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from typing import Any

    Answers = dict[str, Any]
    Script = Generator["Question", Any, Answers]
    Telling = Generator["Question", Any, None]
    Saying = Generator["Question", Any, str]
    Asking = Generator["Question", Any, list[str]]
    Asker = Callable[["Question"], Any]
    Following = Callable[[Answers], "Question | Settled | None"]


class Choice(Record):
    """One answer to choose: the value it stands for, how it is shown, and the whole of it where it is cut."""

    value: str
    label: str
    detail: str = ""


class Question(Record):
    """Something to ask. `kind`: text, name, names, date, choice (one of them) or many (a list of them).

    `key` is where the answer is kept; one with a space in it is for the interview alone. `default` is taken where
    nobody can be asked; without one, `flags` says how the command line gives the answer. `offered` is where the
    keyboard starts: ticked, pointed at or taken by Enter; `begun` stands on the line already, to be typed on.
    `reads` turns what was typed into the answer, or refuses it; `shows` is how an answer that is kept in parts, as
    a list, reads on its line again. `empty` is what it means when nothing is typed; `names` complete what is being
    typed. `detail`: it follows from an answer just given, and is not counted as a question of its own. `more` stand
    in a list only where they were ticked before: no tick is lost because the list is another now. `above`: what it is
    about, a line each, to be shown first.
    """

    key: str
    text: str
    kind: str = "text"
    choices: tuple[Choice, ...] = ()
    default: Any = None
    why: str = ""
    flags: str = ""
    offered: Any = None
    begun: str = ""
    names: tuple[str, ...] = ()
    reads: Callable[[Any], Any] | None = None
    shows: Callable[[list[Any]], str] | None = None
    empty: str = ""
    detail: bool = False
    more: tuple[Choice, ...] = ()
    above: tuple[str, ...] = ()

    @property
    def start(self) -> Any:
        """What Enter takes at the keyboard; None when something must be said."""
        return self.default if self.offered is None else self.offered

    def read(self, answer: Any) -> Any:
        """The answer as it is kept. Raises Refusal when it cannot be."""
        return self.reads(answer) if self.reads else answer

    def typed(self, answer: Any) -> str:
        """An answer of a line as it would be typed."""
        if self.shows and isinstance(answer, list):
            return self.shows(answer)
        return ", ".join(answer) if isinstance(answer, list) else str(answer)


class Settled(Record):
    """What the answers so far come to, under the keys of the flags; taken, not asked."""

    answers: Answers


class Unanswered(BaseException):
    """A question is left without its answer; `half` is what was typed or ticked until then."""

    def __init__(self, half: Any = None) -> None:
        super().__init__()
        self.half = half


class Back(Unanswered, Exception):
    """The person wants the question before."""


class Stopped(Unanswered, KeyboardInterrupt):
    """The person leaves in the middle."""


def as_kept(values: Iterable[str]) -> tuple[Choice, ...]:
    """Choices that are shown as they are kept."""
    return tuple([Choice(value, value) for value in values])


def upcoming(answers: Answers, scripts: Iterable[tuple[str, Callable[[], Script]]]) -> Question | Settled | None:
    """The next question of the first script none of whose keys is answered, or what its answers come to."""
    for keys, script in scripts:
        if not any(key in answers for key in keys.split(",")):
            return _resumed(script(), answers)
    return None


def _resumed(script: Script, answers: Answers) -> Question | Settled:
    try:
        question = next(script)
        while question.key in answers:
            question = script.send(answers[question.key])
    except StopIteration as end:
        return Settled(end.value)
    return question


def every(answers: Answers, key: str) -> list[str]:
    """The texts given under a key."""
    found = answers.get(key) or []
    return [found] if isinstance(found, str) else list(found)


def refuse(question: Question) -> Any:
    """Answer with the default; where there is none, say which flag gives the answer (exit 4)."""
    if question.default is None:
        raise NeedsAnswer(f"{question.text} Nobody can be asked here: give {question.flags or '--' + question.key}.")
    return question.default
