"""Recognizes the Algerian identity number (NIN)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class AlgerianNin(Shapes):
    """Eighteen digits: sex and deed, year, commune, deed, register, key (décret exécutif 10-210)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{2} \d{3} \d{4} \d{5} \d{2} \d{2}(?!\d)", 0.8
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{18}(?!\d)", NEEDS_CONTEXT
