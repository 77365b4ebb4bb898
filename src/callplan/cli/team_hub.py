"""The hub of the team that was joined."""

from __future__ import annotations

from callplan import settings
from callplan.errors import BadFile, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.journal.team import KnownHub


def joined() -> str:
    """The database its hub is on. Raises Refusal where no team was joined."""
    database = known()
    if database is None:
        raise Refusal("You are in no team yet: `callplan team join DATABASE` joins one, service=callplan for example.")
    return database


def see_whose_home(known: KnownHub | None, role: str) -> None:
    """Raise Refusal where what this home has is somebody else's on the hub than of whoever has that role."""
    if known and known.role != role:
        raise Refusal(
            f"The deals of this home are {known.role}'s on the hub, and there you are {role} now: sign in as "
            f"{known.role}, or give {role} a home of their own (CALLPLAN_HOME)."
        )


def known() -> str | None:
    """The database that a team's hub is on, as libpq reads it; None where no team was joined.

    Raises BadFile where the part of config.toml about it is not as it should be.
    """
    told, file = settings.config().get("team"), settings.settings_file()
    if told is None:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("database"), str) or not told["database"].strip():
        raise BadFile(f"{file}: [team] names no database: `callplan team join DATABASE` writes it.")
    if unknown := [key for key in told if key != "database"]:
        raise BadFile(f"{file}: [team] has no “{unknown[0]}”: it has a database, and nothing else.")
    return str(told["database"]).strip()
