"""Recognizes the Argentine labour and tax numbers (CUIL, CUIT)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class Cuil(NationalNumber):
    """Two digits, the identity number, a check digit (ANSES; AFIP, Resolución General 10/1997)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", alone(r"\d{2}[-/]\d{7,8}[-/]\d"), 0.85
        yield "run", alone(r"2[03457]\d{9}"), NEEDS_CONTEXT
