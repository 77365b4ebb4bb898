"""The commands of a team, typed as they are, against a hub that is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from lines import Said, said
from servers import PASSWORD, Server
from test_matrix import ANNAS, line

from callplan import hub
from callplan.cli import contents
from callplan.hub import checking

JOINED = "You are {}. `callplan sync` sends your deals there, and fetches what is new.\n"
ALL_WELL = "You are {}. {} things were tried that it must refuse, and it refused each.\n"
BOTH = len(checking.NEVER) + 2


@pytest.fixture
def services(server: Server, hub_database: str, tmp_path: Path) -> dict[str, str]:
    """What the environment has for each role: a file of services, in which `callplan` is the hub, by that role."""
    files = {}
    for role in ("anna", "ben", "carol", "dora", "nobody"):
        file = tmp_path / f"{role}.conf"
        file.write_text(f"[callplan]\nhost={server.folder}\nuser={role}\ndbname={hub_database}\n")
        files[role] = str(file)
    return files


def typed(home: Path, role: str, services: dict[str, str], *words: str) -> Said:
    """What comes of a line that a role types at its home."""
    return said(home / role, "team", *words, PGSERVICEFILE=services[role])


def opened_deal(server: Server, database: str, role: str, name: str) -> str:
    """Have a role send a deal; its id."""
    with hub.opened(server.url(role, database)) as there:
        deal = there.own_id(ANNAS)
        there.push([hub.Outgoing(deal, name, 0, 0, [line(deal, 1)])])
    return deal


def test_sql(tmp_path: Path, server: Server) -> None:
    """It prints SQL that psql takes, again and again, on a database without a hub and on one with one."""
    server.query("postgres", "DROP DATABASE IF EXISTS piped")
    server.query("postgres", "CREATE DATABASE piped")
    printed = said(tmp_path, "team", "sql")
    assert printed == Said(hub.sql())
    for _ in range(2):
        run = subprocess.run(
            ["psql", "-v", "ON_ERROR_STOP=1", "-qX", server.url("postgres", "piped")], input=printed.out, text=True,
            capture_output=True, check=False,
        )  # fmt: skip
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_sql_on_a_managed_server() -> None:
    """It makes a hub by whoever is no superuser, may make roles and owns the database, and leaves them no way in."""
    server = Server()
    try:
        server.query("postgres", "CREATE ROLE admin LOGIN CREATEROLE CREATEDB")
        server.query("postgres", "CREATE DATABASE managed", role="admin")
        for _ in range(2):
            server.query("managed", hub.sql(), role="admin")
        server.query("managed", "GRANT callplan_rep TO anna", role="postgres")
        server.query("managed", "CREATE ROLE kim LOGIN", role="admin")
        server.query("managed", "GRANT callplan_rep TO kim", role="admin")
        opened_deal(server, "managed", "kim", "harrow")
        for table in ("deals", "entries"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                server.query("managed", f"SELECT * FROM callplan.{table}", role="admin")
        assert server.query("managed", "SELECT name, seen FROM callplan.deals", role="kim") == [("harrow", 1)]
        with hub.opened(server.url("kim", "managed")) as there:
            assert there.tried(ANNAS.replace("1", "9")) == (BOTH, [])
    finally:
        server.remove()


def test_role_that_inherits_nothing(tmp_path: Path, server: Server, hub_database: str) -> None:
    """It says of a role that does not inherit what its group may how it comes to."""
    server.query("postgres", "DROP ROLE IF EXISTS eve")
    server.query("postgres", "CREATE ROLE eve LOGIN NOINHERIT")
    server.query("postgres", "GRANT callplan_rep TO eve")
    told = said(tmp_path, "team", "join", server.url("eve", hub_database))
    assert (told.code, re.sub("the hub [^,]*,", "HUB,", told.err)) == (
        1,
        "callplan: Your role on HUB, eve, is in a team, and made with NOINHERIT so that it does not use that: whoever "
        "runs the server says ALTER ROLE eve INHERIT; and, on PostgreSQL 16 or newer, grants it anew.\n",
    )


def test_sql_again(server: Server, hub_database: str) -> None:
    """It keeps what is there when it is run again, and gives the hub another key, so that every home asks for all."""
    opened_deal(server, hub_database, "anna", "harrow")
    with hub.opened(server.url("anna", hub_database)) as there:
        before, deals = there.key, there.changed(0)
    server.query(hub_database, hub.sql())
    with hub.opened(server.url("anna", hub_database)) as there:
        assert there.changed(0) == deals
        assert there.key != before
    with hub.opened(server.url("anna", hub_database)) as there:
        assert there.tried(ANNAS.replace("1", "9")) == (BOTH, [])


def test_examples(tmp_path: Path, server: Server, hub_database: str, services: dict[str, str]) -> None:
    """It runs every line of a team that the help has, as it stands there."""
    opened_deal(server, hub_database, "anna", "harrow")
    for example in contents.GROUPS["A team"].values():
        run = subprocess.run(
            [sys.executable, "-m", *shlex.split(example)], capture_output=True, text=True, check=False,
            env=os.environ | {"CALLPLAN_HOME": str(tmp_path), "PGSERVICEFILE": services["carol"]},
        )  # fmt: skip
        assert run.returncode == 0, (example, run.stderr)


def test_join(tmp_path: Path, services: dict[str, str]) -> None:
    """It says who you are there, and keeps where the hub is beside whatever else stands in the settings."""
    config = tmp_path / "anna" / "config.toml"
    assert typed(tmp_path, "anna", services, "join", "service=callplan") == Said(
        "", JOINED.format("anna, a rep on the hub (service callplan)")
    )
    assert config.read_text() == '[team]\ndatabase = "service=callplan"\n'
    assert config.stat().st_mode & 0o777 == 0o600
    before = 'sender = "Kim"  # who signs\n\n[calendar]\nfile = "x"\n'
    for had, has in (
        (before, f'{before}\n[team]\ndatabase = "service=callplan"\n'),
        (f"{before}[team]\n  # where\ndatabase = 'service=old'\n[more]\ndatabase = 1\n",
         f'{before}[team]\n  # where\ndatabase = "service=callplan"\n[more]\ndatabase = 1\n'),
        ("[team]\n# nothing yet", '[team]\ndatabase = "service=callplan"\n# nothing yet\n'),
    ):  # fmt: skip
        config.write_text(had)
        joined = typed(tmp_path, "anna", services, "join", " service=callplan ")
        if "# nothing" in had:
            assert joined.code == 3
            config.write_text("")
            continue
        assert (joined.code, config.read_text()) == (0, has)


def test_join_of_odd_settings(tmp_path: Path, services: dict[str, str]) -> None:
    """It changes no settings that it cannot change line by line, and says what to write."""
    config = tmp_path / "anna" / "config.toml"
    config.parent.mkdir()
    config.write_text('team = { database = "service=old" }\n')
    told = (
        f'callplan: {config} cannot be changed line by line: write database = "service=callplan" under [team] in it.\n'
    )
    assert typed(tmp_path, "anna", services, "join", "service=callplan") == Said("", told, 3)
    assert config.read_text() == 'team = { database = "service=old" }\n'


def test_join_refused(tmp_path: Path, services: dict[str, str]) -> None:
    """It keeps nothing where the hub lets nobody in, and what was typed where the hub is away."""
    config = tmp_path / "nobody" / "config.toml"
    refused = typed(tmp_path, "nobody", services, "join", "service=callplan")
    assert (refused.code, config.exists()) == (1, False)
    secret = typed(tmp_path, "nobody", services, "join", f"postgresql://anna:{PASSWORD}@db.example/callplan")
    assert secret == Said(
        "",
        "callplan: A password stands in the database's line, and is not kept there: keep it in ~/.pgpass, or with the"
        f" service in {tmp_path / 'nobody.conf'}.\n",
        2,
    )
    away = typed(tmp_path, "nobody", services, "join", "host=/tmp/no-such-folder dbname=callplan")
    assert away == Said(
        "",
        "The hub (/tmp/no-such-folder/callplan) cannot be reached: everything else works without it, so try again"
        " later. The line is kept in config.toml: `callplan team check` tries it again.\n",
    )
    assert config.read_text() == '[team]\ndatabase = "host=/tmp/no-such-folder dbname=callplan"\n'
    assert typed(tmp_path, "nobody", services, "check").code == 6


@pytest.mark.parametrize(
    "words",
    [
        ("join", "service=callplan", f"postgresql://anna:{PASSWORD}@db/x"), ("join", "host=db", f"password={PASSWORD}"),
        (f"postgresql://anna:{PASSWORD}@db/x",), ("joni", f"postgresql://anna:{PASSWORD}@db/x"),
        ("join", "--json", f"postgresql://anna:{PASSWORD}@db/x"),
    ],
)  # fmt: skip
def test_words_round_a_database(tmp_path: Path, words: tuple[str, ...]) -> None:
    """It tells no word back that may have a password in it, and says how a database is written."""
    told = 'callplan: One database is joined, in quotes: callplan team join "host=db.example dbname=callplan".\n'
    assert said(tmp_path, "team", *words) == Said("", told, 2)


def test_not_joined(tmp_path: Path, services: dict[str, str]) -> None:
    """It says how to join where no team was joined, and what is wrong with the settings."""
    told = "callplan: You are in no team yet: `callplan team join DATABASE` joins one, service=callplan for example.\n"
    for words in (("check",), ("hand-over", "harrow", "--to", "ben")):
        assert typed(tmp_path, "anna", services, *words) == Said("", told, 1)
    config = tmp_path / "anna" / "config.toml"
    config.parent.mkdir()
    for text, wrong in (
        ("team = 1\n", "[team] names no database: `callplan team join DATABASE` writes it."),
        ("[team]\n", "[team] names no database: `callplan team join DATABASE` writes it."),
        ('[team]\ndatabase = "x"\nrole = "y"\n', "[team] has no “role”: it has a database, and nothing else."),
    ):
        config.write_text(text)
        assert typed(tmp_path, "anna", services, "check") == Said("", f"callplan: {config}: {wrong}\n", 3)


def test_check(tmp_path: Path, services: dict[str, str], server: Server, hub_database: str) -> None:
    """It finds nothing wrong with a hub as it was made, whoever asks, and leaves nothing there."""
    opened_deal(server, hub_database, "anna", "harrow")
    for role, kind, tried in (("anna", "rep", BOTH), ("carol", "manager", BOTH), ("dora", "rep and manager", BOTH - 2)):
        typed(tmp_path, role, services, "join", "service=callplan")
        told = ALL_WELL.format(f"{role}, a {kind} on the hub (service callplan)", tried)
        assert typed(tmp_path, role, services, "check") == Said(told)
    shown = json.loads(typed(tmp_path, "anna", services, "check", "--json").out)
    assert shown == {"schema": 1, "role": "anna", "rep": True, "manager": False, "tried": BOTH, "wrong": []}
    assert server.query(hub_database, "SELECT name, last, seen FROM callplan.deals") == [("harrow", 1, 1)]


AGAIN = "whoever runs the server runs the SQL of `callplan team sql` once more."
SPOILED = (
    ("GRANT ALL ON callplan.deals TO callplan_rep", [f"This role can change when a deal was seen: {AGAIN}"]),
    ("CREATE POLICY open ON callplan.deals FOR SELECT USING (true)",
     [f"Deals of others can be read by a role that manages nobody: {AGAIN}"]),
    ("ALTER TABLE callplan.entries DISABLE ROW LEVEL SECURITY", [
        f"“entries” does not guard the hub any more: {AGAIN}"]),
    ("ALTER TABLE callplan.entries DISABLE TRIGGER entries_follow", [
        f"“entries_follow” does not guard the hub any more: {AGAIN}",
        f"This role can add an entry to a deal of nobody: {AGAIN}",
        f"This role can leave entries out: {AGAIN}",
    ]),
    ("GRANT callplan_keeper TO anna", [
        "This role is a member of callplan_keeper, which goes past the hub's rules: a team works without that.",
    ]),
    ("ALTER ROLE anna CREATEROLE",
     ["This role has CREATEROLE, which goes past the hub's rules: a team works without that."]),
    ("GRANT ben TO anna",
     ["This role is a member of ben, which goes past the hub's rules: a team works without that."]),
    ("GRANT postgres TO anna",
     ["This role is a member of postgres, which goes past the hub's rules: a team works without that."]),
    ("GRANT pg_write_server_files TO anna",
     ["This role is a member of pg_write_server_files, which goes past the hub's rules: a team works without that."]),
    ("REVOKE INSERT ON callplan.entries FROM callplan_rep", [f"This role cannot add an entry of its own: {AGAIN}"]),
)  # fmt: skip
BACK = (
    "REVOKE pg_write_server_files, ben, postgres FROM anna; ALTER ROLE anna NOCREATEROLE;"
    " ALTER TABLE callplan.entries ENABLE TRIGGER entries_follow; DROP POLICY IF EXISTS open ON callplan.deals"
)


@pytest.mark.parametrize(("spoiled", "wrong"), SPOILED)
def test_check_of_a_spoiled_hub(
    tmp_path: Path, services: dict[str, str], server: Server, hub_database: str, spoiled: str, wrong: list[str]
) -> None:
    """It says in a sentence each what a hub or a role lets through that was tampered with; the SQL mends the hub."""
    opened_deal(server, hub_database, "anna", "harrow")
    opened_deal(server, hub_database, "ben", "kraft")
    typed(tmp_path, "anna", services, "join", "service=callplan")
    server.query(hub_database, spoiled)
    try:
        told = typed(tmp_path, "anna", services, "check")
        server.query(hub_database, hub.sql())
    finally:
        server.query(hub_database, BACK)
    told_wrong = "callplan: The hub is not as it should be: each line above says what to do.\n"
    assert told == Said("".join(f"{each}\n" for each in wrong), told_wrong, 1)
    assert typed(tmp_path, "anna", services, "check").code == 0


def test_hand_over(tmp_path: Path, services: dict[str, str], server: Server, hub_database: str) -> None:
    """It makes a deal another rep's, by its name or its owner's and its name, for a manager and for nobody else."""
    opened_deal(server, hub_database, "anna", "harrow")
    opened_deal(server, hub_database, "dora", "harrow")
    for role in ("anna", "carol"):
        typed(tmp_path, role, services, "join", "service=callplan")
    there = "the hub (service callplan)"
    for role, words, told, code in (
        ("anna", ("harrow", "--to", "ben"), f"anna is no manager on {there}: a manager hands deals over.", 1),
        ("carol", ("harrow", "--to", "ben"), "There is more than one: say which of anna/harrow and dora/harrow.", 2),
        ("carol", ("kraft", "--to", "ben"), "No deal on the hub is called “kraft”: write it as anna/harrow, owner and"
         " deal.", 5),
        ("carol", ("anna/harrow",), "Whose it is from now on is missing: --to NAME, the role of a rep.", 4),
        ("carol", ("anna/harrow", "--to", "anna"), "harrow is anna's already.", 2),
        ("carol", ("anna/harrow", "--to", "carol"), f"carol is no rep on {there}, and a deal goes to a rep.", 1),
        ("carol", ("anna/harrow", "--to", "no one"), f"no one is no rep on {there}, and a deal goes to a rep.", 1),
        ("carol", ("anna/harrow", "--to", "dora"), "dora has a deal of that name, too: one of the two gets another name"
         " first.", 1),
    ):  # fmt: skip
        assert typed(tmp_path, role, services, "hand-over", *words) == Said("", f"callplan: {told}\n", code)
    told = "harrow is no longer anna's but ben's; each of you learns it with the next `callplan sync`.\n"
    assert typed(tmp_path, "carol", services, "hand-over", "anna/harrow", "--to", "ben") == Said("", told)
    with hub.opened(server.url("ben", hub_database)) as mine:
        assert [(deal.id, deal.name) for deal in mine.changed(0)] == [(f"anna/{ANNAS}", "harrow")]
        assert mine.handed_over(0) == [hub.HandOver(f"anna/{ANNAS}", "anna", "ben", "carol", mine.seen, 1)]
    with hub.opened(server.url("anna", hub_database)) as hers:
        assert (hers.changed(0), hers.handed_over(0)[0].taker) == ([], "ben")


def test_without_the_extra(tmp_path: Path) -> None:
    """It says which line installs what a team needs; the SQL is printed without it."""
    (tmp_path / "psycopg.py").write_text("raise ModuleNotFoundError('psycopg')\n")
    told = f"callplan: {hub.INSTALL}\n"
    for words in (("join", "service=callplan"), ("check",)):
        (tmp_path / "config.toml").write_text('[team]\ndatabase = "service=callplan"\n')
        assert said(tmp_path, "team", *words, PYTHONPATH=str(tmp_path)) == Said("", told, 1)
    assert said(tmp_path, "team", "sql", PYTHONPATH=str(tmp_path)).code == 0
