"""Whose deals a look across them is about, the same in every look, and what one's own may be called."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals
from callplan.core.text import clean, tidy
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.entries import Entry

OFFERED = 12


def owners(owner: str | None) -> dict[str, str]:
    """Whose each deal is in the team; nothing where no `owner` is asked for, or alone.

    Raises Usage for an owner that no deal has.
    """
    if not (asked := tidy(owner or "")):
        return {}
    from callplan.cli.refreshing import refreshed
    from callplan.journal import team

    there = deals.journal().names("owner", refreshed())
    if asked not in there:
        raise Usage(unknown("owner", asked, there))
    return team.owners(deals.journal())


def by_others(entries: tuple[Entry, ...], name: str) -> frozenset[int]:
    """The numbers of the entries that somebody wrote who had the deal before, as a team tells; alone there are none."""
    from callplan.journal.team import known_hub

    known = known_hub(deals.journal())
    if not known:
        return frozenset()
    mine = ("", settings.recorder(), deals.others().get(name, known.role))
    return frozenset(entry.number for entry in entries if entry.recorder not in mine)


def new_name(name: str) -> str:
    """A name that a deal is to have from now on. Raises Usage, in a team, for one that reads like somebody else's."""
    if "/" in name and _in_a_team():
        instead = clean(name).replace("/", "-")
        raise Usage(
            f"In a team, what stands before a “/” is whose deal it is, so a deal of yours has none in its name: "
            f"{instead}, for example."
        )
    return name


def _in_a_team() -> bool:
    from callplan.cli.team_hub import known
    from callplan.journal.team import known_hub

    return known() is not None or known_hub(deals.journal()) is not None


def unknown(kind: str, name: str, there: Sequence[str]) -> str:
    """That no deal, map or stage is of that name, and what there is instead: names like it, else the first of all."""
    from callplan.core.text import did_you_mean

    what = {"owner": "no deal is of", "playbook": "there is no playbook", "stage": "there is no stage"}[kind]
    some = [clean(each) for each in there]
    more = f" and {len(some) - OFFERED} more" if len(some) > OFFERED else ""
    is_there = "There are" if len(some) > 1 else "There is"
    near = did_you_mean(name, some) or (f" {is_there} {', '.join(some[:OFFERED])}{more}." if some else "")
    return f"--{kind}: {what} “{clean(name)}”.{near}"
