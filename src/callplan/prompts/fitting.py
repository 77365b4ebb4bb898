"""Texts fitted to a width on the screen."""

from __future__ import annotations

from textwrap import wrap

from prompt_toolkit.utils import get_cwidth


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
