"""Recognizes the Emirates ID number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import NationalNumber
from redaction.shapes import alone


class EmiratesId(NationalNumber):
    """784 (ISO 3166-1), year of birth, seven digits, a check digit (Federal Authority for Identity and Citizenship)."""

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "card", alone(r"784[ -]?(?:19|20)\d{2}[ -]?\d{7}[ -]?\d"), 0.95
        yield "mistyped", alone(r"784-\d{4}-\d{5,8}(?:-\d)?"), 0.8
