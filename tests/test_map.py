"""The map of a deal: shown, edited, patched, brought up to its file; an edit is never lost."""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path
from textwrap import dedent
from typing import Any
from unittest import mock

import pytest
from lines import said
from screen import ENTER, Screen
from story import HEADER, Said, Story

from callplan import drafts
from callplan.cli import asking, maps
from callplan.core.interview.question import Question

WAY = """
roles:
  boss: {title: boss, is: decides}
  user: {title: user, is: works with it}
stages:
  - id: want
    title: Do we want it?
    steps:
      - {id: go, title: the go-ahead, whether: it is wanted, by: boss}
      - {id: listed, title: the list, will: list the lines, by: user}
  - id: order
    title: Shall we order it?
    steps:
      - {id: buy, title: the order, whether: it is ordered, by: boss, needs: [go], proof: said}
"""
KEYS = (
    "It has id, title, by, when, needs, after, before, takes, lasts, times, proof, not_proof, ask, listen_for, help, "
    "if_skipped, until_then, waive, whether, topic, yes, hear, good_for_them, no_is_right_if, concerns, if_no, "
    "implied_by and they_ask."
)
EDITOR = """\
import sys
old, new, code, path = sys.argv[1:]
text = open(path, encoding="utf-8").read()
assert old in text, text
open(path, "w", encoding="utf-8").write(text.replace(old, new, 1))
sys.exit(int(code))
"""


class Deal(Story):
    """A deal that has passed its first stage, and whose playbook stands on the shelf."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(home, WAY, "2026-11-24")
        (home / "playbooks").mkdir()
        self.shelved = home / "playbooks" / "way.yaml"
        self.file.rename(self.shelved)
        self.file = self.shelved
        self.script = home / "editor.py"
        self.script.write_text(EDITOR)
        self.monkeypatch = monkeypatch
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.delenv("EDITOR", raising=False)
        self.prep("--with Ana:boss --settled go:Ana --on 2026-11-24")

    def edit(self, old: str, new: str, *more: str, code: int = 0) -> Said:
        """What `map --edit` says with an editor that puts one text in the place of another."""
        words = [sys.executable, "-S", "-E", str(self.script), old, new, str(code)]
        self.monkeypatch.setenv("EDITOR", " ".join([f"'{word}'" for word in words]))
        return self.map("--edit", *more)

    def map(self, *words: str) -> Said:
        """What `callplan map acme` says."""
        return self.line("map", "acme", *words)

    def on_file(self, old: str, new: str) -> None:
        """Change the playbook's file."""
        text = self.shelved.read_text()
        assert old in text
        self.shelved.write_text(text.replace(old, new))
        maps.load.cache_clear()

    @property
    def kept(self) -> Path:
        """The file an edit is kept in."""
        with mock.patch.dict("os.environ", {"CALLPLAN_HOME": str(self.home)}):
            return Path(drafts.edited("acme"))


@pytest.fixture
def deal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Deal:
    return Deal(tmp_path, monkeypatch)


def test_shown(deal: Deal) -> None:
    """It shows the deal's own map, whether it is the file's, and how it was amended."""
    page = deal.line("playbook", "show", "way").out
    assert deal.map() == Said(f"The map of acme, taken from way, version 1: as the file has it.\n\n{page}", "", 0)
    deal.edit("title: the list", "title: the long list", "--note", "they have many")
    assert deal.map().out.splitlines()[:3] == [
        "The map of acme, taken from way, version 1: this deal has changed it, the file is as it was.",
        "Amended on Tue 24 Nov: “they have many”.",
        "",
    ]
    found = deal.map("--json").json
    assert {key: found[key] for key in ("deal", "file", "file_version", "amended", "left_out", "retired")} == {
        "deal": "acme", "file": "as-merged", "file_version": 1, "left_out": [], "retired": [],
        "amended": [{"number": 5, "on": "2026-11-24", "merged": None, "note": "they have many"}],
    }  # fmt: skip
    assert found["map"]["stages"][0]["steps"][1]["title"] == "the long list"
    deal.shelved.unlink()
    assert deal.map().out.startswith("The map of acme, taken from way, version 1: there is no file of it any more that")


