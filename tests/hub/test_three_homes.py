"""Two reps, one of them on two machines, and a manager, at random: nothing is lost, twice, or back once forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import Server
from team_world import PEOPLE, World

from callplan.journal import forgets

# In these their new owners forget
HANDED_OVER = "SELECT opener || '/' || deal FROM callplan.handovers"


def seen_whole(world: World) -> Iterator[str]:
    """Whatever is wrong in the end."""
    rows = world.on_hub()
    deals = world.server.query(world.database, "SELECT opener || '/' || deal, owner, name FROM callplan.deals")
    owners, names = {id: owner for id, owner, _ in deals}, {id: name for id, _, name in deals}
    for home in world.homes:
        wanted = [row for row in rows if home.role in ("carol", owners[row[0]])]
        if home.rows() != sorted(wanted):
            yield f"{home.path.name} has other entries than the hub"
        with home.journal.open() as database:
            for id, called, dropped in database.execute(
                "SELECT id, called, dropped FROM team JOIN deals ON name = deal"
            ):
                theirs = names[id] if owners[id] == home.role else f"{owners[id]}/{names[id]}"
                if (names[id] is None) != bool(dropped) or (not dropped and called != theirs):
                    yield f"{home.path.name} calls {id} {called}, and the hub {theirs}"
        if "damaged" in str(home.said("doctor")) or home.said("review").code:
            yield f"{home.path.name} is damaged"
    there: dict[str, set[str]] = {}
    for row in rows:
        there.setdefault(row[3], set()).add(row[0])
    apart = {home.path.name: home.texts() for home in world.homes}
    for moment in world.written:
        aside = [name for name, text in apart.items() if moment in text]
        if len(there.get(moment, ())) > 1 or (moment in there and {*aside} - world.put_back):
            yield f"{moment} is there twice"
        if moment not in there and not aside and moment not in world.may_be_gone:
            yield f"{moment} is lost"
    handed = {id for (id,) in world.server.query(world.database, HANDED_OVER)}
    for row in [each for each in rows if each[0] not in handed]:
        who = [name for name in PEOPLE if f'"{name}"' in row[-1]]
        if {(row[3], name) for name in ("", *who)} & world.forgotten:
            yield f"{row[3]} was forgotten, or somebody in it"
    if any(forgets.to_forget(home.journal) for home in world.homes):
        yield "something is still to be forgotten"


def play(seed: int, steps: int, server: Server, folder: Path) -> None:
    """A world of so many steps, which is whole in the end."""
    world = World(seed, server, "world", folder)
    try:
        for _ in range(steps):
            world.step()
        world.settle()
        assert [*seen_whole(world)] == []
    except BaseException:
        (folder / "steps").write_text("\n".join(world.steps))
        raise
    finally:
        world.line.close()


@pytest.mark.parametrize("seed", range(2))
def test_at_random(server: Server, tmp_path: Path, seed: int) -> None:
    """It has every transaction exactly once, in every home that may read it, after 100 random steps."""
    play(seed, 100, server, tmp_path)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(100, 106))
def test_at_random_for_long(server: Server, tmp_path: Path, seed: int) -> None:
    """It has every transaction exactly once after 500 steps."""
    play(seed, 500, server, tmp_path)
