"""Recognizes the Indian permanent account number (PAN)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber


class Pan(NationalNumber):
    """Five letters, four digits, a letter (Income-tax Act 1961, s. 139A)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "pan", r"(?<![A-Z\d])[A-Z]{5}-?\d{4}-?[A-Z](?![A-Z\d])", 0.85
