"""docs/letter.md: what it shows is what is printed. `make guide` prints it anew."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from letters import ADD_ON, WRITTEN, told
from monday import said

PAGE = Path(__file__).parent.parent / "docs" / "letter.md"
CONSOLE = re.compile(r"```console\n\$ callplan ([^\n]*)\n(.*?)```", re.DOTALL)


def printed(text: str, home: Path) -> str:
    """The page with each line's letter as it is written now."""
    told(home, *ADD_ON)

    def block(found: re.Match[str]) -> str:
        letter = said(home, WRITTEN, [*shlex.split(found[1]), "--no-input"]).out
        return f"```console\n$ callplan {found[1]}\n{letter}```"

    return CONSOLE.sub(block, text)


def test_what_is_printed(tmp_path: Path) -> None:
    """It shows the letter that its line writes."""
    text = PAGE.read_text()
    assert len(CONSOLE.findall(text)) == 1
    assert printed(text, tmp_path) == text


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(printed(PAGE.read_text(), Path(folder)))
