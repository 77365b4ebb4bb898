"""A text from outside, safe to print or to stand between colons; and the names that a short or misspelled one means."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NEAR = 3
_SEQUENCE = (
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor
    "|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"  # titles, clipboard
    "|\x1b[ -/]*[0-~]?"
)
_BREAK = "[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+"
_UNSEEN = "\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_HIDDEN = f"[\x00-\x1f{_UNSEEN}]"
_BROKEN = "[\ud800-\udfff]"
_BLANK = "[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
# Latin letters, quotation marks, dashes and currencies, which stand the same in every spelling of Unicode
_COMPOSED = "[\0-\u02ff\u2010-\u205e\u20a0-\u20bf\u2190-\u22ff]*"


def clean(text: str) -> str:
    """The text on one line, in one spelling, without signs that steer a terminal or cannot be seen; blanks plain."""
    if not text.isprintable():
        for pattern, instead in (
            (_SEQUENCE, ""), (_BREAK, " "), (_HIDDEN, ""), (_BROKEN, "\ufffd"), (_BLANK, " "),
        ):  # fmt: skip
            text = re.sub(pattern, instead, text)
    if text.isascii() or re.fullmatch(_COMPOSED, text):
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def spelled_out(json: str) -> str:
    """A text of JSON in which what steers a terminal or cannot be seen is written as JSON may write it: `\\u202e`."""

    def escape(found: re.Match[str]) -> str:
        units = found[0].encode("utf-16-be", "surrogatepass")
        return "".join([f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2)])

    if json.replace("\n", "").replace("\xa0", "").isprintable():
        return json
    return re.sub(f"[{_UNSEEN}\u2028\u2029\ud800-\udfff]", escape, json)


def tidy(text: str) -> str:
    """The text as it is kept and compared: clean, with single blanks and none at its ends."""
    return " ".join(clean(text).split())


def written(*fields: str) -> str:
    """The fields as one text of a flag, each colon and @ inside them escaped; empty ones at the end left out."""
    texts = [_escaped(field) for field in fields]
    while texts and not texts[-1]:
        texts.pop()
    return ":".join(texts)


def _escaped(field: str) -> str:
    text = re.sub(r"[\\:@]", r"\\\g<0>", tidy(field))
    # what a text ends in would otherwise escape the colon after it
    return f"{text} " if text.endswith("\\") else text


def plain(part: str) -> str:
    """A field of such a text without its escapes, as it is kept."""
    return tidy(re.sub(r"\\([:@\\])", r"\1", part))


def abbreviated(short: str, known: Iterable[str]) -> list[str]:
    """The known names that a few letters stand for: those that begin so, else those that hold them in this order."""
    folded = short.casefold()
    lower = {name.casefold(): name for name in known}
    begun = [lower[name] for name in lower if name.startswith(folded)]
    if begun:
        return begun
    inside = re.compile(".*?".join(map(re.escape, folded)), re.DOTALL)
    return [lower[name] for name in lower if inside.search(name)]


def near(wanted: str, known: Iterable[str]) -> list[str]:
    """Known names like the wanted one, likeliest first: the same letters, a beginning, a part, a near spelling."""
    folded = wanted.casefold()
    lower = {name.casefold(): name for name in known}
    if not folded:
        return []
    parts = [name for name in lower if folded in name]
    parts.sort(key=lambda name: (name != folded, not name.startswith(folded)))
    alike = [name for name in lower if name[:1] == folded[:1] or name[1:2] == folded[1:2]]
    if len(parts) < MOST_NEAR and alike:
        # difflib costs a tenth of a start; only a name that is not known pays for it
        from difflib import get_close_matches

        parts += get_close_matches(folded, alike, MOST_NEAR)
    return [lower[name] for name in dict.fromkeys(parts)][:MOST_NEAR]


def did_you_mean(wanted: str, known: Iterable[str]) -> str:
    """` Did you mean x or y?`, or nothing."""
    found = near(wanted, known)
    return f" Did you mean {' or '.join(found)}?" if found else ""


def meant_or_all(wanted: str, known: Iterable[str]) -> str:
    """` Did you mean x?`, or where nothing comes near ` It has x, y.`."""
    return did_you_mean(wanted, known) or f" It has {', '.join(known)}."
