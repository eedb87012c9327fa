"""Recognizes the Ghana Card number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber


class GhanaCard(NationalNumber):
    """Three letters of the country, nine digits, a check digit (National Identity Register Act 2008)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "card", r"(?<![A-Z\d])GHA[ -]?\d{8,9}(?:[ -]?\d)?(?!\d)", 0.95
        yield "foreigner", r"(?<![A-Z\d])[A-Z]{3}-\d{9}-\d(?!\d)", 0.9
