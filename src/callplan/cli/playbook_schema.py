"""The JSON Schema of playbooks."""

from __future__ import annotations


def playbook_schema() -> None:
    """Print the JSON Schema of playbooks, with which an editor completes and checks them."""
    from callplan.playbook_file import schema

    print(schema.text())
