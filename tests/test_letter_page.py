"""docs/letter.md: what it shows is what is printed. `make guide` prints it anew."""

from __future__ import annotations

import re
import shlex
from contextlib import chdir
from pathlib import Path

from letters import ADD_ON, WRITTEN, told
from monday import said

PAGE = Path(__file__).parent.parent / "docs" / "letter.md"
REPLY = re.compile(r"```text\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n\$ callplan ([^\n]*)\n(.*?)```", re.DOTALL)


def printed(text: str, home: Path) -> str:
    """The page with what each line says now, of the reply that stands in it."""
    told(home, *ADD_ON)
    reply = REPLY.search(text)
    (home / "oz.txt").write_text(reply[1] if reply else "")

    def block(found: re.Match[str]) -> str:
        with chdir(home):
            told = said(home, WRITTEN, [*shlex.split(found[1]), "--no-input"])
        err = told.err if told.code else ""
        return f"```console\n$ callplan {found[1]}\n{told.out}{err}```"

    return CONSOLE.sub(block, text)


def test_what_is_printed(tmp_path: Path) -> None:
    """It shows the letter that its line writes, and what is said of the reply in it."""
    text = PAGE.read_text()
    assert len(CONSOLE.findall(text)) == 3
    assert printed(text, tmp_path) == text


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(printed(PAGE.read_text(), Path(folder)))
