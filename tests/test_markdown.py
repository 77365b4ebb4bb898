"""Words from outside stay words, on every paper and in Markdown above all."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markdown_it import MarkdownIt
from pages import BAKERY, HARROW, HOSTILE, ORRIN, page, picture

from callplan.core.plan.briefing import Line
from callplan.render.markdown import escaped, markdown

MARKS = ("", "*", "-", "?", "→")
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def read(marked: str) -> str:
    """The words a reader of the rendered Markdown sees, in one line."""
    bare = re.sub(r"</?(h1|h2|p|ul|li|hr)( /)?>", " ", READER.render(marked))
    assert "<" not in bare, "something typed was taken for HTML"
    return " ".join(unescape(bare).split())


class TestHostile:
    @pytest.mark.parametrize(("typed", "meant"), HOSTILE)
    @pytest.mark.parametrize("mark", MARKS)
    def test_in_markdown(self, typed: str, meant: str, mark: str) -> None:
        """It comes out of a reader of Markdown and HTML as it was meant."""
        lines = [Line("HEAD", typed), Line("ASK", typed, mark=mark), Line("ASK", typed, (typed,), mark)]
        bullet = {"*": "★ ", "→": "→ "}.get(mark, "")
        assert read(markdown(lines, why=True)) == " ".join(
            f"{meant} ASK {bullet}{meant} {bullet}{meant} ({meant})".split()
        )

    @given(some.text(some.sampled_from("*_`~[]()<>#&;:!\\-+=.|1 aé\"'/x\u00a0")))
    def test_any_text_in_markdown(self, text: str) -> None:
        """It lets no mixture of signs be read as markup."""
        assert read(f"word\n\n{escaped(text)}\n\nword") == " ".join(f"word {text} word".split())


class TestMarkdown:
    def test_a_page(self) -> None:
        """It makes a title, a heading a section, bullets of questions, and a rule above the foot."""
        told = page("""
            HEAD | OZ & SONS · Thu~3~Dec // call planned
            HEAD | With Oz~Tan (owner)
            AIM | Oz~Tan decides whether ten more seats are worth the price. // front of main; the map
            AIM | No is right if the temps leave before January.
            ASK * | Oz: Who shares a login today? // fact logins
            ASK → | names, not a number // fact logins
            ASK - | Oz: Who else?
            THEY ASK ? | Is *this* [cheaper]?
            FOOT | small-add-on 3 · callplan debrief oz
            """)
        assert markdown(told, why=True) == picture(r"""
            # OZ & SONS · Thu 3 Dec

            (call planned)

            With Oz Tan (owner)

            ## AIM

            Oz Tan decides whether ten more seats are worth the price.

            (front of main; the map)

            No is right if the temps leave before January.

            ## ASK

            - ★ Oz: Who shares a login today?
              - (fact logins)
              - → names, not a number
                - (fact logins)
            - Oz: Who else?

            ## THEY ASK

            - Is \*this\* \[cheaper\]?

            ---

            small-add-on 3 · callplan debrief oz
            """)

    @pytest.mark.parametrize("text", [HARROW, BAKERY, ORRIN])
    def test_the_same_sentences(self, text: str) -> None:
        """It says every sentence of the page in its order."""
        said = read(markdown(page(text)))
        for line in page(text):
            _, found, said = said.partition(line.text.replace("\u00a0", " "))
            assert found, line.text
