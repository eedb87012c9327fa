"""Recognizes the Lebanese identity card number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class LebaneseIdentityCard(NationalNumber):
    """Twelve digits, the first ones mostly zeros (General Directorate of Personal Status)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "zeros", alone(r"000\d{9}"), 0.65
        yield "run", alone(r"\d{12}"), NEEDS_CONTEXT
