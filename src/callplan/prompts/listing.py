"""A list of answers: the one pointed at is told in full below it, and typing narrows it, to nothing where none fits."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

import questionary
from prompt_toolkit.filters import Always, Condition, is_done
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, Dimension, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth
from questionary.prompts.common import InquirerControl

from callplan.core import phrase
from callplan.core.record import Record
from callplan.core.text import clean
from callplan.prompts import saying

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

    from callplan.core.interview.question import Choice, Question

STYLE = Style.from_dict(
    {
        "question": "bold", "answer": "nobold", "instruction": "", "pointer": "bold", "highlighted": "bold",
        "selected": "noreverse bold", "detail": "italic", "hint": "ansigray", "placeholder": "ansigray",
        "bottom-toolbar": "noreverse ansigray", "search_success": "", "search_none": "",
    }
)  # fmt: skip
BESIDE = 6
AFTER = 1
LEAST_LIST = 4
DETAIL = 3
DETAIL_SHARE = 4
NOTHING = object()


class Narrowed(InquirerControl):
    """The list as it is narrowed by what is typed: to those whose label has it, and to none where none has."""

    moved = False

    @property
    def filtered_choices(self) -> list[questionary.Choice]:
        """The answers that are left."""
        left = self._having(self.search_filter or "")
        self.found_in_search = bool(left)
        return left

    def _having(self, typed: str) -> list[questionary.Choice]:
        said = typed.casefold()
        return [choice for choice in self.choices if said in phrase.loose(str(choice.title)).casefold()]

    def goes_on(self) -> bool:
        """Whether a space goes on with the words typed: of several answers left one has it there; else it ticks."""
        typing = self.search_filter and not self.moved and self.choice_count > 1
        return bool(typing and self._having(f"{self.search_filter} "))

    def add_search_character(self, char: Any) -> None:
        """Narrow by one character more, or by one less."""
        super().add_search_character(char)
        self.moved = False

    def get_pointed_at(self) -> questionary.Choice:
        """The answer pointed at; of an empty list one that is none."""
        return self.filtered_choices[self.pointed_at] if self.choice_count else questionary.Choice("", NOTHING)

    def select_previous(self) -> None:
        """One up, where there is any."""
        if self.choice_count:
            self.moved = True
            super().select_previous()

    def select_next(self) -> None:
        """One down, where there is any."""
        if self.choice_count:
            self.moved = True
            super().select_next()

    def _get_choice_tokens(self) -> StyleAndTextTuples:
        if not self.choice_count:
            return [("class:hint", "   none of them has this")]
        return super()._get_choice_tokens()  # type: ignore[no-any-return, no-untyped-call]


class Listing(Record):
    """A list ready to be asked, its keys, and how to tell what is ticked or pointed at, if that is not the start."""

    asked: questionary.Question
    application: Application[Any]
    keys: KeyBindings
    half: Callable[[], Any]


def listing(question: Question, width: int, rows: int, ends: dict[str, Any]) -> Listing:
    """The question as a list to move in (one answer) or to tick (many)."""
    many = question.kind == "many"
    ask: Any = questionary.checkbox if many else questionary.select
    start = question.start
    ticked = start if many and start else ()
    choices = [_shown(choice, width - BESIDE, choice.value in ticked) for choice in question.choices]
    pointed = start if not many and start in [choice.value for choice in choices] else None
    made: questionary.Question = ask(
        folded(clean(question.text), width - AFTER, " ").strip(), choices, qmark="", style=STYLE, instruction=" ",
        use_search_filter=True, use_jk_keys=False, show_description=False,
        **({} if many else {"default": pointed}), **ends,
    )  # fmt: skip
    application = made.application
    control: Any = next(each for each in application.layout.find_all_controls() if isinstance(each, InquirerControl))
    # questionary makes its own list, and shows the whole of it where nothing fits
    control.__class__ = Narrowed
    control.text = control._get_choice_tokens
    keys = KeyBindings()
    _taking(keys, control, many)
    application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), keys])
    _below(application, control, question, width, rows)
    return Listing(made, application, keys, _half(control, many))


def _half(control: InquirerControl, many: bool) -> Callable[[], Any]:
    """What is ticked or pointed at, unless nothing was touched."""

    def now() -> Any:
        return _ticks(control) if many else control.get_pointed_at().value if control.choice_count else None

    at_first = now()
    return lambda: None if now() == at_first else now()


def _ticks(control: InquirerControl) -> list[str]:
    return [str(choice.value) for choice in control.get_selected_values()]


def _picked(control: InquirerControl, many: bool) -> bool:
    """Whether words that were typed have come to an answer: one that is left, or a tick."""
    return bool(_ticks(control) or not control.search_filter) if many else bool(control.choice_count)


def _shown(choice: Choice, width: int, ticked: bool) -> questionary.Choice:
    return questionary.Choice(shortened(saying.label(choice), width), choice.value, checked=ticked)


def _taking(keys: KeyBindings, control: Narrowed, many: bool) -> None:
    """Enter takes nothing for words that pick nothing; Tab does not turn all ticks; a space may be typed."""

    @keys.add("enter", eager=True, filter=Condition(lambda: not _picked(control, many)))
    @keys.add("tab", eager=True)
    def _stay(_: KeyPressEvent) -> None:
        pass

    @keys.add("c-j", eager=True)
    def _enter_of_a_line(event: KeyPressEvent) -> None:
        # pressed between two questions, Enter comes as the end of a line, which a list would swallow
        event.key_processor.feed(KeyPress(Keys.ControlM, "\r"), first=True)

    @keys.add(" ", eager=True, filter=Condition(control.goes_on))
    def _space(_: KeyPressEvent) -> None:
        control.add_search_character(" ")


def _below(application: Application[Any], control: InquirerControl, question: Question, width: int, rows: int) -> None:
    """Put the pointed-at answer in full, and the keys, under the list."""
    whole: dict[Any, str] = {choice.value: _whole(choice, width - BESIDE) for choice in question.choices}
    tallest = max(folded(text, width - 1, " ").count("\n") + 1 if text else 0 for text in whole.values())
    height = max(0, min(tallest, max(DETAIL, rows // DETAIL_SHARE), rows - LEAST_LIST - 5))

    def detail() -> StyleAndTextTuples:
        lines = folded(whole.get(control.get_pointed_at().value, ""), width - 1, " ").split("\n")
        return [("class:detail", "\n".join(_marked(lines, height, width - 1)))]

    def hint() -> StyleAndTextTuples:
        return [("class:hint", foot(_where(control), _enter(question, control), *saying.EVERYWHERE, width=width))]

    # the line that questionary keeps above its list would take some keys for an answer of its own
    keys = Window(FormattedTextControl(hint, focusable=True, show_cursor=False), wrap_lines=True)
    under = HSplit([Window(FormattedTextControl(detail), height=Dimension.exact(height)), keys])
    snug(application)
    inner = application.layout.container
    application.layout = Layout(HSplit([inner, ConditionalContainer(under, ~is_done)]), focused_element=keys)


def _marked(lines: list[str], most: int, width: int) -> list[str]:
    """So many of the lines, with a mark where there are more."""
    if len(lines) <= most or not most:
        return lines[:most]
    return [*lines[: most - 1], shortened(f"{lines[most - 1]} {lines[most].strip()}", width)]


def _where(control: InquirerControl) -> str:
    """`3 of 12` of a list that may not be seen whole."""
    if not control.choice_count or len(control.choices) <= LEAST_LIST:
        return ""
    return f"{control.pointed_at + 1} of {control.choice_count}"


def _enter(question: Question, control: InquirerControl) -> str:
    """What Enter takes: of one answer the one pointed at, of several those that are ticked."""
    many = question.kind == "many"
    if not control.choice_count:
        return "Backspace widens it"
    if not many:
        return "Enter takes it"
    ticked = len(_ticks(control))
    nothing = "Enter: none" if question.start is not None and _picked(control, many) else ""
    return " · ".join(filter(None, ("space ticks", f"Enter takes {ticked}" if ticked else nothing)))


def foot(*parts: str, width: int) -> str:
    """The keys in a line, or in two where the screen is narrow; no part is parted."""
    lines = [""]
    for part in filter(None, " · ".join(filter(None, parts)).split(" · ")):
        longer = f"{lines[-1]} · {part}" if lines[-1] else f" {part}"
        lines = [*lines[:-1], longer] if get_cwidth(longer) <= width else [*lines, f" {part}"]
    return "\n".join(lines)


def snug(application: Application[Any]) -> None:
    """Let no part take more lines than it fills."""
    for window in application.layout.find_all_windows():
        window.dont_extend_height = Always()


def _whole(choice: Choice, width: int) -> str:
    """What the list leaves out of an answer; nothing when it shows all of it."""
    label, detail = saying.label(choice), clean(choice.detail)
    cut = shortened(label, width) != label
    return detail if detail and detail not in label else label if cut else ""


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
    lines = wrap(text, max(width, 10), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    return phrase.loose("\n".join(lines)) or indent
