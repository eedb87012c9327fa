"""Recognizes the Cuban identity number (carné de identidad)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber


class CubanCi(NationalNumber):
    """Eleven digits that begin with the date of birth (Decreto-Ley 248/2007)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        date = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        yield "run", rf"(?<![A-Z\d$]|\d[.-])\d{{2}}{date} ?\d{{5}}(?!\d)", NEEDS_CONTEXT
