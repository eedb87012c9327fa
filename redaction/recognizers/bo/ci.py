"""Recognizes the Bolivian identity card number (cédula de identidad)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class BolivianCi(NationalNumber):
    """Five to eight digits, a complement and the department that issued it (SEGIP, Ley 145 de 2011)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "complement", r"(?<![A-Z\d$]|\d[.-])\d{5,8}-\d[A-Z](?![A-Z\d])", 0.75
        yield (
            "department",
            r"(?<![A-Z\d$]|\d[.-])\d{6,8}[ .-]?(?-i:LP|CB|CBBA|SC|SCZ|OR|PT|PO|CH|TJ|BE|BN|PD|PA)(?![A-Z\d])",
            0.65,
        )
        yield "run", alone(r"\d{6,8}"), NEEDS_CONTEXT
