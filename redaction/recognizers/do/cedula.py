"""Recognizes the Dominican identity number (cédula)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, digits


class DominicanCedula(NationalNumber):
    """Eleven digits as 3-7-1, the last a check digit (Junta Central Electoral, Ley 8-92)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", alone(r"\d{3}[ -]\d{7}[ -]\d"), 0.85
        yield "run", alone(r"(?:0\d{2}|1[0-5]\d|22\d|40\d)\d{8}"), NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return max(base, 0.7) if _checks(digits(text[start:end])) else base


def _checks(number: str) -> bool:
    """ISO/IEC 7812-1, annex B (Luhn)."""
    return sum(int(d) if i % 2 == 0 else int(d) * 2 - 9 * (d > "4") for i, d in enumerate(number)) % 10 == 0
