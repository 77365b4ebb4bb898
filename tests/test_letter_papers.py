"""A letter on its two papers: as Markdown is read, and as a page in a real browser."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from browser import needs_chromium
from letters import ADD_ON, HARROW, told, written
from markdown_it import MarkdownIt
from web_page import measured, run, sheets

from callplan.core.letter import Letter, LetterLine, LetterPart
from callplan.render.letter import html, markdown

HOSTILE = (
    "<script>alert(1)</script>", "![x](http://x/y.png)", "[x](javascript:x)", "**bold** _it_ ____x____",
    "1. one\n2. two",
    "# head", "> quote", "\x1b[31mred\u202etxet", "</p></body><img src=http://x>", "&amp; &lt;b&gt;", "`code`\n---\n",
    "| a | b |", "~~~", "a\\", "http://x.example/", "<http://x>", "____: x ____, and ____",
)  # fmt: skip


def page_of(text: str) -> Letter:
    """A letter with a text in every place."""
    lines = (LetterLine(1, text, "decision:a"), LetterLine(2, f"{text}: {text}, by ____.", "act:b"))
    return Letter(
        text, text, text, text, (LetterPart(text, lines), LetterPart("More", (LetterLine(3, text, "x"),))), text, "abcd"
    )


class _Elements(HTMLParser):
    """Every element and attribute of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


ELEMENTS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "b"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class"}


class TestMarkdown:
    @pytest.mark.parametrize("deal", ["harrow", "oz"])
    def test_every_number_is_a_line(self, tmp_path: Path, deal: str) -> None:
        """It is read as a title, headings, and lists in which each number is the line it is called by."""
        person = "Marta" if deal == "harrow" else "Oz"
        text = written(told(tmp_path, *(HARROW if deal == "harrow" else ADD_ON)), deal, person).out
        tokens = MarkdownIt().parse(text)
        starts = [int(each.attrs.get("start", 1)) for each in tokens if each.type == "ordered_list_open"]
        items = [int(each.info) for each in tokens if each.type == "list_item_open"]
        numbered = [int(each) for each in re.findall(r"(?m)^(\d+)\. ", text)]
        assert items == numbered == list(range(1, len(items) + 1))
        assert starts == [number for number in numbered if f"\n\n{number}. " in text]
        inside = {child.type for each in tokens if each.type == "inline" for child in each.children or ()}
        assert inside == {"text", "strong_open", "strong_close"}

    @pytest.mark.parametrize("payload", HOSTILE)
    def test_hostile(self, payload: str) -> None:
        """It stays text, whatever stands in it: the same blocks, and nothing inside them but words."""
        plain, tokens = (MarkdownIt().parse(markdown(page_of(each))) for each in ("word", payload))
        assert [each.type for each in tokens] == [each.type for each in plain]
        inside = {child.type for each in tokens if each.type == "inline" for child in each.children or ()}
        assert inside <= {"text", "text_special", "strong_open", "strong_close"}
        assert "\x1b" not in markdown(page_of(payload))


