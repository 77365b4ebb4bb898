"""Replies that are broken, hostile or far too long: answers or a sentence, in a moment, and never a traceback."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from replies import deal_sent, shapes, spoiled

from callplan.core.letter.kept import letters
from callplan.core.reply.asking import asking_of, listing
from callplan.core.reply.compared import compared
from callplan.core.reply.on_the_desk import ReplyDesk
from callplan.core.reply.sent_page import page_of
from callplan.errors import Refusal
from callplan.mail_file import mail

DAY, MANY = date(2026, 12, 3), 190_000
STEERS = frozenset("\0\x1b\u202e\r")
LONG = {
    "answers": "4: yes\n", "on one line": "4: yes; 9) me; ", "stars": "*", "blanks": "__a", "struck": "~~a",
    "quoted": ">", "wrapped": "> > by ____ before (6)\n", "names": "Vera Holm, ", "days": "18 December, ",
    "numbers": "1, ", "links": "[", "who wrote": "On 1 wrote ", "headers": "From: a\nSent: b\nTo: c\n",
}  # fmt: skip


def read(data: bytes) -> list[str]:
    """What is said of a reply, be it why it is refused."""
    deal, entries = deal_sent()
    desk = ReplyDesk(deal, entries, "Marta Lind", DAY, DAY)
    try:
        found = compared(page_of(letters(entries)[0]), mail("x", data).text, "Marta Lind")
    except Refusal as refusal:
        return [str(refusal)]
    return listing(asking_of(desk, found))


def never_a_traceback(seed: int) -> None:
    """Read a spoiled reply; what is said of it steers no terminal."""
    chance = Random(seed)
    assert not STEERS.intersection("".join(read(spoiled(chance.choice(shapes()), chance))))


@pytest.mark.parametrize("seed", range(40))
def test_spoiled(seed: int) -> None:
    """A spoiled reply gives lines to ask about, or a sentence."""
    never_a_traceback(seed)


@pytest.mark.torture
def test_spoiled_often() -> None:
    """So do five hundred of them."""
    for seed in range(1000, 1500):
        never_a_traceback(seed)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long(text: str) -> None:
    """What is as long as a reply may be, and made to be looked at again and again, is read all the same."""
    assert len("".join(read((text * (MANY // len(text))).encode()))) < 4 * MANY


def test_deep() -> None:
    """Parts in parts in parts are read, or refused in a sentence."""
    inner = "Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 3_000
    assert read(f"From: a@b\nTo: c@d\n{inner}".encode()) == ["x: there is no text in it."]
    assert "   Marta Lind wrote: “yes”" in read(f"<html>{'<blockquote>' * 5_000}<p>4: yes".encode())
