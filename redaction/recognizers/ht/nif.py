"""Recognizes the Haitian taxpayer number (NIF)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class HaitianNif(Shapes):
    """Ten digits as 3-3-3-1 (Direction Générale des Impôts, décret du 29 septembre 2005)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{3}-\d{3}-\d{3}-\d(?!\d)", 0.8
        yield "loose", r"(?<![A-Z\d$]|\d[.-])\d{3}([ .-]?)\d{3}\1\d{3}\1\d(?!\d)", NEEDS_CONTEXT
