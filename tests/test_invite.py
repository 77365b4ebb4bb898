"""A saved invite answers when, how long and with whom; what it takes back or moves is asked about."""

from __future__ import annotations

from datetime import date
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from unittest import mock

import pytest
from monday import DEALS, said, told
from test_calendar_file import EXCHANGE, calendar, event
from test_today import MORE, TODAY

from callplan.cli import deals
from callplan.core.agenda.invited import chosen
from callplan.core.agenda.meeting import Meeting
from callplan.core.deal.state import Deal
from callplan.journal import Journal

PLANNED = """\
HARROW · Thu 3 Dec 2026 · 45 minutes · 84,000 EUR
With Marta Lind (sponsor) and Piet Maas (budget owner, first call).
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with deals, and an address of the rep."""
    told(tmp_path, DEALS)
    told(tmp_path, MORE)
    (tmp_path / "config.toml").write_text('[calendar]\nfile = "x"\nme = ["kim@printline.example"]\n', encoding="utf-8")
    (tmp_path / "mail.ics").write_bytes(EXCHANGE.read_bytes())
    return tmp_path


def prep(home: Path, *words: str, file: str = "mail.ics") -> tuple[int, str, str]:
    """How a prep of harrow with an invite ends, and what it says."""
    found = said(home, TODAY, ["prep", "harrow", "--invite", str(home / file), *words, "--no-input"])
    return found.code, found.out, found.err


def harrow(home: Path) -> Deal:
    """The deal as it stands."""
    return deals.folded(Journal(str(home / "callplan.db")).entries("harrow"), "harrow")


def known(home: Path) -> None:
    """Let Piet be known by his address."""
    told(home, f"{TODAY}\nprep harrow --reached Piet:piet@harrow.example")


def changed(home: Path, *pairs: tuple[str, str]) -> None:
    """Change what stands in the invite."""
    path = home / "mail.ics"
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_answers(home: Path) -> None:
    """It takes the day, the length and who comes from an invite, and keeps what it knows the call and its people by."""
    known(home)
    code, out, err = prep(home)
    assert (code, err) == (0, "")
    assert out.startswith(PLANNED)
    deal = harrow(home)
    assert deal.planned is not None
    assert deal.planned.invite == "040000008200E00074C5B7101A82E008"
    assert deal.people["Marta Lind"].addresses == ("marta.lind@harrow.example",)
    assert prep(home)[0] == 0
    assert harrow(home).last == deal.last, "the same invite once more writes nothing"


def test_flags_go_before(home: Path) -> None:
    """It lets flags go before the invite."""
    code, out, _ = prep(home, "--with", "Marta", "--minutes", "20", "--on", "2026-12-04")
    assert (code, out.splitlines()[0]) == (0, "HARROW · Fri 4 Dec 2026 · 20 minutes · 84,000 EUR")


def test_address_without_a_name(home: Path) -> None:
    """It asks who an address is, and guesses nobody where nobody can be asked."""
    code, out, err = prep(home)
    assert (code, out) == (4, "")
    assert err.startswith("callplan: Who is piet@harrow.example?")
    with mock.patch("sys.stdin", StringIO("Piet\n" * 9)):
        asked = said(home, TODAY, ["prep", "harrow", "--invite", str(home / "mail.ics"), "--plain-prompts"])
    assert "Who is piet@harrow.example?" in asked.err


def test_pipe(home: Path) -> None:
    """It reads an invite from a pipe."""
    known(home)
    with mock.patch("sys.stdin", TextIOWrapper(BytesIO(EXCHANGE.read_bytes()))):
        found = said(home, TODAY, ["prep", "harrow", "--invite", "-", "--no-input"])
    assert found.out.startswith(PLANNED)


@pytest.mark.parametrize(("answer", "after"), [("1", None), ("2", date(2026, 12, 3))])
def test_taken_back(home: Path, answer: str, after: date | None) -> None:
    """It asks whether a call that is taken back shall be written down so, and does nothing else."""
    changed(home, ("METHOD:REQUEST", "METHOD:CANCEL"))
    assert prep(home)[0] == 4
    with mock.patch("sys.stdin", StringIO(f"{answer}\n")):
        found = said(home, TODAY, ["prep", "harrow", "--invite", str(home / "mail.ics"), "--plain-prompts"])
    assert "This takes back the call of Thu 3 Dec 2026. Write that down?" in found.err
    planned = harrow(home).planned
    assert (planned.call if planned else None) == after


def test_taken_back_without_a_day(home: Path) -> None:
    """It asks about the call that is to come where the invite that takes it back names no day."""
    text = "METHOD:CANCEL\n" + event(start="STATUS:CANCELLED")
    (home / "off.ics").write_text(calendar(text), encoding="utf-8")
    code, _, err = prep(home, file="off.ics")
    assert (code, err.partition("?")[0]) == (
        4, "callplan: This takes back the call of Thu 3 Dec 2026. Write that down",
    )  # fmt: skip


def test_taken_back_in_vain(home: Path) -> None:
    """It says so where the invite takes back a call that was not to come, or one of another day."""
    changed(home, ("METHOD:REQUEST", "METHOD:CANCEL"), ("20261203", "20261209"))
    code, _, err = prep(home)
    assert (code, err) == (
        2,
        "callplan: The invite takes back a call of Wed 9 Dec 2026; that of harrow is on Thu 3 Dec 2026.\n",
    )
    found = said(home, TODAY, ["prep", "tide", "--invite", str(home / "mail.ics"), "--no-input"])
    assert found.err == "callplan: The invite takes back a call of Wed 9 Dec 2026, and none of tide was to come.\n"


