"""Recognizes the Portuguese taxpayer number (NIF)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, digits


class PortugueseNif(NationalNumber):
    """Nine digits, the last a check digit, with PT before them or not (Decreto-Lei 14/2013)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "prefixed", r"(?<!\w)PT[ -]?\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)", 0.8
        yield "bare", alone(r"[1-35-9]\d{2}[ .]?\d{3}[ .]?\d{3}"), NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return max(base, 0.5) if _checks(digits(text[start:end])) else base


def _checks(number: str) -> bool:
    return sum(int(d) * (9 - i) for i, d in enumerate(number[:8])) * 10 % 11 % 10 == int(number[8])
