"""Every row keeps to the page, whatever is written on it, and no word is lost."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some
from wcwidth import wcswidth

from callplan.core.plan.briefing import Line
from callplan.render.layout import BLOCKS, plain, width, wrapped
from callplan.render.word_ends import folded

MARKS = ("", "*", "-", "?", "→")
WORDS = some.text(some.sampled_from("ab\u00a0é,。名前はー(（〜🙂가e\u0301"), min_size=1, max_size=30)
SENTENCES = some.lists(WORDS, max_size=12).map(" ".join)


class TestWidth:
    @given(some.text(some.sampled_from("abz “”→·éß\u0301\u0308\u200d名前、。ーｱＡ가🙂🚀нצไทย")))
    def test_agrees_with_terminals(self, text: str) -> None:
        """It measures as terminals draw: nothing for what joins a letter, two columns for what is wide."""
        shown = text.replace("\u200d", "")
        assert width(text) == width(shown) == wcswidth(shown)

    def test_an_emoji_look(self) -> None:
        """It counts a picture that is asked to be an emoji as wide."""
        assert (width("❤\ufe0f"), width("1\ufe0f\u20e3"), width("❤")) == (2, 2, 1)

    @given(SENTENCES, some.integers(4, 40))
    def test_loses_nothing(self, text: str, room: int) -> None:
        """It keeps every sign in its order, whatever the width."""
        assert re.sub(r"\s", "", "".join(wrapped(text, room))) == re.sub(r"\s", "", text)

    @given(SENTENCES, some.integers(4, 40))
    def test_keeps_to_the_width(self, text: str, room: int) -> None:
        """It makes no row wider than the room, but for a single word that cannot break."""
        words = [word.replace("\u00a0", " ") for word in text.split(" ")]
        for row in wrapped(text, room):
            assert width(row) <= room or any(row in word for word in words)

    @given(SENTENCES, some.integers(4, 40))
    def test_fills_its_rows(self, text: str, room: int) -> None:
        """It starts a new row only when the next word has no room on this one."""
        told = re.sub("[^ a]", "b", text)
        rows = wrapped(told, room)
        for row, after in pairwise(rows):
            assert width(row) + 1 + width(after.split(" ")[0]) > room

    def test_a_script_without_spaces(self) -> None:
        """It breaks a long run of a script without spaces between its signs, and never before a full stop."""
        assert wrapped("彼らは今年の冬に決めます。電話で。", 12) == [
            "彼らは今年の",
            "冬に決めま",
            "す。電話で。",
        ]

    def test_a_script_with_stops(self) -> None:
        """It may break after a full stop or a bracket, and before an opening one."""
        assert wrapped("はい。はい。（いいえ）はい", 6) == ["はい。", "はい。", "（いい", "え）は", "い"]

    def test_keeps_a_short_name_whole(self) -> None:
        """It does not break a name that fits on a row."""
        assert wrapped("With 山田花子 and", 8) == ["With", "山田花子", "and"]

    @given(
        some.lists(
            some.tuples(some.sampled_from(["HEAD", *sum(BLOCKS, ()), "FOOT"]), SENTENCES, some.sampled_from(MARKS))
        ),
        some.integers(20, 100),
    )
    def test_no_page_is_wider(self, told: list[tuple[str, str, str]], columns: int) -> None:
        """It keeps a whole page within its columns, and all its words."""
        text = plain([Line(section, said, (said,), mark) for section, said, mark in told], columns=columns, why=True)
        words = [word.replace("\u00a0", " ") for _, said, _ in told for word in said.split(" ")]
        longest = max(map(width, words), default=0)
        assert max(map(width, text.splitlines()), default=0) <= max(columns, longest + 18 + 2)
        bare = re.sub(r"\s", "", text)
        assert all(re.sub(r"\s", "", said) in re.sub(r"[*?→-]", "", bare) for _, said, _ in told)


LISTED = (
    ("callplan prep harrow     plan the next call", "callplan prep harrow\n  plan the next call"),
    (
        "  callplan prep 'Oz & Sons, the second of them'     plan",
        "  callplan prep 'Oz & Sons, the second of them'\n    plan",
    ),
    (
        "It is at version 2 by now: `callplan map harrow --update` shows what changed.",
        "It is at version 2 by now:\n`callplan map harrow --update` shows\nwhat changed.",
    ),
    (
        "`callplan map 'Oz & Sons, the second of them' --update` shows it.",
        "`callplan map 'Oz & Sons, the second of them' --update`\nshows it.",
    ),
    (
        "callplan puts your next call with a client on one page: the decision.",
        "callplan puts your next call with a\nclient on one page: the decision.",
    ),
    ("  callplan show 'Oz & Sons, the second of them'", "  callplan show 'Oz & Sons, the second of them'"),
    (
        "callplan\u00a0prep\u00a0oz · seven answers · next: What were their words?",
        "callplan prep oz · seven answers · next:\nWhat were their words?",
    ),
    ("  3 a choice that is told in a good many words", "  3 a choice that is told in a good many\n    words"),
    ("- a bullet that is told in a good many words", "- a bullet that is told in a good many\n  words"),
    ("   1  2026-11-22  opened with complex-b2b 1", "   1  2026-11-22  opened with\n      complex-b2b 1"),
    (" " * 30 + "set in deep, and told in many words", "  set in deep, and told in many words"),
    ("it fits,\n\n  as it   stands", "it fits,\n\n  as it   stands"),
)


class TestWordEnds:
    @pytest.mark.parametrize(("line", "rows"), LISTED)
    def test_folds(self, line: str, rows: str) -> None:
        """It ends rows at word ends, keeps cells, bullets and what fits, and never breaks a line to paste."""
        assert folded(line, 40) == rows

    @given(SENTENCES, some.integers(30, 90))
    def test_loses_nothing(self, text: str, room: int) -> None:
        """It keeps every sign in its order, whatever the width."""
        assert re.sub(r"\s", "", folded(text, room)) == re.sub(r"\s", "", text)
