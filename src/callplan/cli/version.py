"""Which version this is."""

from __future__ import annotations

from callplan import __version__


def version() -> None:
    """Say which version this is."""
    print(f"callplan {__version__}")
