"""Recognizes the Venezuelan identity number, and the tax number (RIF) made from it."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber


class VenezuelanCedula(NationalNumber):
    """V or E and six to eight digits, one more in the RIF (Ley Orgánica de Identificación)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "cedula", r"(?<![A-Z\d])(?:[VE](?:[-.] ?)?|(?-i:[VE]) )\d{1,2}\.?\d{3}\.?\d{3}(?:-?\d)?(?![A-Z\d])", 0.85
        yield "short", r"(?<![A-Z\d])[VE]-\d{5,6}(?![A-Z\d])", 0.75
