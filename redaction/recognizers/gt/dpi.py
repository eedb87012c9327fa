"""Recognizes the Guatemalan identity code (CUI, on the DPI)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber


class Dpi(NationalNumber):
    """Thirteen digits, as 4-5-4 when grouped."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "grouped", r"(?<![\w-])\d{4}[ -]\d{5}[ -]\d{4}(?!\d)", 0.8
        yield "run", r"(?<![\w-])\d{13}(?!\d)", 0.5
