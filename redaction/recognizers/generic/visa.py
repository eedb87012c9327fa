"""Recognizes visa, I-94, green card and work permit numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued, digits
from redaction.types import GOVERNMENT_ID


class Visa(Shapes):
    """Any number after its cue; eight to eleven characters near it."""

    entity = GOVERNMENT_ID
    context_kinds = ("visa",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "cue", cued(self.cues["visa"]), 0.75
        yield "bare", r"(?<!\w)[A-Z]{0,3}\d{8,11}[A-Z]?\d?(?!\w)", NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 4 else 0.0
