"""Recognizes the Brazilian worker number (PIS, PASEP, NIS, NIT)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class Pis(NationalNumber):
    """Eleven digits as 3.5.2-1 (Caixa Econômica Federal; Lei Complementar 7/1970)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dotted", alone(r"\d{3}[. ]\d{5}[. ]\d{2}[- ]?\d"), 0.85
        yield "run", alone(r"\d{11}"), NEEDS_CONTEXT
