"""Recognizes the Russian taxpayer number of a person (INN)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued, digits


class Inn(NationalNumber):
    """Twelve digits, two of them check digits (Tax Code, art. 84)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", alone(r"\d{12}"), NEEDS_CONTEXT
        yield "named", cued(("инн",), r"(?P<id>\d(?:[ .-]?\d){5,13})(?!\d)"), 0.8

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return max(base, 0.7) if _checks(digits(text[start:end])) else base


_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def _checks(number: str) -> bool:
    return len(number) == 12 and all(
        sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11 % 10 == int(number[len(weights)])
        for weights in (_WEIGHTS[1:], _WEIGHTS)
    )
