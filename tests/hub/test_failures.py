"""What is said, and what is left, when a hub is not as it should be, or is lost in the middle."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from cutting import Cutting
from servers import PASSWORD, Server
from test_matrix import ANNAS, BENS, line

from callplan import hub
from callplan.errors import HubAway, HubRefuses, Refusal, Unwritable, Usage
from callplan.hub import connecting

DEAL = f"anna/{ANNAS}"
GOING = hub.Outgoing(DEAL, "harrow", 0, 0, [line(DEAL, number) for number in (1, 2, 3)])


def refused(does: Callable[[], object]) -> tuple[str, type[Refusal], int]:
    """What is said, of which kind, and the exit code."""
    with pytest.raises(Refusal) as refusal:
        does()
    assert PASSWORD not in str(refusal.value)
    return str(refusal.value), type(refusal.value), refusal.value.code


def opens(database: str, timeout: int = 10) -> Callable[[], object]:
    """Open the hub, and close it."""

    def does() -> None:
        with hub.opened(database, timeout):
            pass

    return does


def place(server: Server, database: str) -> str:
    """How the hub is called in a sentence."""
    return f"the hub ({server.folder}/{database})"


@pytest.mark.parametrize(
    "told",
    [
        "password=geheim", "host=db user=anna password='ge heim'", "postgresql://anna:geheim@db/callplan",
        "postgres://anna:geheim@db/callplan?sslmode=require", "postgresql://db/callplan?user=anna&password=geheim",
        "postgresql://anna:geheim@@db/callplan", "postgresql://anna:ge/heim@db/callplan", "postgresql://anna:ge?heim@db",
        "postgresql://anna:ge heim@db/callplan", "postgresql://anna:geheim%zz@db/callplan",
        "host=db sslpassword=geheim",
        "mysql://anna:geheim@db/callplan", "anna:geheim@db", "postgresql://anna:gehe@im@db/callplan",
        "password=geheim x",
    ],
)  # fmt: skip
def test_a_password_in_the_line(told: str) -> None:
    """It refuses a line with a password in it, however it is written, and says no part of it."""
    for does in (lambda: hub.checked(told), opens(told)):
        said, kind, code = refused(does)
        assert (kind, code) == (Usage, 2)
        assert not re.search(r"anna|geh|heim\b|mysql", said)


@pytest.mark.parametrize(
    "told", ["", "  ", "nonsense", "host", "=", "postgresql://db:x/y", "host=db nix=1", "\0", "\ud800"]
)
def test_no_line(told: str) -> None:
    """It refuses what names no database."""
    said, kind, code = refused(lambda: hub.checked(told))
    assert (kind, code) == (Usage, 2)
    assert "write a libpq service, service=callplan, or a URL without a password" in said


def test_wrong_password(server: Server, team: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It says that the password is wrong, or that there is none, and never which it was."""
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    at = place(server, team)
    said, kind, code = refused(opens(server.url("sealed", team)))
    assert (said, kind, code) == (
        f"The hub{at[7:]} wants a password: keep it in {tmp_path / 'none'}, or with the service in ~/.pg_service.conf.",
        HubRefuses, 1,
    )  # fmt: skip
    monkeypatch.setenv("PGPASSWORD", f"not {PASSWORD}")
    said, kind, code = refused(opens(server.url("sealed", team)))
    assert said.startswith(f"The hub{at[7:]} does not know that role with that password: ")
    assert kind == HubRefuses
    (tmp_path / "passwords").write_text(f"*:*:*:sealed:{PASSWORD}\n")
    (tmp_path / "passwords").chmod(0o600)
    monkeypatch.delenv("PGPASSWORD")
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "passwords"))
    said, kind, code = refused(opens(server.url("sealed", team)))
    assert said == (
        f"Your role on {at}, sealed, is in no team: whoever runs the server says GRANT callplan_rep TO sealed;"
    )


