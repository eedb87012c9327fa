"""Recognizes the Moroccan identity card number (CIN)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber


class MoroccanCin(NationalNumber):
    """One or two letters and up to seven digits (Loi 04-20)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "card", r"(?<![A-Z\d])(?:[A-Z]{1,2}|(?-i:[A-Z]{1,2}) )\d{4,7}(?![A-Z\d])", NEEDS_CONTEXT
