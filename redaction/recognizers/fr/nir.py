"""Recognizes the French social security number (NIR)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone, digits


class Nir(NationalNumber):
    """Sex, year, month, place (2A, 2B in Corsica), serial, key: fifteen characters (INSEE, décret 82-103)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield (
            "grouped",
            alone(r"[1-478](?:[ .-]\d{2}){2}[ .-]\d[\dAB](?:[ .-]?\d{3}){2}(?:[ .-]{0,3}\d{2})?"),
            0.85,
        )
        yield "run", alone(r"[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6} ?\d{2}"), 0.55
        yield "keyless", alone(r"[1-478]\d{2}(?:0[1-9]|1[0-2])(?:\d{2}|2[AB])\d{6}"), NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return max(base, 0.95) if _checks(text[start:end]) else base


def _checks(value: str) -> bool:
    # Corsica counts as 19 and 18.
    number = digits(value.upper().replace("2A", "19").replace("2B", "18"))
    return len(number) == 15 and 97 - int(number[:13]) % 97 == int(number[13:])
