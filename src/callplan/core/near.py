"""The names nearest to one that is not known."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def near(wanted: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Known names like the wanted one, likeliest first: the same letters, a beginning, a part, a near spelling."""
    names = list(known)
    folded = wanted.casefold()
    parts = [name for name in names if name.casefold() == folded]
    parts += [name for name in names if folded and name.casefold().startswith(folded)]
    parts += [name for name in names if folded and folded in name.casefold()]
    # difflib costs a tenth of a start; only a name that is not known pays for it
    from difflib import get_close_matches

    lower = {name.casefold(): name for name in names}
    close = [lower[name] for name in get_close_matches(folded, lower, most)]
    return list(dict.fromkeys([*parts, *close]))[:most]


def did_you_mean(wanted: str, known: Iterable[str]) -> str:
    """` Did you mean x or y?`, or nothing."""
    found = near(wanted, known)
    return f" Did you mean {' or '.join(found)}?" if found else ""
