"""Recognizes the number on the first Haitian identity card (CIN)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import GOVERNMENT_ID


class HaitianCin(Shapes):
    """Seventeen digits: three codes, year, month, serial (Office National d'Identification, décret de 2005)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{2}[ -]\d{2}[ -]\d{2}[ -]\d{4}[ -]\d{2}[ -]\d{4,6}(?!\d)", 0.9
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}(?!\d)", 0.7
