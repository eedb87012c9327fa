"""Recognizes court, police and agency case numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued, digits
from redaction.types import GOVERNMENT_ID


class CaseNumber(Shapes):
    """ "case number 22-CV-1234", "expediente 123/2024"."""

    entity = GOVERNMENT_ID
    context_kinds = ("case_number",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "cue", cued(self.cues["case_number"]), 0.75
        yield "federal", r"(?<!\w)\d:\d{2}-[A-Z]{2}-\d{3,6}(?!\d)", 0.8
        yield "bare", r"(?<!\w)\d{2,4}[-/][A-Z]{1,4}[-/]\d{3,8}(?!\w)", NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 4 else 0.0
