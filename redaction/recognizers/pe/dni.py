"""Recognizes the Peruvian identity number (DNI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber


class PeruvianDni(NationalNumber):
    """Eight digits and sometimes a check character (RENIEC, Ley 26497)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{8}(?:-[\dA-K])?(?![A-Z\d])", NEEDS_CONTEXT
