"""Where things are kept, who writes and what day it is; the environment goes before config.toml."""

from __future__ import annotations

import os
import sys

from callplan.errors import BadFile, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any


_OURS = ("backups", "drafts", "playbooks", "config.toml", "crm.toml", "holidays.txt")


def home() -> str:
    """The folder that holds everything of yours; not made by asking."""
    given, shared = os.environ.get("CALLPLAN_HOME"), os.environ.get("XDG_DATA_HOME")
    if given:
        return os.path.abspath(os.path.expanduser(given))
    if shared and os.path.isabs(shared):
        return os.path.join(shared, "callplan")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "callplan")
    share = "Library/Application Support" if sys.platform == "darwin" else ".local/share"
    return os.path.join(os.path.expanduser("~"), share, "callplan")


def made(folder: str) -> str:
    """A folder in the home folder, or that folder itself, made for its owner alone when it is not there."""
    os.makedirs(home(), 0o700, exist_ok=True)
    os.makedirs(folder, 0o700, exist_ok=True)
    return folder


def journal() -> str:
    """The file that holds every deal."""
    return os.path.join(home(), "callplan.db")


def drafts() -> str:
    """The folder of interviews that stopped halfway."""
    return os.path.join(home(), "drafts")


def backups() -> str:
    """The folder of copies of the file that holds every deal."""
    return os.path.join(home(), "backups")


def playbooks() -> str:
    """The folder of your own playbooks."""
    return os.path.join(home(), "playbooks")


def bundled() -> str:
    """The folder of the playbooks that come with callplan."""
    package = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(package, "playbooks")
    return installed if os.path.isdir(installed) else os.path.abspath(os.path.join(package, "../../playbooks"))


def starter() -> str:
    """The file of the map that new ones are made from."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "starter.yaml")


def settings_file() -> str:
    """The file of your own settings; there need be none."""
    return os.path.join(home(), "config.toml")


def crm_file() -> str:
    """The file of how a CRM's exports are read; there is none before one is."""
    return os.path.join(home(), "crm.toml")


def is_ours(path: str) -> bool:
    """Whether a place is one that callplan keeps something of yours in, by whatever way it is named."""
    root = os.path.join(os.path.realpath(home()), "")
    place = os.path.realpath(path)
    name = place.removeprefix(root).split(os.sep)[0]
    return place.startswith(root) and (name in _OURS or name.startswith(os.path.basename(journal())))


def holidays() -> frozenset[date]:
    """The days besides weekends on which nobody works: holidays.txt in the home folder, one date a line.

    What follows a # is a remark. Raises BadFile with the line that is no date.
    """
    path = os.path.join(home(), "holidays.txt")
    if not os.path.isfile(path):
        return frozenset()
    from datetime import date

    found = set()
    with open(path, encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            if told := line.partition("#")[0].strip():
                try:
                    found.add(date.fromisoformat(told))
                except ValueError:
                    raise BadFile(f"{path}:{number}:1: “{told}” is no date: write it as 2026-12-24.") from None
    return frozenset(found)


def shelf() -> dict[str, str]:
    """Every playbook's file by its id: yours first, then the bundled ones of which you have none of your own."""
    own = _files(playbooks())
    return own | {name: path for name, path in _files(bundled()).items() if name not in own}


def find_playbook(id_or_file: str) -> str:
    """The file of a playbook, named by its id or as a file. Raises BadFile with the ids that come near."""
    if os.path.dirname(id_or_file) or id_or_file.endswith((".yaml", ".yml")):
        if os.path.isfile(id_or_file):
            return id_or_file
        raise BadFile(f"There is no file “{id_or_file}”.")
    known = shelf()
    if id_or_file in known:
        return known[id_or_file]
    from callplan.core.text import did_you_mean

    offered = did_you_mean(id_or_file, known) or " `callplan playbook list` names them all."
    raise BadFile(f"No playbook is called “{id_or_file}”.{offered}")


def today() -> date:
    """CALLPLAN_TODAY, else the clock's day."""
    from datetime import date

    given = os.environ.get("CALLPLAN_TODAY")
    try:
        return date.fromisoformat(given) if given else date.today()
    except ValueError:
        raise Usage(f"CALLPLAN_TODAY is “{given}”, which is no date; write it as 2026-12-03.") from None


def now() -> str:
    """When something is written down, to the second, with its distance from UTC."""
    from datetime import datetime

    return datetime.now().astimezone().isoformat(timespec="seconds")


def recorder() -> str:
    """Who writes: CALLPLAN_RECORDER, else `recorder` of config.toml, else the name you are logged in by."""
    from callplan.core.text import tidy

    return tidy(os.environ.get("CALLPLAN_RECORDER") or _recorder_set() or _user())


def _recorder_set() -> str:
    """Who writes as config.toml says; it is not read as TOML where that word does not stand in it."""
    path = settings_file()
    if not os.path.isfile(path):
        return ""
    with open(path, "rb") as file:
        return str(config().get("recorder", "")) if b"recorder" in file.read() else ""


def config() -> dict[str, Any]:
    """What config.toml in the home folder says; nothing when there is none."""
    path = settings_file()
    if not os.path.isfile(path):
        return {}
    import tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except UnicodeDecodeError as error:
        raise BadFile(f"{path}: this is not UTF-8: save the file as UTF-8.") from error
    except ValueError as error:
        raise BadFile(f"{path}: {error}.") from error


def calendar() -> str | None:
    """Where your calendar lies, a file or a folder of them; None where none is set."""
    file = _calendar().get("file")
    return os.path.expanduser(file) if file else None


def own_addresses() -> tuple[str, ...]:
    """Your own mail addresses, in small letters, as the part of config.toml about the calendar has them."""
    return tuple([each.strip().lower() for each in _calendar().get("me", ())])


def _calendar() -> dict[str, Any]:
    """What config.toml says of a calendar. Raises BadFile where that is not as it should be."""
    told = config().get("calendar")
    if told is None:
        return {}
    wanted = 'write it as file = "~/calendars/mine" and me = ["kim@north.example"]'
    if isinstance(told, dict) and (unknown := [key for key in told if key not in ("file", "me")]):
        raise BadFile(f"{settings_file()}: [calendar] has no “{unknown[0]}”: {wanted}.")
    file = told.get("file", "-" if "me" in told else "") if isinstance(told, dict) else ""
    if not isinstance(file, str) or not file.strip():
        raise BadFile(f"{settings_file()}: [calendar] names no file: {wanted}.")
    me = told.get("me", [])
    if not isinstance(me, list) or not all(isinstance(each, str) and "@" in each for each in me):
        raise BadFile(f"{settings_file()}: [calendar] me is a list of your mail addresses: {wanted}.")
    return dict(told)


def _user() -> str:
    for name in ("LOGNAME", "USER", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    return os.path.basename(os.path.expanduser("~"))


def _files(folder: str) -> dict[str, str]:
    if not os.path.isdir(folder):
        return {}
    names = [name for name in sorted(os.listdir(folder)) if name.endswith((".yaml", ".yml"))]
    return {os.path.splitext(name)[0]: os.path.join(folder, name) for name in names}
