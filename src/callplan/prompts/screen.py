"""Questions at a terminal that can draw: lines to edit, lists to move in and to tick."""

from __future__ import annotations

from contextlib import suppress

import questionary
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.auto_suggest import AutoSuggest, Suggestion
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.output import create_output
from prompt_toolkit.utils import get_cwidth

from callplan.core.interview.question import Back, Stopped, Unanswered
from callplan.core.text import clean
from callplan.errors import Refusal
from callplan.prompts import saying
from callplan.prompts.ctrl_c import CTRL_C
from callplan.prompts.listing import STYLE, folded, foot, listing, snug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TextIO

    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.document import Document
    from prompt_toolkit.filters import Filter
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.output import Output

    from callplan.core.interview.question import Question

    Half = Callable[[], Any]

ROOM = 24
MOMENT = 0.05
ALWAYS = Always()


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
        """The answer; a wrong one is met with the sentence that says why, and asked again.

        Raises Back at `<` or Esc, Stopped at Ctrl-C or Ctrl-D, both with what was typed or ticked until then.
        """
        for line in question.above:
            self._say(clean(line))
        while True:
            said = self._list(question) if question.choices else self._line(question)
            try:
                answer = question.read(said)
            except Refusal as refusal:
                self._say(saying.refused(question, said, refusal))
                # a day is sooner typed anew; words and names are mended
                question = question.but(begun=said) if question.kind in ("text", "name", "names") else question
                continue
            self._say(self._answered(question, answer))
            return answer

    def _answered(self, question: Question, answer: Any) -> str:
        """The question with its answer, as it stays on the screen, whole."""
        return f"{clean(question.text)} {saying.labels(question, answer)}".rstrip()

    def _list(self, question: Question) -> Any:
        made = listing(question, self.width, self.output.get_size().rows, self.ends)
        leaving(made.application, made.keys, made.half)
        self._everywhere(made.keys, question, made.half)
        return running(made.application, made.half)

    def _everywhere(self, keys: KeyBindings, question: Question, half: Half, when: Filter = ALWAYS) -> None:
        """`<` goes back and `?` tells why, at once; of a list also what nobody sees, that it can be narrowed."""
        why = saying.why(question) + (" What you type narrows the list." if question.choices else "")
        keys.add("<", eager=True, filter=when)(_leaving_by(Back, half))
        keys.add("?", eager=True, filter=when)(lambda _: run_in_terminal(lambda: self._say(why)))

    def _line(self, question: Question) -> str:
        text, start = clean(question.text), question.start
        below = "\n" if get_cwidth(text) + ROOM > self.width else ""
        taken = saying.enter_takes(question)
        keys, known = KeyBindings(), KnownNames(question.names)
        known.at_tab(keys)

        def untouched() -> bool:
            return application.current_buffer.text == question.begun

        def typable() -> tuple[str, ...]:
            # < and ? are letters of what is being typed
            return saying.EVERYWHERE if untouched() else ("Esc back",)

        made = questionary.text(
            folded(text, self.width, " ").strip() + below, default=question.begun, qmark="", style=STYLE,
            placeholder=f"Enter: {taken}" if taken else "",
            bottom_toolbar=lambda: foot(*saying.keys(question), *typable(), width=self.width),
            reserve_space_for_menu=0, key_bindings=keys, auto_suggest=known, **self.ends,
        )  # fmt: skip
        application = made.application

        def half() -> str | None:
            return application.current_buffer.text or None

        leaving(application, keys, half)
        self._everywhere(keys, question, half, Condition(untouched))
        snug(application)
        said = clean(running(application, half)).strip()
        return said or ("" if start is None or isinstance(start, list) else start)

    def _say(self, sentence: str) -> None:
        print(folded(sentence, self.width, " "), file=self.stream, flush=True)


def running(application: Application[Any], half: Half) -> Any:
    """What is answered; Ctrl-C that comes as a signal leaves as the key does. Raises Stopped, Back."""

    def end() -> None:
        if application.future and not application.future.done():
            application.exit(exception=Stopped(half()))

    def end_if_pressed() -> None:
        if CTRL_C.pressed:
            end()

    def soon() -> None:
        # before it runs there is no loop, and after it has run none that is open
        with suppress(AttributeError, RuntimeError):
            application.loop.call_soon_threadsafe(end)  # type: ignore[union-attr]

    with CTRL_C.ending(soon):
        return application.run(pre_run=end_if_pressed, handle_sigint=False)


def leaving(application: Application[Any], keys: KeyBindings, half: Half) -> None:
    """Esc goes one question back, Ctrl-C and Ctrl-D leave; what stands there half done goes along."""
    for key, kind in (("c-c", Stopped), ("c-d", Stopped), ("escape", Back)):
        keys.add(key, eager=True)(_leaving_by(kind, half))
    # an arrow key begins with Esc as well; what comes after it comes at once
    application.ttimeoutlen = application.timeoutlen = MOMENT


def _leaving_by(kind: type[Unanswered], half: Half) -> Callable[[KeyPressEvent], None]:
    return lambda event: event.app.exit(exception=kind(half()))


class KnownNames(AutoSuggest):
    """Shows the rest of the first name that begins with what stands after the last comma."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def get_suggestion(self, _: Buffer, document: Document) -> Suggestion | None:
        """What is left to type of that name."""
        begun, name = self.meant(document.text)
        return Suggestion(name[len(begun) :]) if name else None

    def meant(self, text: str) -> tuple[str, str]:
        """What is typed of a name, and the name it begins; none when no name begins so."""
        begun = text.rpartition(",")[2].lstrip()
        found = [name for name in self.names if begun and name[: len(begun)].casefold() == begun.casefold()]
        return begun, found[0] if found else ""

    def at_tab(self, keys: KeyBindings) -> None:
        """Have the TAB key take what is shown."""

        @keys.add("tab", eager=True)
        def _take(event: KeyPressEvent) -> None:
            begun, name = self.meant(event.current_buffer.document.text_before_cursor)
            if name:
                event.current_buffer.delete_before_cursor(len(begun))
                event.current_buffer.insert_text(name)
