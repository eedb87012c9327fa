"""Whether something is permitted, given the ledger: pure, so that it can be shown."""

from __future__ import annotations

from enum import Enum
from typing import Iterable


class Scope(str, Enum):
    """What a permission is for; one purpose each."""

    NOTICE = "notice"  # was told what this is, what is kept and who can read it
    QUESTIONS = "questions"  # may be asked about need and place


class Act(str, Enum):
    """What happened to a permission."""

    TOLD = "told"
    ASKED = "asked"
    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


def stands(acts: Iterable[Act]) -> bool:
    """Whether a permission stands after these acts, oldest first: the last grant was not withdrawn."""
    standing = False
    for act in acts:
        if act is Act.GRANTED:
            standing = True
        elif act is Act.WITHDRAWN:
            standing = False
    return standing