def test_as_yaml(deal: Deal) -> None:
    """It prints the map as a file, which another deal can be opened with, or this one patched by."""
    text = deal.map("--to", "yaml").out
    assert text.startswith("# The map of this deal alone: what you change here changes no other deal")
    (deal.home / "copy.yaml").write_text(text)
    assert deal.line("playbook", "check", str(deal.home / "copy.yaml")).code == 0
    assert deal.map("--patch", str(deal.home / "copy.yaml")) == Said(
        "", "Nothing was changed, so nothing is written.\n", 0
    )
    assert deal.map("--to", "pdf") == Said("", "callplan: --to: “pdf” is no paper for a map; it is yaml.\n", 2)


def test_edited(deal: Deal) -> None:
    """It shows what is different and what follows, records it, and an undo takes it back."""
    before = deal.log()
    added = "steps:\n      - id: early\n        title: the early one\n        whether: it is early\n        by: boss\n"
    assert deal.edit("steps:\n", added, "--note", "the boss asks") == Said(
        """\
ACME · its own map

MAP         The early one is added to “Do we want it?”: whether it is early,
            decided by the boss.

WHERE       They are at “Do we want it?”; before, at “Shall we order it?”.
            The next call is for the early one; before, for the order.

callplan map acme · callplan undo acme
""",
        "",
        0,
    )
    assert list((deal.home / "drafts").iterdir()) == []
    assert deal.log() == before + "\n   5  2026-11-24  map amended: added the early one (“the boss asks”)\n"
    assert deal.show()["fronts"] == {"main": ["early"]}
    deal.line("debrief", "acme", "--with", "Ana", "--decided", "early:Ana", "--decided", "buy:Ana", "--no-input")
    deal.undo()
    assert deal.undo()["numbers"] == [5]
    assert deal.show()["fronts"] == {"main": ["buy"]}


def test_edited_in_the_middle_of_a_history(deal: Deal) -> None:
    """A step added behind the client is owed since the map changed, and falls silent with the map."""
    deal.debrief("--with Ana --with Ben:user --decided buy:Ana --done listed:Ben")
    found = deal.edit("steps:\n", "steps:\n      - {id: early, whether: it is early, by: boss}\n", "--json").json
    assert (found["entry"], found["owed"], found["decision"], found["differences"]) == (
        9, ["early"], "early",
        [{"kind": "added", "part": "decision", "id": "early", "field": "",
          "text": "The question whether it is early is added to “Do we want it?”: decided by the boss."}],
    )  # fmt: skip
    assert [(debt["id"], debt["since_map"]) for debt in deal.show()["owed"]] == [("early", True)]
    deal.debrief("--with Ana --decided early:Ana")
    numbers = [entry["number"] for entry in deal.line("log", "acme", "--json").json["entries"]]
    assert deal.show()["owed"] == []
    assert numbers[-1] == 11


def test_unchanged(deal: Deal) -> None:
    """An edit that changes nothing writes nothing, and leaves nothing behind."""
    nothing = "Nothing was changed, so nothing is written.\n"
    assert deal.edit("by: boss", "by: boss") == Said("", nothing, 0)
    assert deal.edit("# stages", "# my stages").err == nothing
    assert deal.edit("format", "format", "--json").json["entry"] is None
    assert list((deal.home / "drafts").iterdir()) == []


def test_id_and_version_stay(deal: Deal) -> None:
    """The id and the version say which file the map is from, so an edit does not change them."""
    stay = "“id” and “version” say which file this map was taken from; they stay as they were.\n"
    assert deal.edit("version: 1", "version: 7").err == f"{stay}Nothing was changed, so nothing is written.\n"
    assert deal.map().out.startswith("The map of acme, taken from way, version 1: as the file has it.")


