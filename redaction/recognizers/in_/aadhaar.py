"""Recognizes the Indian Aadhaar number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued


class Aadhaar(NationalNumber):
    """Twelve digits in fours, or only the last four of them (Aadhaar Act 2016; UIDAI)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![A-Z\d$]|\d[ .-])\d{4}([ -])\d{4}\1\d{4}(?![ -]?\d)", 0.75
        yield "starred", r"(?<!\w)[X*]{4}[ -]?[X*]{4}[ -]?\d{4}(?!\d)", 0.85
        yield "run", alone(r"\d{12}"), NEEDS_CONTEXT
        yield (
            "named",
            cued(("aadhaar", "aadhar", "adhaar", "adhar", "आधार"), r"(?P<id>\d(?:[ .-]?\d){3,13})(?!\d)"),
            0.8,
        )
