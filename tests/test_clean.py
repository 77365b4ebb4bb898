"""What comes from outside is safe to print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from callplan.core.text import clean


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ana’s “three” lines — for 48 000 €", "Ana’s “three” lines — for 48 000 €"),
        ("48\u00a0000 m²", "48 000 m²"),
        ("Rene\u0301 Muller", "René Muller"),
        ("می\u200cخواهم 👨\u200d👩\u200d👧 ❤️", "می\u200cخواهم 👨\u200d👩\u200d👧 ❤️"),
        ("one\ntwo\r\n\tthree\u2028four", "one two three four"),
        ("\x1b[1;31mred\x1b[0m and \x9b4mlow", "red and low"),
        ("a\x1b]52;c;cm0gLXJm\x07b\x1b]8;;x\x1b\\c\x9d0;t\x9cd", "abcd"),
        ("a\x1bcb\x1b(Bd", "abd"),
        ("never \x1b]0;closed", "never 0;closed"),
        ("a\u202etxt.exe\u202c\u2066b\u2069", "atxt.exeb"),
        ("pay\u200bpal\ufeff\u2060\xad", "paypal"),
        ("\U000e0041\U000e0042hidden", "hidden"),
        ("a\ud800b", "a\ufffdb"),
        ("\x00\x7f\x1b", ""),
    ],
)
def test_clean(text: str, left: str) -> None:
    """It takes out what steers a terminal or cannot be seen, and leaves every letter, sign and picture."""
    assert clean(text) == left


@given(some.text(some.characters() | some.sampled_from("\x1b[]0;m\x07\x9b\x9c\\\u202e\n")))
def test_once_is_enough(text: str) -> None:
    """It leaves nothing to do for a second time, stays on one line and can be encoded."""
    left = clean(text)
    assert clean(left) == left
    assert not set(left) & {"\x1b", "\n", "\r", "\u202e", "\x9b", "\x07"}
    assert left.encode().decode() == left
