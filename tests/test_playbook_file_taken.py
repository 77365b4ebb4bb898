"""An id that is taken or missing where a circle, or a stage without a decision, would be said of it."""

from __future__ import annotations

import pytest
from spoiled import cases, told

ACT = """
{will: x, by: user, needs: ["?"]}
> 17:5: an act has no "id": a short name in small letters
> 17:33: "?" is nothing in this map.

{id: won, will: x, by: user, needs: [won]}
> 17:10: "won" is in every map, as an end
> 17:42: "won" is an end, and this names a fact, a step or a stage.

{id: amount, will: x, by: user, needs: [amount]}
> 17:10: "amount" is in every map, as a fact
"""


@pytest.mark.parametrize(("yaml", "said"), cases(ACT))
def test_a_step_that_needs_itself(yaml: str, said: list[str]) -> None:
    """It says what is wrong with the id, and looks for no circle through it."""
    assert told(act=yaml) == said


def test_a_stage_without_a_decision() -> None:
    """It says that the stage's id is taken, and nothing at the place of what has taken it."""
    stage = "signals: [they ask]\n  steps: [{id: b, whether: it is so, by: user}]\n"
    stage += (
        "- id: data\n  title: Is it safe?\n  steps: [{id: c, will: see it, by: user}]\n- id: sign\n  title: Sign it"
    )
    assert told(stage=stage) == ['map.yaml:16:7: "data" is taken: a fact has this id in line 7']
