"""Recognizes the Brazilian worker number (PIS, PASEP, NIS, NIT)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class Pis(Shapes):
    """Eleven digits as 3.5.2-1 (Caixa Econômica Federal; Lei Complementar 7/1970)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dotted", r"(?<![A-Z\d$]|\d[.-])\d{3}[. ]\d{5}[. ]\d{2}[- ]?\d(?!\d)", 0.85
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{11}(?!\d)", NEEDS_CONTEXT
