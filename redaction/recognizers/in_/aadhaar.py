"""Recognizes the Indian Aadhaar number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import cued
from redaction.types import GOVERNMENT_ID


class Aadhaar(Shapes):
    """Twelve digits in fours, or only the last four of them (Aadhaar Act 2016; UIDAI)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[ .-])\d{4}([ -])\d{4}\1\d{4}(?![ -]?\d)", 0.75
        yield "starred", r"(?<!\w)[X*]{4}[ -]?[X*]{4}[ -]?\d{4}(?!\d)", 0.85
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{12}(?!\d)", NEEDS_CONTEXT
        yield (
            "named",
            cued(("aadhaar", "aadhar", "adhaar", "adhar", "आधार"), r"(?P<id>\d(?:[ .-]?\d){3,13})(?!\d)"),
            0.8,
        )
