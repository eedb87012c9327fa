"""Recognizes the Argentine labour and tax numbers (CUIL, CUIT)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class Cuil(Shapes):
    """Two digits, the identity number, a check digit (ANSES; AFIP, Resolución General 10/1997)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{2}[-/]\d{7,8}[-/]\d(?!\d)", 0.85
        yield "run", r"(?<![A-Z\d$]|\d[.-])2[03457]\d{9}(?!\d)", NEEDS_CONTEXT
