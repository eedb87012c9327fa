"""Recognizes the Philippine social security number (SSS)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued


class Sss(NationalNumber):
    """Ten digits as 2-7-1 (Social Security System, Republic Act 11199)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", alone(r"\d{2}-\d{7}-\d"), 0.85
        yield "run", alone(r"\d{2}[ -]?\d{7}[ -]?\d"), NEEDS_CONTEXT
        yield "named", cued(("sss",), r"(?P<id>\d(?:[ .-]?\d){6,11})(?!\d)"), 0.8
