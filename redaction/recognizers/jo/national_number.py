"""Recognizes the Jordanian national number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NEEDS_CONTEXT, NationalNumber
from redaction.shapes import alone


class JordanianNationalNumber(NationalNumber):
    """Ten digits, from 9 or 2 by the century of birth (Civil Status Law 9 of 2001)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "run", alone(r"[29]\d{9}"), NEEDS_CONTEXT
