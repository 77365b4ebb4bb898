"""The hub that a home exchanges its deals with, kept in the settings."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import config_line, deals
from callplan.cli.team_hub import known, see_whose_home
from callplan.core.text import clean
from callplan.errors import BadFile, HubAway

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def team_join(database: words.Database) -> None:
    """Join a team: keep where its hub is, once it has let you in. Nothing is sent yet."""
    from callplan import hub
    from callplan.journal.team import known_hub

    wanted = hub.checked(database)
    known()
    try:
        with hub.opened(wanted) as there:
            see_whose_home(known_hub(deals.journal()), there.role)
            told = f"You are {there.described}. `callplan sync` sends your deals there, and fetches what is new."
    except HubAway as away:
        told = f"{away} The line is kept in config.toml: `callplan team check` tries it again."
    if not config_line.kept("database", wanted, "team"):
        path, line = clean(settings.settings_file()), config_line.line("database", wanted)
        raise BadFile(f"{path} cannot be changed line by line: write {line} under [team] in it.")
    print(told, file=sys.stderr)