class TestHtml:
    @pytest.mark.parametrize("payload", HOSTILE)
    def test_hostile(self, payload: str) -> None:
        """It holds no element and no attribute but its own, and shows the text as text."""
        found = _Elements(html(page_of(payload)))
        assert (set(found.tags), found.attributes) == (ELEMENTS, ATTRIBUTES)
        assert found.tags == _Elements(html(page_of("word"))).tags
        assert "\x1b" not in found.text
        if payload.isprintable():
            assert found.text.count(payload) >= 7

    def test_a_picture(self) -> None:
        """It has a place for a drawing, between what it is for and the lines."""
        found = html(page_of("word"), "<svg><title>x</title></svg>")
        assert "<p>word</p>\n<figure><svg><title>x</title></svg></figure>\n<h2>word</h2>" in found

    def test_a_narrow_screen(self, tmp_path: Path) -> None:
        """It tells the way so far in sentences where a screen is too narrow for a drawing, and draws it elsewhere."""
        page = written(told(tmp_path, *HARROW), "harrow", "Marta", "--to", "html").out
        figure = page.partition("<figure>")[2].partition("</figure>")[0]
        assert re.findall("<p>(.*?)</p>", figure) == [
            "Tue 24 Nov 2026, call with Marta: (1) (at “Is it worth changing at all?”), decided, Marta; (2) (at “Who "
            "could do it?”), decided, Marta.",
            "Today, Wed 2 Dec 2026: (3) (at “What must it do for us?”), still to decide; (4) (at “What could still go "
            "wrong?”); (5) (at “Shall we order, and when do we start?”), still to decide; (6) (at “Shall we order, and "
            "when do we start?”), still to decide.",
            "Thu 3 Dec 2026, call to come with Marta and Piet.",
        ]
        assert "min-width" not in figure

    def test_the_way_so_far(self, tmp_path: Path) -> None:
        """It has the way so far for whoever knows of any decision, and none for who does not."""
        home = told(tmp_path, *HARROW)
        page = written(home, "harrow", "Marta", "--to", "html").out
        found = re.findall(r'<text class="name"[^>]*>(.*?)</text>', page)
        assert found == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
        assert "<figure>" not in written(home, "harrow", "Piet", "--to", "html").out

    def test_asks_for_nothing(self, tmp_path: Path) -> None:
        """It may load nothing and run nothing, be found by no search, and name no address."""
        page = written(told(tmp_path, *HARROW), "harrow", "Marta", "--to", "html").out
        sums = [sha256(style.encode()).digest() for style in re.findall("(?s)<style>(.*?)</style>", page)]
        styles = " ".join([f"'sha256-{b64encode(each).decode()}'" for each in sums])
        assert f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'" in page
        assert len(sums) == 2
        assert '<meta name="robots" content="noindex">' in page
        assert re.findall(r"(?i)https?:|src=|href=|url\(|@import|<script|<img|style=", page) == []
        assert len(page.encode()) < 12_000


@needs_chromium
class TestInABrowser:
    @pytest.fixture
    def harrow(self, tmp_path: Path) -> Path:
        """The letter of a deal between two calls."""
        return self.page(told(tmp_path, *HARROW), "harrow", "Marta")

    def page(self, home: Path, deal: str, person: str) -> Path:
        """A letter as a file."""
        file = home / "page.html"
        assert written(home, deal, person, "-o", str(file)).code == 0
        return file

    @pytest.mark.parametrize("width", [390, 1280])
    def test_fits_the_window(self, tmp_path: Path, harrow: Path, width: int) -> None:
        """It is no wider than a telephone, and its letters are as large there as on a screen."""
        seen = "getComputedStyle(document.querySelector('figure {}')).display"
        ask = (
            "[document.documentElement.scrollWidth <= innerWidth, getComputedStyle(document.body).fontSize,"
            f"{seen.format('svg')} == 'none', {seen.format('p')} == 'none']"
        )
        narrow, wide = ("true", "false") if width < 600 else ("false", "true")
        assert measured(tmp_path, harrow, ask, width) == f"true,16px,{narrow},{wide}"

    def test_no_request(self, tmp_path: Path, harrow: Path) -> None:
        """It lets a browser ask nobody for anything, whatever a text brings in; without its word it would."""
        own, requests = harrow.read_text(), list[str]()

        class Listening(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                requests.append(self.path)
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            asks = f'<img src="http://127.0.0.1:{server.server_port}/x.png"></body>'
            harrow.write_text(own.replace("</body>", asks))
            run(tmp_path / "profile", harrow, "--dump-dom")
            assert requests == []
            harrow.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", harrow.read_text()))
            run(tmp_path / "profile", harrow, "--dump-dom")
            server.shutdown()
        assert requests == ["/x.png"]

    def test_sheets(self, tmp_path: Path, harrow: Path) -> None:
        """It prints on one sheet where the deal is small, and on two at the most."""
        assert sheets(tmp_path, harrow) <= 2
        small = tmp_path / "small"
        small.mkdir()
        assert sheets(tmp_path, self.page(told(small, *ADD_ON), "oz", "Oz")) == 1