def test_what_has_a_history_stays(deal: Deal) -> None:
    """A step whose id the history names is kept as left out, and may get its id back."""
    assert deal.edit("id: go\n", "id: gone\n").err == (
        f'{deal.kept}:42:17: "go" is nothing in this map. Did you mean gone?\n{kept(deal)}'
    )
    text = deal.kept.read_text()
    deal.kept.write_text(text.replace("[go]", "[gone]"))
    told = deal.edit("whether", "whether").out
    assert (
        told
        == """\
ACME · its own map

MAP         The go-ahead is left out as go: it goes on as gone.
            The go-ahead (gone) is the same under another id: gone was go.
            Left out, and kept for what the history says of it: the go-ahead.
            The go-ahead has a history under the id go: if gone is the same
            thing, give it its old id back.

WHERE       They are at “Do we want it?”; before, at “Shall we order it?”.
            The next call is for the go-ahead; before, for the order.

callplan map acme · callplan undo acme
"""
    )
    assert "without: [go]\n" in deal.map("--to", "yaml").out
    assert "Left out: the go-ahead (go).\n" in deal.map().out
    assert deal.edit("by", "by").err == "Nothing was changed, so nothing is written.\n"
    back = deal.edit("without: [go]\n", "")
    assert "The go-ahead (go) is back in “Do we want it?”" in back.out


def test_a_role_that_is_held_stays(deal: Deal) -> None:
    """A role somebody holds is not taken off the map, and that is said."""
    (deal.home / "patch.yaml").write_text("roles: {guest: {title: guest}}\n")
    deal.map("--patch", str(deal.home / "patch.yaml"))
    deal.prep("--person Bo:guest")
    assert deal.edit("  guest:\n    title: guest\n", "") == Said(
        "",
        "The role guest stays: somebody holds it, or a part that stays names it.\n"
        "Nothing was changed, so nothing is written.\n",
        0,
    )


def kept(deal: Deal) -> str:
    """What is said of an edit that stays."""
    return (
        f"What you typed is kept in {deal.kept}: `callplan map acme --edit` goes on with it, "
        "`callplan drafts --drop acme` throws it away.\n"
    )


def test_a_bad_save(deal: Deal) -> None:
    """Mistakes are shown with their lines, the edit stays, and the next run goes on with it."""
    assert deal.edit("by: boss", "bi: boss") == Said(
        "",
        f'{deal.kept}:26:9: a decision has no "by": the role that does it or can decide it\n'
        f'{deal.kept}:29:9: "bi" is no key of a decision. {KEYS}\n{kept(deal)}',
        3,
    )
    assert deal.line("drafts").out.startswith("callplan map acme --edit · an edit on ")
    assert deal.line("drafts", "--json").json["drafts"][0]["command"] == "map"
    assert "  callplan map acme --edit  go on where you stopped\n" in deal.line().out
    assert oct(deal.kept.stat().st_mode)[-3:] == "600"
    again = deal.edit("bi: boss", "by: user")
    assert (again.code, again.err.partition(" of ")[0]) == (0, "Your edit")
    assert again.err.endswith(" was kept; it goes on from there.\n")
    assert "The go-ahead is now decided by the user (before: the boss)." in again.out
    assert not deal.kept.exists()


def test_thrown_away(deal: Deal) -> None:
    """A kept edit is thrown away with its draft; without its file, the next edit begins anew."""
    deal.edit("by: boss", "bi: boss")
    assert deal.line("drafts", "--drop", "acme", "--yes") == Said("", "Thrown away: map acme.\n", 0)
    assert list((deal.home / "drafts").iterdir()) == []
    deal.edit("by: boss", "bi: boss")
    deal.kept.unlink()
    assert deal.edit("by: boss", "by: boss") == Said("", "Nothing was changed, so nothing is written.\n", 0)


def test_an_editor_that_fails(deal: Deal) -> None:
    """An editor that fails, is not there or cannot be read is a sentence, and the edit stays."""
    assert deal.edit("by: boss", "by: user", code=3) == Said(
        "", f"callplan: The editor “{_editor(deal, 3)}” ended with an error (3). {kept(deal)}", 1
    )
    assert "by: user" in deal.kept.read_text()
    for line, why in (("no-such-editor -x", "No such file or directory"), ("vi 'x", "No closing quotation")):
        deal.monkeypatch.setenv("EDITOR", line)
        sentence = f"The editor “{line}” cannot be started ({why}): set EDITOR to one that can."
        told = deal.map("--edit")
        assert (told.code, told.err.splitlines()[1]) == (1, f"callplan: {sentence} {kept(deal)}".strip())
    deal.monkeypatch.delenv("EDITOR")
    said = deal.map("--edit")
    assert (said.code, said.err.splitlines()[1][:60]) == (
        4,
        "callplan: Nobody can edit here: give the change with --patch",
    )


