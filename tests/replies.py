"""A letter that came back: the page of Harrow as Marta got it, in the shapes that editors and mail programs give it."""

from __future__ import annotations

import textwrap
from base64 import encodebytes
from functools import cache
from html import escape
from pathlib import Path
from quopri import encodestring
from random import Random
from tempfile import TemporaryDirectory

from letters import HARROW, told, written
from monday import said
from story import Said

from callplan.core.deal.fold import fold
from callplan.core.deal.state import Deal
from callplan.core.entries import Entry
from callplan.journal import Journal

ANSWERED = "2026-12-03"
WROTE = "On Wed, 2 Dec 2026 at 10:12, Kim Aalto <kim@printline.example>\nwrote:\n"
HEADERS = (
    "From: Kim Aalto <kim@printline.example>\nSent: Wednesday, 2 December 2026 10:12\nTo: Marta Lind\nSubject: x\n"
)


@cache
def sent() -> tuple[str, str, tuple[Entry, ...]]:
    """The page as Marta got it, as Markdown and as HTML, and the entries of its deal."""
    with TemporaryDirectory() as folder:
        home = told(Path(folder), *HARROW)
        page, html = (written(home, "harrow", "Marta", *more).out for more in ((), ("--to", "html")))
        return page, html, Journal(str(home / "callplan.db")).entries("harrow")


def page() -> str:
    """The page as Marta got it."""
    return sent()[0]


def deal_sent() -> tuple[Deal, tuple[Entry, ...]]:
    """The deal with the letter in it, and its entries."""
    entries = sent()[2]
    return fold(entries, "harrow"), entries


def edited(*changes: tuple[str, str]) -> str:
    """The page with these changes typed into it."""
    text = page()
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def quoted(text: str = "", width: int = 68) -> str:
    """The page as a mail program quotes it, each line broken where it is too wide."""
    rows = [row for line in (text or page()).split("\n") for row in (textwrap.wrap(line, width) or [""])]
    return "\n".join([f"> {row}".rstrip() for row in rows])


def mail(text: str, kind: str = "text/plain", coding: str = "", more: str = "") -> bytes:
    """A raw mail of Thursday with this text in it."""
    body = text.encode()
    body = encodestring(body) if coding == "quoted-printable" else encodebytes(body) if coding == "base64" else body
    head = (
        "From: Marta Lind <m.lind@harrow.example>\r\nTo: Kim Aalto <kim@printline.example>\r\n"
        "Subject: Re: The tray printer\r\nDate: Thu, 3 Dec 2026 23:50:00 +0100\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: {kind}; charset=utf-8{more}\r\n"
    )
    return f"{head}{f'Content-Transfer-Encoding: {coding}' if coding else 'X-Mailer: none'}\r\n\r\n".encode() + body


def outlook(top: str, answers: dict[str, str]) -> str:
    """The page as Outlook sends it back: HTML, headers and no mark before what is quoted, answers right below."""
    rows = [f"<p class=MsoNormal>{escape(top)}<o:p></o:p></p>", "<div style='border-top:solid #E1E1E1 1.0pt'>"]
    rows.append("<p class=MsoNormal><b>From:</b> Kim Aalto<br><b>Sent:</b> Wednesday<br><b>To:</b> Marta<br>")
    rows.append("<b>Subject:</b> The tray printer</p></div>")
    for line in filter(None, page().split("\n")):
        rows.append(f"<p class=MsoNormal>{escape(line.replace('**', '').strip('# '))}</p>")
        rows += [f"<p><span style='color:red'>{each}</span></p>" for about, each in answers.items() if about in line]
    return f"<html><head><style>p {{margin:0}}</style></head><body>{''.join(rows)}</body></html>"


def back(home: Path, text: str | bytes, *more: str, by: str = "Marta", today: str = ANSWERED) -> Said:
    """What callplan says of a reply where nobody can be asked."""
    file = home / "reply.eml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = said(home, today, ["letter", "harrow", "--back", str(file), "--by", by, "--no-input", *more])
    return Said(found.out, found.err.replace(str(file), "reply.eml"), found.code)


def shapes() -> list[bytes]:
    """A reply in each shape, to be spoiled."""
    answers = "4: 18 December, Vera signs too; 9) me, by 9 Dec\n5. yes but\n12: Fri 4 Dec, 10:00\n1) no\n7 done\n\n"
    inside = edited(
        ("when we talk.", "when we talk. Yes, decided."), ("by Wed 9 Dec", "by 11/12"), ("one? ____", "one? 29 Jan")
    )
    return [
        inside.encode(), f"{answers}{WROTE}\n{quoted()}".encode(), mail(f"{answers}{quoted()}", coding="base64"),
        mail(inside, coding="quoted-printable", more="; format=flowed; delsp=yes"), answers.encode("utf-16"),
        mail(outlook("4: yes", {"5. Whether": "ordered", "8. Marta": "later"}), "text/html", "quoted-printable"),
        f"--b\r\nContent-Type: text/html\r\n\r\n{sent()[1]}\r\n--b--".encode(),
        mail(f"--b\r\n\r\n{answers}\r\n--b--\r\n", "multipart/alternative", more="; boundary=b"),
    ]  # fmt: skip


def spoiled(data: bytes, chance: Random) -> bytes:
    """A reply with lines lost, doubled and moved, and bytes changed."""
    lines = data.split(b"\n")
    for _ in range(chance.randrange(1, 8)):
        place, what = chance.randrange(len(lines)), chance.randrange(4)
        if what == 0 and len(lines) > 2:
            del lines[place]
        elif what == 1:
            lines.insert(chance.randrange(len(lines)), lines[place])
        elif what == 2:
            lines[place] = chance.choice([b"> ", b">>> ", b"4: ", b"(9) ", b"=", b"--", b"<del>", b"~~"]) + lines[place]
        elif lines[place]:
            at = chance.randrange(len(lines[place]))
            sign = chance.choice(
                [b"\x00", b"\xff", b"\x1b[2J", b"=3D", b"<", b">", b"&#x0;", b"_", b"~~", "\u202e".encode()]
            )
            lines[place] = lines[place][:at] + sign + lines[place][at + chance.randrange(2) :]
    return b"\n".join(lines)
