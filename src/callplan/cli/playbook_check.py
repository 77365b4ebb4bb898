"""Every mistake in a playbook file, at once."""

from __future__ import annotations

from callplan.errors import BadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import maps, words


def playbook_check(files: words.Files, *, json: words.Json = False) -> None:
    """Read playbook files and name every mistake by file, line and column."""
    from callplan.cli import maps

    read = [maps.checked(file) for file in files]
    print(_json(read) if json else "\n".join(map(_told, read)))
    wrong = [found.file for found in read if found.playbook is None]
    if wrong:
        raise BadFile(f"{', '.join(wrong)} cannot be used as it is.")


def _told(found: maps.Checked) -> str:
    lines = [f"{problem}{' (advice)' if problem.advice else ''}" for problem in found.problems]
    if found.playbook is not None:
        decisions = len(found.playbook.decisions)
        lines.append(f"{found.file}: “{found.playbook.title}” can be used; it has {decisions} decisions.")
    return "\n".join(lines)


def _json(read: list[maps.Checked]) -> str:
    from json import dumps

    files = [
        {
            "file": found.file,
            "usable": found.playbook is not None,
            "problems": [{name: vars(problem)[name] for name in problem.__match_args__} for problem in found.problems],
        }
        for found in read
    ]
    return dumps({"schema": 1, "files": files}, ensure_ascii=False, indent=2)
