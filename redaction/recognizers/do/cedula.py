"""Recognizes the Dominican identity number (cédula)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import digits
from redaction.types import GOVERNMENT_ID


class DominicanCedula(Shapes):
    """Eleven digits as 3-7-1, the last a check digit (Junta Central Electoral, Ley 8-92)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{3}[ -]\d{7}[ -]\d(?!\d)", 0.85
        yield "run", r"(?<![A-Z\d$]|\d[.-])(?:0\d{2}|1[0-5]\d|22\d|40\d)\d{8}(?!\d)", NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return max(base, 0.7) if _checks(digits(text[start:end])) else base


def _checks(number: str) -> bool:
    """ISO/IEC 7812-1, annex B (Luhn)."""
    return sum(int(d) if i % 2 == 0 else int(d) * 2 - 9 * (d > "4") for i, d in enumerate(number)) % 10 == 0
