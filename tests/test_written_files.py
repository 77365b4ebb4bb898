"""No file of anybody's is written over without a word, and none is left half-written."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from lines import environ, said
from test_light import PREP

WRITES = {
    "export": ("export", "acme"),
    "calendar": ("promises", "--to", "ics"),
    "table": ("promises", "--to", "csv"),
}
each_that_writes = pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in WRITES.items()])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which one call was planned."""
    folder = tmp_path_factory.mktemp("home")
    assert said(folder, *PREP).code == 0
    assert said(folder, "promises").code == 0
    (folder / "drafts").mkdir()
    return folder


def listed(folder: Path) -> dict[str, bytes]:
    """What a folder holds."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def text(file: Path) -> str:
    """What a file says."""
    return file.read_text(encoding="utf-8-sig")


@each_that_writes
class TestOrdinaryFiles:
    def test_new(self, home: Path, tmp_path: Path, line: tuple[str, ...]) -> None:
        """It makes a file that its owner alone can read, whatever others may do by default, and nothing beside it."""
        old = os.umask(0)
        found = said(home, *line, "-o", str(tmp_path / "it"))
        os.umask(old)
        assert (found.out, found.err, found.code) == ("", f"Written to {tmp_path / 'it'}.\n", 0)
        assert list(listed(tmp_path)) == ["it"]
        assert (tmp_path / "it").stat().st_mode & 0o777 == 0o600

    def test_there_already(self, home: Path, tmp_path: Path, line: tuple[str, ...]) -> None:
        """It writes over a file with --force alone, says so, and takes its rights from nobody else's."""
        file = tmp_path / "it"
        file.write_text("mine")
        file.chmod(0o666)
        found = said(home, *line, "-o", str(file))
        assert (found.err, found.code) == (f"callplan: {file} is there already; --force writes over it.\n", 1)
        assert listed(tmp_path) == {"it": b"mine"}
        found = said(home, *line, "-o", str(file), "--force")
        assert (found.err, found.code) == (f"{file} was replaced.\n", 0)
        assert text(file) == said(home, *line).out
        assert file.stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize(
        "name", ["callplan.db", "callplan.db-journal", "config.toml", "drafts/x.json", "playbooks/x.yaml"]
    )
    @pytest.mark.parametrize("force", [(), ("--force",)])
    def test_nothing_of_the_home(
        self, home: Path, tmp_path: Path, line: tuple[str, ...], name: str, force: tuple[str, ...]
    ) -> None:
        """It writes in the place of nothing that callplan keeps, by whatever way the file is named."""
        around = tmp_path / "around"
        around.mkdir()
        (around / "home").symlink_to(home)
        before = listed(home)
        for folder in (home, home / "drafts" / "..", around / "home"):
            found = said(home, *line, "-o", str(folder / name), *force)
            told = f"callplan: {folder / name} is where callplan keeps what is yours: name a file elsewhere.\n"
            assert (found.out, found.err, found.code) == ("", told, 1)
        assert listed(home) == before

    def test_behind_a_link(self, home: Path, tmp_path: Path, line: tuple[str, ...]) -> None:
        """It takes a link for the file behind it: into the home it leads nowhere, and a link stays a link."""
        link, inward, real = tmp_path / "link", tmp_path / "inward", tmp_path / "real"
        link.symlink_to(real)
        inward.symlink_to(home / "callplan.db")
        before = listed(home)
        assert said(home, *line, "-o", str(inward), "--force").code == 1
        assert said(home, *line, "-o", str(link)).err == f"Written to {link}.\n"
        assert listed(home) == before
        assert link.is_symlink()
        assert text(real) == said(home, *line).out
        assert said(home, *line, "-o", str(link)).err == f"callplan: {link} is there already; --force writes over it.\n"

    def test_folder_and_nowhere(self, home: Path, tmp_path: Path, line: tuple[str, ...]) -> None:
        """It says what the system has against a place, and leaves nothing there."""
        for force in ((), ("--force",)):
            assert said(home, *line, "-o", str(tmp_path / "no" / "it"), *force).err == (
                f"callplan: {tmp_path / 'no' / 'it'} cannot be written: No such file or directory.\n"
            )
        assert said(home, *line, "-o", str(tmp_path), "--force").err == (
            f"callplan: {tmp_path} cannot be written: Is a directory.\n"
        )
        assert listed(tmp_path) == {}


class TestNoOrdinaryFiles:
    def test_stdout(self, home: Path, tmp_path: Path) -> None:
        """It writes to what the process has open already, a file that is redirected to as well as a pipe."""
        plan = said(home, "export", "acme").out
        assert said(home, "export", "acme", "-o", "/dev/stdout").out == plan
        with (tmp_path / "out").open("w") as out:
            line = [sys.executable, "-m", "callplan", "export", "acme", "-o", "/dev/stdout"]
            subprocess.run(line, stdout=out, stderr=subprocess.DEVNULL, env=environ(home), check=True)
        assert (tmp_path / "out").read_text() == plan

    def test_pipe(self, home: Path, tmp_path: Path) -> None:
        """It writes into a named pipe, and leaves it a pipe."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
            assert said(home, "export", "acme", "-o", str(pipe)).code == 0
            assert reader.communicate()[0] == said(home, "export", "acme").out
        assert pipe.is_fifo()

    def test_nothing(self, home: Path) -> None:
        """It leaves a device what it is."""
        assert said(home, "export", "acme", "-o", "/dev/null").err == "Written to /dev/null.\n"
        assert Path("/dev/null").is_char_device()


class TestBeside:
    def test_planted(self, home: Path, tmp_path: Path) -> None:
        """It follows no link that was laid where a file might be written on the way, and writes into none."""
        victim, plan = tmp_path / "victim", tmp_path / "plan.md"
        victim.write_text("mine")
        for name in ("plan.md.part", ".plan.md.part", ".callplan-.part"):
            (tmp_path / name).symlink_to(victim)
        assert said(home, "export", "acme", "-o", str(plan)).code == 0
        assert victim.read_text() == "mine"
        assert not plan.is_symlink()

    def test_full(self, home: Path, tmp_path: Path) -> None:
        """It leaves what was there, and nothing of its own, when the file cannot be written to its end."""
        file = tmp_path / "plan.md"
        file.write_text("mine")
        line = [sys.executable, "-m", "callplan", "export", "acme", "-o", str(file), "--force"]

        def small() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        run = subprocess.run(line, capture_output=True, text=True, env=environ(home), preexec_fn=small, check=False)
        assert (run.stderr, run.returncode) == (f"callplan: {file} cannot be written: File too large.\n", 1)
        assert listed(tmp_path) == {"plan.md": b"mine"}
