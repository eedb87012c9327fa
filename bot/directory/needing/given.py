"""A need given to a service: by what, for which reason and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Origin(str, Enum):
    """By what a need was given, the surest first; a lead's word stands above all of them."""

    STATED = "stated"  # the publisher gave our own code
    TERM = "term"  # by the name of a taxonomy term
    NAME = "name"
    DESCRIPTION = "description"
    VECTORS = "vectors"
    LEAD = "lead"


@dataclass(frozen=True)
class Given:
    """``confidence`` is from 0 to 1; ``why`` quotes our mapping (``food pantry``), never the publisher's text."""

    origin: Origin
    why: str
    confidence: float

    @property
    def reason(self) -> str:
        """In one line: ``stated``, ``term: food pantry``, ``name: pantry``, ``vectors``."""
        return f"{self.origin.value}: {self.why}" if self.why else self.origin.value
