"""A text from outside, made safe to print."""

from __future__ import annotations

import re

_SEQUENCE = (
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor
    "|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"  # titles, clipboard
    "|\x1b[ -/]*[0-~]?"
)
_BREAK = "[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+"
_HIDDEN = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BROKEN = "[\ud800-\udfff]"


def clean(text: str) -> str:
    """The text on one line, without signs that steer a terminal, turn the reading or cannot be seen."""
    if text.isprintable():
        return text
    for pattern, instead in ((_SEQUENCE, ""), (_BREAK, " "), (_HIDDEN, ""), (_BROKEN, "\ufffd")):
        text = re.sub(pattern, instead, text)
    return text
