"""Recognizes the Brazilian taxpayer number (CPF)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued, digits


class Cpf(NationalNumber):
    """Eleven digits as 3.3.3-2, two of them check digits (Receita Federal, Instrução Normativa RFB 2172/2024)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dotted", alone(r"\d{3}\.\d{3}\.\d{3}[-/ ]?\d{2}"), 0.85
        yield "grouped", alone(r"\d{3}[ -]\d{3}[ -]\d{3}-\d{2}"), 0.7
        yield "run", alone(r"\d{11}"), NEEDS_CONTEXT
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
