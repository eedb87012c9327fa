"""Recognizes the Indian voter card number (EPIC)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber


class Epic(NationalNumber):
    """Three letters and seven digits, or the older one with slashes (Registration of Electors Rules 1960, rule 28)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "epic", r"(?<![A-Z\d])[A-Z]{3}/?\d{7}(?![A-Z\d])", 0.75
        yield "slashed", r"(?<![A-Z\d])[A-Z]{2}/\d{2}/\d{3}/\d{6,7}(?!\d)", 0.9
        yield "spaced", r"(?<![A-Z\d])(?-i:[A-Z]{3})[ -]\d{7}(?![A-Z\d])", NEEDS_CONTEXT
