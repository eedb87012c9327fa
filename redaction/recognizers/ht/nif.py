"""Recognizes the Haitian taxpayer number (NIF)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class HaitianNif(NationalNumber):
    """Ten digits as 3-3-3-1 (Direction Générale des Impôts, décret du 29 septembre 2005)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", alone(r"\d{3}-\d{3}-\d{3}-\d"), 0.8
        yield "loose", alone(r"\d{3}([ .-]?)\d{3}\1\d{3}\1\d"), NEEDS_CONTEXT
