"""Every mistake in a playbook file, at once."""

from __future__ import annotations

from callplan import settings
from callplan.errors import BadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.cli import maps, words


def playbook_check(files: words.Files, *, no_advice: words.NoAdvice = False, json: words.Json = False) -> None:
    """Read playbook files and name every mistake by file, line and column; then what would serve better."""
    from callplan.cli import maps, papers

    read = [maps.checked(_file(each), advised=not no_advice) for each in files]
    if json:
        from callplan.render.json_value import versioned

        told = [{"file": each.file, "usable": each.playbook is not None, "problems": each.problems} for each in read]
        print(versioned(files=told))
    else:
        papers.listed(_page(read))
    wrong = [found.file for found in read if found.playbook is None]
    if wrong:
        raise BadFile(f"{', '.join(wrong)} cannot be used as it is.")


def _file(id_or_file: str) -> str:
    """The file of that name, else that of the playbook of that id."""
    from os.path import exists

    return id_or_file if exists(id_or_file) else settings.shelf().get(id_or_file, id_or_file)


def _page(read: list[maps.Checked]) -> Iterator[str]:
    """Every mistake and which files can be used; what is advice stands apart, in its own paragraph."""
    from callplan.core import phrase
    from callplan.core.text import clean

    for found in read:
        yield from [str(problem) for problem in found.problems if not problem.advice]
        if found.playbook is not None:
            decisions = phrase.several(len(found.playbook.decisions), "decision")
            yield clean(f"{found.file}: “{found.playbook.title}” can be used; it has {decisions}.")
    if advice := [str(problem) for found in read for problem in found.problems if problem.advice]:
        yield from ("", "Advice, which keeps no map from being used (--no-advice leaves it out):", *advice)
