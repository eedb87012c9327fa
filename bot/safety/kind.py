"""The three kinds of crisis, in the words of the project's vocabulary."""

from __future__ import annotations

from enum import Enum


class Kind(str, Enum):
    """What a person may be in right now; the value is the intent's name without ``crisis_``."""

    SELF_HARM = "self_harm"
    DANGER = "danger"
    MEDICAL = "medical"
