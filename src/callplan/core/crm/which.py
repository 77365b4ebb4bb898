"""Which open deal of the CRM is meant by a name, an account or an id."""

from __future__ import annotations

import re

from callplan.core.crm import OPEN, CrmDeal
from callplan.core.text import tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def called(deals: Iterable[CrmDeal], name: str) -> tuple[CrmDeal, ...]:
    """The open deals that the CRM calls so, else those of an account of that name, in upper or lower case."""
    wanted = tidy(name).casefold()
    every = [each for each in deals if each.status == OPEN]
    named = [each for each in every if each.name.casefold() == wanted]
    return tuple(named or [each for each in every if each.company.casefold() == wanted])


def alike(deals: Iterable[CrmDeal], name: str) -> tuple[CrmDeal, ...]:
    """The open deals in whose name, or whose account's, all words of a name stand; to be asked about."""
    wanted = _words(name)
    return tuple(
        [each for each in deals if each.status == OPEN and wanted and wanted <= _words(each.name, each.company)]
    )


def _words(*texts: str) -> set[str]:
    return {word for text in texts for word in re.findall(r"\w+", text.casefold())}


def picked(deals: Iterable[CrmDeal], text: str) -> tuple[CrmDeal, ...]:
    """The open deals of an id, alone or behind the name of its CRM; else those called so."""
    wanted = tidy(text).casefold()
    every = [each for each in deals if each.status == OPEN]
    return tuple([each for each in every if wanted in (each.record.casefold(), each.id.casefold())]) or called(
        every, text
    )
