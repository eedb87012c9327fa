"""Recognizes the Egyptian national number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class EgyptianNationalId(Shapes):
    """Fourteen digits: century, date of birth, governorate, serial, check digit (Civil Status Law 143 of 1994)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        date = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        yield "dated", rf"(?<![A-Z\d$]|\d[.-])[23]\d{{2}}{date}(?:0[1-4]|[12][1-9]|3[1-5]|88)\d{{5}}(?!\d)", 0.75
        yield "run", r"(?<![A-Z\d$]|\d[.-])\d{14}(?!\d)", NEEDS_CONTEXT
