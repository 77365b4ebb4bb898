"""The SQL that makes a hub."""

from __future__ import annotations


def team_sql() -> None:
    """Print the SQL that makes a team's hub, or brings one up to date: for whoever runs the server."""
    from callplan import hub

    print(hub.sql(), end="")