def _editor(deal: Deal, code: int) -> str:
    words = [sys.executable, "-S", "-E", str(deal.script), "by: boss", "by: user", str(code)]
    return " ".join([f"'{word}'" for word in words])


def test_the_usual_editor(deal: Deal) -> None:
    """Without one named, the first editor there is; VISUAL goes before EDITOR."""
    deal.monkeypatch.setenv("EDITOR", "false")
    deal.monkeypatch.setenv("VISUAL", "true")
    assert deal.map("--edit").err == "Nothing was changed, so nothing is written.\n"
    deal.monkeypatch.delenv("VISUAL")
    deal.monkeypatch.delenv("EDITOR")
    deal.monkeypatch.setattr("sys.stdin", mock.Mock(isatty=lambda: True))
    deal.monkeypatch.setenv("PATH", str(deal.home))
    assert "No editor is found here: set EDITOR to the one you use." in deal.map("--edit").err
    (deal.home / "vi").write_text(f"#!{sys.executable}\n")
    (deal.home / "vi").chmod(0o700)
    assert deal.map("--edit").err.endswith("Nothing was changed, so nothing is written.\n")


def test_somebody_else_writes(deal: Deal) -> None:
    """What was written to the deal while the editor was open refuses the edit, which stays and goes on upon that."""
    patch = ["-m", "callplan", "map", "acme", "--patch", str(deal.home / "patch.yaml")]
    script = deal.home / "slow.py"
    script.write_text(
        f"import subprocess\n{EDITOR}".replace("sys.exit", f"subprocess.run([sys.executable, *{patch}])\nsys.exit")
    )
    (deal.home / "patch.yaml").write_text("roles: {user: {title: worker}, boss: {title: chief}}\n")
    deal.monkeypatch.setenv("PYTHONPATH", str(Path(drafts.__file__).parents[1]))
    words = [sys.executable, str(script), "title: boss", "title: head", "0"]
    deal.monkeypatch.setenv("EDITOR", " ".join([f"'{word}'" for word in words]))
    said = deal.map("--edit")
    assert (said.code, said.err) == (
        6,
        f"callplan: “acme” has changed since it was read; nothing was written, so do it again. {kept(deal)}",
    )
    found = deal.edit("title: head", "title: head", "--json").json
    assert found["notes"] == ["The role boss: “title” was changed here and in the file; it stays as it is here."]
    titles = [(role["id"], role["title"]) for role in deal.map("--json").json["map"]["roles"]]
    assert titles == [("boss", "head"), ("user", "worker")]


def test_opened_again(deal: Deal) -> None:
    """Whoever sits at a terminal is asked whether to open it again: no leaves it, yes goes on."""
    asked: list[str] = []

    def ask(answer: str) -> Any:
        def answers(question: Question) -> str:
            asked.append(question.text)
            return answer

        return mock.patch.object(asking, "asker", return_value=answers)

    with ask("no"):
        said = deal.edit("by: boss", "bi: boss")
    assert (said.code, said.err.splitlines()[2]) == (3, "callplan: The map still has mistakes, so nothing was written.")
    assert asked == ["Open it again?"]
    turning = (
        "import sys\npath = sys.argv[1]\ntext = open(path).read()\n"
        'new = text.replace("bi:", "bo:") if "bi:" in text else text.replace("bo:", "by:")\n'
        'open(path, "w").write(new)\n'
    )
    (deal.home / "turning.py").write_text(turning)
    deal.monkeypatch.setenv("EDITOR", f"{sys.executable} {deal.home / 'turning.py'}")
    with ask("yes"):
        assert deal.map("--edit").err.endswith("Nothing was changed, so nothing is written.\n")
    assert len(asked) == 2


