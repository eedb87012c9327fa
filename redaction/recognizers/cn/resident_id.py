"""Recognizes the Chinese resident identity number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber


class ChineseResidentId(NationalNumber):
    """Place, date of birth, order and a check character: eighteen (GB 11643-1999), or fifteen before 1999."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        date = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        yield (
            "eighteen",
            rf"(?<![A-Z\d$]|\d[.-])[1-9]\d{{5}}[ -]?(?:19|20)\d{{2}}[ -]?{date}[ -]?\d{{3}}[\dX](?![A-Z\d])",
            0.85,
        )
        yield "mistyped", r"(?<![A-Z\d$]|\d[.-])\d{17}X(?![A-Z\d])", 0.75
        yield "fifteen", rf"(?<![A-Z\d$]|\d[.-])[1-9]\d{{5}}[ -]?\d{{2}}{date}[ -]?\d{{3}}(?![A-Z\d])", 0.65

    def score(self, text: str, start: int, end: int, base: float) -> float:
        return 1.0 if _checks("".join(c for c in text[start:end].upper() if c.isalnum())) else base


def _checks(number: str) -> bool:
    """ISO 7064, MOD 11-2."""
    if len(number) != 18:
        return False
    total = sum(int(d) * pow(2, 17 - i, 11) for i, d in enumerate(number[:17]))
    return (total + (10 if number[17] == "X" else int(number[17]))) % 11 == 1
