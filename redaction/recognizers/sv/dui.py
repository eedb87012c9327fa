"""Recognizes the Salvadoran identity document number (DUI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber


class Dui(NationalNumber):
    """Eight digits, a hyphen, a check digit."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "dui", r"(?<![\w-])\d{8}[ -]\d(?!\d)", 0.7