def test_stopped(deal: Deal) -> None:
    """Ctrl-C in the middle writes nothing, and keeps the edit."""
    with mock.patch("callplan.cli.map_changed.edit", side_effect=KeyboardInterrupt):
        assert deal.map("--edit") == Said("", f"callplan: Stopped; nothing was written. {kept(deal)}", 130)
    assert deal.kept.exists()


def test_patched(deal: Deal) -> None:
    """A patch in the form of `extends` takes the same road, from a file or a pipe."""
    patch = deal.home / "patch.yaml"
    patch.write_text(
        "roles: {boss: {called: the one who pays}}\n"
        "stages:\n  - id: order\n    steps:\n      - {id: buy, takes: 3w, topic: whether to buy, yes: 'bought {it}'}\n"
        "      - {id: paid, will: pay, by: boss}\n"
    )
    assert (
        deal.map("--patch", str(patch), "--note", "as agreed").out
        == """\
ACME · its own map

MAP         What sentences call the boss is new: “the one who pays”.
            How the order is spoken of is new: “whether to buy”.
            How a yes to the order is told is new: “bought {it}”.
            The order now takes 3 weeks (before: no usual length).
            “pay” is added to “Shall we order it?”: done by the boss.

WHERE       They are where they were, and no more is missing than before.

callplan map acme · callplan undo acme
"""
    )
    written = deal.map("--to", "yaml").out
    assert (
        "whether: it is ordered\n        topic: whether to buy\n        yes: bought {it}\n        by: boss\n" in written
    )
    assert "called: the one who pays\n" in written
    deal.monkeypatch.setattr("sys.stdin", mock.Mock(buffer=BytesIO(b"without: [listed, nothing]\n")))
    assert deal.map("--patch", "-") == Said("", 'the patch:1:19: "nothing" is nothing in this map.\n', 3)
    assert deal.map("--patch", "nowhere.yaml") == Said(
        "",
        "callplan: nowhere.yaml: there is no such file: look at how it is spelled, and at the folder you are in\n",
        3,
    )
    patch.write_text("without: [listed]\nid: other\n")
    found = deal.map("--patch", str(patch), "--json").json
    assert [(each["kind"], each["id"]) for each in found["differences"]] == [("left out", "listed")]
    assert (found["kept"], len(found["notes"])) == ([], 1)


def test_updated(deal: Deal) -> None:
    """It takes over what has changed in the file, keeps what the deal has changed, and prep says when there is more."""
    assert deal.map("--update") == Said("", "Nothing new: the file is as this deal has taken it.\n", 0)
    deal.edit("title: the go-ahead", "title: the yes")
    deal.on_file("title: A way to buy", "title: A way to buy\nversion: 4")
    deal.on_file("title: the go-ahead", "title: the nod")
    deal.on_file("title: the list", "title: the roll, takes: 2w")
    said = deal.line("prep", "acme", "--no-input")
    assert said.err == (
        "way is at version 4 by now, and this deal has version 1: `callplan map acme --update` shows what changed.\n"
    )
    assert deal.map().out.splitlines()[:2] == [
        "The map of acme, taken from way, version 1: the file has changed since.",
        "`callplan map acme --update` shows what changed in the file, and takes it over.",
    ]
    assert (
        deal.map("--update").out
        == """\
ACME · its own map

MAP         “the list” is now called “the roll”.
            The roll now takes 2 weeks (before: no usual length).
            The yes: “title” was changed here and in the file; it stays as it is
            here.

WHERE       They are where they were, and no more is missing than before.

callplan map acme · callplan undo acme
"""
    )
    assert deal.line("prep", "acme", "--no-input").err == ""
    assert deal.show()["playbook"] == {"id": "way", "version": 4}
    assert deal.map("--update").err == "Nothing new: the file is as this deal has taken it.\n"
    assert deal.log().splitlines()[-1].endswith("map brought up to way 4: changed the roll")
    deal.undo()
    assert deal.show()["playbook"] == {"id": "way", "version": 1}


