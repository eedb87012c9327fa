"""Recognizes the numbers of the Iraqi national card."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber


class IraqiNationalCard(NationalNumber):
    """Twelve digits for the person, letters and digits for the card (National Card Law 3 of 2016)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "person", r"(?<![A-Z\d$]|\d[ .-])\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)", NEEDS_CONTEXT
        yield "card", r"(?<![A-Z\d])[A-Z]{1,2}\d{7,8}(?![A-Z\d])", NEEDS_CONTEXT
