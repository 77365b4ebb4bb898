"""What a bare `callplan` says."""

from __future__ import annotations


def start() -> None:
    """Say what to do next."""
    print("callplan prep DEAL")
