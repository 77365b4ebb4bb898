"""Where things are kept."""

from __future__ import annotations

from callplan import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def where(*, json: words.Json = False) -> None:
    """Say where your data and your playbooks are kept."""
    kept = {
        "home": settings.home(),
        "deals": settings.journal(),
        "playbooks": settings.playbooks(),
        "bundled_playbooks": settings.bundled(),
        "settings": settings.settings_file(),
    }
    if json:
        from callplan.render.json_value import versioned

        print(versioned(**kept))
        return
    from callplan import place
    from callplan.cli import papers

    papers.noted(place.remarks())
    papers.listed([f"{name.replace('_', ' ') + ':':<19}{place}" for name, place in kept.items()])
