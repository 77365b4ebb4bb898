"""What is forgotten is nowhere any more; what is kept can be had in the open, and brought back."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from lines import Said, said
from maps import SKETCH
from random_histories import a_history
from random_maps import a_map
from scenes import OPENED, PROMISED
from test_kill import HELD, TODAY

from callplan.core.deal.fold import fold
from callplan.core.entries import Entry
from callplan.core.events import Called, Met, Raised
from callplan.core.forgetting import forgotten, mentions, names_of
from callplan.journal import Journal

DAY = {"CALLPLAN_TODAY": TODAY}
FORGOTTEN = "Forgotten. What was exported, sent or copied elsewhere is out of reach.\n"
OTHER = tuple(line.replace("harrow", "norrland") for line in (OPENED, PROMISED))
TOLD = 'debrief norrland --on today --with Piet --concern "Piet:Marta Lind is never there" --no-input'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two deals of the same people, with copies, an interview begun and a note of somebody's in a map of theirs."""
    folder = tmp_path / "home"
    (folder / "playbooks").mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)
    (folder / "playbooks" / "sketch.yaml").touch(0o600)
    (folder / "playbooks" / "sketch.yaml").write_text(SKETCH)
    for line in (OPENED, PROMISED, HELD, *OTHER, TOLD, "rename norrland nord", 'person nord --as "Marta Lind:Tata"'):
        assert said(folder, *shlex.split(line), **DAY).code == 0
    assert said(folder, "backup", **DAY).code == 0
    assert said(folder, "restore", "--yes", **DAY).code == 0
    return folder


