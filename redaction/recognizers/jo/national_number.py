"""Recognizes the Jordanian national number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, Shapes
from redaction.types import GOVERNMENT_ID


class JordanianNationalNumber(Shapes):
    """Ten digits, from 9 or 2 by the century of birth (Civil Status Law 9 of 2001)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", r"(?<![A-Z\d$]|\d[.-])[29]\d{9}(?!\d)", NEEDS_CONTEXT
