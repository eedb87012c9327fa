"""Recognizes the Philippine social security number (SSS)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued
from redaction.types import GOVERNMENT_ID


class Sss(Shapes):
    """Ten digits as 2-7-1 (Social Security System, Republic Act 11199)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{2}-\d{7}-\d(?!\d)", 0.85
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{2}[ -]?\d{7}[ -]?\d(?!\d)", NEEDS_CONTEXT
        yield "named", cued(("sss",), r"(?P<id>\d(?:[ .-]?\d){6,11})(?!\d)"), 0.8
