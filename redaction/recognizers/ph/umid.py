"""Recognizes the Philippine common reference number (UMID card)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.shapes import cued
from redaction.types import GOVERNMENT_ID


class Umid(Shapes):
    """Twelve digits as 4-7-1 (Executive Order 420 of 2005)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{4}-\d{7}-\d(?!\d)", 0.85
        yield "named", cued(("umid", "crn"), r"(?P<id>\d(?:[ .-]?\d){6,13})(?!\d)"), 0.8
