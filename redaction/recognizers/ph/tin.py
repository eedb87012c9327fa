"""Recognizes the Philippine taxpayer number (TIN)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber
from redaction.shapes import alone


class PhilippineTin(NationalNumber):
    """Nine digits in threes and a branch code of three to five (National Internal Revenue Code, sec. 236)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "branch", alone(r"\d{3}-\d{3}-\d{3}-\d{3,5}"), 0.8
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{3}-\d{3}-\d{3}(?!-?\d)", 0.65
