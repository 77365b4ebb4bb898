"""What every drawing is made of: a sheet that needs nothing beside itself, texts in rows, in light and in dark."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from unicodedata import category, east_asian_width, normalize

from callplan.core.text import clean
from callplan.render.layout import fitted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    # How each kind of text looks: its size, the height of its rows, and whether it is bold
    Looks = Mapping[str, tuple[int, int, bool]]

LIGHT = {"paper": "#fbfaf7", "ink": "#22252a", "soft": "#565c65", "rail": "#8b929c", "blue": "#2b65c4"}
LIGHT |= {"green": "#25803a", "red": "#b3261e", "orange": "#b4530a", "faint": "#e3e2dc"}
LIGHT |= {"tint": "#e6eefc", "good": "#e2f3e5"}
DARK = {"paper": "#16181c", "ink": "#eceef1", "soft": "#aab1bb", "rail": "#7d8590", "blue": "#79a9f8"}
DARK |= {"green": "#62c980", "red": "#ff8f85", "orange": "#f2a765", "faint": "#30343b"}
DARK |= {"tint": "#1b2a44", "good": "#173322"}
_WIDTHS = ((" .,:;!'|ijlI()[]/ftr-", 440), ("mwMW@%", 1000), ("#+<=>^~&", 850))
# What may not stand in XML at all, though it is no steering sign
_NO_XML = re.compile("[\ufffe\uffff]")


ALONE = ' xmlns="http://www.w3.org/2000/svg" role="img"'


def document(
    title: str, told: str, style: str, size: tuple[int, int], marks: Iterable[str], *, alone: bool = True
) -> str:
    """The whole drawing, its size in pixels; `told` says it to who cannot see it. `alone`: it is no part of a page."""
    wide, high = size
    return "\n".join(
        [
            f'<svg{ALONE * alone} class="drawing" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">',
            f"<title>{escaped(title)}</title>",
            f"<desc>{escaped(told)}</desc>",
            f"<style>{style}</style>",
            f'<rect class="paper" width="{wide}" height="{high}"/>',
            *marks,
            "</svg>\n",
        ]
    )


def style(looks: Looks, whole: str, light: str, dark: str = "") -> str:
    """How it looks: the `whole`, the sizes of texts, and what is coloured by light and, if at all, by dark."""
    sizes = "".join(
        [
            f".drawing .{look}{{font-size:{size}px;font-weight:{600 if bold else 400}}}"
            for look, (size, _, bold) in looks.items()
        ]
    )
    look = f".drawing{{{whole}}}.drawing text{{font-family:Helvetica,Arial,sans-serif}}{sizes}{light}"
    return f"{look}@media (prefers-color-scheme:dark){{{dark}}}" if dark else look


@cache
def rows(text: str, look: tuple[int, int, bool], room: int) -> tuple[str, ...]:
    """A text in rows, each no wider than that many pixels."""
    size, _, is_bold = look
    return tuple(fitted(clean(text), max(1, room) * 1000 // size, bold if is_bold else ems))


def ems(text: str) -> int:
    """How wide a text is at most in the usual fonts without serifs, in thousandths of its size."""
    return sum(map(_em, text))


def bold(text: str) -> int:
    """How wide it is at most in bold."""
    return ems(text) * 9 // 8


@cache
def _em(sign: str) -> int:
    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    base = normalize("NFD", sign)[0]
    if base.isascii():
        return next((wide for signs, wide in _WIDTHS if base in signs), 800 if base.isupper() else 650)
    return 1300 if category(sign) == "So" else 1050 if sign.isupper() or east_asian_width(sign) in "WF" else 900


def escaped(text: str) -> str:
    """The text as it may stand in a drawing, with nothing in it that steers or that would be read as markup."""
    return escape(_NO_XML.sub("\ufffd", clean(text)))
