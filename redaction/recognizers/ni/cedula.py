"""Recognizes the Nicaraguan identity number (cédula)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import GOVERNMENT_ID


class NicaraguanCedula(Shapes):
    """Town, date of birth, four digits and a letter (Ley 152 de Identificación Ciudadana)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "cedula", r"(?<![A-Z\d$]|\d[.-])\d{3}[ -]?\d{6}[ -]?\d{4}-?[A-Z](?![A-Z\d])", 0.9
        yield "letter missing", r"(?<![A-Z\d$]|\d[.-])\d{3}-\d{6}-\d{4}(?![A-Z\d])", 0.8
