"""Recognizes the Vietnamese citizen identity number (CCCD)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, cued


class Cccd(NationalNumber):
    """Twelve digits that begin with a province code from 001 to 096 (Nghị định 137/2015/NĐ-CP, điều 13)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", alone(r"0\d{11}"), 0.65
        yield "grouped", r"(?<![A-Z\d$]|\d[ .-])0\d{2}[ .-]\d{3}[ .-]\d{3}[ .-]\d{3}(?!\d)", 0.65
        yield "loose", r"(?<![A-Z\d$]|\d[ .-])\d{4}[ .-]\d{4}[ .-]\d{4}(?!\d)", NEEDS_CONTEXT
        yield "named", cued(("cccd", "cccd so"), r"(?P<id>\d(?:[ .-]?\d){5,13})(?!\d)"), 0.8
