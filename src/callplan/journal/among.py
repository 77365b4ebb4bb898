"""Rows of as many keys as there are, whatever a statement may hold of them."""

from __future__ import annotations

import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

AT_A_TIME = 500


def among(database: sqlite3.Connection, asked: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement that ends in `IN`, of each of these keys."""
    for begin in range(0, len(keys), AT_A_TIME):
        some = keys[begin : begin + AT_A_TIME]
        yield from database.execute(f"{asked} ({', '.join('?' * len(some))})", some)