def test_service(server: Server, team: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It finds the hub by a service of libpq, and says so where there is none of that name."""
    file = tmp_path / "services"
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    file.write_text(f"[callplan]\nhost={server.folder}\nuser=anna\ndbname={team}\n")
    with hub.opened("service=callplan") as there:
        assert there.described == "anna, a rep on the hub (service callplan)"
    said, kind, code = refused(opens("service=kallplan"))
    assert (said, kind, code) == (
        f"There is no service of that name in {file}: write it there, below a line with its name in [brackets], or name"
        " the database as a URL.",
        HubRefuses, 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "told", "code"),
    [
        ("hots=db.example", "A line of {file} is not understood: below [callplan], or what your service is called, each"
         " is a word such as host, port, dbname, user or sslmode, =, and a value.", 1),
        ("host=localhost\nsslmode=requir", "A value that names the hub (service callplan) is not understood: compare"
         " sslmode and port, where they stand.", 1),
        ("host=db.invalid", "The hub (service callplan) cannot be reached: the name of its host is not known;"
         " everything else works without it, so try again later, or compare host.", 6),
        ("host=127.0.0.1\nport=1", "The hub (service callplan) cannot be reached: nothing listens there; everything"
         " else works without it, so try again later, or compare host and port.", 6),
    ],
)  # fmt: skip
def test_mistakes_in_a_service(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lines: str, told: str, code: int
) -> None:
    """It says what is wrong with a service that is there, so that nobody waits for a hub that cannot be."""
    file = tmp_path / "services"
    monkeypatch.setenv("PGSERVICEFILE", str(file))
    file.write_text(f"[callplan]\nuser=anna\ndbname=callplan\n{lines}\n")
    said, _, refused_with = refused(opens("service=callplan"))
    assert (said, refused_with) == (told.format(file=file), code)


def test_who_is_let_in(server: Server, team: str) -> None:
    """It says of a role without rights, above all rules, or without a hub what it lacks, and whom to ask."""
    for role, database, told in (
        ("nobody", team, "Your role on {at}, nobody, is in no team: whoever runs the server says"
         " GRANT callplan_rep TO nobody;"),
        ("postgres", team, "Your role on {at}, postgres, is above all rules of the server: a team has a plain role for"
         " everybody."),
        ("anna", "template1", "There is no hub yet in the database template1, where {at} is looked for:"
         " `callplan team sql` prints what makes one."),
        ("kim", team, "The hub{after} has no such role or database, or does not let it in: compare both with what"
         " whoever runs the server told you."),
        ("anna", "nix", "The hub{after} has no such role or database, or does not let it in: compare both with what"
         " whoever runs the server told you."),
    ):  # fmt: skip
        at = place(server, database)
        assert refused(opens(server.url(role, database))) == (told.format(at=at, after=at[7:]), HubRefuses, 1)


def test_other_version(server: Server, hub_database: str) -> None:
    """It says whether the hub or callplan is too old, and a newer hub refuses to be made an older one."""
    at = place(server, hub_database)

    def set_version(number: int) -> None:
        server.query(hub_database, f"SET ROLE callplan_keeper; UPDATE callplan.hub SET version = {number}")

    set_version(2)
    told = f"T{at[1:]} is of a newer callplan: upgrade yours, `pip install -U callplan`."
    assert refused(opens(server.url("anna", hub_database))) == (told, HubRefuses, 1)
    with pytest.raises(psycopg.errors.RaiseException, match="This hub is of a newer callplan"):
        server.query(hub_database, hub.sql())
    set_version(0)
    told = (
        f"T{at[1:]} is of an older callplan: whoever runs the server runs the SQL of `callplan team sql` of this"
        " version there."
    )
    assert refused(opens(server.url("anna", hub_database))) == (told, HubRefuses, 1)
    server.query(hub_database, hub.sql())
    opens(server.url("anna", hub_database))()


def test_read_only(server: Server, hub_database: str) -> None:
    """It reads from a hub that only lets read, and says so where something is sent."""
    server.query("postgres", f"ALTER DATABASE {hub_database} SET default_transaction_read_only = on")
    with hub.opened(server.url("anna", hub_database)) as there:
        assert there.changed(0) == []
        said, kind, code = refused(lambda: there.push([GOING]))
    assert (kind, code) == (HubAway, 6)
    assert said == (
        f"T{place(server, hub_database)[1:]} only lets read at the moment: nothing is lost, and the same line later"
        " does what is left."
    )


def test_full_disk(server: Server, hub_database: str) -> None:
    """It says that the hub's disk is full; nothing of what was sent is there."""
    ((path,),) = server.query(hub_database, "SELECT pg_relation_filepath('callplan.entries')")
    file = Path(server.folder, "data", path)
    file.rename(file.with_suffix(".kept"))
    file.symlink_to("/dev/full")
    try:
        with hub.opened(server.url("anna", hub_database)) as there:
            said, kind, code = refused(lambda: there.push([GOING]))
    finally:
        file.unlink()
        file.with_suffix(".kept").rename(file)
    assert (kind, code) == (Unwritable, 1)
    assert said == (
        f"The disk of {place(server, hub_database)} is full: nothing is lost, and the same line later does what is"
        " left, once there is room."
    )
    with hub.opened(server.url("anna", hub_database)) as there:
        assert there.changed(0) == []
        assert list(there.push([GOING]).done) == [DEAL]


def test_away(server: Server, team: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says within the time that it is given that nobody answers, however a server is away."""
    nowhere = "host=/tmp/no-such-folder dbname=callplan"
    assert refused(opens(nowhere)) == (
        "The hub (/tmp/no-such-folder/callplan) cannot be reached: everything else works without it, so try again"
        " later.",
        HubAway, 6,
    )  # fmt: skip
    monkeypatch.setattr(connecting, "PATIENCE", 1.0)
    with hub.opened(server.url("anna", team)) as there:
        ((pid,),) = server.query("postgres", "SELECT pid FROM pg_stat_activity WHERE application_name = 'callplan'")
        os.kill(pid, signal.SIGSTOP)
        try:
            said = refused(lambda: there.changed(0))
        finally:
            os.kill(pid, signal.SIGCONT)
    lost = (
        f"The connection to {place(server, team)} was lost: nothing is lost, and the same line later does what is left."
    )
    assert said == (lost, HubAway, 6)
    server.process.send_signal(signal.SIGSTOP)
    try:
        said = refused(opens(server.url("anna", team), timeout=2))
    finally:
        server.process.send_signal(signal.SIGCONT)
    assert said == (
        f"T{place(server, team)[1:]} did not answer in 2 seconds: everything else works without it, so try again"
        " later.",
        HubAway, 6,
    )  # fmt: skip


def test_no_room(server: Server, team: str) -> None:
    """It says that a hub has no room for another connection."""
    server.query("postgres", "ALTER ROLE ben CONNECTION LIMIT 0")
    try:
        said = refused(opens(server.url("ben", team)))
    finally:
        server.query("postgres", "ALTER ROLE ben CONNECTION LIMIT -1")
    assert said == (
        f"T{place(server, team)[1:]} has no room for another connection: everything else works without it, so try again"
        " later.",
        HubAway, 6,
    )  # fmt: skip


@pytest.mark.parametrize("answered", [False, True])
def test_cut(server: Server, hub_database: str, answered: bool) -> None:
    """It is whole or not there, wherever the connection is cut, and says so; the next time it is recognised."""
    there_before = 0
    for after in range(1, 60):
        deal = f"anna/{ANNAS[:-3]}{after:03d}"
        going = hub.Outgoing(deal, f"harrow-{after}", 0, 0, [line(deal, number) for number in (1, 2, 3)])
        way = Cutting(server, after, answered=answered)
        try:
            with hub.opened(way.url("anna", hub_database)) as there:
                pushed = there.push([going])
        except HubAway as away:
            said = (away.code, f"the hub ({way.folder}/{hub_database})" in str(away).replace("The hub", "the hub"))
        else:
            assert list(pushed.done) == [deal]
            break
        finally:
            way.close()
        end = time.monotonic() + 60
        while server.query("postgres", "SELECT FROM pg_stat_activity WHERE application_name = 'callplan'"):
            assert time.monotonic() < end, "the cut connection lives on"
            time.sleep(0.02)
        rows = server.query(
            hub_database,
            "SELECT last, (SELECT count(*) FROM callplan.entries e WHERE e.deal = d.deal) FROM callplan.deals d",
        )
        assert said == (6, True)
        assert set(rows) <= {(3, 3)}
        assert len(rows) - there_before in ((0, 1) if answered else (0,))
        if len(rows) > there_before:
            with hub.opened(server.url("anna", hub_database)) as there:
                again = there.push([going])
                assert [known.last for known in again.grown.values() if known] == [3]
            with hub.opened(server.url("anna", hub_database)) as there:
                assert [entry.batch_id for entry in there.lines([(deal, 0)])] == [BENS] * 3
        there_before = len(rows)
    else:
        pytest.fail("it never came through")
    assert bool(there_before) == answered


def test_stopped_server(server: Server, team: str) -> None:
    """It says that the hub was lost when it is stopped in the middle, and that it is not reached after that."""
    with hub.opened(server.url("anna", team)) as there:
        server.stop()
        try:
            said, kind, code = refused(lambda: there.changed(0))
            later = refused(opens(server.url("anna", team)))
        finally:
            server.start()
    assert (kind, code) == (HubAway, 6)
    assert said.startswith(f"The connection to {place(server, team)} was lost: ")
    assert later[0].startswith(f"T{place(server, team)[1:]} cannot be reached: ")
