"""A file as rows: what people and their editors do to Markdown is undone, and each row keeps its line."""

from __future__ import annotations

import re
from html import unescape

from callplan.core.record import Record
from callplan.core.text import clean, tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

EMPTY, TICKED, DOUBTFUL = "", "x", "?"
_HIDING = 0xE000
_ESCAPED = r"\\([!-/:-@\[-`{-~])"
_STRUCK = r"~~.*?~~|<(del|s|strike)>.*?</\1>|<!--.*?-->"
_LINK = r"!?\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]|!?\[([^\]]*)\]\([^)]*\)"
_TAG = r"</?(?:b|i|u|em|strong|span|p|div|mark|font|br|input)\b[^<>]*>"
_TAGGED = r"<(b|i|u|em|strong|mark)\b[^<>]*>(.+?)</\1>"
_DONE_ON = r"\s*(?:[✅➕🛫⏳❌]\s*\d{4}-\d\d-\d\d|\[completion:: ?[^\]]*\])"
_DUE_ON = r",?\s*(?:📅|🗓️?|:date:)\s*(?=\d)"
_QUOTE = r"^(?:>\s?)+"
_BEGUN = r"^(?:#{1,6}\s+|[*+•◦▪‣·○●-]\s+)"
_HEADING = r"^(?:#\s+|#{2,6}\s*)(.*?)[\s#]*$"
_CHECKED, _UNCHECKED = r"<input\b[^<>]*\bchecked\b[^<>]*>", r"<input\b[^<>]*checkbox[^<>]*>"
_HOW_SHOWN = "[\ufe0e\ufe0f]"
_BULLET = r"^(?:[*+•◦▪‣·○●–—-]|\d{1,3}[.)])(?:\s+|(?=\[[ xX]?\]))"
_BOX = r"^(?:\[\s*([^\[\]\s]{0,3})\s*\]|\(\s*([xX ]?)\s*\)|([☐⬜□▢🔲☑☒✅✔✓🗹])|([xX])(?=\s))(?!\s*[:(])\s*"
_STATE = r"^(?:\{\{\[?\[?)?(TODO|DONE)(?:\]?\]?\}\})?\s+"
_TICKS = "xX☑☒✅✔✓🗹√"
_BLANK = " ☐⬜□▢🔲"
_RULE = r"^(?:(?:[-*_=]\s*){3,}|`{3}.*|~{3}.*)$"
_BOLD = r"^(\*\*\*|\*\*|__|<b>|<strong>)\s*(.+?)\s*(?:\1|</b>|</strong>)"
_MARKS = r"(\*\*\*|\*\*|__|(?<!\w)\*|(?<!\w)_|`|==)(?=\S)(.+?)(?<=\S)\1(?!\w)"


class Row(Record):
    """A line that says something: what of it stood in bold, what bullet and box it has, and what it says.

    `bold` is all of a heading. `box`: None where there is none, else EMPTY, TICKED or DOUBTFUL with what is in it.
    `joins`: it goes on with the line before, as Markdown has it. `mark`: the box as it was written; `indent`: how far
    in it begins. `strong`: each part of it that stands out, in whichever way.
    """

    line: int
    text: str
    bold: str = ""
    bullet: bool = False
    box: str | None = None
    mark: str = ""
    heading: bool = False
    joins: bool = False
    whole: str = ""
    indent: int = 0
    strong: tuple[str, ...] = ()


def rows(text: str) -> Iterator[Row]:
    """The rows of a file; blank lines, rules and fences are none."""
    before = ""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        found = _row(number, line)
        if found is not None:
            yield found.but(joins=bool(before) and not found.bullet and not found.heading and found.box is None)
        before = "" if found is None or found.heading else line


def _row(number: int, line: str) -> Row | None:
    plain = re.sub(_QUOTE, "", re.sub(_HOW_SHOWN, "", clean(line.expandtabs())).rstrip(" \\"))
    said = _hidden(re.sub(_UNCHECKED, "[ ] ", re.sub(_CHECKED, "[x] ", plain)).strip())
    if re.fullmatch(_RULE, said) or not said:
        return None
    heading = re.match(_HEADING, said)
    said = heading[1] if heading else said
    whole = shown(said)
    left = re.sub(_STRUCK, "", said)
    struck, said = left != said, _with_marks(left)
    bullet = re.match(_BULLET, said)
    said = said[bullet.end() :] if bullet else said
    box, mark, said = _box(said)
    bold = re.match(_BOLD, said)
    text = shown(said)
    if not text and (box is None or struck):
        return None
    of_heading = text if heading else ""
    indent = len(plain) - len(plain.lstrip())
    headed = shown(bold[2]) if bold else of_heading
    return Row(number, text, headed, bool(bullet), box, mark, bool(heading), False, whole, indent, _standing_out(said))


def _standing_out(said: str) -> tuple[str, ...]:
    """The parts of a line that are in bold, in italics, underlined or marked."""
    parts = [found[2] for found in re.finditer(_MARKS, said)] + [found[2] for found in re.finditer(_TAGGED, said)]
    return tuple(map(shown, parts))


def _with_marks(said: str) -> str:
    """A line at whose beginning an editor has escaped the marks that were meant."""
    seen = _seen(said)
    if not "\ue000" <= said[:1] <= "\ue07f" or not re.match(rf"{_BULLET}|\*\*|__", seen):
        return said
    bullet = re.match(_BULLET, seen)
    return f"{bullet[0]}{said[len(bullet[0]) :]}" if bullet else seen


def _box(said: str) -> tuple[str | None, str, str]:
    """What a line's box holds, as it was written, and what stands behind it."""
    if state := re.match(_STATE, said):
        return TICKED if state[1] == "DONE" else EMPTY, state[0].strip(), said[state.end() :]
    plain = _seen(said) if said[:1] == _hide("[") else said
    found = re.match(_BOX, plain)
    if not found:
        return None, "", said
    inside = next(filter(None, found.groups()), " ")
    box = TICKED if inside in _TICKS else EMPTY if inside in _BLANK else DOUBTFUL
    rest = plain[found.end() :]
    return box, found[0].strip(), rest if plain is said else _hidden(rest)


def _hide(letter: str) -> str:
    return chr(_HIDING + ord(letter))


def _hidden(text: str) -> str:
    """A line whose escaped marks mean nothing to Markdown; what would be taken for one of them is gone."""
    text = re.sub("[\ue000-\ue07f]", "\ufffd", text)
    return re.sub(_ESCAPED, lambda found: _hide(found[1]), text)


def _seen(text: str) -> str:
    return re.sub("[\ue000-\ue07f]", lambda found: chr(ord(found[0]) - _HIDING), text)


def said(line: str) -> tuple[str, str]:
    """What a line says without what is struck out, marks and escapes; and what of it is struck out."""
    text = re.sub(_BEGUN, "", _hidden(re.sub(_HOW_SHOWN, "", clean(line.expandtabs())).strip()))
    struck = " ".join(
        [shown(found[0].replace("~~", "")) for found in re.finditer(_STRUCK, text) if found[0][:2] != "<!"]
    )
    return shown(re.sub(_STRUCK, "", text)), struck


def shown(text: str) -> str:
    """What a reader of Markdown sees of a line: no marks, no links, no escapes."""
    text = re.sub(_DUE_ON, ", by ", re.sub(_DONE_ON, "", text))
    text = re.sub(_LINK, lambda found: found[1] or found[2] or "", text)
    text = re.sub(_TAG, " ", text)
    while (less := re.sub(_MARKS, r"\2", text)) != text:
        text = less
    return tidy(_seen(unescape(text)))
