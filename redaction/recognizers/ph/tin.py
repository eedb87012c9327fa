"""Recognizes the Philippine taxpayer number (TIN)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import GOVERNMENT_ID


class PhilippineTin(Shapes):
    """Nine digits in threes and a branch code of three to five (National Internal Revenue Code, sec. 236)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "branch", r"(?<![A-Z\d$]|\d[.-])\d{3}-\d{3}-\d{3}-\d{3,5}(?!\d)", 0.8
        yield "grouped", r"(?<![A-Z\d$]|\d[.-])\d{3}-\d{3}-\d{3}(?!-?\d)", 0.65
