"""Where the home folder lies, who may read it, and what was left in it."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from callplan import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "mobile documents", "icloud", "nextcloud", "owncloud")
NETWORKS = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "afs", "davfs", "9p", "fuse.sshfs", "fuse.rclone")
MOUNTS = "/proc/mounts"


def remarks() -> list[str]:
    """What speaks against the home as it lies, a sentence each; nothing where there is none yet."""
    home = settings.home()
    if not os.path.isdir(home):
        return []
    return [*_open_to_others(home), *_shared(home), *_conflict_copies(home)]


def _open_to_others(home: str) -> Iterator[str]:
    if os.name != "posix":
        return
    open_ones = [path for path in _everything(home) if stat.S_IMODE(os.lstat(path).st_mode) & 0o077]
    if home in open_ones:
        yield f"Others on this machine may look into {home}: `chmod -R go= {_quoted(home)}` keeps them out."
    elif open_ones:
        yield f"Others on this machine may read {open_ones[0]}: `chmod -R go= {_quoted(home)}` keeps them out."


def _quoted(path: str) -> str:
    from shlex import quote

    return quote(path)


def _shared(home: str) -> Iterator[str]:
    parts = [part for part in os.path.realpath(home).split(os.sep) if part.lower().startswith(SYNCED)]
    if parts:
        yield (
            f"{home} is in a folder that {parts[0]} copies to other machines: two of them writing at once can lose "
            f"what one wrote. CALLPLAN_HOME names another place."
        )
    elif (kind := _filesystem(home)) in NETWORKS:
        yield (
            f"{home} is on another machine ({kind}), where nothing keeps two writers apart for certain. CALLPLAN_HOME "
            f"names another place."
        )


def _filesystem(path: str) -> str:
    """The kind of disk that a place is on; "" where that is not told."""
    place, found = os.path.join(os.path.realpath(path), ""), ("", "")
    with suppress(OSError), open(MOUNTS, encoding="utf-8", errors="replace") as mounts:
        for line in mounts:
            _, where, kind, *_ = line.split()
            if place.startswith(os.path.join(where.replace("\\040", " "), "")):
                found = max(found, (where, kind), key=lambda each: len(each[0]))
    return found[1]


def _conflict_copies(home: str) -> Iterator[str]:
    journal = os.path.basename(settings.journal())
    stem = os.path.splitext(journal)[0]
    others = [name for name in sorted(os.listdir(home)) if name.startswith(stem) and not name.startswith(journal)]
    for name in others:
        yield f"{os.path.join(home, name)} looks like a copy of your deals from another machine, and is not read."


def strays() -> list[str]:
    """Files that were begun and never put in their place, in the home and in this folder."""
    folders = {settings.home(), settings.drafts(), settings.playbooks(), settings.backups(), os.getcwd()}
    return sorted([path for folder in folders for path in _in(folder) if _is_stray(os.path.basename(path))])


def _is_stray(name: str) -> bool:
    from callplan.files import BEGUN, HALF

    return name.startswith(BEGUN) and name.endswith(HALF)


def _in(folder: str) -> list[str]:
    with suppress(OSError):
        return [os.path.join(folder, name) for name in os.listdir(folder)]
    return []


def _everything(home: str) -> Iterator[str]:
    yield home
    for folder, _, names in os.walk(home):
        yield from [os.path.join(folder, name) for name in sorted(names)]
