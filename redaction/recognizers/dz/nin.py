"""Recognizes the Algerian identity number (NIN)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class AlgerianNin(NationalNumber):
    """Eighteen digits: sex and deed, year, commune, deed, register, key (décret exécutif 10-210)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", alone(r"\d{2} \d{3} \d{4} \d{5} \d{2} \d{2}"), 0.8
        yield "run", alone(r"\d{18}"), NEEDS_CONTEXT
