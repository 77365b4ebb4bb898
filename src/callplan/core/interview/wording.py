"""Words that tell what we do or felt, met once with the question what the client will do."""

from __future__ import annotations

import re

_OURS = (
    r"(send|e-?mail|share|forward|present|show|give|prepare|draft|get|receive|review|look at|read|wait for)\b.*"
    r"\b(proposal|quote|quotation|offer|deck|slides|brochure|presentation|pricing|price list|demo|material|info\w*)\b",
    r"follow(ing)?[- ]?up\b|follow through\b",
    r"(check|touch|circle|loop|get|come|report) (in|back|base)\b",
    r"(keep|stay|be) (in|on) (touch|contact|the loop)\b",
    r"(re)?schedule\b|set up (a|another|the next)\b|book (a|another)\b|next steps?\b",
    r"(have|had|do|did|hold|give|gave|get|got|run)\b.*\b(call|meeting|demo\w*|chat|talk|conversation|presentation)\b",
    r"(good|great|nice|positive|productive|excellent)\b",
    r"(like|love)d?\b",
    r"be (interested|happy|keen|positive|excited)\b",
    r"think (about|it|over)\b|let (us|me|you) know\b|discuss (it )?internally\b",
)
_PATTERN = re.compile(rf"(?i)(?:{'|'.join(_OURS)})")


def seller_shaped(act: str) -> bool:
    """Whether an act said of the client is really ours, or nothing that can be seen to be done."""
    return _PATTERN.match(act.strip()) is not None
