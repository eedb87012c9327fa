"""Recognizes driving licence and state identity card numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued, digits
from redaction.types import GOVERNMENT_ID


class DrivingLicence(Shapes):
    """Every state has its own shape, so any number after the cue counts."""

    entity = GOVERNMENT_ID
    context_kinds = ("licence",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "cue", cued(self.cues["licence"]), 0.75
        yield "bare", r"(?<!\w)[A-Z]{0,2}\d{3,4}[ -]?\d{3}[ -]?\d{2,3}[ -]?\d{0,3}(?!\w)", NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 4 else 0.0
