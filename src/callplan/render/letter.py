"""A letter as Markdown, and as one page of HTML that asks for nothing and runs nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape

from callplan.core.letter.shared import BLANK
from callplan.render.layout import safe
from callplan.render.markdown import escaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.letter import Letter

PURPOSE = "What it is for"
STYLE = """
body { max-width: 42em; margin: 0 auto; padding: 1.5em 1.25em; font: 1em/1.5 Georgia, "Times New Roman", serif;
  color: #1c1c1c; background: #fff; overflow-wrap: break-word }
h1 { margin: 0 0 .6em; font-size: 1.45em; line-height: 1.25 }
h2 { margin: 1.4em 0 .35em; font-size: 1em }
p { margin: .35em 0 }
.line { padding-left: 2.1em; text-indent: -2.1em }
.line b { display: inline-block; min-width: 1.85em; text-indent: 0; font-weight: normal; color: #555 }
.head, .close { color: #444 }
.close { margin-top: 1.6em; border-top: 1px solid #bbb; padding-top: .7em }
figure { margin: 1em 0 }
figure p { display: none }
@media screen and (max-width: 600px) {
  figure svg { display: none }
  figure p { display: block }
}
@page { size: A4; margin: 17mm 18mm }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.4 }
  h2 { break-after: avoid }
  p { break-inside: avoid }
}
"""


def markdown(letter: Letter) -> str:
    """The letter as Markdown; its numbers are those of lists, which read on from one heading to the next."""
    blocks = [f"# {escaped(letter.title)}", escaped(letter.head)]
    blocks += [f"**{PURPOSE}:** {escaped(letter.purpose)}"] if letter.purpose else []
    for part in letter.parts:
        blocks.append(f"## {escaped(part.title)}")
        blocks.append("\n".join([f"{line.number}. {_marked_down(line.text)}" for line in part.lines]))
    return "\n\n".join([*blocks, f"{escaped(letter.close)} {letter.mark}"]) + "\n"


def html(letter: Letter, picture: str = "", told: Sequence[str] = ()) -> str:
    """The letter as one page of HTML; `picture` is a drawing of the deal in SVG that holds nothing internal.

    `told` is the same in sentences, which stand in its place where a screen is too narrow for its letters.

    Its own style and that of the picture are all that the page allows, by their sums, so that nothing which a text
    brings along is heeded.
    """
    return "\n".join([*_top(letter, picture), *_body(letter, picture, told), "</body>", "</html>", ""])


def _top(letter: Letter, picture: str) -> Iterator[str]:
    styles = [STYLE, *re.findall("<style>(.*?)</style>", picture)]
    allowed = " ".join([f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in styles])
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    policy = f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="robots" content="noindex">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(letter.title)}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"
    yield "<body>"


def _body(letter: Letter, picture: str, told: Sequence[str]) -> Iterator[str]:
    yield f"<h1>{_text(letter.title)}</h1>"
    yield f'<p class="head">{_text(letter.head)}</p>'
    if letter.purpose:
        yield f"<h2>{PURPOSE}</h2>"
        yield f"<p>{_text(letter.purpose)}</p>"
    if picture:
        yield f"<figure>{picture}{''.join([f'<p>{_text(each)}</p>' for each in told])}</figure>"
    for part in letter.parts:
        yield f"<h2>{_text(part.title)}</h2>"
        yield from [f'<p class="line"><b>{line.number}.</b> {_text(line.text)}</p>' for line in part.lines]
    yield f'<p class="close">{_text(letter.close)} {letter.mark}</p>'


def _marked_down(text: str) -> str:
    """A text for Markdown; a blank to be filled in stays one, since behind a space it can close nothing."""
    return re.sub(r"(?<!\S)\\_\\_\\_\\_(?=[\s,.:]|$)", BLANK, escaped(text))


def _text(text: str) -> str:
    return escape(safe(text))
