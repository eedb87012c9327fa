"""Recognizes the Nepali citizenship certificate number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class CitizenshipCertificate(Shapes):
    """Two-digit groups and a serial, or a serial and a year (District Administration Office, Citizenship Act 2063)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{2}[-/]\d{2}[-/]\d{2}[-/]\d{4,6}(?!\d)", 0.8
        yield "serial", r"(?<![A-Z\d$]|\d[.-])\d{3,7}[-/]\d{2,6}(?!\d)", NEEDS_CONTEXT
