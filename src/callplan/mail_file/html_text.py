"""A page of HTML as plain text: quoted with `>`, lists with their numbers, and struck out what is struck out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

TYPE_CHECKING = False
if TYPE_CHECKING:
    Attributes = list[tuple[str, str | None]]

LONGEST = 2_000_000
DEEPEST = 40
_UNSEEN = frozenset(("script", "style", "title", "template", "noscript", "figure", "o:p"))
_STRUCK = frozenset(("s", "strike", "del"))
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base"))
_APART = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr"))
_BLOCKS = frozenset(("div", "tr", "li", "section", "article", "header", "footer", "body", "dd", "dt", "center"))
_SVG = "svg"


def html_text(html: str) -> str:
    """What a reader sees of a page, without its pictures."""
    reader = _Reader()
    # Word writes such marks for itself; one that is not ended makes the parser look for its end again and again
    reader.feed(re.sub(r"<!\[[^<>]{0,200}>|<!\[", "", html[:LONGEST]))
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Goes through a page; `open` are the elements that are not ended, each with whether it strikes out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.lists: list[int] = []
        self.lines: list[str] = []
        self.line = ""
        self.depth = 0
        self.unseen = 0
        self.struck = 0

    def text(self) -> str:
        """The lines so far."""
        self._end_line()
        return "\n".join(self.lines)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Open an element; what is a block of its own begins a line."""
        if tag == "br":
            (self._end_line if self.line.strip() else self._blank_line)()
        if tag in _VOID and tag != "hr":
            return
        self._break(tag)
        said = {name: value or "" for name, value in attrs}
        struck = tag in _STRUCK or "line-through" in said.get("style", "")
        if tag == "hr":
            return
        self.open.append((tag, struck))
        self._count(tag, struck, 1)
        if tag == "ol":
            self.lists.append(_number(said.get("start", "1"), 1))
        elif tag == "ul":
            self.lists.append(-1)
        elif tag == "li":
            self._item(said)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and all in it that was not ended."""
        names = [name for name, _ in self.open[-DEEPEST:]]
        if tag not in names:
            return
        name = ""
        while name != tag:
            name, struck = self.open.pop()
            self._break(name)
            self._count(name, struck, -1)
            if name in ("ol", "ul") and self.lists:
                self.lists.pop()

    def handle_data(self, data: str) -> None:
        """A text, as it is seen."""
        if self.unseen:
            return
        if any(name == "pre" for name, _ in self.open[-3:]):
            first, *rest = data.split("\n")
            self.line += first
            for line in rest:
                self._end_line()
                self.line = line
            return
        said = re.sub(r"[ \t\r\n\f]+", " ", data)
        said = said.lstrip() if not self.line or self.line.endswith(" ") else said
        bare = said.strip()
        if self.struck and bare:
            said = said.replace(bare, f"~~{bare}~~", 1)
        self.line += said

    def _count(self, tag: str, struck: bool, step: int) -> None:
        if tag == "blockquote":
            self._end_line()
            self.depth += step
        self.unseen += step * (tag in _UNSEEN or tag == _SVG)
        self.struck += step * struck

    def _item(self, said: dict[str, str]) -> None:
        """The mark before an item of a list: its number, or a bullet."""
        if not self.lists or self.lists[-1] < 0:
            self.line = "- "
            return
        number = _number(said.get("value", ""), self.lists[-1])
        self.line = f"{number}. "
        self.lists[-1] = number + 1

    def _break(self, tag: str) -> None:
        if tag == "td":
            self.line = f"{self.line.rstrip()} " if self.line.strip() else ""
        if tag in _APART:
            self._end_line()
            self._blank_line()
        elif tag in _BLOCKS:
            self._end_line()

    def _end_line(self) -> None:
        if self.line.strip():
            self.lines.append(self._marks() + self.line.strip())
        elif self.lines and self.line:
            self._blank_line()
        self.line = ""

    def _blank_line(self) -> None:
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(self._marks().rstrip())

    def _marks(self) -> str:
        return ">" * min(self.depth, DEEPEST) + " " * bool(self.depth)


def _number(text: str, instead: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else instead
