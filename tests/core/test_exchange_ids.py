"""What a deal is called on a hub that does not have it by the id it has."""

from __future__ import annotations

from callplan.core.exchange.ids import id_of, other_ids

ANNAS, MINE = "anna/one", id_of("ben", "anna/one")


def test_on_a_new_hub() -> None:
    """It opens there what another opened, alike in all homes, and leaves what one opened oneself, or others own."""
    here = [(ANNAS, "ben"), ("ben/two", "ben"), ("anna/three", "dora"), ("dora/four", "dora")]
    assert other_ids(here, [], [], "ben") == {ANNAS: MINE}
    assert MINE.startswith("ben/")


def test_once_another_machine_was_there() -> None:
    """It takes the id by which the hub has a deal, one's own or another's, and changes none that it has."""
    assert other_ids([(ANNAS, "ben")], [(MINE, "ben")], [MINE], "ben") == {ANNAS: MINE}
    assert other_ids([(ANNAS, "ben")], [(MINE, "ben")], [MINE], "carol") == {ANNAS: MINE}
    assert other_ids([(ANNAS, "ben")], [(ANNAS, "ben")], [ANNAS], "ben") == {}


def test_on_the_first_hub_again() -> None:
    """It goes back to the id that a deal had there first, wherever it went since, unless another has it here."""
    assert other_ids([(MINE, "ben")], [(ANNAS, "ben")], [ANNAS], "ben") == {MINE: ANNAS}
    assert other_ids([(MINE, "ben"), (ANNAS, "ben")], [(ANNAS, "ben")], [ANNAS], "ben") == {}
