"""The day of a call that is prepared, where an hour was typed with it, and where the call before was moved."""

from __future__ import annotations

from datetime import date

import pytest
from answering import Answering
from maps import SMALL
from test_interview import Story, read

from callplan.core.outside import Noted


@pytest.fixture
def acme() -> Story:
    """A deal whose first call is planned for Tuesday, 24 November."""
    story = Story(read(SMALL), date(2026, 11, 22))
    story.prep(Answering(with_names="Oz Tan", with_Oz_Tan_role="owner", on_day="24 nov"))
    return story


def test_an_hour(acme: Story) -> None:
    """It keeps the hour typed behind a day as a note of that call, and says both back."""
    asker = Answering(on_day="tue 1 dec, 10am")
    assert acme.prep(asker)["on"] == "2026-12-01"
    assert [each.event for each in acme.entries if isinstance(each.event, Noted)] == [
        Noted(acme.today, date(2026, 12, 1), "The call is at 10am")
    ]
    (asked,) = [each for each in asker.asked if each.key == "on day"]
    assert asked.typed(["2026-12-01", "10am"]) == "Tue 1 Dec 2026 10am"


def test_moved_to_a_day(acme: Story) -> None:
    """It asks neither the day nor who comes where the call was told of as moved to a day."""
    acme.today = date(2026, 11, 25)
    asker = Answering()
    said = acme.prep(asker, **{"call-moved": "2026-12-01"})
    assert (said["on"], said["with"]) == ("2026-12-01", ["Oz Tan"])
    assert not [each.key for each in asker.asked if each.key in ("on day", "with who")]
