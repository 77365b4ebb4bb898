"""A mail as text: whichever way it was saved, and refused in a sentence where it is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from replies import mail as raw

from callplan.errors import BadFile
from callplan.mail_file import MOST_TEXT, Mail, mail

SOURCE = Path(__file__).parents[1] / "src" / "callplan"
DAY = date(2026, 12, 3)
TEXT = "4: “yes”\n> 5. Whether it is – ordered\n"


@pytest.mark.parametrize("coding", ["", "8bit", "quoted-printable", "base64"])
def test_codings(coding: str) -> None:
    """It is the same text, whichever way the mail carries it."""
    found = mail("x.eml", raw(TEXT, coding=coding))
    assert (found.text.replace("\r\n", "\n"), found.day) == (TEXT, DAY)


@pytest.mark.parametrize("data", [
    TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode(), b"\xff\xfe" + TEXT.encode("utf-16-le"),
    b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT.encode("utf-16-le"), TEXT.encode("utf-16-be"), TEXT.encode("cp1252"),
])  # fmt: skip
def test_text(data: bytes) -> None:
    """A text is read in each coding in which programs save one."""
    assert mail("x.txt", data) == Mail(TEXT)


def test_flowed() -> None:
    """Lines that were broken for the screen are whole again, at their own depth of quoting; a signature is none."""
    text = "> 4. Whether it is \r\n> small enough \r\nyes from \r\nus\r\n-- \r\nMarta\r\n"
    assert mail("x", raw(text, more="; format=flowed")).text == (
        "> 4. Whether it is small enough \nyes from us\n-- \nMarta\n"
    )
    assert mail("x", raw("ye \r\ns\r\n", more="; format=flowed; delsp=yes")).text == "yes\n"


def test_alternative() -> None:
    """The plain text of a mail goes before its HTML, unless it is empty; what is attached is none of it."""
    part = "--b\r\nContent-Type: {0}{2}\r\n\r\n{1}\r\n"
    html, attached = part.format("text/html", "<p>yes</p>", ""), "\r\nContent-Disposition: attachment"
    both = part.format("text/plain", "plain yes", "") + html + part.format("text/plain", "old", attached) + "--b--\r\n"
    empty = part.format("text/plain", " ", "") + html + "--b--\r\n"
    found = [mail("x", raw(each, "multipart/alternative", more="; boundary=b")).text for each in (both, empty)]
    assert found == ["plain yes", "yes\n"]


def test_html() -> None:
    """HTML is what a reader sees: quoted, numbered and struck out, without styles and pictures."""
    page = (
        "<!doctype html><html><head><title>t</title><style>p{}</style></head><body><p>Hi <b>Kim</b>,</p>"
        "<div>yes<br><br>no</div><![if !x]><blockquote><ol start=3><li>Whether a</li><li value=7>B <s>c</s></li></ol>"
        "<ul><li>d</ul></blockquote><svg><text>x</text></svg><table><tr><td>1</td><td>two</td></tr></table>"
        "<pre>a\n  b</pre><span style='text-decoration:line-through'>gone</span></unknown><hr>&nbsp;<p>end"
    )
    assert mail("x.html", page.encode()).text == (
        "Hi Kim,\n\nyes\n\nno\n\n> 3. Whether a\n> 7. B ~~c~~\n>\n> - d\n>\n1 two\n\na\nb\n\n~~gone~~\n\nend"
    )


@pytest.mark.parametrize(("data", "says"), [
    (b"", "there is no text in it."),
    (b"\xd0\xcf\x11\xe0..", "this is a message as Outlook keeps it: save the reply as a mail (.eml), or copy its text "
     "into a file."),
    (b"a\0b", "this is no plain text: save the reply as a mail (.eml), or as text."),
    (b"a" * (MOST_TEXT + 1), "it is longer than any reply: leave out what stands below the page that they quote."),
    (b"From: a@b\nTo: c@d\nContent-Type: image/png\n\nx", "there is no text in it."),
])  # fmt: skip
def test_refused(data: bytes, says: str) -> None:
    """What is no text is refused in a sentence that says what to do."""
    with pytest.raises(BadFile) as refused:
        mail("x", data)
    assert str(refused.value) == f"x: {says}"


@pytest.mark.parametrize("head", [
    "From kim Thu Dec  3 10:00:00 2026\nFrom: a@b\nTo: c@d\n", "Received: by x\n (folded)\nSubject: =?x?q?=ff?=\n",
    "From: a@b\nDate: no day\nContent-Type: text/plain; charset=nonsense\n",
    "From: a@b\nTo: \"<>@@\nContent-Type: multipart/mixed; boundary=b\n",
])  # fmt: skip
def test_broken(head: str) -> None:
    """A mail whose headers are broken is read for what can be read of it."""
    assert mail("x", f"{head}\n4: yes\n".encode()) == Mail("4: yes\n")


def test_no_headers() -> None:
    """A text that has a word and a colon at its beginning is no mail with headers."""
    assert mail("x", b"To: the point\n\n4: yes").text == "To: the point\n\n4: yes"


def test_one_door() -> None:
    """Nothing else reads HTML: import-linter knows no part of a library."""
    using = [path.parent.name for path in SOURCE.rglob("*.py") if "html.parser import" in path.read_text()]
    assert using == ["mail_file"]
