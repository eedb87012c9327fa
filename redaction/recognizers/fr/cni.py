"""Recognizes the French identity card number (CNI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import digits


class FrenchCni(NationalNumber):
    """Nine letters and digits since 2021, twelve digits before (décret 55-1397)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "card", r"(?<!\w)(?-i:[A-Z][A-Z\d]{8})(?!\w)", NEEDS_CONTEXT
        yield "before 2021", r"(?<![A-Z\d$]|\d[.-])\d{2}(?:0[1-9]|1[0-2])[\dAB]{3}\d{5}(?![A-Z\d])", NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return base if len(digits(text[start:end])) >= 2 else 0.0
