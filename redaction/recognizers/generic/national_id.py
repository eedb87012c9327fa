"""Recognizes national identity numbers by their cue, of any country."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import cued, digits


class NationalId(NationalNumber):
    """ "cédula 001-1234567-8", "mi INE es", "DNI"."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "cue", cued(self.cues["national_id"]), 0.75
        yield "bare", r"(?<![\w$])\d{1,4}[. -]\d{3,7}[. -]\d{1,5}(?!\d)", NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 4 else 0.0