def test_moved(home: Path) -> None:
    """It asks about a call that the same invite has on another day, and writes down that it was moved."""
    known(home)
    assert prep(home)[0] == 0
    changed(home, ("20261203", "20261204"))
    code, _, err = prep(home)
    assert code == 4
    assert err.startswith(
        "callplan: The invite has the call of Thu 3 Dec 2026 on Fri 4 Dec 2026. Write down that it was"
    )
    code, out, _ = prep(home, "--call-moved", "2026-12-04")
    assert (code, out.splitlines()[0]) == (0, "HARROW · Fri 4 Dec 2026 · 45 minutes · 84,000 EUR")
    planned = harrow(home).planned
    assert planned is not None
    assert planned.call == date(2026, 12, 4)


def test_not_one_meeting(home: Path) -> None:
    """It refuses a file that holds none, or several, or is not there."""
    (home / "none.ics").write_text("nothing", encoding="utf-8")
    (home / "two.ics").write_text(calendar(event(), event(uid="two")), encoding="utf-8")
    assert prep(home, file="none.ics")[0] == 3
    assert prep(home, file="two.ics")[::2] == (
        3,
        f"callplan: {home}/two.ics holds two meetings: save the invite of this call alone.\n",
    )
    assert prep(home, file="gone.ics")[::2] == (
        1,
        f"callplan: {home}/gone.ics cannot be read: No such file or directory.\n",
    )


def test_chosen() -> None:
    """It takes the next of a series, else the last, and one that was taken back only where all were."""
    days = [date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 8)]
    series = [Meeting("a", "", day, None, None) for day in days]
    off = [Meeting("a", "", date(2026, 12, 2), None, None, taken_back=True)]
    assert [each.day for each in chosen([*series, *off], date(2026, 11, 20))] == [days[1]]
    assert [each.day for each in chosen(series[:1], date(2026, 11, 20))] == [days[0]]
    assert chosen(off, date(2026, 11, 20)) == off


def test_one_line(home: Path) -> None:
    """It takes the names of addresses, and the parts of new people, from flags: nobody need be asked."""
    code, out, err = prep(home, "--reached", "Piet:piet@harrow.example")
    assert (code, err) == (0, "")
    assert out.startswith(PLANNED)
    (home / "new.ics").write_text(
        calendar(event("ATTENDEE:mailto:jon@brook.example", "ATTENDEE;CN=Ana Ferri:mailto:ana@brook.example")),
        encoding="utf-8",
    )
    line = ["prep", "brook", "--playbook", "small-add-on", "--invite", str(home / "new.ics"), "--no-input"]
    asked = said(home, TODAY, line)
    assert (asked.code, asked.err.strip()) == (
        4,
        "callplan: Who is jon@brook.example? Leave it empty if they do not count. Nobody can be asked here: "
        "give --reached NAME:jon@brook.example.",
    )
    parts = ["--reached", "Jon Reed:jon@brook.example", "--person", "Jon Reed:user", "--person", "Ana Ferri:owner"]
    found = said(home, TODAY, [*line, *parts])
    assert (found.err, found.out.splitlines()[1]) == ("", "With Jon Reed (user) and Ana Ferri (owner).")
    assert reached(home, "brook") == {"Ana Ferri": ("ana@brook.example",), "Jon Reed": ("jon@brook.example",)}


def reached(home: Path, deal: str) -> dict[str, tuple[str, ...]]:
    """The addresses of those who have any."""
    found = deals.folded(Journal(str(home / "callplan.db")).entries(deal), deal)
    return {name: each.addresses for name, each in sorted(found.people.items()) if each.addresses}


def test_who_comes_is_told(home: Path) -> None:
    """It adds nobody where it is told who comes, and keeps the addresses of those whom it knows or who are named."""
    (home / "new.ics").write_text(
        calendar(event("ATTENDEE;CN=Ana Ferri:mailto:ana@brook.example", "ATTENDEE;CN=Al:mailto:al@brook.example")),
        encoding="utf-8",
    )
    line = ["prep", "brook", "--playbook", "small-add-on", "--invite", str(home / "new.ics"), "--no-input"]
    found = said(home, TODAY, [*line, "--with", "Ana Ferri:owner", "--with", "Bo Hall:user"])
    assert (found.err, found.out.splitlines()[1]) == ("", "With Ana Ferri (owner) and Bo Hall (user).")
    assert reached(home, "brook") == {"Ana Ferri": ("ana@brook.example",)}
    assert prep(home, "--with", "Piet")[0] == 0
    assert reached(home, "harrow") == {"Marta Lind": ("marta.lind@harrow.example",)}


def test_who_i_am(home: Path) -> None:
    """It goes by one's own addresses without a calendar, and says how they are set where they are not."""
    (home / "config.toml").write_text('[calendar]\nme = ["Kim@printline.example"]\n', encoding="utf-8")
    assert prep(home, "--reached", "Piet:piet@harrow.example")[2] == ""
    (home / "config.toml").unlink()
    assert prep(home)[2].splitlines()[0] == (
        'Which of those invited you are is not known: write me = ["you@your.house"] under [calendar] in '
        f"{home}/config.toml."
    )
