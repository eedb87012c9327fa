"""Recognizes the Ukrainian taxpayer number (RNOKPP)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued, digits


class Rnokpp(NationalNumber):
    """Ten digits, the last a check digit (Tax Code of Ukraine, art. 70)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", alone(r"\d{10}"), NEEDS_CONTEXT
        yield "named", cued(("рнокпп", "іпн", "ипн", "rnokpp"), r"(?P<id>\d(?:[ .-]?\d){5,11})(?!\d)"), 0.8

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return max(base, 0.5) if _checks(digits(text[start:end])) else base


def _checks(number: str) -> bool:
    weights = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
    total = sum(int(d) * w for d, w in zip(number, weights, strict=False))
    return len(number) == 10 and total % 11 % 10 == int(number[9])
