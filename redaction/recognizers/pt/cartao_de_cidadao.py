"""Recognizes the Portuguese citizen card number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber


class CartaoDeCidadao(NationalNumber):
    """Eight digits, a check digit, two characters of the version and a digit (Lei 7/2007)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "card", r"(?<![A-Z\d$]|\d[.-])\d{8}[ -]?\d[ -]?[A-Z][A-Z\d]\d(?![A-Z\d])", 0.85
