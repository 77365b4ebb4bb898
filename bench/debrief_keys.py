"""What five ordinary calls cost a rep to debrief: questions, keystrokes, and seconds at a real terminal.

The calls are those of `tests/five_calls.py`, which a test holds to nine questions each. Here each is typed at a
terminal of 80 columns and 24 rows as a person does it: a list is moved in or ticked, a line is typed out. Printed are
the questions asked, the keys pressed, the seconds of the program itself (from each key to the next question, and from
the last to the prompt), and an estimate of the whole at 0.28 seconds a key and 1.5 a question read.
"""

from __future__ import annotations

import sys
import tempfile
import time
from io import StringIO
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from answering import Answering
from five_calls import CALLS, DEAL
from scenes import copied, run
from screen import ENTER, Screen
from typist import keys

from callplan.cli import asking
from callplan.core.interview.question import Question

Turns = list[tuple[Question, str]]

A_KEY, A_QUESTION = 0.28, 1.5
MOST_QUESTIONS, MOST_SECONDS = 9, 60


def main() -> int:
    """Debrief each call at a terminal and print what it took; 1 where one takes too much."""
    too_much = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        for number, call in enumerate(CALLS):
            run(home, call.day, *call.line)
            at_terminal = copied(home, Path(folder) / str(number))
            asker = Answering()
            turns: Turns = []
            asker.given = dict(call.answers)

            def ask(question, asker=asker, turns=turns, call=call):  # type: ignore[no-untyped-def]
                answer = asker(question)
                as_typed = call.answers.get(question.key) if question.shows else None
                turns.append((question, f"{as_typed}{ENTER}" if as_typed else keys(question, answer)))
                return answer

            with mock.patch.object(asking, "asker", return_value=ask), mock.patch.object(sys, "stdin", StringIO()):
                run(home, call.day, "debrief", DEAL)
            own = _typed(at_terminal, call.day, turns)
            pressed = sum([_strokes(typed) for _, typed in turns])
            whole = own + pressed * A_KEY + len(turns) * A_QUESTION
            too_much += len(turns) > MOST_QUESTIONS or whole > MOST_SECONDS
            print(f"{call.name:32} {len(turns)} questions {pressed:4} keys {own:5.1f} s its own {whole:5.1f} s in all")
    return 1 if too_much else 0


def _typed(home: Path, day: str, turns: Turns) -> float:
    """Type the answers, each once its question stands; the seconds that passed."""
    begun = time.monotonic()
    screen = Screen(home, "debrief", DEAL, CALLPLAN_TODAY=day)
    for question, typed in turns:
        screen.asks(" ".join(question.text.split())[-60:], "»" if question.choices else "")
        screen.child.send(typed)
    assert screen.ends() == 0, screen.text
    return time.monotonic() - begun


def _strokes(typed: str) -> int:
    """The keys of what is sent: an arrow is one, and clearing an empty line is none."""
    return len(typed.replace("\x1b[B", "↓").replace("\x01\x0b", ""))


if __name__ == "__main__":
    sys.exit(main())
