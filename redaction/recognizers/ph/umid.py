"""Recognizes the Philippine common reference number (UMID card)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber
from redaction.shapes import alone, cued


class Umid(NationalNumber):
    """Twelve digits as 4-7-1 (Executive Order 420 of 2005)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", alone(r"\d{4}-\d{7}-\d"), 0.85
        yield "named", cued(("umid", "crn"), r"(?P<id>\d(?:[ .-]?\d){6,13})(?!\d)"), 0.8
