"""Recognizes alien registration numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import cued, digits
from redaction.types import GOVERNMENT_ID


class AlienNumber(Shapes):
    """An A and seven to nine digits (8 CFR 1.2 "registration number"), however spaced."""

    entity = GOVERNMENT_ID
    context_kinds = ("alien_number",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "lettered", r"(?<!\w)A[ #-]{0,3}\d{2,3}[ -]?\d{3}[ -]?\d{2,3}(?!\d)", 0.85
        yield "cue", cued(self.cues["alien_number"]), 0.8

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 5 else 0.0
