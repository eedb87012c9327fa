"""Recognizes payment cards."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import cued, digits
from redaction.types import FINANCIAL


class Card(Shapes):
    """Thirteen to nineteen digits; the last four after "card ending in"."""

    entity = FINANCIAL
    context_kinds = ("card",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "number", r"(?<![\w$])\d(?:[ .-]?\d){12,18}(?!\d)", 0.6
        yield "cue", cued(self.cues["card"], r"(?P<id>[\d*xX-]{0,15}\d{3,19})(?!\w)"), 0.6

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return 1.0 if luhn(digits(text[start:end])) else base


def luhn(number: str) -> bool:
    """Whether a card number's check digit fits (ISO/IEC 7812-1, annex B)."""
    if len(number) < 13:
        return False
    doubled = [int(d) * 2 - 9 * (int(d) > 4) if i % 2 else int(d) for i, d in enumerate(reversed(number))]
    return sum(doubled) % 10 == 0
