"""Recognizes the Honduran identity number (DNI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber


class Dni(NationalNumber):
    """Thirteen digits: town, year of birth, serial, as 4-4-5 when grouped."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![\w-])\d{4}[ -]\d{4}[ -]\d{5}(?!\d)", 0.8
