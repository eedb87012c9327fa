"""Recognizes the Nicaraguan identity number (cédula)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber


class NicaraguanCedula(NationalNumber):
    """Town, date of birth, four digits and a letter (Ley 152 de Identificación Ciudadana)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "cedula", r"(?<![A-Z\d$]|\d[.-])\d{3}[ -]?\d{6}[ -]?\d{4}-?[A-Z](?![A-Z\d])", 0.9
        yield "letter missing", r"(?<![A-Z\d$]|\d[.-])\d{3}-\d{6}-\d{4}(?![A-Z\d])", 0.8
