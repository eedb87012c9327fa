"""Recognizes the Brazilian taxpayer number (CPF)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued, digits
from redaction.types import GOVERNMENT_ID


class Cpf(Shapes):
    """Eleven digits as 3.3.3-2, two of them check digits (Receita Federal, Instrução Normativa RFB 2172/2024)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dotted", r"(?<![A-Z\d$]|\d[.-])\d{3}\.\d{3}\.\d{3}[-/ ]?\d{2}(?!\d)", 0.85
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{3}[ -]\d{3}[ -]\d{3}-\d{2}(?!\d)", 0.7
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{11}(?!\d)", NEEDS_CONTEXT
        yield "named", cued(("cpf", "cpf e"), r"(?P<id>\d(?:[ .-]?\d){5,12})(?!\d)"), 0.8

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return max(base, 0.7) if _checks(digits(text[start:end])) else base


def _checks(number: str) -> bool:
    if len(number) != 11 or len(set(number)) == 1:
        return False
    return all(
        sum(int(d) * (size + 1 - i) for i, d in enumerate(number[:size])) * 10 % 11 % 10 == int(number[size])
        for size in (9, 10)
    )
