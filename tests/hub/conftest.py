"""One real server for all tests of the hub, and a database of its own for each that wants one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import Server, programs

MUST = "CALLPLAN_TEAM"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep them in one process, where one server is enough; `make team` wants them all, whatever is installed."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("hub"))
            if not (programs() or os.environ.get(MUST)):
                item.add_marker(pytest.mark.skip(reason="no PostgreSQL is installed here: `make team` wants one"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server with the roles anna and ben (reps), carol (a manager), dora (both), nobody, and sealed (a password)."""
    there = Server()
    yield there
    there.remove()


@pytest.fixture(scope="session")
def team(server: Server) -> str:
    """The name of a database with a hub, for tests that leave nothing in it."""
    return server.database("team")


@pytest.fixture
def hub_database(server: Server) -> str:
    """The name of a database with a hub that nothing was sent to."""
    return server.database("fresh")
