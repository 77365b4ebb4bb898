"""An ordinary call is told in at most nine questions, whatever they are."""

from __future__ import annotations

import json
import sys
from io import StringIO
from pathlib import Path
from unittest import mock

from answering import Answering
from five_calls import CALLS, DEAL
from scenes import run

from callplan.cli import asking

MOST = 9


def test_nine_questions(tmp_path: Path) -> None:
    """Each of five calls of one deal comes to what it was, in nine questions at most, those of detail included."""
    for call in CALLS:
        run(tmp_path, call.day, *call.line)
        asker = Answering()
        asker.given = dict(call.answers)
        with mock.patch.object(asking, "asker", return_value=asker), mock.patch.object(sys, "stdin", StringIO()):
            said = json.loads(run(tmp_path, call.day, "debrief", DEAL, "--json"))
        keys = [question.key for question in asker.asked]
        assert len(keys) <= MOST, f"{call.name}: {keys}"
        assert set(call.answers) <= set(keys), call.name
        assert said["outcome"]["result"] == call.result, call.name
