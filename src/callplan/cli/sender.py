"""Who signs a letter: asked once, and kept in the settings."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import asking, config_line
from callplan.core.interview.question import Question
from callplan.core.letter import Sender
from callplan.core.text import clean, tidy
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Asker

KEY = "sender"


def sender(typed: str | None, ask: Asker) -> Sender:
    """Who signs: as typed with --sender, as the settings have it, or as the person at the terminal says, once.

    What is typed or said is kept as `sender` in config.toml. Where nobody can be asked, whoever writes here signs.
    """
    kept = settings.config().get(KEY)
    if typed is None and isinstance(kept, str) and tidy(kept):
        return _read(kept)
    if typed is None and not asking.can_ask(ask):
        print(
            f"It is signed {clean(settings.recorder())}: --sender “NAME, COMPANY” signs it, and is kept.",
            file=sys.stderr,
        )
        return Sender(settings.recorder())
    said = typed if typed is not None else asking.one(_question(), ask)
    signed = _read(said)
    if said != kept:
        print(_remembered(tidy(said)), file=sys.stderr)
    return signed


def _remembered(said: str) -> str:
    """Keep who signs in config.toml, and say so."""
    path = clean(settings.settings_file())
    if config_line.kept(KEY, said):
        return f"{clean(said)} is kept as the sender in {path}."
    return f"{path} cannot be changed line by line: write {config_line.line(KEY, said)} in it to be asked no more."


def _question() -> Question:
    return Question(
        KEY,
        "Who is the letter from? Your name, and your company after a comma.",
        why="It is asked once, and kept in config.toml.",
        begun=settings.recorder(),
        reads=lambda text: tidy(text) and _read(text) and tidy(text),
        flags="--sender",
    )


def _read(text: str) -> Sender:
    """A name, and a company behind the first comma. Raises Usage for no name."""
    name, _, company = (part.strip() for part in tidy(text).partition(","))
    if not name:
        raise Usage("--sender: write your name, and your company after a comma: Kim Aalto, Printline.")
    return Sender(name, company)
