"""Recognizes the number on the first Haitian identity card (CIN)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber
from redaction.shapes import alone


class HaitianCin(NationalNumber):
    """Seventeen digits: three codes, year, month, serial (Office National d'Identification, décret de 2005)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", alone(r"\d{2}[ -]\d{2}[ -]\d{2}[ -]\d{4}[ -]\d{2}[ -]\d{4,6}"), 0.9
        yield "run", alone(r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}"), 0.7
