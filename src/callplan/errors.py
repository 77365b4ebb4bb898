"""Every way callplan refuses: one sentence, one exit code each."""


class Refusal(Exception):
    """Something a person can put right; its text is the whole message, `code` the exit code."""

    code = 1


class Unwritable(Refusal):
    """The place where something is to be written takes nothing: it is full, or read-only."""


class Usage(Refusal):
    """The line or an answer cannot be read as it was given."""

    code = 2


class BadFile(Refusal):
    """A playbook or the data cannot be used; one problem a line, `file:line:column: sentence`."""

    code = 3


class NeedsAnswer(Refusal):
    """An answer is needed and nobody can be asked; the text names the flags that give it."""

    code = 4


class NoSuchDeal(Refusal):
    """No deal of that name; the text offers close ones."""

    code = 5


class Busy(Refusal):
    """Somebody else is writing, or has written since this was read."""

    code = 6


class Interrupted(Refusal):
    """The person left in the middle; the text says what is kept and how to go on."""

    code = 130


class HubAway(Busy):
    """The team's hub cannot be reached, or was lost in the middle: the same line later does what is left."""


class HubRefuses(Refusal):
    """The team's hub is there and will not do it for this role."""


def not_ours(deal: str, owner: str) -> Refusal:
    """The refusal to write to a deal that is somebody else's in the team."""
    return Refusal(f"{deal} is a deal of {owner}'s: you can look at it, and only {owner} writes to it.")
