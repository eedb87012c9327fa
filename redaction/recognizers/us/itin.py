"""Recognizes individual taxpayer identification numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import cued, digits
from redaction.types import GOVERNMENT_ID


class Itin(Shapes):
    """Nine digits that begin with 9, as 3-2-4 (IRS Publication 1915), or any number after its cue."""

    entity = GOVERNMENT_ID
    context_kinds = ("itin",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![\w$]|\d-)9\d{2}[ .-]?[4-9]\d[ .-]?\d{4}(?!\d)", 0.7
        yield "cue", cued(self.cues["itin"]), 0.75

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 4 else 0.0
