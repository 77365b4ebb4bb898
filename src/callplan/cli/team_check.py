"""Whether the hub refuses this role what it must."""

from __future__ import annotations

from callplan.cli import papers
from callplan.cli.team_hub import joined
from callplan.core.text import clean
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words

FOUND = "The hub is not as it should be: each line above says what to do."


def team_check(*, json: words.Json = False) -> None:
    """Ask the hub, as your role, for everything it must refuse, and say what is wrong. Nothing of it stays."""
    from uuid import uuid4

    from callplan import hub

    with hub.opened(joined()) as there:
        tried, wrong = there.tried(str(uuid4()))
        described = there.described
    if json:
        from callplan.render.json_value import versioned

        print(versioned(role=there.role, rep=there.is_rep, manager=there.is_manager, tried=tried, wrong=wrong))
    else:
        well = f"You are {described}. {tried} things were tried that it must refuse, and it refused each."
        papers.listed([clean(each) for each in wrong] or [well])
    if wrong:
        raise Refusal(FOUND)