def test_what_cannot_be_merged(deal: Deal) -> None:
    """A file that is gone or has mistakes, or does not fit what the deal has changed, changes nothing."""
    before = deal.log()
    deal.edit("needs: [go]", "needs: [go, listed]")
    deal.on_file("by: user}", "by: user, needs: [buy]}")
    said = deal.map("--update")
    assert (said.code, said.err.splitlines()[-1]) == (
        3,
        "The file and what this deal has changed do not fit together, so nothing was written: "
        "`callplan map acme --edit` changes this side of it.",
    )
    assert "goes in a circle" in said.err.splitlines()[0]
    deal.on_file("by: boss", "bi: boss")
    assert deal.map("--update").err.startswith(f"{deal.shelved}:")
    deal.shelved.unlink()
    assert deal.map("--update") == Said(
        "", f"callplan: There is no playbook way any more: put its file into {deal.home / 'playbooks'}.\n", 3
    )
    assert deal.line("prep", "acme", "--no-input").err == ""
    assert len(deal.log().splitlines()) == len(before.splitlines()) + 4


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--edit", "--update"), "--edit and --update do not go together: give one of them."),
        (("--note", "x"), "--note says what a change is for: give it with --edit, --update or --patch."),
        (
            ("--to", "yaml", "--note", "x"),
            "--note says what a change is for: give it with --edit, --update or --patch.",
        ),
    ],
)
def test_flags(deal: Deal, flags: tuple[str, ...], said: str) -> None:
    """Ways that exclude each other are refused."""
    assert deal.map(*flags) == Said("", f"callplan: {said}\n", 2)


@pytest.mark.parametrize(
    ("own", "beside", "version"),
    [
        ("format: 1\nversion: 3 # of May\n", "", 3),
        ("format: 1\r\nversion: '12'\r\n", "", 12),
        ("\ufeffformat: 1\nid: way\n", "", 1),
        ("format: 1\nstages:\n  version: 9\n", "", 1),
        ("format: 1\nextends: base\n", "format: 1\nversion: 5\n", 5),
        ("format: 1\nextends: base\nversion: 2\n", "format: 1\nversion: 5\n", 2),
        ("format: 1\nextends: base\n", "format: 1\nextends: way\n", None),
        ("format: 1\nextends: other\n", "", None),
        ("format: 1\nextends: small-add-on\n", "", 1),
        ("{format: 1, version: 3}", "", None),
        ("format: 1\nversion: soon\n", "", None),
        ("", "", None),
    ],
)
def test_version_on_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str, beside: str, version: int | None
) -> None:
    """It finds the version of a file, or of the one it extends, without reading YAML; in doubt it says nothing."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "way.yaml").write_text(own)
    (tmp_path / "playbooks" / "base.yaml").write_text(beside)
    assert maps.version_on_file("way") == version
    assert maps.version_on_file("nowhere") is None


def test_at_a_terminal(tmp_path: Path) -> None:
    """At a real terminal: a bad save is shown and asked about, opened again, and what follows stands on the screen."""
    home = tmp_path / "home"
    (home / "playbooks").mkdir(parents=True)
    (home / "playbooks" / "way.yaml").write_text(HEADER + dedent(WAY))
    opened = said(home, "prep", "acme", "--playbook", "way", "--with", "Ana:boss", "--no-input")
    assert opened.code == 0, opened.err
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\npath = sys.argv[1]\ntext = open(path).read()\n"
        'input("Mending. " if "bi:" in text else "Typing. ")\n'
        'new = text.replace("bi:", "by:") if "bi:" in text else text.replace("by: boss", "bi: boss", 1)\n'
        'open(path, "w").write(new.replace("the list", "the long list"))\n'
    )
    screen = Screen(home, "map", "acme", "--edit", EDITOR=f"{sys.executable} {script}")
    screen.answers(("Typing.", ENTER), ("Open it again?", ENTER), ("Mending.", ENTER))
    assert screen.ends() == 0
    assert "is now called “the long list”" in screen.text
    entries = json.loads(said(home, "log", "acme", "--json").out)["entries"]
    assert entries[-1]["text"] == "map amended: changed the long list"
