"""Recognizes the Egyptian national number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class EgyptianNationalId(NationalNumber):
    """Fourteen digits: century, date of birth, governorate, serial, check digit (Civil Status Law 143 of 1994)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        date = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        yield "dated", rf"(?<![A-Z\d$]|\d[.-])[23]\d{{2}}{date}(?:0[1-4]|[12][1-9]|3[1-5]|88)\d{{5}}(?!\d)", 0.75
        yield "run", alone(r"\d{14}"), NEEDS_CONTEXT
