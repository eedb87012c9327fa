"""Recognizes social security numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import cued, digits
from redaction.types import GOVERNMENT_ID


class Ssn(Shapes):
    """Nine digits as 3-2-4, or any four or more after a cue. Numbers never issued count too: people mistype."""

    entity = GOVERNMENT_ID
    context_kinds = ("ssn",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![\w$]|\d-)\d{3}[ .-]{1,3}\d{2}[ .-]{1,3}\d{4}(?!\d)", 0.85
        yield "run", r"(?<![\w$.])\d{9}(?![\w]|[.,]\d)", 0.5
        yield "cue", cued(self.cues["ssn"]), 0.8

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 4 else 0.0
