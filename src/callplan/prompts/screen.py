"""Questions at a terminal that can draw: lines to edit, lists to move in and to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

import questionary
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.output import create_output
from prompt_toolkit.utils import get_cwidth

from callplan.core.clean import clean
from callplan.errors import Refusal
from callplan.prompts import saying
from callplan.prompts.fitting import folded, shortened
from callplan.prompts.listing import STYLE, listing, snug

if TYPE_CHECKING:
    from typing import Any, TextIO

    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.output import Output

    from callplan.core.interview.question import Question

ROOM = 24
HINTS = {"date": " 3 dec, thursday, +2w ·", "names": " a comma between two names ·"}


class Screen:
    """Asks on a stream; the keys come from the terminal unless an input is handed in."""

    def __init__(self, stream: TextIO, keys: Input | None = None, output: Output | None = None) -> None:
        self.stream = stream
        self.output = output or create_output(stdout=stream)
        self.ends: dict[str, Any] = {"output": self.output, "erase_when_done": True} | ({"input": keys} if keys else {})

    @property
    def width(self) -> int:
        """The columns a line may fill."""
        return max(self.output.get_size().columns - 1, 10)

    def ask(self, question: Question) -> Any:
        """The answer; a wrong one is met with the sentence that says why, and asked again."""
        while True:
            said = self._list(question) if question.choices else self._line(question)
            if said == "?" and not question.choices:
                self._say(saying.why(question))
                continue
            try:
                answer = question.read(said)
            except Refusal as refusal:
                self._say(saying.refused(refusal))
                continue
            self._say(self._answered(question, answer))
            return answer

    def _answered(self, question: Question, answer: Any) -> str:
        """The question with its answer, as it stays on the screen; what was chosen is cut to one line."""
        text, shown = clean(question.text), saying.labels(question, answer)
        room = self.width - get_cwidth(text) - 2
        kept = shortened(shown, room if room > ROOM else self.width - 2) if question.choices else shown
        return f"{text} {kept}".rstrip()

    def _list(self, question: Question) -> Any:
        made = listing(question, self.width, self.output.get_size().rows, self._keys(question), self.ends)
        return made.unsafe_ask()

    def _line(self, question: Question) -> str:
        text, start = clean(question.text), question.start
        below = "\n" if get_cwidth(text) + ROOM > self.width else ""
        taken = saying.taken(question)
        placeholder = f"Enter: {taken}" if taken else ""
        made = questionary.text(
            folded(text, self.width, " ").strip() + below, qmark="", style=STYLE, placeholder=placeholder,
            bottom_toolbar=HINTS.get(question.kind, "") + " ? why", reserve_space_for_menu=0,
            key_bindings=_leaving(), **self.ends,
        )  # fmt: skip
        snug(made.application)
        said = clean(made.unsafe_ask()).strip()
        return said or ("" if start is None or isinstance(start, list) else start)

    def _keys(self, question: Question) -> KeyBindings:
        keys = _leaving()

        @keys.add("?", eager=True)
        def _why(_: KeyPressEvent) -> None:
            run_in_terminal(lambda: self._say(saying.why(question)))

        return keys

    def _say(self, sentence: str) -> None:
        print(folded(sentence, self.width, " "), file=self.stream, flush=True)


def _leaving() -> KeyBindings:
    """Ctrl-D leaves as Ctrl-C does; Esc does nothing, alone or before another key."""
    keys = KeyBindings()

    @keys.add("c-d", eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    @keys.add("escape", eager=True)
    def _stay(_: KeyPressEvent) -> None:
        pass

    return keys
