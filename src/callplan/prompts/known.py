"""Known names, completed while one among several is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.auto_suggest import AutoSuggest, Suggestion

if TYPE_CHECKING:
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent


class Known(AutoSuggest):
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
