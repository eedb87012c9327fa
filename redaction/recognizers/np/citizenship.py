"""Recognizes the Nepali citizenship certificate number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class CitizenshipCertificate(NationalNumber):
    """Two-digit groups and a serial, or a serial and a year (District Administration Office, Citizenship Act 2063)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", alone(r"\d{2}[-/]\d{2}[-/]\d{2}[-/]\d{4,6}"), 0.8
        yield "serial", alone(r"\d{3,7}[-/]\d{2,6}"), NEEDS_CONTEXT
