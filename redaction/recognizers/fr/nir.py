"""Recognizes the French social security number (NIR)."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.shapes import digits
from redaction.types import GOVERNMENT_ID


class Nir(Shapes):
    """Sex, year, month, place (2A, 2B in Corsica), serial, key: fifteen characters (INSEE, décret 82-103)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield (
            "grouped",
            r"(?<![A-Z\d$]|\d[.-])[1-478](?:[ .-]\d{2}){2}[ .-]\d[\dAB](?:[ .-]?\d{3}){2}(?:[ .-]{0,3}\d{2})?(?!\d)",
            0.85,
        )
        yield "run", r"(?<![A-Z\d$]|\d[.-])[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6} ?\d{2}(?!\d)", 0.55
        yield "keyless", r"(?<![A-Z\d$]|\d[.-])[1-478]\d{2}(?:0[1-9]|1[0-2])(?:\d{2}|2[AB])\d{6}(?!\d)", NEEDS_CONTEXT

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return max(base, 0.95) if _checks(text[start:end]) else base


def _checks(value: str) -> bool:
    # Corsica counts as 19 and 18.
    number = digits(value.upper().replace("2A", "19").replace("2B", "18"))
    return len(number) == 15 and 97 - int(number[:13]) % 97 == int(number[13:])