def bytes_of(home: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file of a home."""
    yield from [(each, each.read_bytes()) for each in home.rglob("*") if each.is_file()]


def shape(log: Said) -> list[str]:
    """A history's lines without who is in them: how many words each has, and its number and day."""
    return [" ".join(line.split()[:2]) for line in log.out.splitlines()]


class TestSomebody:
    def test_no_byte(self, home: Path) -> None:
        """It leaves no byte of a person's names in the home, and the history its shape."""
        before = {deal: said(home, "log", deal, "--all", **DAY) for deal in ("harrow", "nord")}
        found = said(home, "forget", "Marta Lind", "--confirm", "Marta Lind", **DAY)
        told = f"Marta Lind, in harrow and nord.\n{FORGOTTEN}"
        assert (found.out, found.err, found.code) == ("", told, 0)
        for path, data in bytes_of(home):
            assert not [name for name in (b"Marta", b"Lind", b"Tata") if name in data], path
        assert len([*(home / "backups").glob("*.db")]) >= 3
        for deal, was in before.items():
            now = said(home, "log", deal, "--all", **DAY)
            assert shape(now) == shape(was)
            assert "Somebody said yes to the go-ahead" in now.out
            for line in ("show", "review"):
                assert said(home, line, deal, **DAY).code == 0
        assert "Piet Maas fears “Somebody is never there”" in said(home, "log", "nord", **DAY).out
        assert said(home, "doctor", **DAY).code == 0

    def test_what_was_noted(self, home: Path) -> None:
        """It empties what was noted freely in a deal of theirs, which may tell of them without a name."""
        told = 'debrief harrow --on today --with Piet --note "she was late" --note "Piet drove" --no-input'
        assert said(home, *shlex.split(told), **DAY).code == 0
        assert "noted: “she was late”" in said(home, "log", "harrow", **DAY).out
        assert said(home, "forget", "Marta Lind", "--confirm", "Marta Lind", **DAY).code == 0
        log = said(home, "log", "harrow", **DAY).out
        assert log.count("noted, and forgotten") == 2
        assert [path for path, data in bytes_of(home) if b"she was late" in data or b"Piet drove" in data] == []

    def test_twice(self, home: Path) -> None:
        """It gives each of two the name of another nobody, and finds nobody of a name that is forgotten."""
        for name in ("Marta Lind", "Piet Maas"):
            assert said(home, "forget", name, "--confirm", name, **DAY).code == 0
        assert "planned a call on 2026-11-24 with Somebody and Somebody else" in said(home, "log", "harrow", **DAY).out
        told = "callplan: No deal and nobody is called “Marta Lind”.\n"
        assert said(home, "forget", "Marta Lind", "--confirm", "Marta Lind", **DAY) == Said("", told, 5)

    def test_only_when_meant(self, home: Path) -> None:
        """It takes the name once more, and nothing else for it."""
        before = dict(bytes_of(home))
        other = "Marta Lind, in harrow and nord.\ncallplan: That is another name: nothing was forgotten.\n"
        assert said(home, "forget", "Marta Lind", "--confirm", "Marta", **DAY) == Said("", other, 1)
        nobody = said(home, "forget", "Marta Lind", **DAY)
        assert (nobody.code, nobody.err.endswith("Nobody can be asked here: give --confirm NAME.\n")) == (4, True)
        near = "callplan: No deal and nobody is called “Marta Land”. Did you mean Marta Lind?\n"
        assert said(home, "forget", "Marta Land", "--confirm", "Marta Land", **DAY) == Said("", near, 5)
        assert dict(bytes_of(home)) == before

    def test_what_is_the_reps_own(self, home: Path) -> None:
        """It names a file of the rep's own in which the name still stands."""
        mine = home / "playbooks" / "mine.yaml"
        mine.write_text("# ask Marta Lind\n")
        found = said(home, "forget", "Marta Lind", "--confirm", "Marta Lind", **DAY)
        assert found.err.endswith(f"{mine} names it still: it is yours to change.\n")

    def test_copy_that_is_damaged(self, home: Path) -> None:
        """It removes a copy of which it cannot say that nothing is left in it."""
        copy = max((home / "backups").glob("2*.db"))
        copy.write_bytes(copy.read_bytes()[:-5000])
        found = said(home, "forget", "Marta Lind", "--confirm", "Marta Lind", **DAY)
        assert f"{copy} was damaged, and is removed.\n" in found.err
        assert not copy.exists()


class TestDeal:
    def test_no_byte(self, home: Path) -> None:
        """It leaves no byte of a deal, under any name it had, and the other deal as it was."""
        kept = said(home, "log", "harrow", "--all", **DAY).out
        told = f"The deal nord, with 15 entries.\n{FORGOTTEN}"
        assert said(home, "forget", "nord", "--confirm", "nord", **DAY) == Said("", told)
        for path, data in bytes_of(home):
            assert b"norrland" not in data, path
            assert b'"nord"' not in data, path
        assert said(home, "log", "harrow", "--all", **DAY).out == kept
        assert said(home, "show", "nord", **DAY).code == 5
        assert said(home, "doctor", **DAY).code == 0

    def test_copy_of_before_it_was_renamed(self, home: Path) -> None:
        """It is out of a copy in which it still had its first name, too."""
        assert said(home, "rename", "harrow", "elsewhere", **DAY).code == 0
        assert said(home, "forget", "elsewhere", "--confirm", "elsewhere", **DAY).code == 0
        for path, data in bytes_of(home):
            assert b"harrow" not in data, path

    def test_that_is_somebody_too(self, home: Path) -> None:
        """It forgets neither a deal nor a person where both go by the name."""
        assert said(home, "rename", "nord", "Piet Maas", **DAY).code == 0
        told = (
            "callplan: Piet Maas is a deal, and somebody in Piet Maas: "
            '`callplan rename "Piet Maas" NEW` tells them apart first.\n'
        )
        found = said(home, "forget", "Piet Maas", "--confirm", "Piet Maas", **DAY)
        assert (found.err.replace("\u00a0", " ").replace("in harrow:", "in Piet Maas:"), found.code) == (told, 2)


def entries(*events: Met | Called | Raised) -> tuple[Entry, ...]:
    """Events as entries."""
    return tuple([Entry(number, 1, event) for number, event in enumerate(events, 1)])


ON = date(2026, 12, 1)


class TestTexts:
    def test_parts_that_are_theirs_alone(self) -> None:
        """It takes a part of a name out of a text where nobody else there has it, and none of a longer word."""
        told = entries(
            Met(ON, "Ana Berg"), Met(ON, "Rui Berg"),
            Raised(ON, "c1", "Rui Berg", "Ana and I, the Bergs, think Anabel knows; ask ANA BERG or Berg"),
        )  # fmt: skip
        names = names_of(told, "ana berg")
        assert names_of(told, "Ana Bergen") == frozenset()
        *_, said_of_her = forgotten(told, names)
        assert isinstance(said_of_her.event, Raised)
        assert said_of_her.event.words == "Somebody and I, the Bergs, think Anabel knows; ask Somebody or Berg"

    def test_deal_in_which_they_are_not(self) -> None:
        """It takes only the whole name out of a deal that they have no part in."""
        told = entries(
            Met(ON, "Rui Costa"),
            Raised(ON, "c1", "Rui Costa", "Ana Berg said no, Ana Lima yes"),
        )
        *_, raised = forgotten(told, frozenset({"Ana Berg"}))
        assert isinstance(raised.event, Raised)
        assert raised.event.words == "Somebody said no, Ana Lima yes"

    def test_mentioned(self) -> None:
        """It finds a name in a text in whatever letters."""
        assert mentions("as ANA BERG said", ["Rui Berg", "Ana Berg"])
        assert not mentions("as Ana said", ["Ana Berg"])

    @pytest.mark.parametrize("seed", range(40))
    def test_any_history(self, seed: int) -> None:
        """It leaves every history one that can be told: as many steps settled, promises in the same states."""
        chance = Random(seed)
        told = a_history(chance, a_map(chance))
        deal = fold(told, "deal")
        for person in list(deal.people)[:2]:
            after = fold(forgotten(told, names_of(told, person)), "deal")
            assert [each.state for each in after.promises.values()] == [each.state for each in deal.promises.values()]
            assert person not in after.people
            assert len(after.people) == len(deal.people)


class TestInTheOpen:
    def test_there_and_back(self, home: Path, tmp_path: Path) -> None:
        """It writes every deal, dropped ones too, and a journal made of that says and holds the same."""
        for line in ("drop harrow", "prep harrow --playbook small-add-on --with Ana:user --on 2026-12-03 --no-input"):
            assert said(home, *shlex.split(line), **DAY).code == 0
        file = tmp_path / "all.json"
        assert said(home, "export", "--all", "--json", "-o", str(file), **DAY).err == f"Written to {file}.\n"
        other = tmp_path / "other"
        other.mkdir(mode=0o700)
        assert said(other, "restore", str(file), "--yes", **DAY).code == 0
        assert said(other, "export", "--all", "--json", **DAY).out == file.read_text()
        for line in ("", "log nord --all", "show harrow", "review", "promises"):
            assert said(other, *line.split(), **DAY) == said(home, *line.split(), **DAY)
        assert said(other, "doctor", **DAY).out.startswith("There is no backup yet")
        again = ("debrief", "nord", "--again", "--verdict", "stayed", "--no-input")
        assert said(other, *again, **DAY) == said(home, *again, **DAY)

    @pytest.mark.parametrize(
        "text",
        ["{", "{}", '{"schema": 1}', '{"schema": 1, "deals": [{}]}', '{"schema": 1, "deals": 3}', '{"schema": "x"}',
         '{"schema": 1, "deals": [{"key": "a", "called": "a", "made_from": [], "entries": [{"number": 2}]}]}'],
    )  # fmt: skip
    def test_that_is_none(self, home: Path, tmp_path: Path, text: str) -> None:
        """It brings back nothing of what it did not write, and touches nothing."""
        file = tmp_path / "all.json"
        file.write_text(text)
        before = dict(bytes_of(home))
        found = said(home, "restore", str(file), "--yes", **DAY)
        newer = f"callplan: {file}: written by a newer callplan; upgrade this one to use it.\n"
        none = f"callplan: {file}: this is not what `callplan export --all --json` writes.\n"
        assert found == Said("", newer if '"x"' in text else none, 3)
        assert dict(bytes_of(home)) == before

    def test_somebody(self, home: Path) -> None:
        """It has every entry that names somebody, of every deal, and of nobody else."""
        found = json.loads(said(home, "export", "--person", "marta lind", "--json", **DAY).out)
        assert [deal["deal"] for deal in found["deals"]] == ["harrow", "nord"]
        for deal in found["deals"]:
            every = dict(Journal(str(home / "callplan.db")).all_entries())[deal["deal"]]
            told = [each.number for each in every if "Marta Lind" in str(each.event)]
            assert [each["number"] for each in deal["entries"]] == told
        told_so = "callplan: Nobody is called “Zoe”.\n"
        assert said(home, "export", "--person", "Zoe", "--json", **DAY) == Said("", told_so, 5)

    @pytest.mark.parametrize("line", ["--all", "--all --person x --json", "harrow --all --json", "--person x"])
    def test_lines_that_are_none(self, home: Path, line: str) -> None:
        """It takes neither beside anything else."""
        told = "callplan: --all and --person NAME each stand alone, with --json: what they write is no plan.\n"
        assert said(home, "export", *line.split(), **DAY) == Said("", told, 2)
