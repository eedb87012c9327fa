"""Recognizes the Russian pension insurance number (SNILS)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued, digits


class Snils(NationalNumber):
    """Nine digits in threes and two check digits (Federal Law 27-FZ of 1996)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", alone(r"\d{3}-\d{3}-\d{3}[ -]{0,3}\d{2}"), 0.85
        yield "spaced", alone(r"\d{3} \d{3} \d{3} \d{2}"), 0.6
        yield "run", alone(r"\d{11}"), NEEDS_CONTEXT
        yield "named", cued(("снилс", "snils"), r"(?P<id>\d(?:[ .-]?\d){5,12})(?!\d)"), 0.8

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return max(base, 0.7) if _checks(digits(text[start:end])) else base


def _checks(number: str) -> bool:
    total = sum(int(d) * (9 - i) for i, d in enumerate(number[:9]))
    return len(number) == 11 and total % 101 % 100 == int(number[9:])
