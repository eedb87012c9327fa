"""Recognizes passport numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued, digits
from redaction.types import GOVERNMENT_ID


class Passport(Shapes):
    """Six to nine characters after "passport"; one or two letters and digits near it."""

    entity = GOVERNMENT_ID
    context_kinds = ("passport",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "cue", cued(self.cues["passport"]), 0.75
        yield "bare", r"(?<!\w)(?:(?-i:[A-Z]{1,2})[ -]?)?\d{6,9}(?!\w)", NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 4 else 0.0
