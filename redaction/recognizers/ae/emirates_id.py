"""Recognizes the Emirates ID number."""

from __future__ import annotations

from collections.abc import Iterable

from redaction.recognizers.base import Shapes
from redaction.types import GOVERNMENT_ID


class EmiratesId(Shapes):
    """784 (ISO 3166-1), year of birth, seven digits, a check digit (Federal Authority for Identity and Citizenship)."""

    entity = GOVERNMENT_ID
    context_kinds = ("national_id",)

    def shapes(self) -> Iterable[tuple[str, str, float]]:
        yield "card", r"(?<![A-Z\d$]|\d[.-])784[ -]?(?:19|20)\d{2}[ -]?\d{7}[ -]?\d(?!\d)", 0.95
        yield "mistyped", r"(?<![A-Z\d$]|\d[.-])784-\d{4}-\d{5,8}(?:-\d)?(?!\d)", 0.8
