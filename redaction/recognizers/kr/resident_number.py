"""Recognizes the Korean resident and foreigner registration numbers."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class KoreanResidentNumber(NationalNumber):
    """Date of birth, a hyphen, seven digits of which six are often starred (Resident Registration Act, art. 7-2)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        date = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        yield "hyphen", alone(r"\d{6} ?- ?\d{7}"), 0.85
        yield "starred", r"(?<![A-Z\d$]|\d[.-])\d{6} ?- ?\d[*XO]{3,6}", 0.85
        yield "run", rf"(?<![A-Z\d$]|\d[.-])\d{{2}}{date} ?\d{{7}}(?!\d)", 0.65
        yield "cut", rf"(?<![A-Z\d$]|\d[.-])\d{{2}}{date}-\d(?!\d)", NEEDS_CONTEXT
