"""Names near to one that is not known."""

from __future__ import annotations

from callplan.core.text import abbreviated, did_you_mean, near

NAMES = ["acme", "acme-labs", "big-acme", "harrow", "Norrland"]


def test_the_likeliest_first() -> None:
    """It puts the same letters before a beginning, a beginning before a part, a part before a near spelling."""
    assert near("ACME", NAMES) == ["acme", "acme-labs", "big-acme"]
    assert near("harow", NAMES) == ["harrow"]
    assert near("norrlnad", NAMES) == ["Norrland"]


def test_nothing_near() -> None:
    """It finds nothing for nothing, nor for what looks like none of them."""
    assert near("", NAMES) == []
    assert near("xyz", NAMES) == []


def test_did_you_mean() -> None:
    """It offers what is near, and is silent otherwise."""
    assert did_you_mean("harow", NAMES) == " Did you mean harrow?"
    assert did_you_mean("acm", NAMES) == " Did you mean acme or acme-labs or big-acme?"
    assert did_you_mean("xyz", NAMES) == ""


def test_abbreviated() -> None:
    """A few letters stand for the names that begin so, else for those that hold them in that order."""
    assert abbreviated("HAR", NAMES) == ["harrow"]
    assert abbreviated("ac", NAMES) == ["acme", "acme-labs"]
    assert abbreviated("nld", NAMES) == ["Norrland"]
    assert abbreviated("bga", NAMES) == ["big-acme"]
    assert abbreviated("xyz", NAMES) == []
