"""The plan for the next call."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def prep(
    deal: words.Deal,
    *,
    playbook: words.Playbook = None,
    with_: words.With = None,
    on: words.On = None,
    minutes: words.Minutes = None,
    target: words.Target = None,
    opened: words.Opened = None,
    settled: words.Settled = None,
    set_: words.Set = None,
    done: words.Done = None,
    person: words.Person = None,
    left: words.Gone = None,
    answers: words.Answers = None,
    no_input: words.NoInput = False,
    plain_prompts: words.PlainPrompts = False,
    json: words.Json = False,
    markdown: words.Markdown = False,
    why: words.Why = False,
) -> None:
    """Plan the next call on one page."""
    raise NotImplementedError
